import type { Month } from "../calendar/mod.ts";
import type { Plan, Scope } from "./plan.ts";

/** A month's quantities on plain numbers, in the plan's order: kt for flows, their own unit for coefficients. */
export interface MonthValues {
  readonly month: Month;
  readonly values: readonly number[];
}

/** A month's supply, use and balance in kt. Balance = supply - use = implied stock change; + is a build, - is a draw. */
export interface Flows {
  readonly supplyKt: number;
  readonly useKt: number;
  readonly balanceKt: number;
  /** One amount for each line of the plan, in its order; 0 for lines that the scope leaves out. */
  readonly linesKt: readonly number[];
}

/**
 * The account identity, on plain numbers: the one place where supply, use and balance are computed.
 *
 * @param plan the market
 * @param values its quantities, in its order
 * @param scope which lines are counted. Default the market's own
 * @returns flows in kt; balance + is a build, - is a draw
 *
 * @example
 * ```ts
 * import { flowsOf, planOf } from "@silicon/balance/balance";
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
 * assert.equal(flowsOf(plan, [375.5, 101.25, 1.2]).balanceKt, 254);
 * ```
 */
export function flowsOf(
  plan: Plan,
  values: ArrayLike<number>,
  scope: Scope = plan.market.scope,
): Flows {
  let supplyKt = 0, useKt = 0;
  const linesKt = plan.lines.map(({ sign, amountAt, unitUseAt, scope: counted }) => {
    if (counted === "wide" && scope === "core") return 0;
    const kt = values[amountAt]! * (unitUseAt < 0 ? 1 : values[unitUseAt]!);
    if (sign > 0) supplyKt += kt;
    else useKt += kt;
    return kt;
  });
  return { supplyKt, useKt, balanceKt: supplyKt - useKt, linesKt };
}

/** The lines that a scope counts. */
export function linesIn(plan: Plan, scope: Scope = plan.market.scope): Plan["lines"] {
  return scope === "wide" ? plan.lines : plan.lines.filter((line) => line.scope === "core");
}
