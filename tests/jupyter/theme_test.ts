import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { prepare } from "./_jupyter.ts";
import { choose, finishAndSave, inLab, runAll } from "./_lab.ts";

await prepare();

const AXE = Deno.readTextFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));
const SCREENSHOTS = Deno.env.get("SCREENSHOTS");

const CELLS = [
  `import { openLedger, loadScenarios, scenarioBase } from "@silicon/balance/ledger";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { scenarioDesk } from "@silicon/balance/explorer";
import { supplyUseBalanceChart, supplyUseRows } from "@silicon/balance/figure";
import { accountFrame } from "@silicon/balance/frame";
const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
const base = scenarioBase(ledger, parseMonth("2026-01"));`,
  `scenarioDesk(base, await loadScenarios(ledger))`,
  `supplyUseBalanceChart(
  supplyUseRows(["2025-11", "2025-12", "2026-01"].map((month) => ledger.account(parseMonth(month)))),
  { source: "SMM" },
)`,
  `accountFrame(ledger.account(parseMonth("2026-01")))`,
];

Deno.test("a panel, a figure and a frame follow JupyterLab's theme, dark and light, with contrast AA", () =>
  inLab(CELLS, async ({ page }) => {
    await page.setViewportSize({ width: 1400, height: 3800 });
    // The reader's system asks for the other of the two.
    await page.emulateMedia({ colorScheme: "light" });
    await runAll(page);
    await page.locator(".sp-alive").waitFor();
    await finishAndSave(page, 4);
    await page.evaluate(AXE);
    const dark = await look(page, "dark");
    await page.emulateMedia({ colorScheme: "dark" });
    await choose(page, "Settings", "Theme");
    await page.getByText("JupyterLab Light", { exact: true }).click();
    await page.locator('[data-jp-theme-light="true"]').waitFor({ state: "attached" });
    const light = await look(page, "light");
    assert.deepEqual(dark, { faint: [], supply: "#7db4dc", draw: "#e58589", isInkLight: true });
    assert.deepEqual(light, { faint: [], supply: "#2f6f9f", draw: "#b5474b", isInkLight: false });
  }, { inRepository: true, theme: "JupyterLab Dark" }));

/** What axe finds too faint, and the colours that shapes and words are drawn in. */
async function look(page: Page, name: string): Promise<unknown> {
  await page.waitForTimeout(300);
  if (SCREENSHOTS !== undefined) {
    await page.screenshot({ path: `${SCREENSHOTS}/jupyterlab-${name}.png` });
  }
  const faint = await page.evaluate(
    `axe.run(".jp-OutputArea", { runOnly: ["color-contrast"] }).then(({ violations }) =>
      violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => target + " " + failureSummary)))`,
  );
  const colours = await page.evaluate(() => {
    const hex = (colour: string) =>
      "#" +
      colour.match(/\d+/g)!.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0"))
        .join("");
    const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    const inks = [".sp-summary", ".chart-title", "figure.frame td"];
    return {
      supply: hex(style('.jp-OutputArea svg [stroke*="--supply"]').stroke),
      draw: hex(style(".sp-chart path.draw").fill),
      isInkLight: inks.map((selector) => style(selector).color.match(/\d+/)![0])
        .every((red) => Number(red) > 200),
    };
  });
  return { faint, ...colours };
}
