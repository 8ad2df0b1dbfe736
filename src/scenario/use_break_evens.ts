import type { Base } from "./base.ts";
import { breakEven } from "./break_even.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";

/** What one driver of use would have to do for an outcome of 0. */
export interface UseBreakEven {
  /** The driver as people read it. */
  readonly label: string;
  /** Its level in the scenario, kt. */
  readonly level: number;
  /** kt. */
  readonly unit: string;
  /** Its change in that month alone that brings the outcome to 0, per cent; `undefined` when it cannot alone. */
  readonly changePct: number | undefined;
}

const DRIVERS = [
  ["polysiliconOutputKt", "Polysilicon output"],
  ["siliconeOutputKt", "Silicone (DMC) output"],
  ["primaryAlloyUseKt", "Primary alloy use"],
  ["secondaryAlloyUseKt", "Secondary alloy use"],
  ["exportsKt", "Exports"],
] as const;

/**
 * Each driver of use on its own: the change in the outcome's month that brings the outcome to 0.
 *
 * @param base where the projection starts
 * @param scenario what else happens
 * @param outcome a line of a projected month, such as its balance
 * @returns a row for each driver
 * @throws {RangeError} as `project` and `outcomeOf` do
 *
 * @example
 * ```ts
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { scenarioById, useBreakEvens } from "@silicon/balance/scenario";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const scenario = scenarioById(await loadScenarios(), "base-case");
 * const rows = useBreakEvens(base, scenario, { line: "balanceKt", month: parseMonth("2026-02") });
 * assert.equal(rows[1]!.changePct!.toFixed(1), "-6.6");
 * ```
 */
export function useBreakEvens(base: Base, scenario: Scenario, outcome: Outcome): UseBreakEven[] {
  const projection = project(base, scenario);
  outcomeOf(projection, outcome);
  const { drivers } = projection.months.find(({ month }) => month === outcome.month)!;
  return DRIVERS.map(([driver, label]) => {
    const step = { driver, kind: "percent", from: outcome.month, months: 1 } as const;
    let changePct: number | undefined;
    try {
      changePct = breakEven(base, scenario, step, { ...outcome, value: 0 }).value;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    return { label, level: drivers[driver], unit: "kt", changePct };
  });
}
