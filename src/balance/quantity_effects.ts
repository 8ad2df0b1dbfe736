import type { Figure } from "./close_account.ts";
import { flowsOf } from "./flows.ts";
import type { Plan, Scope } from "./plan.ts";

/** The balance with one quantity at each end of its range, kt; + is a build. */
export interface QuantityEffect {
  readonly quantity: string;
  readonly label: string;
  /** In the quantity's own unit. */
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly balanceAtLowKt: number;
  readonly balanceAtHighKt: number;
  /** |at high - at low|. */
  readonly spanKt: number;
}

/**
 * One quantity at a time: the balance at each end of its range.
 *
 * @param plan the market
 * @param figures the quantities with their ranges, in the plan's order
 * @param scope which lines are counted. Default the market's own
 * @returns quantities whose range moves the balance, the widest effect first
 *
 * @example
 * ```ts
 * import { type Figure, planOf, quantityEffects, rangeOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [
 *     { id: "production" },
 *     { id: "battery_output" },
 *     { id: "battery_unit_use", kind: "coefficient" },
 *   ],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "batteries", side: "use", amount: "battery_output", unitUse: "battery_unit_use" },
 *   ],
 * });
 * const ranges = [rangeOf(50, 50, 50), rangeOf(100, 98, 104), rangeOf(0.5, 0.25, 0.75)];
 * const figures = ranges.map((range): Figure => ({ range, status: "assumed", sources: [] }));
 * assert.deepEqual(
 *   quantityEffects(plan, figures).map(({ quantity, spanKt }) => [quantity, spanKt]),
 *   [["battery_unit_use", 50], ["battery_output", 3]],
 * );
 * ```
 */
export function quantityEffects(
  plan: Plan,
  figures: readonly Figure[],
  scope: Scope = plan.market.scope,
): QuantityEffect[] {
  const middle = figures.map(({ range }) => range.value);
  return plan.quantities.map(({ id, label, unit }, at): QuantityEffect => {
    const { low, high } = figures[at]!.range;
    const [balanceAtLowKt, balanceAtHighKt] = [low, high].map((end) =>
      flowsOf(plan, middle.with(at, end), scope).balanceKt
    ) as [number, number];
    const spanKt = Math.abs(balanceAtHighKt - balanceAtLowKt);
    return { quantity: id, label, low, high, unit, balanceAtLowKt, balanceAtHighKt, spanKt };
  }).filter(({ spanKt }) => spanKt > 0).sort((a, b) => b.spanKt - a.spanKt);
}
