import type { DeskPayload } from "../../src/explorer/desk/payload.ts";
import type { Setup } from "../../src/explorer/desk/setup.ts";
import { DISPLAY, type DisplayBundle, type Panel } from "@silicon/balance/explorer";
import { resolveScenario, type Scenario } from "@silicon/balance/scenario";
import { specOf } from "../scenario/_base.ts";

/** Scenarios with every kind of step a preset may hold. */
export const PRESETS: readonly Scenario[] = [
  resolveScenario(specOf([
    { driver: "siliconeOutputKt", kind: "percent", value: -6.5 },
  ], { id: "silicone-cut", title: "Silicone cuts" })),
  resolveScenario(specOf([
    {
      driver: "productionKt",
      region: "Xinjiang",
      kind: "percent",
      value: 20,
      from: "2026-03",
      rampMonths: 2,
    },
    {
      driver: "exportsKt",
      kind: "percent",
      value: -10,
      from: "2026-03",
      months: 2,
      probability: 0.5,
    },
    { driver: "openingStockKt", pool: "social", kind: "absolute", value: 15 },
  ], { id: "restarts", title: "Restarts & exports", months: 12 })),
  resolveScenario(specOf([
    { driver: "polysiliconOutputKt", kind: "dailyRate", value: 3.1, from: "2026-04" },
    { driver: "productionKt", kind: "absolute", value: -12, from: "2026-03" },
  ], { id: "polysilicon", title: "Polysilicon restarts" })),
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
