import type { DeskPayload } from "../../src/explorer/desk/payload.ts";
import type { Setup } from "../../src/explorer/desk/setup.ts";
import { DISPLAY, type DisplayBundle, type Panel } from "@silicon/balance/explorer";
import { resolveScenario, type Scenario } from "@silicon/balance/scenario";
import { PLAN, specOf } from "../scenario/_base.ts";

/** Scenarios with every kind of step a preset may hold. */
export const PRESETS: readonly Scenario[] = [
  resolveScenario(
    PLAN,
    specOf([
      { quantity: "silicone_output", kind: "percent", value: -6.5 },
    ], { id: "silicone-cut", title: "Silicone cuts" }),
  ),
  resolveScenario(
    PLAN,
    specOf([
      {
        quantity: "production",
        region: "Xinjiang",
        kind: "percent",
        value: 20,
        from: "2026-03",
        rampMonths: 2,
      },
      {
        quantity: "exports",
        kind: "percent",
        value: -10,
        from: "2026-03",
        months: 2,
        probability: 0.5,
      },
      { quantity: "opening_stock", pool: "social", kind: "absolute", value: 15 },
    ], { id: "restarts", title: "Restarts & exports", months: 12 }),
  ),
  resolveScenario(
    PLAN,
    specOf([
      { quantity: "polysilicon_output", kind: "dailyRate", value: 3.1, from: "2026-04" },
      { quantity: "production", kind: "absolute", value: -12, from: "2026-03" },
    ], { id: "polysilicon", title: "Polysilicon restarts" }),
  ),
];

/** What a panel shows, for each media type. */
export function shownBy(panel: Panel): DisplayBundle {
  return panel[DISPLAY]();
}

/** The data a panel sends to its page. */
export function payloadOf(panel: Panel): unknown {
  const [, json] = /<script type="application\/json">(.*?)<\/script>/s.exec(panel.html)!;
  return JSON.parse(json!);
}

/** The setup that a desk's page starts from. */
export function setupOf(panel: Panel): Setup {
  return (payloadOf(panel) as DeskPayload).setup;
}
