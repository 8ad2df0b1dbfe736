import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, unitUseLevers } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: how far may which use fall before the market loosens?
 *
 * A slider for each use and for silicon used a tonne, with the change at which the balance would be zero.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} as `scenarioDesk` does
 *
 * @example
 * ```ts
 * import { demandDeclinePanel } from "@silicon/balance/explorer";
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
 * assert.match(demandDeclinePanel(base, []).text, /balance \+/);
 * ```
 */
export function demandDeclinePanel(
  base: Base,
  scenarios: readonly Scenario[],
  options: DeskOptions = {},
): Panel {
  return deskPanel(base, scenarios, {
    id: "demand-decline",
    title: "A decline of demand, by use",
    subtitle: "Each use alone turns the balance where its marker stands.",
    levers: [...demandLevers(), ...unitUseLevers(base)],
    views: ["balance", "waterfall", "account"],
  }, options);
}
