// @ts-types="@types/papaparse"
import Papa from "papaparse";
import type { z } from "zod";
import type { Problem } from "./problem.ts";

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

/** Rows whose fields have the shape, in order of the file; and everything that was wrong. */
export function readRows<S extends z.ZodObject>(
  text: string,
  file: string,
  shape: S,
): { rows: { readonly value: z.infer<S>; readonly row: TableRow }[]; problems: Problem[] } {
  const table = readTable(text, file, Object.keys(shape.shape));
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

/** Reads a CSV file whose header must hold exactly these columns in this order. */
export function readTable(text: string, file: string, columns: readonly string[]): Table {
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  let start = 0;
  let line = 1;
  let header = true;
  const report = (at: number, found: string, expected: string): void => {
    problems.push({ file, line: at, column: 1, field: "", found, expected });
  };
  Papa.parse<string[]>(text, {
    delimiter: ",",
    step: ({ data: record, errors, meta }, parser) => {
      const raw = text.slice(start, meta.cursor).replace(/^[\r\n]+|[\r\n]+$/g, "");
      const at = line;
      line += linesIn(text, start, meta.cursor);
      start = meta.cursor;
      if (header) {
        header = false;
        if (record.join(",") === columns.join(",")) return;
        report(at, record.join(","), `the header ${columns.join(",")}`);
        parser.abort();
      } else if (errors.some(({ type }) => type === "Quotes")) {
        report(at, raw, "closed quotes (RFC 4180)");
      } else if (record.length !== columns.length) {
        if (raw !== "") report(at, raw, `${columns.length} fields, not ${record.length}`);
      } else {
        const fields: Record<string, string> = {};
        for (let i = 0; i < columns.length; i++) fields[columns[i]!] = record[i]!;
        const problem = (field: string, expected: string): Problem => {
          const column = startOf(raw, columns.indexOf(field));
          return { file, line: at, column, field, found: fields[field]!, expected };
        };
        const [name, mark] = hidden(fields) ?? [];
        if (name === undefined) rows.push({ fields, line: at, problem });
        else {
          const code = mark!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
          const found = fields[name]!.replace(new RegExp(HIDDEN, "gu"), "\ufffd");
          const expected = `text without the invisible character U+${code}`;
          problems.push({ ...problem(name, expected), found });
        }
      }
    },
  });
  if (header) report(1, "", `the header ${columns.join(",")}`);
  return { rows, problems };
}

/** Characters that a reader does not see, and that turn the direction of reading or command a terminal. */
const HIDDEN = /(?![\t\n\r])\p{Cc}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** The first field with such a character, and the character. */
function hidden(fields: Readonly<Record<string, string>>): [string, string] | undefined {
  for (const [name, text] of Object.entries(fields)) {
    const found = HIDDEN.exec(text)?.[0];
    if (found !== undefined) return [name, found];
  }
  return undefined;
}

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", from); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) count++;
  return count;
}

/** Where the n-th field starts in a raw record: CSV libraries report records, not columns. */
function startOf(raw: string, index: number): number {
  let quoted = false;
  let field = 0;
  for (let i = 0; i < raw.length && field < index; i++) {
    if (raw[i] === '"') quoted = !quoted;
    else if (raw[i] === "," && !quoted && ++field === index) return i + 2;
  }
  return 1;
}
