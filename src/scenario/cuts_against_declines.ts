import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { addStep } from "./combine_scenarios.ts";
import type { GridCell } from "./grid.ts";
import { project } from "./project.ts";
import type { Scenario, StepDriver } from "./scenario.ts";

/** Every driver of use, so that a decline falls on all of it alike. */
const USE_DRIVERS: readonly StepDriver[] = [
  "polysiliconOutputKt",
  "siliconeOutputKt",
  "primaryAlloyUseKt",
  "secondaryAlloyUseKt",
  "exportsKt",
  "otherUseKt",
];

/** Per cent, the usual reach of a month's news. */
const CHANGES: readonly number[] = [0, -4, -8, -12, -16, -20];

/**
 * A month's balance for every pair of a supply cut and a decline of all use.
 *
 * @param base where the projection starts
 * @param scenario what else happens
 * @param month a projected month
 * @param changesPct tried on either side, per cent, at most 0. Default 0 to -20
 * @returns one cell for each pair: x the change of supply, y that of use, per cent; x varies fastest
 * @throws {RangeError} as `project` does, or when the month is not projected
 *
 * @example
 * ```ts
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { cutsAgainstDeclines, scenarioById } from "@silicon/balance/scenario";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const scenario = scenarioById(await loadScenarios(), "base-case");
 * const cells = cutsAgainstDeclines(base, scenario, parseMonth("2026-02"), [0, -10]);
 * assert.equal(cells.length, 4);
 * assert.equal(cells[0]!.balanceKt.toFixed(1), "-5.8");
 * ```
 */
export function cutsAgainstDeclines(
  base: Base,
  scenario: Scenario,
  month: Month,
  changesPct: readonly number[] = CHANGES,
): GridCell[] {
  return changesPct.flatMap((y) => {
    const declined = USE_DRIVERS.reduce(
      (changed, driver) => addStep(changed, { driver, kind: "percent", value: y }),
      scenario,
    );
    return changesPct.map((x): GridCell => {
      const cut = addStep(declined, { driver: "productionKt", kind: "percent", value: x });
      const found = project(base, cut).months.find((projected) => projected.month === month);
      if (found === undefined) {
        throw new RangeError(`Cannot lay a grid over ${scenario.at}: ${month} is not projected`);
      }
      const { flows, shareOfUse, state, closingStockKt } = found;
      return { x, y, balanceKt: flows.balanceKt, shareOfUse, state, closingStockKt };
    });
  });
}
