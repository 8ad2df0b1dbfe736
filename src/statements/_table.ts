import type { z } from "zod";
import type { Problem } from "./problem.ts";
import { readCells, type TextCell } from "./read_cells.ts";

/** A record of a CSV file that remembers where it stands. */
export interface TableRow {
  readonly fields: Readonly<Record<string, string>>;
  /** 1-based line on which the record starts. */
  readonly line: number;
  /** A problem with one of its fields, where the field starts. */
  problem(field: string, expected: string): Problem;
}

/** The records of a CSV file that have all columns, and what was wrong. */
interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly Problem[];
}

/**
 * Rows whose fields have the shape, in order of the file; and everything that was wrong.
 *
 * @param more columns of the shape, its last ones, that a file may go without. Default none
 */
export function readRows<S extends z.ZodObject>(
  text: string,
  file: string,
  shape: S,
  more = 0,
): { rows: { readonly value: z.infer<S>; readonly row: TableRow }[]; problems: Problem[] } {
  const table = readTable(text, file, Object.keys(shape.shape), more);
  const problems = [...table.problems];
  const rows = table.rows.flatMap((row) => {
    const result = shape.safeParse(row.fields);
    if (result.success) return [{ value: result.data, row }];
    problems.push(...issuesIn(row, result.error));
    return [];
  });
  return { rows, problems };
}

/** A schema's findings about a row, with file, line and column. */
export function issuesIn(row: TableRow, { issues }: z.ZodError): Problem[] {
  return issues.map(({ path, message }) => row.problem(String(path[0]), message));
}

/** Reads a CSV file whose header must hold exactly these columns in this order, or all but the last `more` ones. */
export function readTable(
  text: string,
  file: string,
  columns: readonly string[],
  more = 0,
): Table {
  const broken = text.split("\n").findIndex((row) => row.includes("\ufffd"));
  if (broken >= 0) {
    const found = text.split("\n")[broken]!;
    const problem = {
      file,
      line: broken + 1,
      column: found.indexOf("\ufffd") + 1,
      field: "",
      found,
    };
    return { rows: [], problems: [{ ...problem, expected: "text in UTF-8" }] };
  }
  const { records: [header, ...records], fault } = readCells(
    text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"),
  );
  const rows: TableRow[] = [];
  const textOf = (cells: readonly TextCell[]) => cells.map(({ text }) => text).join(",");
  const least = columns.slice(0, columns.length - more);
  const found = header === undefined ? "" : textOf(header);
  if (found !== columns.join(",") && found !== least.join(",")) {
    const expected = `the header ${least.join(",")}`;
    return { rows, problems: [{ file, line: 1, column: 1, field: "", found, expected }] };
  }
  const problems: Problem[] = [];
  for (const cells of records) {
    const { line } = cells[0]!;
    if (cells.length !== header!.length && cells.length !== least.length) {
      const expected = `${header!.length} fields, not ${cells.length}`;
      problems.push({ file, line, column: 1, field: "", found: textOf(cells), expected });
      continue;
    }
    const fields = Object.fromEntries(columns.map((name, i) => [name, cells[i]?.text ?? ""]));
    const problem = (field: string, expected: string): Problem => {
      const cell = cells[columns.indexOf(field)] ?? cells[0]!;
      return { file, line: cell.line, column: cell.column, field, found: cell.text, expected };
    };
    const [name, mark] = hidden(fields) ?? [];
    if (name === undefined) rows.push({ fields, line, problem });
    else {
      const code = mark!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
      const found = fields[name]!.replace(new RegExp(HIDDEN, "gu"), "\ufffd");
      problems.push({ ...problem(name, `text without the invisible character U+${code}`), found });
    }
  }
  if (fault !== undefined) problems.push({ file, field: "", ...fault });
  return { rows, problems };
}

/** Characters that a reader does not see, and that turn the direction of reading or command a terminal. */
const HIDDEN = /(?![\t\n\r])\p{Cc}|(?![\ufe00-\ufe0f])[\p{DI}\u2028\u2029]/u;

/** The first field with such a character, and the character. */
function hidden(fields: Readonly<Record<string, string>>): [string, string] | undefined {
  for (const [name, text] of Object.entries(fields)) {
    const found = HIDDEN.exec(text)?.[0];
    if (found !== undefined) return [name, found];
  }
  return undefined;
}
