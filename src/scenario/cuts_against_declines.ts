import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { addStep } from "./combine_scenarios.ts";
import type { GridCell } from "./grid.ts";
import { project } from "./project.ts";
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
 * import { planOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { cutsAgainstDeclines, makeBase, resolveScenario } from "@silicon/balance/scenario";
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
 * const nothing = resolveScenario(plan, {
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const cells = cutsAgainstDeclines(base, nothing, parseMonth("2026-02"), [0, -10]);
 * assert.deepEqual(cells.map(({ x, y }) => [x, y]), [[0, 0], [-10, 0], [0, -10], [-10, -10]]);
 * assert.equal(cells[1]!.balanceKt.toFixed(1), "-28.0");
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
    return changesPct.map((x): GridCell => {
      const cut = percent(declined, plan.market.lead, x);
      const found = project(base, cut).months.find((projected) => projected.month === month);
      if (found === undefined) {
        throw new RangeError(`Cannot lay a grid over ${scenario.at}: ${month} is not projected`);
      }
      const { flows, shareOfUse, state, closingStockKt } = found;
      return { x, y, balanceKt: flows.balanceKt, shareOfUse, state, closingStockKt };
    });
  });
}
