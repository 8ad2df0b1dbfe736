import {
  type Flows,
  flowsOf,
  type MarketState,
  marketState,
  type MonthValues,
  placeOf,
} from "../balance/mod.ts";
import { daysInMonth } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { expectedValues, pathOf } from "./_path.ts";
import { play } from "./_play.ts";
import type { Scenario } from "./scenario.ts";

/** One pool over a projected month, kt. */
export interface ProjectedPool {
  readonly id: string;
  readonly label: string;
  readonly openingKt: number;
  readonly closingKt: number;
  /** Closing - opening: + is a build. */
  readonly changeKt: number;
}

/** A month's quantities and what follows from them. */
export interface MonthFlows extends MonthValues {
  readonly days: number;
  readonly flows: Flows;
  /** The lead quantity / days. */
  readonly productionKtPerDay: number;
  readonly useKtPerDay: number;
  /** Balance / use. */
  readonly shareOfUse: number;
  readonly state: MarketState;
  /** Daily production at which stock stops falling, all else as it is: (use - other supply) / days. */
  readonly holdRateKtPerDay: number;
}

/** A projected month: the account, the stock, and what an analyst reads off them. */
export interface ProjectedMonth extends MonthFlows {
  readonly openingStockKt: number;
  /** Opening + balance. Below 0 the assumed flows ask for more than there is. */
  readonly closingStockKt: number;
  /** The same by pool; pools sum to the total. */
  readonly pools: readonly ProjectedPool[];
  /** Closing stock / this month's daily use. */
  readonly coverTrailingDays: number;
  /** Closing stock / next month's daily use; `undefined` in the last month. */
  readonly coverForwardDays: number | undefined;
  /** Daily production less the reference's: above 0, restarts exceed what was expected. */
  readonly restartSurpriseKtPerDay: number;
}

/** A scenario played out on a base. */
export interface Projection {
  readonly scenario: Scenario;
  /** The base month, before the first projected one. */
  readonly base: MonthFlows;
  readonly openingStockKt: number;
  /** From the month after the base month to the end of the scenario's horizon. */
  readonly months: readonly ProjectedMonth[];
}

/** What a projection is compared with. */
export interface ProjectOptions {
  /** The path that was expected; its daily production is what a restart surprises. Default the base without steps. */
  readonly reference?: Scenario;
}

/**
 * Plays a scenario out month by month: accounts, stock, cover, market state.
 *
 * Flows go on at the daily rate of the last month the base gives them, times the days of each month; quantities with
 * a holiday count the days closed around Chinese New Year at the base's operating share. An uncertain step counts with its
 * probability as its weight; `simulate` lets it happen or not. Months up to the base month are known, so steps in them
 * change nothing.
 *
 * @param base the last known month, what is given after it, and the stock
 * @param scenario resolved steps and horizon
 * @returns the months after the base month to the end of the horizon; balances in kt, + is a build
 * @throws {RangeError} naming the step and its file when it would make a quantity or a region's part of it negative, or
 * names a region or pool the base does not have
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import { makeBase, project, resolveScenario } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 * });
 * const base = makeBase({
 *   plan, month: parseMonth("2026-01"), values: [310, 310],
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 * });
 * const [february] = project(base, resolveScenario(plan, {
 *   id: "cut", title: "Cut", description: "Output down a tenth", source: "assumed",
 *   start: "2026-02", months: 1,
 *   steps: [{ quantity: "production", kind: "percent", value: -10 }],
 * })).months;
 * assert.equal(february?.flows.balanceKt, -28);
 * assert.equal(february?.closingStockKt, 532);
 * assert.equal(february?.holdRateKtPerDay, 10);
 * assert.equal(february?.restartSurpriseKtPerDay, -1);
 * ```
 */
export function project(base: Base, scenario: Scenario, options: ProjectOptions = {}): Projection {
  const { months, days, values, flows, stockKt, poolsKt } = play(base, scenario);
  const lead = placeOf(base.plan, base.plan.market.lead);
  const expectedKt = expectedValues(referencePath(base, scenario, options.reference));
  const projected = months.map((at, t): ProjectedMonth => {
    const closingStockKt = stockKt[t + 1]!;
    const nextFlows = flows[t + 1];
    const month = monthFlows(base, { month: at, values: values[t]! });
    return {
      ...month,
      openingStockKt: stockKt[t]!,
      closingStockKt,
      pools: base.openingPools.map(({ id, label }, i) => {
        const openingKt = poolsKt[t]![i]!;
        const closingKt = poolsKt[t + 1]![i]!;
        return { id, label, openingKt, closingKt, changeKt: closingKt - openingKt };
      }),
      coverTrailingDays: closingStockKt / month.useKtPerDay,
      coverForwardDays: nextFlows && closingStockKt / (nextFlows.useKt / days[t + 1]!),
      restartSurpriseKtPerDay: (values[t]![lead]! - expectedKt[t]![lead]!) / days[t]!,
    };
  });
  return {
    scenario,
    base: monthFlows(base, base),
    openingStockKt: stockKt[0]!,
    months: projected,
  };
}

function monthFlows(base: Base, { month, values }: MonthValues): MonthFlows {
  const { plan, scope } = base;
  const days = daysInMonth(month);
  const flows = flowsOf(plan, values, scope);
  const { balanceKt, useKt, supplyKt } = flows;
  const leadKt = values[placeOf(plan, plan.market.lead)]!;
  return {
    month,
    values,
    days,
    flows,
    productionKtPerDay: leadKt / days,
    useKtPerDay: useKt / days,
    shareOfUse: balanceKt / useKt,
    state: marketState(balanceKt, useKt),
    holdRateKtPerDay: (useKt - (supplyKt - leadKt)) / days,
  };
}

function referencePath(base: Base, scenario: Scenario, reference?: Scenario) {
  const { start, months } = scenario;
  return pathOf(base, { ...(reference ?? { ...scenario, steps: [] }), start, months });
}
