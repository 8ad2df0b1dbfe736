import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, leadLever, stockLever } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: how long does stock last?
 *
 * Sliders for the opening stock, the lead quantity and the first two uses; the stock with its fan, and days of cover.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} as `scenarioDesk` does
 *
 * @example
 * ```ts
 * import { inventoryPanel } from "@silicon/balance/explorer";
 * import { openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * assert.match(inventoryPanel(base, []).text, /2026: balance [+-]/);
 * ```
 */
export function inventoryPanel(
  base: Base,
  scenarios: readonly Scenario[],
  options: DeskOptions = {},
): Panel {
  return deskPanel(base, scenarios, {
    id: "inventory",
    title: "The way of the stock",
    subtitle: "Opening stock + supply - use = closing stock, month after month.",
    levers: [stockLever(base), leadLever(base), ...demandLevers(base).slice(0, 2)],
    views: ["stock", "cover", "months"],
  }, options);
}
