import type { Cell, CodeCell, Notebook, Output } from "../../src/notebook/mod.ts";
import { runNotebook, type RunOptions, type RunResult } from "../../src/kernel/mod.ts";

/** A notebook of code cells; a pair gives the tags of its cell. */
export function tiny(...cells: (string | [source: string, ...tags: string[]])[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map((cell, i): Cell => {
      const [source, ...tags] = typeof cell === "string" ? [cell] : cell;
      return {
        cell_type: "code",
        id: `c${i}`,
        metadata: tags.length > 0 ? { tags } : {},
        source,
        execution_count: null,
        outputs: [],
      };
    }),
  };
}

/** Runs a notebook in the folder of these tests. */
export function run(notebook: Notebook, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return runNotebook(notebook, { cwd: import.meta.dirname as string, ...options });
}

/** Outputs of one cell. */
export function outputsOf(result: RunResult, index: number): Output[] {
  return (result.notebook.cells[index] as CodeCell).outputs;
}

/** What a cell printed on a stream, or the plain text of what it displayed, as one text. */
export function textOf(result: RunResult, index: number): string {
  return outputsOf(result, index).map((output) => {
    if (output.output_type === "stream") return output.text;
    if (output.output_type === "error") return `${output.ename}: ${output.evalue}`;
    return String(output.data["text/plain"]);
  }).join("");
}

/** The status of each cell. */
export function statuses(result: RunResult): string[] {
  return result.cells.map((cell) => cell.status);
}
