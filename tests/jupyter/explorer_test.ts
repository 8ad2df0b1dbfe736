import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { prepare } from "./_jupyter.ts";
import { finishAndSave, inLab, runAll, settled } from "./_lab.ts";
import { PANEL_CELLS } from "./_panel_cells.ts";

await prepare();

/** JupyterLab keeps only the cells in view in its page: here all are. */
const TALL = { width: 1400, height: 5000 };

async function runCell(page: Page, index: number): Promise<void> {
  await page.locator(".jp-CodeCell").nth(index).locator(".jp-InputArea-editor").click();
  await page.keyboard.press("Control+Enter");
}

async function live(page: Page, count: number): Promise<void> {
  await page.locator(".sp-alive").nth(count - 1).waitFor({ state: "attached" });
}

/** Waits until the last cell bears this execution count. */
async function counted(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    // deno-lint-ignore no-explicit-any
    const cells = (globalThis as any).jupyterapp.shell.currentWidget.content.widgets;
    return cells.at(-1).model.executionCount === wanted;
  }, count);
}

/** Moves a slider by keyboard; gives the numbers and the chart before and after. */
async function move(page: Page): Promise<{ before: string[]; after: string[] }> {
  const desk = page.locator('[data-panel="scenario-desk"]');
  const look = async () => [
    await desk.locator(".sp-summary").innerText(),
    await desk.locator(".sp-chart .line").first().getAttribute("d") ?? "",
  ];
  const before = await look();
  const slider = desk.getByRole("slider", { name: "Exports, %" });
  await slider.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("PageDown");
  await page.waitForTimeout(200);
  return { before, after: await look() };
}

async function scriptsIn(file: string): Promise<number> {
  return (await Deno.readTextFile(file)).match(/customElements\.define\(/g)?.length ?? 0;
}

Deno.test("panels are live in JupyterLab: Run All, cells again in any order, saved, opened again", () =>
  inLab(PANEL_CELLS, async ({ page, file, place, address }) => {
    await page.setViewportSize(TALL);
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));

    await runAll(page);
    await live(page, 3);
    const first = await move(page);
    assert.notEqual(first.after[0], first.before[0]);
    assert.notEqual(first.after[1], first.before[1]);
    await finishAndSave(page, 4);
    assert.equal(await scriptsIn(file), 1);

    for (const index of [2, 1, 3, 1]) {
      await runCell(page, index);
      await settled(page, 4);
    }
    await live(page, 3);
    const again = await move(page);
    assert.deepEqual(again.before, first.before, "run again, it opens as it did");
    assert.deepEqual(again.after, first.after);
    await runAll(page);
    await counted(page, 4 + 4 + 4);
    await live(page, 3);
    await finishAndSave(page, 4);
    assert.equal(await scriptsIn(file), 1);
    assert.ok(!page.url().includes("panel."), "the address is JupyterLab's");

    await page.goto(address("a.ipynb"));
    await page.reload();
    await live(page, 3);
    const reopened = await move(page);
    assert.deepEqual(
      [reopened.before[0], reopened.after[0]],
      [first.before[0], first.after[0]],
      "trusted, it is live when opened again",
    );
    assert.deepEqual(complaints, []);

    // Another hand changed the notebook, so that JupyterLab does not trust it.
    const notebook = JSON.parse(await Deno.readTextFile(file));
    notebook.cells[0].outputs = [{ output_type: "stream", name: "stdout", text: "changed" }];
    await Deno.writeTextFile(join(place.folder, "b.ipynb"), JSON.stringify(notebook));
    await page.goto(address("b.ipynb"));
    await page.getByText("changed", { exact: true }).waitFor();
    // The first notebook stays open behind this one.
    const shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
    const picture = shown.locator(".sp-still").first();
    await picture.waitFor();
    assert.ok(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 100));
    assert.equal(await shown.locator(".sp-alive").count(), 0);
    assert.equal(
      await shown.locator(".sp-drawn").first().isVisible(),
      false,
      "no loose words of charts",
    );
    assert.equal(await shown.getByText("February 2026: balance").first().isVisible(), true);
    const words = await shown.locator(".jp-OutputArea").allInnerTexts();
    assert.doesNotMatch(
      words.join("\n"),
      /customElements|setTimeout|"kind"|\{--|Run this cell again/,
    );

    await page.evaluate("void jupyterapp.commands.execute('notebook:trust')");
    await page.getByRole("dialog").getByRole("button", { name: "Trust" }).click();
    await shown.locator(".sp-alive").nth(2).waitFor({ state: "attached" });
    assert.equal(await shown.locator(".sp-still").first().isVisible(), false);
    assert.deepEqual(complaints, []);
  }, { inRepository: true }));

Deno.test("panels whose script went with a deleted cell say what to do, and one that is run again enlivens all", () =>
  inLab(PANEL_CELLS, async ({ page, file, address }) => {
    await page.setViewportSize(TALL);
    await runAll(page);
    await live(page, 3);
    await finishAndSave(page, 4);
    await page.locator(".jp-CodeCell").nth(1).locator(".jp-InputPrompt").click();
    await page.keyboard.press("d");
    await page.keyboard.press("d");
    await finishAndSave(page, 3);
    assert.equal(await scriptsIn(file), 0);

    await page.goto(address("a.ipynb"));
    await page.reload();
    await page.getByText("Run this cell again to bring it to life").nth(1).waitFor();
    assert.equal(await page.locator(".sp-alive").count(), 0);
    assert.equal(await page.locator(".sp-drawn").first().isVisible(), true, "it is drawn");

    await settled(page, 3);
    await runCell(page, 1);
    await live(page, 2);
    assert.equal(await page.locator(".sp-hint").count(), 0);
    await settled(page, 3);
    await finishAndSave(page, 3);
    assert.equal(await scriptsIn(file), 1);
  }, { inRepository: true }));

Deno.test("panels are live in JupyterLab when their cells are run one by one, the last first", () =>
  inLab(PANEL_CELLS, async ({ page, file }) => {
    await page.setViewportSize(TALL);
    for (const [i, index] of [0, 3, 2, 1].entries()) {
      await runCell(page, index);
      await settled(page, i + 1);
    }
    await live(page, 3);
    const { before, after } = await move(page);
    assert.notDeepEqual(after, before);
    await finishAndSave(page, 4);
    assert.equal(await scriptsIn(file), 1);
  }, { inRepository: true }));
