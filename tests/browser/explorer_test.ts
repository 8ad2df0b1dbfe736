import assert from "node:assert/strict";
import { createRequire } from "node:module";
import fc from "fast-check";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inventoryPanel, type Panel, panel, scenarioDesk } from "@silicon/balance/explorer";
import { parseScenarioFile } from "@silicon/balance/ledger";
import { project } from "@silicon/balance/scenario";
import { type Answer, answerOf } from "../../src/explorer/desk/drawn.ts";
import type { VNode } from "../../src/explorer/desk/node.ts";
import { numbersOf } from "../../src/explorer/desk/numbers.ts";
import type { State } from "../../src/explorer/desk/setup.ts";
import { stateText } from "../../src/explorer/page/state_link.ts";
import { renderPage } from "../../src/render/mod.ts";
import { anyState } from "../explorer/_any_state.ts";
import { hostileDesk, hostilePanel } from "../explorer/_hostile_panels.ts";
import { ATTACKS } from "../explorer/_attacks.ts";
import { PRESETS, setupOf, shownBy } from "../explorer/_panels.ts";
import { code, notebookOf, prose, shown } from "../render/_executed.ts";
import { BASE, FEBRUARY, PLAN } from "../scenario/_base.ts";
import { launch, open, type Opened } from "./_browser.ts";

const SITE = Deno.makeTempDirSync({ prefix: "panels-" });
const SCREENSHOTS = Deno.env.get("SCREENSHOTS");
const AXE = Deno.readTextFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));

const DESK = scenarioDesk(BASE, PRESETS, { source: "SMM; model" });
const STOCK = inventoryPanel(BASE, PRESETS, { months: 12 });
const OWN = panel({
  title: "A silicone cut",
  inputs: {
    cut: { kind: "range", label: "Cut", unit: "%", min: 0, max: 20, step: 0.1, value: 5 },
    draw: { kind: "select", label: "Draw", options: ["bars", "line"], value: "bars" },
    table: { kind: "toggle", label: "Table", value: true },
  },
  data: { supplyKt: 273.7, otherUseKt: 192, siliconeUseKt: 87.6 },
  view: ({ inputs, data, Plot, model, width }) => {
    const rows = [0, 5, 10, 15, 20].map((cut) => ({
      cut,
      balanceKt: data.supplyKt - data.otherUseKt - data.siliconeUseKt * (1 - cut / 100),
    }));
    const now = data.supplyKt - data.otherUseKt - data.siliconeUseKt * (1 - inputs.cut / 100);
    return [
      `Balance ${model.signedText(now, 1)} kt, ${model.marketState(now, 279.6)}`,
      Plot.plot({
        width,
        ariaLabel: "Balance by cut",
        marks: [
          inputs.draw === "bars"
            ? Plot.barY(rows, { x: "cut", y: "balanceKt" })
            : Plot.lineY(rows, { x: "cut", y: "balanceKt" }),
        ],
      }),
      ...(inputs.table ? [rows] : []),
    ];
  },
});
const SETUP = setupOf(DESK);

let browser: Browser;

/** A page of ours that shows panels, each in a cell of its own. */
function pageOf(name: string, panels: readonly Panel[]): string {
  const outputs = panels.map((one) => ({ one, bundle: { ...shownBy(one) } }));
  const { html } = renderPage(
    notebookOf(
      prose("# Panels"),
      ...outputs.map(({ one, bundle }) => code(`show("${one.id}")`, [shown(bundle)])),
    ),
    { trusted: true, index: { title: "Silicon metal", href: "index.html" } },
  );
  const path = `${SITE}/${name}.html`;
  Deno.writeTextFileSync(path, html);
  return path;
}

let all = "";

Deno.test.beforeAll(async () => {
  all = pageOf("panels", [DESK, STOCK, OWN]);
  browser = await launch();
});

Deno.test.afterAll(async () => {
  await browser?.close();
  Deno.removeSync(SITE, { recursive: true });
});

/** The page of all panels, once they are alive. */
async function opened(options: BrowserContextOptions = {}, hash = ""): Promise<Opened> {
  const found = await open(browser, all + hash, options);
  await found.page.locator(".sp-alive").nth(2).waitFor({ state: "attached" });
  return found;
}

const desk = (page: Page) => page.locator('[data-panel="scenario-desk"]');

/** Waits until what the last move caused is drawn, also out of sight. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))",
  );
}

/** Waits until the hand counts as resting: axes, which only grow while a slider is pulled, fit again. */
async function rested(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await drawn(page);
}

function wordsIn(node: VNode): string[] {
  return node.children.flatMap((child) => typeof child === "string" ? [child] : wordsIn(child));
}

/** Every word a desk shows, as the kernel makes it. */
function kernelWords(answer: Answer, width: number): unknown {
  return {
    summary: answer.summary,
    facts: wordsIn(answer.facts),
    tables: answer.tables.map(({ draw }) => wordsIn(draw())),
    charts: answer.figures.map((
      { title, draw },
    ) => [title, ...wordsIn(draw(width)).filter(Boolean)]),
  };
}

/** Every word the desk on the page shows. */
function pageWords(page: Page): Promise<unknown> {
  return desk(page).evaluate((root) => {
    const texts = (within: Element): string[] => {
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) {
        if (walker.currentNode.nodeValue) found.push(walker.currentNode.nodeValue);
      }
      return found;
    };
    return {
      summary: root.querySelector(".sp-summary")!.textContent,
      facts: texts(root.querySelector(".sp-facts")!),
      tables: [...root.querySelectorAll("table")].map(texts),
      charts: [...root.querySelectorAll(".sp-figure")].map((figure) => [
        figure.querySelector(".sp-heading")!.textContent,
        ...texts(figure.querySelector(".sp-chart")!),
      ]),
    };
  });
}

function chartWidth(page: Page): Promise<number> {
  return desk(page).locator(".sp-rest").evaluate((rest) =>
    Math.round(rest.getBoundingClientRect().width)
  );
}

Deno.test("the desk shows in the page what the kernel computes, to the last digit, in any state", async () => {
  await using found = await opened({ viewport: { width: 1280, height: 900 } });
  const { page } = found;
  const width = await chartWidth(page);
  const states = fc.sample(anyState(SETUP), { numRuns: 60, seed: 20260210 });
  for (const state of states) {
    await page.evaluate(
      (words) => location.hash = new URLSearchParams({ "panel.scenario-desk": words }).toString(),
      stateText(SETUP, state),
    );
    await drawn(page);
    const expected = kernelWords(answerOf(SETUP, numbersOf(SETUP, state)), width);
    assert.deepEqual(await pageWords(page), expected, JSON.stringify(state));
  }
  assert.deepEqual(found.complaints, []);
});

Deno.test("the desk's sliders show what the kernel computes, moved by hand and by keyboard", async () => {
  await using found = await opened({ viewport: { width: 1280, height: 900 } });
  const { page } = found;
  const width = await chartWidth(page);
  const slider = desk(page).getByRole("slider", { name: "Silicone, %" });
  await slider.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await rested(page);
  const state: State = { preset: "base", months: 6, focus: FEBRUARY, values: { silicone: -2 } };
  assert.deepEqual(
    await pageWords(page),
    kernelWords(answerOf(SETUP, numbersOf(SETUP, state)), width),
  );
  assert.equal(await slider.getAttribute("aria-valuetext"), "-2.0 %");
  assert.equal(await page.evaluate("document.activeElement.type"), "range", "focus stays");

  const box = (await slider.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.3, box.y + box.height / 2);
  await rested(page);
  const value = Number(await slider.inputValue());
  assert.notEqual(value, -2);
  const moved = { ...state, values: { silicone: value } };
  assert.deepEqual(
    await pageWords(page),
    kernelWords(answerOf(SETUP, numbersOf(SETUP, moved)), width),
  );

  const number = desk(page).getByRole("spinbutton", { name: "Silicone, %, as a number" });
  await number.fill("-6.5");
  await drawn(page);
  assert.equal(await slider.inputValue(), "-6.5");
  assert.match(await desk(page).locator(".sp-summary").innerText(), /tight balance/);
});

Deno.test("an axis only grows while a slider is pulled, and fits again when the hand rests", async () => {
  await using found = await opened({ viewport: { width: 1280, height: 900 } });
  const { page } = found;
  const axis = () => desk(page).locator(".sp-chart").first().locator(".axis").first().innerHTML();
  const slider = desk(page).getByRole("slider", { name: "Xinjiang, %" });
  const before = await axis();
  await slider.fill("-60");
  const wide = await axis();
  assert.notEqual(wide, before);
  await slider.fill("0");
  assert.equal(await axis(), wide);
  await rested(page);
  assert.equal(await axis(), before);
});

Deno.test("a preset sets the sliders, and reset brings the opening state back", async () => {
  await using found = await opened();
  const { page } = found;
  const before = await pageWords(page);
  await desk(page).getByRole("combobox", { name: "Scenario" }).selectOption({
    label: "Restarts & exports",
  });
  await drawn(page);
  assert.equal(await desk(page).getByRole("slider", { name: "Xinjiang, %" }).inputValue(), "20");
  assert.notDeepEqual(await pageWords(page), before);
  await desk(page).getByRole("button", { name: "Reset" }).click();
  await drawn(page);
  assert.deepEqual(await pageWords(page), before);
  assert.equal(await page.evaluate("location.hash"), "");
});

Deno.test("the horizon and the month in focus keep to each other", async () => {
  await using found = await opened();
  const { page } = found;
  await desk(page).getByRole("combobox", { name: "Month in focus" }).selectOption({
    label: "July 2026",
  });
  const horizon = desk(page).getByRole("slider", { name: "Horizon, months" });
  await horizon.focus();
  await page.keyboard.press("Home");
  await drawn(page);
  assert.match(await desk(page).locator(".sp-summary").innerText(), /^February 2026/);
  await page.keyboard.press("End");
  await drawn(page);
  assert.equal(
    await desk(page).getByRole("combobox", { name: "Month in focus" }).locator("option").count(),
    24,
  );
});

Deno.test("the state is in the page's address: reloaded, and copied as a link", async () => {
  await using found = await opened({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = found;
  const slider = desk(page).getByRole("slider", { name: "Exports, %" });
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await drawn(page);
  const words = await pageWords(page);
  assert.match(String(await page.evaluate("location.hash")), /exports/);
  await desk(page).getByRole("button", { name: "Copy link" }).click();
  await desk(page).getByText("Link copied").waitFor();
  const link = String(await page.evaluate("navigator.clipboard.readText()"));
  await page.reload();
  await page.locator(".sp-alive").first().waitFor();
  assert.deepEqual(await pageWords(page), words);
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator(".sp-alive").first().waitFor();
  assert.deepEqual(await pageWords(page), words);
});

Deno.test("the state is copied as a scenario that a file loads, with the page's numbers", async () => {
  await using found = await opened({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = found;
  await desk(page).getByRole("combobox", { name: "Scenario" }).selectOption({
    label: "Restarts & exports",
  });
  const slider = desk(page).getByRole("slider", { name: "Polysilicon, %" });
  await slider.focus();
  await page.keyboard.press("PageDown");
  await drawn(page);
  await desk(page).getByRole("button", { name: "Copy scenario" }).click();
  await desk(page).getByText("Scenario copied").waitFor();
  const json = String(await page.evaluate("navigator.clipboard.readText()"));
  const { months } = project(BASE, parseScenarioFile(PLAN, json, "copied.json"));
  const { tables } = await pageWords(page) as { tables: string[][] };
  for (const month of months) {
    assert.ok(tables[1]!.includes(month.flows.supplyKt.toFixed(1)), month.month);
    assert.ok(tables[1]!.includes(month.coverTrailingDays.toFixed(1)), month.month);
  }
});

Deno.test("the shown table is saved as CSV, each chart as SVG and PNG", async () => {
  await using found = await opened();
  const { page } = found;
  const save = async (button: string, at: number) => {
    const waiting = page.waitForEvent("download");
    await desk(page).getByRole("button", { name: button }).nth(at).click();
    const download = await waiting;
    return {
      name: download.suggestedFilename(),
      bytes: Deno.readFileSync((await download.path())!),
    };
  };
  const answer = answerOf(SETUP, numbersOf(SETUP, SETUP.opening));
  for (const [i, table] of answer.tables.entries()) {
    const { name, bytes } = await save("Download this table as CSV", i);
    assert.equal(name, `scenario-desk-${table.id}.csv`);
    assert.equal(new TextDecoder().decode(bytes), table.csv());
  }
  for (const [i, figure] of answer.figures.entries()) {
    const svg = await save("Download this chart as SVG", i);
    assert.equal(svg.name, `scenario-desk-${figure.id}.svg`);
    const text = new TextDecoder().decode(svg.bytes);
    assert.match(text, /^<svg[^>]*xmlns=/);
    assert.doesNotMatch(text, /var\(|currentColor/);
    const png = await save("Download this chart as PNG", i);
    assert.equal(png.name, `scenario-desk-${figure.id}.png`);
    assert.deepEqual([...png.bytes.slice(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  }
  assert.deepEqual(found.complaints, []);
});

Deno.test("an analyst's own panel answers to its inputs with the model", async () => {
  await using found = await opened();
  const { page } = found;
  const own = page.locator('[data-panel="a-silicone-cut"]');
  const slider = own.getByRole("slider", { name: "Cut, %" });
  assert.ok((await own.innerText()).includes("Balance -1.5 kt, tight balance"));
  await slider.focus();
  await page.keyboard.press("End");
  await drawn(page);
  assert.ok((await own.innerText()).includes("Balance +11.6 kt, loose"));
  assert.equal(await page.evaluate("document.activeElement.type"), "range");
  const bars = () => own.locator("svg rect").count();
  assert.equal(await bars(), 5);
  await own.getByRole("combobox", { name: "Draw" }).selectOption("line");
  await own.getByRole("checkbox", { name: "Table" }).uncheck();
  await drawn(page);
  assert.equal(await bars(), 0);
  assert.equal(await own.locator("table").count(), 0);
  const waiting = page.waitForEvent("download");
  await own.getByRole("button", { name: "Download this chart as SVG" }).click();
  assert.equal((await waiting).suggestedFilename(), "a-silicone-cut-2.svg");
  await page.reload();
  await page.locator(".sp-alive").nth(2).waitFor({ state: "attached" });
  assert.ok((await own.innerText()).includes("Balance +11.6 kt, loose"), "the address keeps it");
});

Deno.test("panels are drawn where scripts do not run", async () => {
  await using found = await open(browser, all, { javaScriptEnabled: false });
  const { page } = found;
  assert.equal(await desk(page).locator("svg.sp-wide").first().isVisible(), true);
  assert.equal(await desk(page).locator("table").first().isVisible(), true);
  assert.equal(await desk(page).locator(".sp-still").isVisible(), false);
  assert.match(await desk(page).innerText(), /February 2026: balance -5\.8 kt, slight destocking/);
  assert.equal(await desk(page).getByRole("slider").count(), 0);
});

Deno.test("the answer is told in one sentence when a slider rests", async () => {
  await using found = await opened();
  const { page } = found;
  const told = desk(page).locator("[aria-live=polite]");
  await desk(page).getByRole("slider", { name: "Exports, %" }).focus();
  await page.keyboard.press("Home");
  await page.waitForTimeout(700);
  assert.match(await told.innerText(), /^February 2026: balance \+\d+\.\d kt, loose$/);
});

for (const width of [1280, 390]) {
  for (const colorScheme of ["light", "dark"] as const) {
    Deno.test(`live panels have no serious fault of access and no overflow, ${width} px ${colorScheme}`, async () => {
      await using found = await opened({
        viewport: { width, height: 900 },
        colorScheme,
        ...(width === 390 ? { hasTouch: true, isMobile: true } : {}),
      });
      const { page } = found;
      await desk(page).getByRole("combobox", { name: "Scenario" }).selectOption({
        label: "Restarts & exports",
      });
      await drawn(page);
      if (SCREENSHOTS !== undefined) {
        await page.screenshot({
          path: `${SCREENSHOTS}/panels-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      }
      await page.evaluate(AXE);
      const faults = await page.evaluate(`axe.run().then(({ violations }) => violations
        .filter(({ impact }) => impact !== "minor")
        .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target + " " + failureSummary)))`);
      assert.deepEqual(faults, []);
      assert.deepEqual(found.complaints, []);
      assert.deepEqual(found.requests, []);
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(overflow) <= 0, `${overflow} px wider than the window`);
    });
  }
}

Deno.test("a slider moves under a finger, and what it moves stays in sight", async () => {
  await using found = await opened({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = found;
  const slider = desk(page).getByRole("slider", { name: "Exports, %" });
  await slider.scrollIntoViewIfNeeded();
  const before = await desk(page).locator(".sp-summary").innerText();
  const box = (await slider.boundingBox())!;
  assert.ok(box.height >= 24, `${box.height} px high`);
  await page.touchscreen.tap(box.x + box.width * 0.2, box.y + box.height / 2);
  await drawn(page);
  assert.notEqual(await desk(page).locator(".sp-summary").innerText(), before);
  const top = await desk(page).locator(".sp-summary").evaluate((e) =>
    e.getBoundingClientRect().top
  );
  assert.ok(top >= 0 && top < 400, `the summary is at ${top} px`);
});

Deno.test("panels are printed without controls", async () => {
  await using found = await opened();
  const { page } = found;
  await page.emulateMedia({ media: "print" });
  for (const selector of [".sp-controls", ".sp-save"]) {
    assert.equal(await desk(page).locator(selector).first().isVisible(), false, selector);
  }
  assert.equal(await desk(page).locator(".sp-chart svg").first().isVisible(), true);
  assert.equal(await desk(page).locator("table").first().isVisible(), true);
});

Deno.test("the shared script is in a page once, stands under its policy, and works in any order", async () => {
  const html = Deno.readTextFileSync(all);
  assert.equal(html.match(/customElements\.define/g)?.length, 1);
  assert.match(
    html,
    /http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/,
  );
  const shared =
    /<script data-explorer>(?:(?!<\/script>)[\s\S])*customElements\.define[\s\S]*?<\/script>/
      .exec(html)![0];
  const own = shownBy(OWN)["text/html"]!.replace(shared, "");
  for (
    const [name, body] of Object.entries({
      "script first": shared + DESK.html + own,
      "script last": DESK.html + own + shared,
      "script between, twice": DESK.html + shared + own + shared,
      "panel twice": shared + DESK.html + DESK.html + own,
    })
  ) {
    const path = `${SITE}/order.html`;
    Deno.writeTextFileSync(
      path,
      `<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>${body}`,
    );
    await using found = await open(browser, path);
    const panels = await found.page.locator("[data-panel]").count();
    await found.page.locator(".sp-alive").nth(panels - 1).waitFor({ state: "attached" });
    assert.deepEqual(found.complaints, [], name);
  }
});

const PER_PAGE = 13;

for (let start = 0; start < ATTACKS.length; start += PER_PAGE) {
  const attacks = ATTACKS.slice(start, start + PER_PAGE);
  Deno.test(`hostile words are text in live panels, and no script but ours runs, from ${start}`, async () => {
    // The session's shared scripts are with the first panels it showed.
    const path = pageOf(
      `hostile-${start}`,
      [
        DESK,
        OWN,
        ...attacks.flatMap((
          words,
          i,
        ) => [hostileDesk(words, `desk-${i}`), hostilePanel(words, `own-${i}`)]),
      ],
    );
    await using found = await open(browser, path);
    const { page } = found;
    await page.locator(".sp-alive").nth(2 * attacks.length + 1).waitFor({ state: "attached" });
    for (const [i, words] of attacks.entries()) {
      const one = page.locator(`[data-panel="desk-${i}"]`);
      assert.equal(await one.locator(".sp-title").textContent(), words);
      assert.ok((await one.locator("option").allTextContents()).includes(words), words);
      assert.ok((await one.locator("label").allTextContents()).includes(words), words);
      const own = page.locator(`[data-panel="own-${i}"]`);
      assert.ok((await own.locator("p").allTextContents()).includes(words), words);
      const labels = await own.locator("th, td, option, label").allTextContents();
      assert.equal(labels.filter((text) => text === words).length, 6, words);
    }
    const foreign = await page.evaluate(
      `document.querySelectorAll("main :is(iframe, base, object, embed, math, template, img:not(.sp-still))").length`,
    );
    assert.equal(foreign, 0);
    assert.deepEqual(found.complaints, []);
    assert.deepEqual(found.requests, []);
  });
}
