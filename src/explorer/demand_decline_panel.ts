import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, unitUseLevers } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: how far may which use fall before the market loosens?
 *
 * A slider for each use and for what a tonne of it uses, with the change at which the balance would be zero.
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
 * import { openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * assert.match(demandDeclinePanel(base, []).text, /2026: balance [+-]/);
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
    levers: [...demandLevers(base), ...unitUseLevers(base)],
    views: ["balance", "waterfall", "account"],
  }, options);
}
