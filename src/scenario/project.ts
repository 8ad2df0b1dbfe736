import {
  type Drivers,
  type Flows,
  flowsOf,
  type MarketState,
  marketState,
  type StateBands,
} from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { expectedDrivers, pathOf } from "./_path.ts";
import { play } from "./_play.ts";
import type { Scenario } from "./scenario.ts";

/** One pool over a projected month, kt. */
export interface ProjectedPool {
  /** The pool's id. */
  readonly id: string;
  /** What tables call it. */
  readonly label: string;
  /** Stock before the month, kt. */
  readonly openingKt: number;
  /** Stock after the month, kt. */
  readonly closingKt: number;
  /** Closing - opening: + is a build. */
  readonly changeKt: number;
}

/** A month's drivers and what follows from them. */
export interface MonthFlows {
  /** The month. */
  readonly month: Month;
  /** Days in the month. */
  readonly days: number;
  /** The month's drivers. */
  readonly drivers: Drivers;
  /** Supply, use and balance, kt. */
  readonly flows: Flows;
  /** Production / days, kt a day. */
  readonly productionKtPerDay: number;
  /** Use / days, kt a day. */
  readonly useKtPerDay: number;
  /** Balance / use. */
  readonly shareOfUse: number;
  /** The market's state by `shareOfUse`. */
  readonly state: MarketState;
  /** Daily production at which stock stops falling, all else as it is: (use - other supply) / days. */
  readonly holdRateKtPerDay: number;
}

/** A projected month: the account, the stock, and what an analyst reads off them. */
export interface ProjectedMonth extends MonthFlows {
  /** Total stock before the month, kt. */
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
  /** What was played out. */
  readonly scenario: Scenario;
  /** The base month, before the first projected one. */
  readonly base: MonthFlows;
  /** Total stock before the first projected month, kt. */
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
 * Flows go on at the daily rate of the last month the base gives them, times the days of each month; secondary alloy
 * counts the days closed around Chinese New Year at the base's operating share. An uncertain step counts with its
 * probability as its weight; `simulate` lets it happen or not. Months up to the base month are known, so steps in them
 * change nothing.
 *
 * @param base the last known month, what is given after it, and the stock
 * @param scenario resolved steps and horizon
 * @returns the months after the base month to the end of the horizon; balances in kt, + is a build
 * @throws {RangeError} naming the step and its file when it would make a driver or a region's production negative, or
 * names a region or pool the base does not have
 *
 * @example
 * ```ts
 * import { makeBase, project, resolveScenario } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const base = makeBase({
 *   drivers: {
 *     month: parseMonth("2026-01"), scope: "narrow",
 *     productionKt: 310, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *     polysiliconOutputKt: 100, polysiliconUnitUse: 1.24,
 *     siliconeOutputKt: 186, siliconeUnitUse: 0.5,
 *     primaryAlloyUseKt: 31, secondaryAlloyUseKt: 31, exportsKt: 31, otherUseKt: 0,
 *   },
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 * });
 * const [february] = project(base, resolveScenario({
 *   id: "cut", title: "Cut", description: "Output down a tenth", source: "assumed",
 *   start: "2026-02", months: 1,
 *   steps: [{ driver: "productionKt", kind: "percent", value: -10 }],
 * })).months;
 * assert.equal(february?.flows.balanceKt, -28);
 * assert.equal(february?.closingStockKt, 532);
 * assert.equal(february?.holdRateKtPerDay, 10);
 * assert.equal(february?.restartSurpriseKtPerDay, -1);
 * ```
 */
export function project(base: Base, scenario: Scenario, options: ProjectOptions = {}): Projection {
  const { days, drivers, flows, stockKt, poolsKt } = play(base, scenario);
  const expectedKt = expectedProduction(base, scenario, options.reference);
  const months = drivers.map((monthDrivers, t): ProjectedMonth => {
    const closingStockKt = stockKt[t + 1]!;
    const nextFlows = flows[t + 1];
    const month = monthFlows(monthDrivers, base.stateBands);
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
      restartSurpriseKtPerDay: (monthDrivers.productionKt - expectedKt[t]!) / days[t]!,
    };
  });
  return {
    scenario,
    base: monthFlows(base.drivers, base.stateBands),
    openingStockKt: stockKt[0]!,
    months,
  };
}

function monthFlows(drivers: Drivers, bands: StateBands): MonthFlows {
  const days = daysInMonth(drivers.month);
  const flows = flowsOf(drivers);
  const { balanceKt, useKt, supplyKt } = flows;
  return {
    month: drivers.month,
    days,
    drivers,
    flows,
    productionKtPerDay: drivers.productionKt / days,
    useKtPerDay: useKt / days,
    shareOfUse: balanceKt / useKt,
    state: marketState(balanceKt, useKt, bands),
    holdRateKtPerDay: (useKt - (supplyKt - drivers.productionKt)) / days,
  };
}

function expectedProduction(base: Base, scenario: Scenario, reference?: Scenario): number[] {
  const { start, months } = scenario;
  const path = pathOf(base, { ...(reference ?? { ...scenario, steps: [] }), start, months });
  return expectedDrivers(path).map(({ productionKt }) => productionKt);
}
