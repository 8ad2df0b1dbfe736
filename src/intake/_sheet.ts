import type { Problem, TextCell } from "../statements/mod.ts";

/** A cell of what was brought, with its place: in a workbook the row and the column. */
export interface Cell extends TextCell {
  /** How a workbook names the place: `Sheet1!E5`. */
  readonly name?: string;
  /** Set when the cell cannot be taken as text: what would be right. */
  readonly expected?: string;
}

/** Rows of cells, the header first; and what is wrong with the file as a whole. */
export interface Sheet {
  readonly rows: readonly (readonly Cell[])[];
  readonly problems: readonly Problem[];
}

/** More figures than any month has; a longer file is not one. */
export const MOST_ROWS = 20_000;

/** A sheet that could not be read, for one reason. */
export function unreadable(
  file: string,
  found: string,
  expected: string,
  line = 1,
  column = 1,
): Sheet {
  return { rows: [], problems: [{ file, line, column, field: "", found, expected }] };
}

/** A problem with one cell. */
export function cellProblem(file: string, cell: Cell, field: string, expected: string): Problem {
  const { line, column, text, name } = cell;
  const where = name === undefined ? field : `${field} (${name})`;
  return { file, line, column, field: where, found: text, expected };
}
