import {
  type Catalogue,
  duplicateProblems,
  type Problem,
  readStatements,
  type Statement,
  STATEMENT_COLUMNS,
  type StatementFields,
  statementsText,
} from "../statements/mod.ts";
import { LEAVE_OUT, mapColumns } from "./_columns.ts";
import { decodeText } from "./_decode_text.ts";
import { normalise } from "./_normalise.ts";
import { readDelimited } from "./_read_delimited.ts";
import { readJson } from "./_read_json.ts";
import { type Cell, cellProblem, type Sheet, unreadable } from "./_sheet.ts";

/** The most bytes that are looked at: a month of figures is a thousandth of it. */
export const MOST_INCOMING_BYTES: number = 5 * 1024 * 1024;

/** What somebody said about a file that it does not say itself. */
export interface Answers {
  /** What a header means: its text to a column's name, or to `leave out`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** One value for a column in every row that leaves it empty. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Something to ask before a file can be read. */
export interface Question {
  /** A header whose meaning is not known, or a column that is missing. */
  readonly kind: "header" | "column";
  readonly name: string;
  /** What may be answered; empty when any text may. */
  readonly choices: readonly string[];
  /** What to report where nobody can be asked. */
  readonly problem: Problem;
}

/** What was brought. */
export interface Incoming {
  /** Validated statements, in the order of the file; `file` is its name and `line` the line or row there. */
  readonly statements: readonly Statement[];
  /** The same as the texts of a statements file. */
  readonly rows: readonly StatementFields[];
  /** Everything wrong; nothing may be added while there is one. */
  readonly problems: readonly Problem[];
  readonly questions: readonly Question[];
  /** Rows of a form that have no value yet. */
  readonly emptyRows: number;
}

/**
 * Reads a file of figures: CSV, a table pasted from a sheet (tabs), JSON, or an .xlsx workbook of one sheet. Which it is
 * is seen from the bytes. Header names and spellings that can mean one thing only are understood; a number is never guessed.
 *
 * @param bytes the file, at most {@link MOST_INCOMING_BYTES}
 * @param answers what is known beside the file
 * @returns statements, or problems with line and column, or questions; nothing is thrown for a bad file
 *
 * @example
 * ```ts
 * import { readIncoming } from "./mod.ts";
 * import assert from "node:assert/strict";
 * const catalogue = new Map([["exports", {
 *   id: "exports", label: "Exports", unit: "mt", kind: "flow", side: "use",
 *   publisherScope: "", aliases: ["exports of goods"],
 * } as const]]);
 * const text = "item,measure,region,month,figure,unit,basis\n" +
 *   "Exports of goods,level,domestic,Feb 2026,7.9,10000 mt,actual\n";
 * const { statements, problems } = await readIncoming(new TextEncoder().encode(text), "pasted", catalogue, {
 *   values: { publisher: "Made-up Metals", published: "2026-03-05" },
 * });
 * assert.deepEqual(problems, []);
 * assert.equal(statements[0]!.printed, "79000");
 * ```
 */
export async function readIncoming(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  catalogue: Catalogue,
  answers: Answers = {},
): Promise<Incoming> {
  const sheet = await readSheet(bytes, file);
  const result = {
    statements: [],
    rows: [],
    problems: sheet.problems,
    questions: [],
    emptyRows: 0,
  };
  if (sheet.problems.length > 0) return result;
  const [header, ...body] = sheet.rows;
  if (header === undefined) {
    return { ...result, problems: unreadable(file, "", "a header and figures").problems };
  }
  const values = answers.values ?? {};
  const map = mapColumns(header, answers.columns ?? {}, Object.keys(values));
  const twice = map.twice.map((cell) => cellProblem(file, cell, "", "each column once"));
  if (twice.length > 0) return { ...result, problems: twice };
  // A sheet with no column we know has no header, or is no sheet of figures: there is nothing to ask about it.
  if (map.indexOf.size === 0) {
    const expected = `a header with the columns ${map.missing.join(", ")}`;
    return { ...result, problems: [cellProblem(file, header[0]!, "", expected)] };
  }
  const questions = [
    ...map.unknown.map((cell) => headerQuestion(file, cell, map.missing)),
    ...map.missing.map((name) => columnQuestion(file, header, name)),
  ];
  if (questions.length > 0) return { ...result, questions };
  if (body.length === 0) {
    return {
      ...result,
      problems: unreadable(file, "a header alone", "at least one figure", 2).problems,
    };
  }

  const problems: Problem[] = [];
  const kept: { fields: StatementFields; cells: readonly Cell[] }[] = [];
  let emptyRows = 0;
  for (const cells of body) {
    const tooLong = cells.slice(header.length).find(({ text }) => text.trim() !== "");
    if (tooLong || cells.length < header.length) {
      const cell = tooLong ?? cells.at(-1)!;
      problems.push(cellProblem(file, cell, "", `${header.length} cells, not ${cells.length}`));
      continue;
    }
    const cellOf = (column: string) => cells[map.indexOf.get(column) ?? -1];
    if (map.isForm && cellOf("value")?.text.trim() === "") {
      emptyRows++;
      continue;
    }
    const unfit = STATEMENT_COLUMNS.find((name) => cellOf(name)?.expected !== undefined);
    if (unfit !== undefined) {
      problems.push(cellProblem(file, cellOf(unfit)!, unfit, cellOf(unfit)!.expected!));
      continue;
    }
    const raw = Object.fromEntries(
      STATEMENT_COLUMNS.map((name) => [name, cellOf(name)?.text.trim() || (values[name] ?? "")]),
    );
    const normal = normalise(raw, catalogue);
    if ("expected" in normal) {
      const cell = cellOf(normal.column) ?? { ...cells[0]!, text: raw[normal.column]! };
      problems.push(cellProblem(file, cell, normal.column, normal.expected));
    } else {
      kept.push({ fields: normal.fields, cells });
    }
  }

  const text = statementsText(kept.map(({ fields }) => oneLine(fields)));
  const read = readStatements(text, file, catalogue);
  // The text above has one record a line, so a line leads back to the row it came from.
  const back = <T extends { line: number }>(item: T): T => ({
    ...item,
    line: kept[item.line - 2]!.cells[0]!.line,
  });
  for (const problem of read.problems) {
    const { cells } = kept[problem.line - 2]!;
    const cell = cells[map.indexOf.get(problem.field) ?? 0]!;
    problems.push({
      ...cellProblem(file, cell, problem.field, problem.expected),
      found: problem.found,
    });
  }
  for (const statement of read.statements) {
    const wrong = impossibleDates(statement);
    if (wrong === undefined) continue;
    const { cells, fields } = kept[statement.line - 2]!;
    const cell = cells[map.indexOf.get("published") ?? -1] ??
      { ...cells[0]!, text: fields["published"]! };
    problems.push(cellProblem(file, cell, "published", wrong));
  }
  const statements = read.statements.map(back);
  problems.push(...duplicateProblems(statements));
  return {
    statements,
    rows: kept.map(({ fields }) => oneLine(fields)),
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column),
    questions: [],
    emptyRows,
  };
}

async function readSheet(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<Sheet> {
  if (bytes.length > MOST_INCOMING_BYTES) {
    const limit = `at most ${MOST_INCOMING_BYTES / 1024 / 1024} MB`;
    return unreadable(file, `more than ${bytes.length} bytes`, limit);
  }
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (zip) return (await import("./_read_workbook.ts")).readWorkbook(bytes, file);
  const text = decodeText(bytes, file);
  if (typeof text !== "string") return text;
  if (file.toLowerCase().endsWith(".xlsx")) {
    return unreadable(file, text.slice(0, 20), "an .xlsx workbook, which this is not");
  }
  return /^\s*[[{]/.test(text) ? readJson(text, file) : readDelimited(text, file);
}

function headerQuestion(file: string, cell: Cell, missing: readonly string[]): Question {
  const expected = "a column name that is known" +
    (missing.length > 0 ? `; still missing: ${missing.join(", ")}` : "");
  return {
    kind: "header",
    name: cell.text.trim(),
    choices: [...missing, LEAVE_OUT],
    problem: cellProblem(file, cell, "", expected),
  };
}

function columnQuestion(file: string, header: readonly Cell[], name: string): Question {
  const found = header.map(({ text }) => text).join(",");
  const expected = `a column ${name}`;
  const problem = { file, line: header[0]!.line, column: 1, field: name, found, expected };
  return { kind: "column", name, choices: [], problem };
}

/** A figure must have been printed, and a reported one not before its period began. */
function impossibleDates({ published, basis, period }: Statement): string | undefined {
  if (published === undefined) return "the day of publication, YYYY-MM-DD";
  const begins = period.slice(0, 4) +
    (/^\d{4}-\d\d/.test(period) ? period.slice(4, 10).split("/")[0] : "");
  return basis === "actual" && begins.slice(0, published.length) > published.slice(0, begins.length)
    ? `a day not before ${period} begins, or the basis forecast`
    : undefined;
}

function oneLine(fields: StatementFields): StatementFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, text.replace(/\s*\n\s*/g, " ")]),
  );
}
