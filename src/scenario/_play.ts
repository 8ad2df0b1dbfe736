import { type Flows, flowsOf, type Plan } from "../balance/mod.ts";
import type { Base } from "./base.ts";
import type { ErrorTarget } from "./error_model.ts";
import { expectedOpening, expectedValues, type Path, pathOf } from "./_path.ts";
import { OPENING_STOCK, type Scenario } from "./scenario.ts";

/** A scenario played out in bare numbers, by month. */
export interface Play extends Pick<Path, "months" | "days"> {
  /** The quantities by month, in the plan's order. */
  readonly values: readonly (readonly number[])[];
  readonly flows: readonly Flows[];
  /** Total stock at the opening, then at the end of each month, kt. */
  readonly stockKt: readonly number[];
  /** The same by pool: `poolsKt[month][pool]`, opening first. */
  readonly poolsKt: readonly (readonly number[])[];
}

/** What a solver may change beside the scenario. */
export interface PlayOptions {
  /** Factors on quantities in every month, on all of supply or use, or on the opening stock. */
  readonly factors?: Readonly<Record<ErrorTarget, number>>;
  readonly allowNegative?: boolean;
}

/** Plays a scenario out; uncertain steps are weighed by their probability. */
export function play(base: Base, scenario: Scenario, options: PlayOptions = {}): Play {
  const path = pathOf(base, scenario, options.allowNegative);
  const { factors = {} } = options;
  const values = expectedValues(path).map((month) => scaled(base.plan, month, factors));
  const flows = values.map((month): Flows => {
    const plain = flowsOf(base.plan, month, base.scope);
    const supplyKt = plain.supplyKt * (factors.supply ?? 1);
    const useKt = plain.useKt * (factors.use ?? 1);
    return { ...plain, supplyKt, useKt, balanceKt: supplyKt - useKt };
  });
  const openingFactor = factors[OPENING_STOCK] ?? 1;
  const poolsKt = [expectedOpening(path).map((kt) => kt * openingFactor)];
  const stockKt = [poolsKt[0]!.reduce((a, b) => a + b, 0)];
  const absorbs = base.openingPools.map((pool) => pool.absorbs);
  flows.forEach(({ balanceKt }, t) => {
    stockKt.push(stockKt[t]! + balanceKt);
    poolsKt.push(settle(poolsKt[t]!, absorbs, balanceKt, stockKt[t + 1]!));
  });
  return { months: path.months, days: path.days, values, flows, stockKt, poolsKt };
}

function scaled(
  plan: Plan,
  values: readonly number[],
  factors: NonNullable<PlayOptions["factors"]>,
): readonly number[] {
  if (Object.keys(factors).length === 0) return values;
  return values.map((value, at) => value * (factors[plan.quantities[at]!.id] ?? 1));
}

/**
 * Shares a balance out to the pools. A pool that would fall below 0 stops there and the others give the rest in
 * proportion; when all of them together cannot, the shortfall stays on them by their shares, so that stock never vanishes.
 */
function settle(
  openingKt: readonly number[],
  absorbs: readonly number[],
  balanceKt: number,
  totalKt: number,
): number[] {
  const plainKt = openingKt.map((kt, i) => kt + absorbs[i]! * balanceKt);
  if (plainKt.every((kt) => kt >= 0)) return plainKt;
  if (totalKt < 0) return absorbs.map((share) => share * totalKt);
  const positiveKt = plainKt.reduce((sum, kt) => sum + Math.max(0, kt), 0);
  return plainKt.map((kt) => Math.max(0, kt) * totalKt / positiveKt);
}
