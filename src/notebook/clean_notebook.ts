import type { Cell, CellMetadata, Json, Notebook } from "./nbformat.ts";

/** Cell metadata that a run or a front end leaves behind. */
const VOLATILE_CELL = new Set([
  "ExecuteTime",
  "collapsed",
  "execution",
  "outputId",
  "papermill",
  "scrolled",
  "trusted",
]);

/** The same for the notebook. */
const VOLATILE_NOTEBOOK = new Set([
  "orig_nbformat",
  "orig_nbformat_minor",
  "papermill",
  "signature",
  "widgets",
]);

/**
 * A notebook as it is committed: no outputs, counts or injected parameters, and no metadata that
 * changes with every run or machine. What an author chose (tags, hidden inputs) stays.
 *
 * @param notebook the notebook, left as it is
 * @returns a cleaned copy
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const cleaned = cleanNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{
 *   cell_type: "code", id: "a", metadata: { tags: ["x"], execution: {} }, source: "1",
 *   execution_count: 3, outputs: [{ output_type: "stream", name: "stdout", text: "1" }] }] });
 * assert.deepEqual(cleaned.cells[0], { cell_type: "code", id: "a", metadata: { tags: ["x"] },
 *   source: "1", execution_count: null, outputs: [] });
 * ```
 */
export function cleanNotebook(notebook: Notebook): Notebook {
  // language_info stays: a front end would put it back with the next save.
  const metadata = without(notebook.metadata, VOLATILE_NOTEBOOK) as Notebook["metadata"];
  return {
    ...notebook,
    metadata,
    cells: notebook.cells
      .filter((cell) => !cell.metadata.tags?.includes("injected-parameters"))
      .map(cleanCell),
  };
}

function cleanCell(cell: Cell): Cell {
  const metadata = without(cell.metadata, VOLATILE_CELL) as CellMetadata;
  if (cell.cell_type !== "code") return { ...cell, metadata };
  return { ...cell, metadata, execution_count: null, outputs: [] };
}

function without(object: { [key: string]: Json | undefined }, names: Set<string>) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
