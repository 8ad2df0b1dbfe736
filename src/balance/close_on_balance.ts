import type { Month } from "../calendar/mod.ts";
import type { Figure } from "./close_account.ts";
import type { Source } from "./account.ts";
import { flowsOf } from "./flows.ts";
import type { Plan } from "./plan.ts";

/**
 * Closes a month on a printed balance: the quantities that the plan marks as closing share what the other lines leave,
 * in proportion to what is assumed of them. Their bounds, shared out alike, reach in sum at least as far as the assumed
 * ones.
 *
 * @param plan the market
 * @param month named in the message
 * @param figures the quantities in the plan's order, the closing ones as assumed
 * @param balance the balance to close on, kt; + is a build; and who printed it
 * @returns the figures with the closing ones replaced; as given where no quantity closes
 * @throws {RangeError} when the other lines leave less than nothing
 *
 * @example
 * ```ts
 * import { closeOnBalance, exactly, type Figure, planOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }, { id: "other_use", closes: true }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *     { id: "other_use", side: "use", amount: "other_use" },
 *   ],
 * });
 * const figures = [375.5, 58, 200].map((value): Figure => ({
 *   range: exactly(value), status: "assumed", sources: [],
 * }));
 * const source = { kind: "statement", text: "a publisher: 30,000 mt" } as const;
 * const closed = closeOnBalance(plan, parseMonth("2026-01"), figures, { kt: 30, source });
 * assert.equal(closed[2]!.range.value, 287.5);
 * ```
 */
export function closeOnBalance(
  plan: Plan,
  month: Month,
  figures: readonly Figure[],
  balance: { readonly kt: number; readonly source: Source },
): readonly Figure[] {
  const closing = plan.quantities.map(({ closes }) => closes);
  const sum = (end: "value" | "low" | "high") =>
    figures.reduce((total, { range }, at) => total + (closing[at] ? range[end] : 0), 0);
  const assumedKt = sum("value");
  if (assumedKt === 0) return figures;
  const open = figures.map(({ range }, at) => closing[at] ? 0 : range.value);
  const leftKt = flowsOf(plan, open).balanceKt - balance.kt;
  if (!(leftKt >= 0)) {
    const names = plan.quantities.filter(({ closes }) => closes).map(({ label }) => label);
    throw new RangeError(
      `Cannot close the account for ${month} on a balance of ${balance.kt} kt: the other lines leave ` +
        `${leftKt.toFixed(1)} kt for ${names.join(" and ")}`,
    );
  }
  const lowKt = Math.min(sum("low"), leftKt), highKt = Math.max(sum("high"), leftKt);
  return figures.map((figure, at) => {
    if (!closing[at]) return figure;
    const part = figure.range.value / assumedKt;
    return {
      range: { value: leftKt * part, low: lowKt * part, high: highKt * part },
      status: "residual",
      sources: [balance.source, ...figure.sources],
    };
  });
}
