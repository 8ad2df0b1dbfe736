import type { Base, Scenario } from "../scenario/mod.ts";
import { addMonths } from "../calendar/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, restartLever } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: at which daily rate do restarts stop the stock from falling?
 *
 * A slider for the country's daily production from two months after the base on, and for polysilicon and silicone; with
 * the restart's surprise against what was expected.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} as `scenarioDesk` does
 *
 * @example
 * ```ts
 * import { restartPanel } from "@silicon/balance/explorer";
 * import { makeBase } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const base = makeBase({
 *   drivers: {
 *     month: parseMonth("2026-01"), scope: "narrow",
 *     productionKt: 310, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *     polysiliconOutputKt: 100, polysiliconUnitUse: 1.2,
 *     siliconeOutputKt: 186, siliconeUnitUse: 0.5,
 *     primaryAlloyUseKt: 31, secondaryAlloyUseKt: 31, exportsKt: 31, otherUseKt: 0,
 *   },
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 * });
 * assert.match(restartPanel(base, []).text, /balance \+/);
 * ```
 */
export function restartPanel(
  base: Base,
  scenarios: readonly Scenario[],
  options: DeskOptions = {},
): Panel {
  const from = addMonths(base.month, 2);
  return deskPanel(base, scenarios, {
    id: "restarts",
    title: "Restarts against demand",
    subtitle: "Daily production from the second month on: above, at or below what holds the stock.",
    levers: [restartLever(base, from), ...demandLevers().slice(0, 2)],
    views: ["stock", "balance", "months"],
  }, { focus: from, ...options });
}
