import type { DisplayOutput, ErrorOutput, Output } from "../notebook/mod.ts";
import type { Message } from "./_message.ts";

/** Outputs of one run by display id, so that a later cell can update what an earlier one showed. */
export type Displays = Map<string, Shown[]>;

interface Shown {
  output: DisplayOutput;
  by: CollectedOutputs;
}

/** Turns what the kernel publishes of a cell into its outputs. */
export class CollectedOutputs {
  readonly outputs: Output[] = [];
  /** The first error, whatever became of its place among the outputs. */
  error: ErrorOutput | undefined;
  #bytes = 0;
  #dropped = 0;
  #clearNext = false;
  /** Whether what was printed ends with a carriage return, so that the next text is written over it. */
  #isOpen = false;
  readonly #count: number;
  readonly #limitBytes: number;
  readonly #displays: Displays;

  constructor(count: number, limitBytes: number, displays: Displays) {
    this.#count = count;
    this.#limitBytes = limitBytes;
    this.#displays = displays;
  }

  /** Takes one published message; gives the output it made, if it made one. */
  take({ header, content }: Message): Output | undefined {
    switch (header.msg_type) {
      case "stream":
        return this.#print(content["name"], content["text"]);
      case "display_data":
      case "execute_result":
        return this.#display(header.msg_type, content);
      case "update_display_data":
        for (const { output, by } of this.#displays.get(content["transient"].display_id) ?? []) {
          by.#update(output, content);
        }
        return undefined;
      case "clear_output":
        if (content["wait"]) this.#clearNext = true;
        else this.#clear();
        return undefined;
      case "error":
        return this.fail(content["ename"], content["evalue"], content["traceback"]);
    }
  }

  /** Adds an error, whatever the limit. */
  fail(ename: string, evalue: string, traceback = [`${ename}: ${evalue}`]): Output {
    const output: ErrorOutput = { output_type: "error", ename, evalue, traceback };
    this.error ??= output;
    if (this.#clearNext) this.#clear();
    this.outputs.push(output);
    return output;
  }

  /** Says at the end what must not be missed: an error that was cleared, and what the limit has dropped. */
  close(): void {
    if (this.error && !this.outputs.includes(this.error)) this.outputs.push(this.error);
    if (this.#dropped === 0) return;
    const megabytes = (bytes: number) => `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`;
    this.remark(
      `${megabytes(this.#dropped)} of output left out: a cell may leave ${
        megabytes(this.#limitBytes)
      }`,
    );
  }

  /** Adds a line of the runner's own. */
  remark(text: string): void {
    this.outputs.push({ output_type: "stream", name: "stderr", text: `[${text}]\n` });
  }

  #print(name: "stdout" | "stderr", text: string): Output | undefined {
    if (this.#clearNext) this.#clear();
    let last = this.outputs.at(-1);
    if (last?.output_type !== "stream" || last.name !== name) {
      last = { output_type: "stream", name, text: "" };
    }
    let before = 0, whole = text;
    if (this.#isOpen || MOVES.test(text)) {
      // What a carriage return writes over does not stay.
      const lineStart = last.text.lastIndexOf("\n") + 1;
      whole = overwritten(last.text.slice(lineStart) + text);
      before = last.text.length - lineStart;
      last.text = last.text.slice(0, lineStart);
      this.#isOpen = whole.endsWith("\r");
    }
    const kept = whole.slice(0, Math.max(0, this.#limitBytes - this.#bytes + before));
    this.#dropped += whole.length - kept.length;
    this.#bytes += kept.length - before;
    last.text += kept;
    if (last !== this.outputs.at(-1) && kept !== "") this.outputs.push(last);
    return kept === "" ? undefined : { output_type: "stream", name, text };
  }

  #display(type: DisplayOutput["output_type"], content: Message["content"]): Output | undefined {
    if (this.#clearNext) this.#clear();
    const shown = { data: content["data"], metadata: content["metadata"] };
    const output: DisplayOutput = type === "display_data"
      ? { output_type: type, ...shown }
      : { output_type: type, ...shown, execution_count: this.#count };
    if (!this.#fits(sizeOf(output), 0)) return undefined;
    this.outputs.push(output);
    const id = content["transient"].display_id;
    if (id) this.#displays.set(id, [...this.#displays.get(id) ?? [], { output, by: this }]);
    return output;
  }

  #update(output: DisplayOutput, content: Message["content"]): void {
    const shown = { data: content["data"], metadata: content["metadata"] };
    const isShown = this.outputs.includes(output);
    if (isShown && !this.#fits(sizeOf({ ...output, ...shown }), sizeOf(output))) return;
    Object.assign(output, shown);
  }

  /** Whether there is room for an output, in the place of another; takes the room or counts what is dropped. */
  #fits(size: number, instead: number): boolean {
    const fits = this.#bytes - instead + size <= this.#limitBytes;
    if (fits) this.#bytes += size - instead;
    else this.#dropped += size;
    return fits;
  }

  #clear(): void {
    this.outputs.length = 0;
    this.#bytes = this.#dropped = 0;
    this.#clearNext = this.#isOpen = false;
  }
}

function sizeOf(output: DisplayOutput): number {
  return JSON.stringify(output).length;
}

// deno-lint-ignore no-control-regex
const ESCAPE = /\x1b\[[0-9;?]*[@-~]/g;
const ERASE_LINE = "\x1b[2K";
// deno-lint-ignore no-control-regex
const ERASE_REST = /\x1b\[0?K/g;
// deno-lint-ignore no-control-regex
const TO_START = /\x1b\[[01]?G/g;
// deno-lint-ignore no-control-regex
const MOVES = /\r|\x1b\[[012]?[GK]/;

/** Text as a terminal leaves it: what a line is erased of is gone, and from its beginning it is written over. */
function overwritten(text: string): string {
  if (!MOVES.test(text)) return text;
  return text.split("\n").map((line) => {
    if (!MOVES.test(line)) return line;
    const from = line.lastIndexOf(ERASE_LINE);
    const left = (from < 0 ? line : line.slice(from + ERASE_LINE.length)).replace(TO_START, "\r");
    const end = left.endsWith("\r") ? "\r" : "";
    return left.slice(0, left.length - end.length).split("\r").reduce((under, over) => {
      const kept = over.replace(ERASE_REST, "");
      return kept !== over ? kept : over + behind(under, over.replace(ESCAPE, "").length);
    }, "") + end;
  }).join("\n");
}

/** What stands behind a column, without counting colours. */
function behind(line: string, column: number): string {
  if (!line.includes("\x1b")) return line.slice(column);
  let at = 0;
  // deno-lint-ignore no-control-regex
  for (const [piece] of line.matchAll(/\x1b\[[0-9;?]*[@-~]|[^]/g)) {
    if (piece.length === 1 && column-- === 0) break;
    at += piece.length;
  }
  return line.slice(at).replace(ESCAPE, "") === "" ? "" : line.slice(at);
}
