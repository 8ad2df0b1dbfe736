import { bareKernelSeconds, cpuSeconds } from "./_cpu.ts";
import { NO_JUPYTER, peerJupyter } from "./_jupyter.ts";
import { type BenchRow, medianMs, run } from "./_row.ts";

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("notebooks/", ROOT).pathname;
const NOTEBOOKS = [...Deno.readDirSync(FOLDER)]
  .map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();
const CPU_RUNS = 5;

/** All notebooks executed and rendered, cold and with nothing changed, beside nbconvert on the same files. */
export async function renderBench(): Promise<BenchRow[]> {
  const out = await Deno.makeTempDir();
  try {
    const render = (...more: string[]) =>
      run(Deno.execPath(), ["run", "-A", "src/cli/render.ts", "--out", out, ...more], {
        cwd: ROOT.pathname,
      });
    const coldMs = await medianMs(3, () => render("--no-cache"));
    await render();
    const sameMs = await medianMs(5, () => render());
    const peerMs = await nbconvertMs();
    return [
      {
        what: "all notebooks executed and rendered, cold",
        measured: `${(coldMs / 1000).toFixed(2)} s`,
        beside: peerMs === undefined
          ? NO_JUPYTER
          : `nbconvert ${(peerMs / 1000).toFixed(2)} s, ratio ${(peerMs / coldMs).toFixed(1)}`,
        goal: "5 times faster",
      },
      {
        what: "the same with nothing changed",
        measured: `${sameMs.toFixed(0)} ms`,
        beside: `cold ${(coldMs / sameMs).toFixed(0)} times that`,
        goal: "under 500 ms",
      },
      await cpuRow(),
    ];
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** What running and rendering costs beside the cells: whole commands beside bare kernels, in turn. */
async function cpuRow(): Promise<BenchRow> {
  const measured: { whole: number; bare: number }[] = [];
  for (let i = 0; i < CPU_RUNS; i++) {
    const out = await Deno.makeTempDir();
    const args = ["run", "-A", "src/cli/render.ts", "--no-cache", "--out", out];
    const whole = await cpuSeconds(Deno.execPath(), args, { cwd: ROOT.pathname });
    await Deno.remove(out, { recursive: true });
    let bare = 0;
    const left = [...NOTEBOOKS];
    // As many at a time as the command runs: beside another, each needs more.
    await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, async () => {
      for (let next; (next = left.shift()) !== undefined;) {
        const seconds = await bareKernelSeconds(FOLDER, next);
        bare += seconds;
      }
    }));
    measured.push({ whole, bare });
  }
  const more = ({ whole, bare }: typeof measured[number]) => 100 * (whole / bare - 1);
  const middle = measured.sort((a, b) => more(a) - more(b))[CPU_RUNS >> 1]!;
  return {
    what: "CPU seconds of the same, all processes, cold",
    measured: `${middle.whole.toFixed(2)} s, ${more(middle).toFixed(0)}% more`,
    beside: `bare kernels for the same cells: ${middle.bare.toFixed(2)} s`,
    goal: "at most 10% more",
  };
}

/** `jupyter nbconvert --execute --to html` on every notebook, with Deno's own kernel; `undefined` without Jupyter. */
async function nbconvertMs(): Promise<number | undefined> {
  await using peer = await peerJupyter();
  if (peer === undefined) return undefined;
  const { jupyter, folder, env } = peer;
  const args = ["nbconvert", "--execute", "--to", "html", "--output-dir", folder, ...NOTEBOOKS];
  return await medianMs(1, () => run(jupyter, args, { cwd: FOLDER, env }));
}
