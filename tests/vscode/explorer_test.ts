import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "playwright-core";
import { runNotebook } from "../../src/kernel/mod.ts";
import type { CodeCell, MimeBundle, Notebook } from "../../src/notebook/mod.ts";
import { PANEL_CELLS } from "../jupyter/_panel_cells.ts";
import { inCode, prepare } from "./_vscode.ts";

const problem = await prepare();
if (problem !== undefined) console.error(`Left out, for want of VS Code: ${problem}`);

const AXE = Deno.readTextFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));
const SCREENSHOTS = Deno.env.get("SCREENSHOTS");
const NOTEBOOKS = fileURLToPath(new URL("../../notebooks/", import.meta.url));

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, fn, ignore: problem !== undefined });
}

function notebookOf(sources: readonly string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
    cells: sources.map((source, i) => ({
      ...{ cell_type: "code", id: `c${i}`, metadata: {}, source, execution_count: null },
      outputs: [],
    })),
  };
}

/** The cells run on our kernel, from a fresh one. */
async function executed(sources: readonly string[]): Promise<Notebook> {
  const { notebook, status } = await runNotebook(notebookOf(sources), { cwd: NOTEBOOKS });
  assert.equal(status, "ok");
  return notebook;
}

const live = (outputs: FrameLocator, count: number) =>
  outputs.locator(".sp-alive").nth(count - 1).waitFor({ state: "attached" });

/** Moves a slider by keyboard; gives the numbers and the chart before and after. */
async function move(
  page: Page,
  outputs: FrameLocator,
): Promise<{ before: string[]; after: string[] }> {
  const desk = outputs.locator('[data-panel="scenario-desk"]');
  const look = async () => [
    await desk.locator(".sp-summary").innerText(),
    await desk.locator(".sp-chart .line").first().getAttribute("d") ?? "",
  ];
  const before = await look();
  await desk.getByRole("slider", { name: "Exports, %" }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("PageDown");
  await page.waitForTimeout(200);
  return { before, after: await look() };
}

/** What axe finds too faint, and the colour of bars that show a draw. */
async function colours(outputs: FrameLocator): Promise<unknown> {
  const frame = (await (await outputs.locator("body").elementHandle())!.ownerFrame())!;
  await frame.evaluate(AXE);
  const faint = await frame.evaluate(
    `axe.run(".sp", { runOnly: ["color-contrast"] }).then(({ violations }) =>
      violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => target + " " + failureSummary)))`,
  );
  const draw = await outputs.locator(".sp-chart path.draw").first()
    .evaluate((bar) => getComputedStyle(bar).fill);
  return { faint, draw };
}

async function chooseTheme(page: Page, outputs: FrameLocator, name: string, mark: string) {
  await page.locator(".tab.active").click();
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+T");
  const asked = page.locator(".quick-input-widget");
  await asked.getByPlaceholder("Select Color Theme").fill(name);
  await asked.getByRole("option", { name }).first().click();
  await outputs.locator(`body.${mark}`).waitFor({ state: "attached" });
  await asked.waitFor({ state: "hidden" });
}

const LIGHT = { faint: [], draw: "rgb(181, 71, 75)" };
const DARK = { faint: [], draw: "rgb(229, 133, 137)" };

test("panels of an executed notebook are live in VS Code once its folder is trusted, in its theme's colours", async () => {
  const notebook = await executed(PANEL_CELLS);
  await inCode(notebook, { theme: "Default Dark Modern", trusted: false }, async (code) => {
    const { page, outputs, complaints } = code;
    await outputs.locator(".output_container").first().waitFor({ state: "attached" });
    assert.equal((await outputs.locator("body").innerText()).trim(), "", "VS Code shows no markup");
    await page.getByText("Restricted Mode").click();
    await page.getByRole("button", { name: "Trust", exact: true }).click();
    await live(outputs, 3);
    const dialog = page.locator(".monaco-modal-editor-block");
    await dialog.getByRole("button", { name: /Close/ }).last().click();
    await dialog.waitFor({ state: "hidden" });

    const { before, after } = await move(page, outputs);
    assert.notEqual(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
    assert.equal(await outputs.getByRole("button", { name: "Copy link" }).count(), 0);
    assert.equal(await outputs.locator(".sp-hint").count(), 0);
    if (SCREENSHOTS !== undefined) {
      await page.screenshot({ path: `${SCREENSHOTS}/vscode-dark.png` });
    }
    assert.deepEqual(await colours(outputs), DARK);
    await chooseTheme(page, outputs, "Light Modern", "vscode-light");
    assert.deepEqual(await colours(outputs), LIGHT);
    await chooseTheme(page, outputs, "Dark High Contrast", "vscode-high-contrast");
    assert.deepEqual(await colours(outputs), DARK);
    await chooseTheme(page, outputs, "Light High Contrast", "vscode-high-contrast-light");
    assert.deepEqual(await colours(outputs), LIGHT);

    await outputs.locator('[data-panel="scenario-desk"]')
      .getByRole("button", { name: "Download this table as CSV" }).first().press("Enter");
    await page.waitForFunction(() => {
      const saveAs = document.querySelector<HTMLInputElement>(".quick-input-box input");
      return /scenario-desk-[a-z]+\.csv$/.test(saveAs?.value ?? "");
    });
    assert.deepEqual(complaints, []);
  });
});

test("panels are live in VS Code when their cells are run in any order, and twice", async () => {
  const order = [0, 3, 1, 2, 1, 3];
  const { cells } = await executed(order.map((index) => PANEL_CELLS[index]!));
  const runs = cells.map((cell) =>
    (cell as CodeCell).outputs.map((output) => (output as { data: MimeBundle }).data)
  );
  const options = { theme: "Default Light Modern", trusted: true, runs };
  await inCode(notebookOf(PANEL_CELLS), options, async (code) => {
    const { page, outputs, complaints } = code;
    for (const [i, index] of order.entries()) {
      if (i === 4) {
        await live(outputs, 3);
        await outputs.locator(".sp").evaluateAll((all) =>
          all.forEach((one) => one.setAttribute("data-before", ""))
        );
      }
      const row = `.cell-list-container .monaco-list-row[data-index="${index}"]`;
      await page.locator(row).hover();
      await page.locator(row).locator(".run-button-container .codicon-notebook-execute").click();
      while (code.runs() <= i) await page.waitForTimeout(50);
      await page.waitForTimeout(300);
    }
    const again = outputs.locator(".sp-alive:not([data-before])");
    await again.nth(1).waitFor({ state: "attached" });
    await live(outputs, 3);
    const { before, after } = await move(page, outputs);
    assert.notDeepEqual(after, before);
    assert.deepEqual(complaints, []);
  });
});
