import type { MonthlySeries } from "../reconcile/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

/**
 * A reconciled series, one row for each month.
 *
 * @param series monthly points in the series' own unit
 * @returns columns month, amount, low, high (in the series' unit), status, statements (how many fix the month). An end
 *   that nothing bounds is missing.
 *
 * @example
 * ```ts
 * import { seriesFrame } from "@silicon/balance/frame";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const frame = seriesFrame({
 *   series: "production", publisher: "Metals Daily", region: "XX", unit: "kt",
 *   points: [{
 *     month: parseMonth("2025-11"), value: undefined, low: 380, high: Infinity,
 *     status: "bounded", basis: "actual", statements: [],
 *   }],
 * });
 * assert.deepEqual(frame.values, [["2025-11", undefined, 380, undefined, "bounded", 0]]);
 * ```
 */
export function seriesFrame(series: MonthlySeries): DataFrame {
  const rows = series.points.map((point) => ({
    month: point.month,
    amount: point.value,
    low: finite(point.low),
    high: finite(point.high),
    status: point.status,
    statements: point.statements.length,
  }));
  const { unit } = series;
  const name = series.series.replaceAll("_", " ");
  const shown = { unit, align: "right", ...(unit === "kt" ? { digits: 2 } : {}) } as const;
  return frameOf(rows, [
    { key: "month" },
    { key: "amount", label: "Best value", ...shown },
    { key: "low", ...shown },
    { key: "high", ...shown },
    { key: "status" },
    { key: "statements", digits: 0 },
  ], { caption: `${name}, ${series.region}, as published by ${series.publisher}` });
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
