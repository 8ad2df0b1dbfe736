import type { DisplayOutput, Output } from "../notebook/mod.ts";
import type { Message } from "./_message.ts";

/** Outputs of one run by display id, so that a later cell can update what an earlier one showed. */
export type Displays = Map<string, DisplayOutput[]>;

/** Turns what the kernel publishes while a cell runs into the outputs of the cell. */
export class CollectedOutputs {
  readonly outputs: Output[] = [];
  #bytes = 0;
  #dropped = 0;
  #clearNext = false;
  readonly #limitBytes: number;
  readonly #displays: Displays;

  constructor(limitBytes: number, displays: Displays) {
    this.#limitBytes = limitBytes;
    this.#displays = displays;
  }

  /** Whether the cell left an error. */
  get failed(): boolean {
    return this.outputs.some((output) => output.output_type === "error");
  }

  /** Takes one published message; gives the output it made, if it made one. */
  take(message: Message, executionCount: number): Output | undefined {
    const { content } = message;
    switch (message.header.msg_type) {
      case "stream":
        return this.add({ output_type: "stream", name: content["name"], text: content["text"] });
      case "display_data":
      case "execute_result":
        return this.#display(message, executionCount);
      case "update_display_data":
        for (const shown of this.#displays.get(content["transient"]?.display_id) ?? []) {
          shown.data = content["data"];
          shown.metadata = content["metadata"] ?? {};
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
    const output: Output = { output_type: "error", ename, evalue, traceback };
    this.outputs.push(output);
    return output;
  }

  /** Adds an output, as far as the limit goes. */
  add(output: Output): Output | undefined {
    if (this.#clearNext) this.#clear();
    const size = sizeOf(output);
    if (this.#bytes + size > this.#limitBytes) {
      this.#dropped += size;
      return undefined;
    }
    this.#bytes += size;
    const last = this.outputs.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name
    ) {
      last.text += output.text;
    } else this.outputs.push(output.output_type === "stream" ? { ...output } : output);
    return output;
  }

  /** Says at the end of the outputs what the limit has dropped. */
  close(): Output | undefined {
    if (this.#dropped === 0) return undefined;
    const megabytes = (bytes: number) => `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`;
    const notice: Output = {
      output_type: "stream",
      name: "stderr",
      text: `[${megabytes(this.#dropped)} of output left out: a cell may leave ${
        megabytes(this.#limitBytes)
      }]\n`,
    };
    this.outputs.push(notice);
    return notice;
  }

  #display(message: Message, executionCount: number): Output | undefined {
    const { content } = message;
    const shown = { data: content["data"], metadata: content["metadata"] ?? {} };
    const output: DisplayOutput = message.header.msg_type === "display_data"
      ? { output_type: "display_data", ...shown }
      : { output_type: "execute_result", ...shown, execution_count: executionCount };
    const added = this.add(output);
    const id = content["transient"]?.display_id;
    if (added && id) this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
    return added;
  }

  #clear(): void {
    this.outputs.length = 0;
    this.#clearNext = false;
  }
}

function sizeOf(output: Output): number {
  if (output.output_type === "stream") return output.text.length;
  return JSON.stringify(output).length;
}
