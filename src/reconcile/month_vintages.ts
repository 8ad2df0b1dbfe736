import { type Day, type Month } from "../calendar/mod.ts";
import { asOf, type SeriesKind, type Statement, UNDATED_KNOWN_FROM } from "../statements/mod.ts";
import { subjectOf } from "./_fact.ts";
import { monthlySeries } from "./monthly_series.ts";
import type { SeriesPoint } from "./series.ts";

/** Which month's figure is followed. */
export interface VintageQuery {
  readonly series: string;
  readonly publisher: string;
  readonly region: string;
  readonly month: Month;
  readonly kind?: SeriesKind;
}

/** A month's figure as it stood from a day on. */
export interface MonthVintage {
  /** The day of publication that made it so. */
  readonly knownFrom: Day;
  /** The figure, exactly as `monthlySeries` over `asOf` that day gives it. */
  readonly point: SeriesPoint;
}

/**
 * How a month's figure moved, from the first outlook to the last actual.
 *
 * @returns one entry for each day of publication that changed the figure, its bounds or its status, oldest first; the
 * day undated statements are known from counts as one
 *
 * @example
 * ```ts
 * import { monthVintages } from "@silicon/balance/reconcile";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, plan: { market, quantities } } = await loadData();
 * const query = { ...market, series: quantities[0]!.series! };
 * const vintages = monthVintages(statements, { ...query, month: parseMonth("2025-02") });
 * assert.equal(vintages[0]!.point.status, "forecast");
 * assert.equal(vintages[0]!.point.value!.toFixed(), "280");
 * assert.equal(vintages.at(-1)!.point.status, "actual");
 * ```
 */
export function monthVintages(
  statements: readonly Statement[],
  query: VintageQuery,
): MonthVintage[] {
  const { series, publisher, region, month, ...rest } = query;
  const own = statements.filter((statement) =>
    statement.publisher === publisher && statement.region === region &&
    subjectOf(statement) === series
  );
  const days = new Set(own.map(({ published }) => published ?? UNDATED_KNOWN_FROM));
  const vintages: MonthVintage[] = [];
  for (const knownFrom of [...days].sort()) {
    const wanted = { series, publisher, region, from: month, to: month, ...rest };
    const point = monthlySeries(asOf(own, knownFrom), wanted).points[0]!;
    const last = vintages.at(-1)?.point;
    const isNew = last === undefined ? point.status !== "missing" : last.value !== point.value ||
      last.low !== point.low || last.high !== point.high || last.status !== point.status;
    if (isNew) vintages.push({ knownFrom, point });
  }
  return vintages;
}
