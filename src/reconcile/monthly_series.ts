import { type Month, monthRange } from "../calendar/mod.ts";
import { type Basis, isNumber, type SeriesKind, type Statement } from "../statements/mod.ts";
import { monthIndex, subjectOf } from "./_fact.ts";
import { factsOf } from "./_facts.ts";
import { type Solution, solve } from "./_solve.ts";
import type { MonthlySeries, SeriesPoint } from "./series.ts";

/** Which history is asked for. */
export interface SeriesQuery {
  readonly series: string;
  readonly publisher: string;
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  /**
   * The catalogue's kind of the series. `flow` lets weekly totals make up a month, `stock` lets the last day printed
   * in a month's last week stand for its end; without it, figures dated to a day are left out.
   */
  readonly kind?: SeriesKind;
}

/**
 * One publisher's monthly history of a series, made consistent out of levels, percentages, sums and changes.
 *
 * Every figure is an interval, as wide as its printed decimals; the intervals of months are tightened against each
 * other until nothing moves (constraint propagation). Point values are weighted least squares within the intervals.
 * Of prints of the same figure that disagree the latest counts. Figures that contradict others are left out and come
 * back from {@link reconcile} as findings. Outlooks count only where no actual figure fixes a month; once the publisher
 * has reported past that month they merely bound it.
 *
 * @param statements what is known, for example by `asOf`; other series and publishers among them are ignored
 * @returns one point for every month asked for, in the series' unit (kt for tonnages); months that nothing is known
 * of are `missing`
 *
 * @example
 * ```ts
 * import { monthlySeries } from "@silicon/balance/reconcile";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, plan: { market, quantities } } = await loadData();
 * const { points } = monthlySeries(statements, {
 *   series: quantities[0]!.series!, publisher: market.publisher, region: market.region,
 *   from: parseMonth("2025-12"), to: parseMonth("2026-02"),
 * });
 * assert.deepEqual(points.map((point) => point.status), ["derived", "actual", "forecast"]);
 * assert.ok(points[0]!.low >= 397.09 && points[0]!.high <= 397.62);
 * assert.equal(points[2]!.value!.toFixed(1), "273.7");
 * ```
 */
export function monthlySeries(
  statements: readonly Statement[],
  query: SeriesQuery,
): MonthlySeries {
  const { series, publisher, region, from, to, kind } = query;
  const own = statements.filter((statement) =>
    statement.publisher === publisher && statement.region === region &&
    subjectOf(statement) === series
  );
  const points = pointsOf(solve(factsOf(own.filter(isNumber), kind)), from, to);
  return { series, publisher, region, unit: unitOf(own, series), points };
}

/** The unit of the series' levels. */
export function unitOf(own: readonly Statement[], series: string): string {
  const level =
    own.find((statement) => statement.series === series && statement.measure === "level") ??
      own.find((statement) => statement.unit === "kt");
  return level?.unit ?? "kt";
}

const BASES: readonly Basis[] = ["actual", "estimate", "forecast"];

/** A solution as points. */
export function pointsOf(solution: Solution, from: Month, to: Month): SeriesPoint[] {
  const { first, lows, highs, values, ranks, floor } = solution;
  const ofOneMonth = solution.facts.filter(({ kind, span }) =>
    kind === "level" && span.from === span.to
  );
  const printed = Map.groupBy(ofOneMonth, ({ span }) => span.from - first);
  return monthRange(from, to).map((month) => {
    const position = monthIndex(month) - first;
    const low = lows[position] ?? floor, high = highs[position] ?? Infinity;
    if (low === floor && high === Infinity) {
      const nothing = { low: -Infinity, high: Infinity, statements: [] };
      return { month, value: undefined, status: "missing", basis: undefined, ...nothing };
    }
    const value = values[position]!;
    const rank = ranks[position]!;
    const own = printed.get(position) ?? [];
    const behind = [
      ...own.flatMap((fact) => fact.statements).sort(latestFirst),
      ...solution.factsFor(position).flatMap((fact) => fact.statements),
    ];
    const basis = BASES[rank]!;
    const bounds = { month, low, high, basis, statements: [...new Set(behind)] };
    if (Number.isNaN(value)) return { ...bounds, value: undefined, status: "bounded" };
    const isPrinted = rank === 0 && own.some((fact) => fact.value !== undefined);
    return { ...bounds, value, status: rank === 2 ? "forecast" : isPrinted ? "actual" : "derived" };
  });
}

function latestFirst(a: Statement, b: Statement): number {
  const dayA = a.published ?? "", dayB = b.published ?? "";
  return dayA < dayB ? 1 : dayA > dayB ? -1 : 0;
}
