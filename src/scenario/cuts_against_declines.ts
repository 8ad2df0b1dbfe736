import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { addStep } from "./combine_scenarios.ts";
import { cellOf, type GridCell } from "./grid.ts";
import type { Scenario } from "./scenario.ts";

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
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { cutsAgainstDeclines, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const cells = cutsAgainstDeclines(base, nothing, parseMonth("2026-02"), [0, -10]);
 * assert.deepEqual(cells.map(({ x, y }) => [x, y]), [[0, 0], [-10, 0], [0, -10], [-10, -10]]);
 * assert.ok(cells[1]!.balanceKt < cells[0]!.balanceKt);
 * ```
 */
export function cutsAgainstDeclines(
  base: Base,
  scenario: Scenario,
  month: Month,
  changesPct: readonly number[] = CHANGES,
): GridCell[] {
  const { plan } = base;
  // Every amount of use, so that a decline falls on all of it alike.
  const amounts = new Set(plan.lines.flatMap(({ side, amount }) => side === "use" ? [amount] : []));
  const percent = (to: Scenario, quantity: string, value: number) =>
    addStep(plan, to, { quantity, kind: "percent", value });
  return changesPct.flatMap((y) => {
    const declined = [...amounts].reduce((changed, id) => percent(changed, id, y), scenario);
    return changesPct.map((x) => cellOf(base, percent(declined, plan.market.lead, x), month, x, y));
  });
}
