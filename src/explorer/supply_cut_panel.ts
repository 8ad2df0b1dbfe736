import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { supplyLevers } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: how deep must which region cut for the balance to turn?
 *
 * A slider for each region's output, with the cut at which the balance of the month in focus would be zero.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} as `scenarioDesk` does
 *
 * @example
 * ```ts
 * import { supplyCutPanel } from "@silicon/balance/explorer";
 * import { openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * assert.match(supplyCutPanel(base, []).text, /2026: balance [+-]/);
 * ```
 */
export function supplyCutPanel(
  base: Base,
  scenarios: readonly Scenario[],
  options: DeskOptions = {},
): Panel {
  return deskPanel(base, scenarios, {
    id: "supply-cut",
    title: "A supply cut, by region",
    subtitle: "Each region alone turns the balance where its marker stands.",
    levers: supplyLevers(base),
    views: ["balance", "waterfall", "account"],
  }, options);
}
