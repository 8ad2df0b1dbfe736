import type { Base, Scenario } from "../scenario/mod.ts";
import { addMonths } from "../calendar/mod.ts";
import { type DeskOptions, deskPanel } from "./_desk_panel.ts";
import { demandLevers, restartLever } from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * One question: at which daily rate do restarts stop the stock from falling?
 *
 * A slider for the country's daily production from two months after the base on, and for the first two uses; with the
 * restart's surprise against what was expected.
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
 * import { openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * assert.match(restartPanel(base, []).text, /2026: balance [+-]/);
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
    levers: [restartLever(base, from), ...demandLevers(base).slice(0, 2)],
    views: ["stock", "balance", "months"],
  }, { focus: from, ...options });
}
