import {
  type Catalogue,
  readStatements,
  type Statement,
  STATEMENT_COLUMNS,
  type StatementFields,
  statementsText,
} from "../statements/mod.ts";

/**
 * A statements file with rows added, each at its place in the order of the file (series, measure, region, period,
 * publisher, day of publication, value). What stood there keeps its bytes and its order.
 *
 * @param text the file as it is; `undefined` for a new one
 */
export function insertRows(
  text: string | undefined,
  rows: readonly StatementFields[],
  catalogue: Catalogue,
): string {
  const added = rows.map((fields) => ({ fields, record: statementsText([fields]).split("\n")[1]! }))
    .sort((a, b) => compare(a.fields, b.fields));
  const header = STATEMENT_COLUMNS.join();
  if (text === undefined) return [header, ...added.map(({ record }) => record), ""].join("\n");

  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const there = readStatements(text, "", catalogue).statements.map((s) => ({
    fields: fieldsOf(s),
    line: s.line,
  }));
  // Each goes before the first record that sorts after it; what comes later in order can go no earlier.
  let at = 0;
  const placed = added.map(({ fields, record }) => {
    while (at < there.length && compare(there[at]!.fields, fields) <= 0) at++;
    return { line: there[at]?.line ?? lines.length + 1, record };
  });
  const before = Map.groupBy(placed, ({ line }) => line);
  const recordsAt = (line: number) => (before.get(line) ?? []).map(({ record }) => record);
  const out = lines.flatMap((line, i) => [...recordsAt(i + 1), line]);
  return [...out, ...recordsAt(lines.length + 1), ""].join("\n");
}

function fieldsOf(statement: Statement): StatementFields {
  const { series, measure, region, period, printed, publisher, published } = statement;
  return { series, measure, region, period, value: printed, publisher, published: published ?? "" };
}

const ORDER = ["series", "measure", "region", "period", "publisher", "published", "value"];

function compare(a: StatementFields, b: StatementFields): number {
  for (const name of ORDER) {
    const [left, right] = [a[name]!, b[name]!];
    if (left === right) continue;
    const difference = name === "value" ? Number(left) - Number(right) : NaN;
    return Number.isNaN(difference) || difference === 0 ? (left < right ? -1 : 1) : difference;
  }
  return 0;
}
