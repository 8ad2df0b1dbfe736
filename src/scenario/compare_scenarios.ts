import type { MarketState } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";

/** One month of one scenario. */
export interface ComparedMonth {
  /** The scenario's title. */
  readonly scenario: string;
  /** The month. */
  readonly month: Month;
  /** Supply, kt. */
  readonly supplyKt: number;
  /** Use, kt. */
  readonly useKt: number;
  /** Supply - use, kt: + is a build, - is a draw. */
  readonly balanceKt: number;
  /** The market's state. */
  readonly state: MarketState;
  /** Stock at the end of the month, kt. */
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
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { compareScenarios, scenarioById } from "@silicon/balance/scenario";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const [row] = compareScenarios(base, [scenarioById(await loadScenarios(), "base-case")]);
 * assert.equal(row!.balanceKt.toFixed(1), "-5.8");
 * assert.equal(row!.state, "slight destocking");
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
