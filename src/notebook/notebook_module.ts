import type { Notebook } from "./nbformat.ts";

/** A line of a cell. */
export interface CellPlace {
  /** Place among all cells of the notebook, counted from 1 as people do. */
  cell: number;
  /** Id of the cell. */
  id: string;
  /** Line within the cell, counted from 1. */
  line: number;
}

/** The code of a notebook as one TypeScript module. */
export interface NotebookModule {
  /** TypeScript source, one line for each line of the cells and one between cells. */
  text: string;
  /** For each line of `text`, from the first: where it comes from; undefined for lines between cells. */
  places: (CellPlace | undefined)[];
}

/**
 * Joins the code cells of a notebook into one module, so that a type checker sees what each cell
 * takes from the cells before it. Left out: injected parameters, which would declare a name twice,
 * and cells tagged `raises-exception`, which are wrong on purpose.
 *
 * @param notebook the notebook
 * @returns the module with the origin of every line
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const code = (id: string, source: string) => ({ cell_type: "code" as const, id, metadata: {},
 *   source, execution_count: null, outputs: [] });
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {},
 *   cells: [code("a", "const x = 1;"), code("b", "\n(x)")] };
 * const { text, places } = notebookModule(notebook);
 * assert.equal(text.split("\n")[3], "(x)");
 * assert.deepEqual(places[3], { cell: 2, id: "b", line: 2 });
 * ```
 */
export function notebookModule(notebook: Notebook): NotebookModule {
  const text: string[] = [];
  const places: (CellPlace | undefined)[] = [];
  notebook.cells.forEach((cell, i) => {
    if (cell.cell_type !== "code") return;
    const tags = cell.metadata.tags ?? [];
    if (tags.includes("injected-parameters") || tags.includes("raises-exception")) return;
    cell.source.split(/\r?\n/).forEach((line, j) => {
      text.push(line);
      places.push({ cell: i + 1, id: cell.id, line: j + 1 });
    });
    // A cell that starts with ( or [ must not continue the one before it.
    text.push(";");
    places.push(undefined);
  });
  text.push("export {};");
  places.push(undefined);
  return { text: text.join("\n") + "\n", places };
}
