import {
  type Catalogue,
  figureKey,
  type MarketData,
  readStatements,
  type Statement,
  STATEMENT_COLUMNS,
  type StatementFields,
  statementsText,
  vintagesOf,
} from "../statements/mod.ts";
import type { Incoming } from "./read_incoming.ts";

/**
 * What a figure is to those already there.
 * - `new`: this publisher has not printed it before.
 * - `repeated`: as in its last print; kept as a further print.
 * - `outcome`: reported now, where the last print was an outlook.
 * - `revised`: not as in its last print.
 * - `there`: the same print of the same day is there already; it is not added again.
 */
export type Novelty = "new" | "repeated" | "outcome" | "revised" | "there";

/** One brought figure beside what was known of it. */
export interface PlannedFigure {
  readonly statement: Statement;
  readonly novelty: Novelty;
  /** The last print of the figure before this one, both ends when it was a range; empty for a new figure. */
  readonly before: readonly Statement[];
}

/** What adding a file would do to the statements. */
export interface UpdatePlan {
  readonly figures: readonly PlannedFigure[];
  readonly added: readonly Statement[];
  /** The rows to add, by file name: the month of publication. */
  readonly rowsByFile: ReadonlyMap<string, readonly StatementFields[]>;
}

/**
 * Sorts brought figures into new, repeated and revised, without changing anything.
 *
 * @param incoming what was brought; it must have no problems
 *
 * @example
 * ```ts
 * import { planUpdate, readIncoming } from "./mod.ts";
 * import { loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const { series } = data.plan.quantities[0]!;
 * const { region, publisher } = data.plan.market;
 * const text = `${STATEMENT_COLUMNS.join()}\n` +
 *   `${series},level,${region},2026-01,376100,mt,actual,,${publisher},2026-03-05,,made up\n`;
 * const incoming = await readIncoming(new TextEncoder().encode(text), "march.csv", data.catalogue);
 * const { figures, rowsByFile } = planUpdate(data, incoming);
 * assert.equal(figures[0]!.novelty, "revised");
 * assert.equal(figures[0]!.before[0]!.printed, "375500");
 * assert.deepEqual([...rowsByFile.keys()], ["2026-03.csv"]);
 * ```
 */
export function planUpdate(data: MarketData, incoming: Incoming): UpdatePlan {
  const vintages = vintagesOf(data.asPrinted);
  const figures: PlannedFigure[] = [];
  const added: Statement[] = [];
  const rowsByFile = new Map<string, StatementFields[]>();
  incoming.statements.forEach((statement, i) => {
    const prints = vintages.of(statement);
    const earlier = prints.filter(({ published }) => (published ?? "") <= statement.published!);
    const last = earlier.at(-1);
    const before = earlier.filter(({ published }) => published === last?.published);
    const there = prints.some((print) =>
      print.published === statement.published && same(print, statement)
    );
    const novelty: Novelty = there
      ? "there"
      : before.length === 0
      ? "new"
      : before.some((print) => same(print, statement) && print.basis === statement.basis)
      ? "repeated"
      : last!.basis === "forecast" && statement.basis !== "forecast"
      ? "outcome"
      : "revised";
    figures.push({ statement, novelty, before });
    if (there) return;
    added.push(statement);
    const name = `${statement.published!.slice(0, 7)}.csv`;
    const rows = rowsByFile.get(name) ?? [];
    rows.push(incoming.rows[i]!);
    rowsByFile.set(name, rows);
  });
  return { figures, added, rowsByFile };
}

/** Whether two prints of a figure say the same number; how it is written is part of it. */
function same(a: Statement, b: Statement): boolean {
  return figureKey(a) === figureKey(b) && a.printed === b.printed && a.bound === b.bound;
}

/**
 * The texts of the statement files with a plan's rows in them.
 *
 * @returns new texts by name, for {@link LockedData.replace}
 */
export function plannedTexts(
  plan: UpdatePlan,
  files: ReadonlyMap<string, string>,
  catalogue: Catalogue,
): Map<string, string> {
  return new Map(
    [...plan.rowsByFile].map(([name, rows]) =>
      [name, insertRows(files.get(name), rows, catalogue)] as const
    ),
  );
}

/**
 * A statements file with rows added, each at its place in the order of the file (series, measure, region, period,
 * publisher, day of publication, value). What stood there keeps its bytes and its order.
 *
 * @param text the file as it is; `undefined` for a new one
 */
function insertRows(
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
