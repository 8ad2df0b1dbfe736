import { addMonths, daysInMonth, type Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import type { SeriesPoint, ValuedPoint } from "../reconcile/mod.ts";
import { meanOf } from "./_errors.ts";

/** The benchmark anybody could have used: the last known month's daily rate goes on. */
export function naiveKt(last: Month, lastKt: number, month: Month): number {
  return lastKt / daysInMonth(last) * daysInMonth(month);
}

/** Whether a month of a series is reported, be it outright or through other figures, and not merely looked ahead to. */
export function isReported(point: SeriesPoint): point is ValuedPoint {
  return point.status === "actual" || point.status === "derived";
}

/**
 * The mean absolute error of the benchmark over a series' whole history, so many months ahead; the scale of MASE.
 * `undefined` when no two months so far apart are reported.
 */
export function naiveScale(points: readonly SeriesPoint[], months: number): number | undefined {
  const reported = new Map(points.filter(isReported).map(({ month, value }) => [month, value]));
  const errors = [...reported].flatMap(([month, value]) => {
    const before = addMonths(month, -months);
    const known = reported.get(before);
    return known === undefined ? [] : [Math.abs(naiveKt(before, known, month) - value)];
  });
  return errors.length === 0 ? undefined : meanOf(errors);
}

/** The quantities that publishers report month by month. */
export function countedQuantities({ plan }: Ledger): string[] {
  return plan.quantities.filter(({ series, kind }) => series !== undefined && kind === "flow")
    .map(({ id }) => id);
}
