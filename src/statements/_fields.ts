import type { Problem } from "./problem.ts";
import type { TableRow } from "./_table.ts";

/** Turns the schema's findings about a row into problems with file, line and column. */
export function fieldProblems(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  row: TableRow,
  file: string,
): Problem[] {
  return issues.map(({ path, message }) => fieldProblem(row, file, String(path[0]), message));
}

/** A problem with one field of a row. */
export function fieldProblem(
  row: TableRow,
  file: string,
  field: string,
  expected: string,
): Problem {
  const { line } = row;
  return { file, line, column: row.columnOf(field), field, found: row.fields[field]!, expected };
}
