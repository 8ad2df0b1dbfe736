import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, stockLever, supplyLevers, unitUseLevers } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * The scenario desk: every lever of the model, and at once the account, the balance and the market's state, the stock
 * with its fan, days of cover and the way from the base.
 *
 * It is drawn with the opening state, and answers to its sliders where scripts run: in a page opened from a file, in
 * JupyterLab and in VS Code, with the very modules that drew it.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} when a preset starts in another month or the opening preset is not among them, and as `project`
 * does
 *
 * @example
 * ```ts
 * import { scenarioDesk } from "@silicon/balance/explorer";
 * import { planOf } from "@silicon/balance/balance";
 * import { makeBase } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [
 *     { id: "production", lever: true },
 *     { id: "battery_output", lever: true },
 *     { id: "battery_unit_use", kind: "coefficient", lever: true },
 *   ],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "batteries", side: "use", amount: "battery_output", unitUse: "battery_unit_use" },
 *   ],
 * });
 * const base = makeBase({
 *   plan, month: parseMonth("2026-01"), values: [310, 620, 0.48],
 *   openingPools: [{ id: "all", label: "Stock", kt: 560, absorbs: 1 }],
 * });
 * const desk = scenarioDesk(base, []);
 * assert.match(desk.text, /February 2026: balance \+11\.2 kt, loose/);
 * ```
 */
export function scenarioDesk(
  base: Base,
  scenarios: readonly Scenario[],
  options: DeskOptions = {},
): Panel {
  const { title, country } = base.plan.market;
  return deskPanel(base, scenarios, {
    id: "scenario-desk",
    title: "Scenario desk",
    subtitle:
      `What cuts, declines and restarts would do to balance and stock. ${title}, ${country}, thousand tonnes (kt).`,
    levers: [
      ...supplyLevers(base),
      ...demandLevers(base),
      ...unitUseLevers(base),
      stockLever(base),
    ],
    views: ["stock", "balance", "cover", "waterfall", "account", "months"],
  }, options);
}
