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
 * import { quantityEffects } from "@silicon/balance/balance";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const [widest, next] = quantityEffects(ledger.plan, ledger.figures(parseMonth("2026-01")));
 * assert.ok(widest!.spanKt >= next!.spanKt);
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
