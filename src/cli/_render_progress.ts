import type { RunProgress } from "../kernel/mod.ts";

/** Tells how runs go on: lines that stay in place on a terminal, one line for each end elsewhere. */
export interface RenderProgress {
  started(name: string, why: string): void;
  event(name: string, event: RunProgress): void;
  finished(name: string, line: string): void;
  /** A line of its own. */
  say(line: string): void;
  /** Leaves the terminal as it should be. */
  close(): void;
}

/** Progress for where standard output goes. */
export function renderProgress(): RenderProgress {
  return Deno.stdout.isTerminal() ? onTerminal() : asLines();
}

function asLines(): RenderProgress {
  return {
    started: (name, why) => console.log(`${name}: running, ${why}`),
    event: () => {},
    finished: (name, line) => console.log(`${name}: ${line}`),
    say: (line) => console.log(line),
    close: () => {},
  };
}

function onTerminal(): RenderProgress {
  const running = new Map<string, string>();
  const encoder = new TextEncoder();
  let drawn = 0;
  const write = (text: string) => Deno.stdout.writeSync(encoder.encode(text));
  const erase = () => {
    if (drawn > 0) write(`\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  const draw = () => {
    const width = columns();
    const lines = [...running].map(([name, state]) => `  ${name}  ${state}`.slice(0, width - 1));
    if (lines.length > 0) write(lines.join("\n") + "\n");
    drawn = lines.length;
  };
  const redraw = () => {
    erase();
    draw();
  };
  const say = (line: string) => {
    erase();
    write(`${line}\n`);
    draw();
  };
  return {
    started(name, why) {
      running.set(name, `starting, ${why}`);
      redraw();
    },
    event(name, event) {
      if (event.type !== "cell-started") return;
      running.set(name, `${bar(event.index, event.of)} cell ${event.index + 1} of ${event.of}`);
      redraw();
    },
    finished(name, line) {
      running.delete(name);
      say(`${name}: ${line}`);
    },
    say,
    close: erase,
  };
}

function columns(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

function bar(done: number, of: number): string {
  const width = 16;
  const full = Math.round(done / Math.max(1, of) * width);
  return "━".repeat(full) + "─".repeat(width - full);
}
