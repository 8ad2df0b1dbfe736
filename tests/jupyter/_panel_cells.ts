/** Cells that show a panel each, after one that readies them. */
export const PANEL_CELLS = [
  `import { openLedger, loadScenarios, scenarioBase } from "@silicon/balance/ledger";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { inventoryPanel, panel, scenarioDesk } from "@silicon/balance/explorer";
const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
const base = scenarioBase(ledger, parseMonth("2026-01"));
const presets = await loadScenarios(ledger);`,
  `scenarioDesk(base, presets)`,
  `inventoryPanel(base, presets)`,
  `panel({
  title: "Own",
  inputs: { cut: { kind: "range", label: "Cut", unit: "%", min: 0, max: 20, step: 1, value: 5 } },
  data: { kt: 100 },
  view: ({ inputs, data, Plot }) => [
    "Left " + (data.kt * (1 - inputs.cut / 100)).toFixed(1) + " kt",
    Plot.plot({ height: 80, marks: [Plot.barX([data.kt - inputs.cut])] }),
  ],
})`,
];
