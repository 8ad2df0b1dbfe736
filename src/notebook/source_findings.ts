import type { Notebook } from "./nbformat.ts";

/** Something in a notebook that a check objects to. */
export interface NotebookFinding {
  /** Which rule. */
  code: "block-first";
  /** Place among all cells, counted from 1. */
  cell: number;
  /** Line within the cell, counted from 1. */
  line: number;
  /** What is wrong and what would be right. */
  message: string;
}

/**
 * What is wrong with the cells as they are written, before any of them runs.
 *
 * @param notebook the notebook
 * @returns findings in the order of the cells
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const cell = { cell_type: "code" as const, id: "a", metadata: {}, source: "{ x: f() }",
 *   execution_count: null, outputs: [] };
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: [cell] };
 * assert.equal(sourceFindings(notebook)[0]?.code, "block-first");
 * ```
 */
export function sourceFindings(notebook: Notebook): NotebookFinding[] {
  return notebook.cells.flatMap((cell, i): NotebookFinding[] => {
    if (cell.cell_type !== "code" || !cell.source.trimStart().startsWith("{")) return [];
    return [{
      code: "block-first",
      cell: i + 1,
      line: cell.source.slice(0, cell.source.search(/\S/)).split("\n").length,
      message: "a cell that begins with { is read as an object first and as a block second; " +
        "put the object in brackets or the block in a function",
    }];
  });
}
