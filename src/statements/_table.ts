import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "./problem.ts";

/** A record of a CSV file that remembers where it stands. */
export interface TableRow {
  readonly fields: Readonly<Record<string, string>>;
  /** 1-based line on which the record starts. */
  readonly line: number;
  /** 1-based column at which a field starts. */
  columnOf(field: string): number;
}

/** What was read of a CSV file, and what was wrong with it. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly Problem[];
}

interface RawRecord {
  record: string[];
  raw: string;
  info: { lines: number };
}

/** Reads a CSV file whose header must hold exactly these columns in this order. */
export function readTable(text: string, file: string, columns: readonly string[]): Table {
  let records: RawRecord[];
  try {
    records = parse(text, {
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as RawRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 1);
    const found = text.split(/\r?\n/)[line - 1] ?? "";
    return {
      rows: [],
      problems: [{ file, line, column: 1, field: "", found, expected: "closed quotes (RFC 4180)" }],
    };
  }
  const header = records[0]?.record ?? [];
  const wanted = columns.join(",");
  if (header.join(",") !== wanted) {
    const expected = `the header ${wanted}`;
    return {
      rows: [],
      problems: [{ file, line: 1, column: 1, field: "", found: header.join(","), expected }],
    };
  }
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  for (const { record, raw, info } of records.slice(1)) {
    // A quoted field may span lines; csv-parse counts the line on which the record ends.
    const text = raw.replace(/^[\r\n]+|[\r\n]+$/g, "");
    const line = info.lines - (text.match(/\n/g)?.length ?? 0);
    if (record.length !== columns.length) {
      const expected = `${columns.length} fields, not ${record.length}`;
      problems.push({ file, line, column: 1, field: "", found: text, expected });
      continue;
    }
    const fields = Object.fromEntries(columns.map((name, i) => [name, record[i]!]));
    rows.push({ fields, line, columnOf: (field) => startOf(text, columns.indexOf(field)) });
  }
  return { rows, problems };
}

/** Where the n-th field starts in a raw record: the CSV library reports lines but no columns. */
function startOf(raw: string, index: number): number {
  let quoted = false;
  let field = 0;
  for (let i = 0; i < raw.length && field < index; i++) {
    if (raw[i] === '"') quoted = !quoted;
    else if (raw[i] === "," && !quoted && ++field === index) return i + 2;
  }
  return 1;
}
