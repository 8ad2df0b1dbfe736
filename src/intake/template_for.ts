import type { Plan } from "../balance/mod.ts";
import { addMonths, daysInMonth, type Month } from "../calendar/mod.ts";
import {
  type MarketData,
  type Statement,
  STATEMENT_COLUMNS,
  type StatementFields,
  vintagesOf,
} from "../statements/mod.ts";

type Needed = readonly [series: string, measure: string, publisher: string, basis: string];

/** What a month's account and its checks cannot do without, whoever printed it last. */
function neededBy({ market, quantities, counts }: Plan): Needed[] {
  const flows = quantities.flatMap(({ id, series, kind }): Needed[] => {
    if (series === undefined || kind !== "flow") return [];
    const publisher = counts.find((count) => count.series === series)?.publisher ??
      market.publisher;
    const measures = ["level"];
    if (publisher === market.publisher) measures.push("mom");
    if (id === market.lead) measures.push("yoy");
    return measures.map((measure) => [series, measure, publisher, "actual"]);
  });
  return [
    ...flows,
    [market.balanceSeries, "level", market.publisher, "estimate"],
    [market.classSeries, "class", market.publisher, "estimate"],
  ];
}

/** The stocks of the plan on the month's last day, each with its last count of the month before. */
function stocksOf({ plan, catalogue }: MarketData, current: readonly Statement[], month: Month) {
  const last = addMonths(month, -1);
  const { region } = plan.market;
  return [...plan.pools, ...plan.parts].flatMap(({ series, publisher }): StatementFields[] => {
    if (publisher === undefined) return [];
    const before = current.filter((s) =>
      s.series === series && s.publisher === publisher && s.measure === "level" &&
      s.region === region && s.period.startsWith(last)
    ).sort((a, b) => a.period < b.period ? -1 : 1).at(-1);
    const period = `${month}-${daysInMonth(month)}`;
    const unit = catalogue.get(series)!.unit;
    const known = { region, series, measure: "level", publisher, basis: "actual", unit, period };
    return [rowOf(known, month, before)];
  });
}

/** The columns of a template: those of a statement, with last month's figure beside the value. */
export const TEMPLATE_COLUMNS: readonly string[] = STATEMENT_COLUMNS.flatMap((name) =>
  name === "value" ? ["value", "last_month"] : [name]
);

/**
 * The sheet of figures that a month needs: what its account is made of, the stocks at its end, and whatever else was printed of the month
 * before for supply, use and stock. Filled in, it is a file that {@link readIncoming} reads; rows left without a value
 * are skipped.
 *
 * @returns rows by {@link TEMPLATE_COLUMNS}, `value` empty and `last_month` as printed, empty where nothing was
 *
 * @example
 * ```ts
 * import { templateFor } from "./mod.ts";
 * import { loadData } from "@silicon/balance/statements";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const [production] = templateFor(data, parseMonth("2026-02"));
 * assert.equal(production!.series, data.plan.quantities[0]!.series);
 * assert.equal(production!.period, "2026-02");
 * assert.equal(production!.last_month, "375500");
 * ```
 */
export function templateFor(data: MarketData, month: Month): StatementFields[] {
  const last = addMonths(month, -1);
  const { region } = data.plan.market;
  const { current } = vintagesOf(data.statements);
  const printed = current.filter((s) =>
    s.period === last && s.region === region && s.measure !== "low" && s.measure !== "high"
  );
  const latest = new Map(printed.map((statement) => [keyOf(statement), statement]));
  const needed = neededBy(data.plan).map(([series, measure, publisher, basis]) => {
    const unit = measure === "class"
      ? "class"
      : measure === "level"
      ? data.catalogue.get(series)!.unit
      : "%";
    const key = [series, measure, publisher, unit].join("|");
    const found = latest.get(key);
    latest.delete(key);
    return rowOf({ region, series, measure, publisher, basis, unit }, month, found);
  });
  const others = [...latest.values()].filter(({ series, basis }) =>
    basis !== "forecast" && data.catalogue.get(series)!.side !== "context"
  ).map((statement) => {
    const { series, measure, publisher, basis, printedUnit } = statement;
    return rowOf(
      { region, series, measure, publisher, basis, unit: printedUnit },
      month,
      statement,
    );
  });
  const stocks = stocksOf(data, current, month);
  const counted = new Set(stocks.map(({ series, publisher }) => `${series}|${publisher}`));
  const more = others.filter(({ series, publisher }) => !counted.has(`${series}|${publisher}`));
  return [...needed, ...stocks, ...more.sort((a, b) => figureOrder(a) < figureOrder(b) ? -1 : 1)];
}

function keyOf({ series, measure, publisher, printedUnit }: Statement): string {
  return [series, measure, publisher, printedUnit].join("|");
}

function figureOrder({ series, measure, publisher }: StatementFields): string {
  return [series, measure, publisher].join("|");
}

function rowOf(known: StatementFields, month: Month, last: Statement | undefined): StatementFields {
  return { period: month, ...known, value: "", last_month: last?.printed ?? "" };
}
