import type { Browser, Page } from "playwright-core";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { DISPLAY, scenarioDesk } from "@silicon/balance/explorer";
import { loadScenarios, openLedger } from "@silicon/balance/ledger";
import { recordedBase } from "@silicon/balance/review";
import { renderPage } from "../../src/render/mod.ts";
import { launch } from "../browser/_browser.ts";
import { code, notebookOf, prose, shown } from "../render/_executed.ts";
import type { BenchRow } from "./_row.ts";

const MOVES = 200;
const WARM_UP = 20;
const LOADS = 5;

// What is measured: a real mouse, moved through the browser's debugging port, pulls a slider. Chromium hands a move to
// the page at the start of a frame; the clock runs from there, the input event's delivery, to the end of that frame: a
// message queued in the frame's callbacks is handled once script, style, layout and paint are done. Not in it, since no
// page can change them: the wait for the frame before, and the compositor's work after.
const MEASURE = `
  globalThis.frames = [];
  addEventListener("input", () => {
    performance.mark("input");
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => frames.push(performance.measure("frame", "input").duration);
    requestAnimationFrame(() => port2.postMessage(0));
  }, { capture: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) (globalThis.longTasks ??= []).push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
`;

/** The desk in Chromium: time of a slider's move, tasks at load, size of its page. */
export async function explorerBench(): Promise<BenchRow[]> {
  let browser: Browser;
  try {
    browser = await launch();
  } catch {
    return [{ what: "scenario desk", measured: "–", beside: "no Chromium here", goal: "16 ms" }];
  }
  const file = await Deno.makeTempFile({ suffix: ".html" });
  try {
    const html = await deskPage();
    await Deno.writeTextFile(file, html);
    const loads: number[] = [];
    let page: Page;
    do {
      // A page of its own for each load: an engine remembers scripts that it has compiled.
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.addInitScript(MEASURE);
      loads.push(await longestTask(page, `file://${file}`));
      if (loads.length < LOADS) await page.close();
    } while (loads.length < LOADS);
    const longest = loads.sort((a, b) => a - b)[Math.floor(LOADS / 2)]!;
    const times = (await moveSlider(page)).sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
    return [
      {
        what: `scenario desk: slider moved to frame drawn, 10,000 paths, ${times.length} moves`,
        measured: `${at(0.5)} ms median, ${at(0.95)} ms at the 95th percentile`,
        beside: "none",
        goal: "16 ms at the 95th percentile",
      },
      {
        what: `scenario desk: longest task at load, median of ${LOADS} loads`,
        measured: longest === 0 ? "below 50 ms" : `${longest.toFixed(0)} ms`,
        beside: "none",
        goal: "100 ms",
      },
      {
        what: "scenario desk: its page, everything inlined",
        measured: `${(new TextEncoder().encode(html).length / 1000).toFixed(0)} KB`,
        beside: "nbconvert, without interaction and with scripts from elsewhere: 570 KB",
        goal: "500 KB",
      },
    ];
  } finally {
    await browser.close();
    await Deno.remove(file);
  }
}

async function deskPage(): Promise<string> {
  const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
  const base = await recordedBase(ledger, parseMonth("2026-01"));
  const desk = scenarioDesk(base, await loadScenarios(ledger));
  const bundle = { ...desk[DISPLAY]() };
  const notebook = notebookOf(prose("# Scenario desk"), code("desk", [shown(bundle)]));
  return renderPage(notebook, { trusted: true }).html;
}

/** Loads the page and waits for its panel to come alive; 0 where no task took 50 ms. */
async function longestTask(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.locator(".sp-alive").waitFor();
  await page.waitForTimeout(500);
  return Number(await page.evaluate("Math.max(0, ...(globalThis.longTasks ?? []))"));
}

/** Pulls sliders to and fro with the mouse. */
async function moveSlider(page: Page): Promise<number[]> {
  const names = ["Xinjiang, %", "Silicone, %", "Exports, %", "Opening stock, kt"];
  for (const name of names) {
    const slider = page.getByRole("slider", { name });
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width / 2, y);
    await page.mouse.down();
    const moves = (MOVES + WARM_UP) / names.length;
    for (let i = 0; i < moves; i++) {
      const before = Number(await page.evaluate("frames.length"));
      await page.mouse.move(box.x + box.width * (0.15 + 0.7 * ((i * 7) % 20) / 20), y);
      // Asked between frames, not in them. A move that leaves the value as it is causes no event.
      await page.waitForFunction(`frames.length > ${before}`, undefined, {
        polling: 20,
        timeout: 2000,
      }).catch(() => {});
    }
    await page.mouse.up();
  }
  return (await page.evaluate("frames") as number[]).slice(WARM_UP);
}

if (import.meta.main) console.table(await explorerBench());
