import { addMonths } from "../calendar/mod.ts";
import type { Base, Scenario } from "../scenario/mod.ts";
import { type DeskKind, type DeskOptions, deskPanel } from "./_desk_panel.ts";
import {
  demandLevers,
  leadLever,
  restartLever,
  stockLever,
  supplyLevers,
  unitUseLevers,
} from "./_levers.ts";
import type { Panel } from "./_output.ts";

/**
 * Makes one kind of panel over a scenario, which shows itself as the last value of a cell.
 *
 * @param base where the projection starts
 * @param scenarios the presets of its menu; each starts in the month after the base's
 * @param options title, opening preset, horizon, month in focus
 * @throws {RangeError} when a preset starts in another month or the opening preset is not among them, and as `project`
 * does
 */
export type DeskMaker = (
  base: Base,
  scenarios: readonly Scenario[],
  options?: DeskOptions,
) => Panel;

const makerOf = (kindOf: (base: Base) => DeskKind): DeskMaker => (base, scenarios, options = {}) =>
  deskPanel(base, scenarios, kindOf(base), options);

/**
 * The scenario desk: every lever of the model, and at once the account, the balance and the market's state, the stock
 * with its fan, days of cover and the way from the base.
 *
 * It is drawn with the opening state, and answers to its sliders where scripts run: in a page opened from a file, in
 * JupyterLab and in VS Code, with the very modules that drew it.
 *
 * @example
 * ```ts
 * import { scenarioDesk } from "@silicon/balance/explorer";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const desk = scenarioDesk(base, await loadScenarios(ledger), { months: 3 });
 * assert.match(desk.text, /February 2026: balance [+-]/);
 * ```
 */
export const scenarioDesk: DeskMaker = makerOf((base) => ({
  id: "scenario-desk",
  title: "Scenario desk",
  subtitle: "What cuts, declines and restarts would do to balance and stock. " +
    `${base.plan.market.title}, ${base.plan.market.country}, thousand tonnes (kt).`,
  levers: [
    ...supplyLevers(base),
    ...demandLevers(base),
    ...unitUseLevers(base),
    stockLever(base),
  ],
  views: ["stock", "balance", "cover", "waterfall", "account", "months"],
}));

/** How deep must which region cut for the balance to turn? A slider for each region's output. */
export const supplyCutPanel: DeskMaker = makerOf((base) => ({
  id: "supply-cut",
  title: "A supply cut, by region",
  subtitle: "Each region alone turns the balance where its marker stands.",
  levers: supplyLevers(base),
  views: ["balance", "waterfall", "account"],
}));

/** How far may which use fall before the market loosens? A slider for each use and for what a tonne of it uses. */
export const demandDeclinePanel: DeskMaker = makerOf((base) => ({
  id: "demand-decline",
  title: "A decline of demand, by use",
  subtitle: "Each use alone turns the balance where its marker stands.",
  levers: [...demandLevers(base), ...unitUseLevers(base)],
  views: ["balance", "waterfall", "account"],
}));

/** How long does stock last? Sliders for the opening stock, the lead quantity and the first two uses. */
export const inventoryPanel: DeskMaker = makerOf((base) => ({
  id: "inventory",
  title: "The way of the stock",
  subtitle: "Opening stock + supply - use = closing stock, month after month.",
  levers: [stockLever(base), leadLever(base), ...demandLevers(base).slice(0, 2)],
  views: ["stock", "cover", "months"],
}));

/**
 * At which daily rate do restarts stop the stock from falling? A slider for the country's daily production from two
 * months after the base on, which it opens on, and for the first two uses; with the restart's surprise against what was
 * expected.
 */
export const restartPanel: DeskMaker = makerOf((base) => {
  const focus = addMonths(base.month, 2);
  return {
    id: "restarts",
    title: "Restarts against demand",
    subtitle: "Daily production from the second month on: above, at or below what holds the stock.",
    levers: [restartLever(base, focus), ...demandLevers(base).slice(0, 2)],
    views: ["stock", "balance", "months"],
    focus,
  };
});
