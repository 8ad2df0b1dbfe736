import type { MarketState } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";

/** One month of one scenario. */
export interface ComparedMonth {
  readonly scenario: string;
  readonly month: Month;
  readonly supplyKt: number;
  readonly useKt: number;
  /** Supply - use, kt: + is a build, - is a draw. */
  readonly balanceKt: number;
  readonly state: MarketState;
  readonly closingStockKt: number;
  /** Closing stock / this month's daily use. */
  readonly coverDays: number;
  /** Daily production less that of the base without steps, kt/day. */
  readonly surpriseKtPerDay: number;
}

/**
 * Scenarios side by side, month by month.
 *
 * @param base where they start
 * @param scenarios at least one
 * @param months how many months of each. Default 3
 * @returns a row for each scenario and month, scenario by scenario
 * @throws {RangeError} as `project` does
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { compareScenarios } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const months = compareScenarios(base, await loadScenarios(ledger), 1);
 * assert.ok(months.every(({ month }) => month === "2026-02"));
 * ```
 */
export function compareScenarios(
  base: Base,
  scenarios: readonly Scenario[],
  months = 3,
): ComparedMonth[] {
  return scenarios.flatMap((scenario) =>
    project(base, scenario).months.slice(0, months).map((month): ComparedMonth => ({
      scenario: scenario.title,
      month: month.month,
      supplyKt: month.flows.supplyKt,
      useKt: month.flows.useKt,
      balanceKt: month.flows.balanceKt,
      state: month.state,
      closingStockKt: month.closingStockKt,
      coverDays: month.coverTrailingDays,
      surpriseKtPerDay: month.restartSurpriseKtPerDay,
    }))
  );
}
