import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { socialStockChart, supplyUseBalanceChart, waterfallChart } from "@silicon/balance/figure";
import { frameOf, html } from "@silicon/balance/frame";
import { DISPLAY, type Displayed } from "@silicon/balance/explorer";
import { ATTACKS } from "./_attacks.ts";
import { hostileDesk, hostilePanel } from "./_hostile_panels.ts";
import { payloadOf } from "./_panels.ts";

const FOREIGN = "img, iframe, base, meta, link, form, template, math, object, embed, a";

/** That markup holds the words as text alone: no element or attribute of theirs, and they can be read in it. */
function assertHarmless(markup: string, words: string, place: string): void {
  const { document } = parseHTML(`<!doctype html><html><body>${markup}</body></html>`);
  const foreign = [...document.querySelectorAll(FOREIGN)]
    .filter(({ className }) => !["sp-still", "chart-still"].includes(className))
    .map((element) => element.outerHTML);
  assert.deepEqual(foreign, [], place);
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) assert.doesNotMatch(name, /^on/, place);
  }
  for (const script of document.querySelectorAll("script")) {
    assert.doesNotMatch(script.textContent ?? "", /^\s*alert/, place);
  }
  assert.ok(document.body.textContent?.includes(words), `${place}: the words cannot be read`);
}

function shown(value: Displayed) {
  return value[DISPLAY]();
}

Deno.test("the corpus holds at least 40 different attacks", () => {
  assert.ok(new Set(ATTACKS).size >= 40);
});

Deno.test("scenarioDesk() shows hostile words as text in markup, picture, words and data", () => {
  for (const words of ATTACKS) {
    const desk = hostileDesk(words);
    assertHarmless(desk.html, words, words);
    assertHarmless(desk.svg, words, words);
    assert.ok(desk.text.includes(words));
    const { setup } = payloadOf(desk) as { setup: { title: string } };
    assert.equal(setup.title, words);
  }
});

Deno.test("panel() shows hostile words as text in markup, picture, words and data", () => {
  for (const words of ATTACKS) {
    const own = hostilePanel(words);
    assertHarmless(own.html, words, words);
    assertHarmless(own.svg, words, words);
    assert.ok(own.text.includes(words));
    assert.equal((payloadOf(own) as { title: string }).title, words);
  }
});

Deno.test("figures show hostile words as text in markup and picture", () => {
  for (const words of ATTACKS) {
    const options = { source: words, title: words, subtitle: words };
    const figures = [
      waterfallChart({
        startLabel: words,
        startKt: 1,
        steps: [{ label: words, kt: 1 }],
        endLabel: words,
        endKt: 2,
      }, options),
      supplyUseBalanceChart(
        [{ month: "2026-01", supplyKt: 3, useKt: 2, balanceKt: 1, status: "actual" }],
        options,
      ),
      socialStockChart(
        [{ day: "2026-01-02", stockKt: 500 }, { day: "2026-01-09", stockKt: 510 }],
        [{ day: "2026-01-09", beforeKt: 500, afterKt: 510 }],
        options,
      ),
    ];
    for (const figure of figures) {
      const bundle = shown(figure);
      assertHarmless(bundle["text/html"]!, words, words);
      assertHarmless(bundle["image/svg+xml"]!.replace(/<\?xml[^>]*>/, ""), "", words);
    }
  }
});

Deno.test("tables and html templates show hostile words as text", () => {
  for (const words of ATTACKS) {
    const frame = frameOf([{ note: words, kt: 1 }]);
    assertHarmless(shown(frame as unknown as Displayed)["text/html"]!, words, words);
    assertHarmless(String(html`<p title="${words}">${words}</p>`), words, words);
  }
});
