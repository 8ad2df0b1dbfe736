import assert from "node:assert/strict";
import { DISPLAY } from "@silicon/balance/figure";
import { show } from "@silicon/balance/frame";
import { chart, type Ground } from "../../src/figure/_shell.ts";
import { comparableSvg } from "../../src/render/mod.ts";
import { pageOf, wordsOf } from "./_drawn.ts";
import { EXAMPLES } from "./_examples.ts";

for (const [name, make] of Object.entries(EXAMPLES)) {
  Deno.test(`${name}() has a title, units, a source with its date, and words for those who cannot see it`, () => {
    const figure = make();
    const page = pageOf(figure);
    assert.equal(
      page.querySelector(".chart-title")!.textContent!.replaceAll("\u00a0", " "),
      figure.title,
    );
    assert.match(page.querySelector(".chart-subtitle")!.textContent!, /\(kt\)|%/);
    assert.equal(
      page.querySelector("figcaption")!.textContent,
      "Source: SMM <weekly> & model · data as of 10 February 2026",
    );
    assert.match(figure.alt, /\d.*\.$/);
    for (const svg of page.querySelectorAll("figure .chart-drawn > svg")) {
      assert.equal(svg.getAttribute("role"), "img");
      assert.equal(svg.getAttribute("aria-label"), figure.alt);
    }
    assert.ok(wordsOf(figure).some((words) => /kt|%/.test(words)));
  });

  Deno.test(`${name}() shows as markup, as a picture and as words`, () => {
    const figure = make();
    assert.deepEqual(figure[DISPLAY](), {
      "text/html": figure.html,
      "image/svg+xml": figure.svg,
      "text/csv": figure.csv,
      "text/plain": figure.alt,
    });
  });

  Deno.test(`${name}() draws nothing that is not a number or not there`, () => {
    const { html, svg, alt, title } = make();
    for (const text of [html, svg, alt, title]) {
      assert.doesNotMatch(text, /NaN|Infinity|undefined|null|\[object/);
    }
  });

  Deno.test(`${name}() as a picture stands alone: fixed colours, no page needed`, () => {
    const { svg } = make();
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /var\(|currentColor|class="|<style/);
    assert.ok(svg.includes("SMM &lt;weekly&gt; &amp; model"));
  });

  Deno.test(`${name}() draws the same text for the same rows`, () => {
    assert.equal(make().html, make().html);
  });

  Deno.test(`${name}() gives back its rows, each quantity under its unit`, () => {
    const [head, ...rows] = make().csv.trimEnd().split("\n").map((line) => line.split(","));
    assert.ok(rows.length > 1);
    const words = ["month", "day", "label", "status", "lowText", "highText"];
    for (const name of head!) {
      assert.match(name, new RegExp(`^(${words.join("|")}|.*Kt|kt|.*Share|.*ShareOfUse)$`));
    }
  });

  Deno.test(`${name}() is drawn as before`, async (t) => {
    const figure = make();
    await t.assertSnapshot(comparableSvg(figure.draw(720).outerHTML));
    await t.assertSnapshot(comparableSvg(figure.draw(360).outerHTML));
  });
}

Deno.test("a chart of a row with NaN is refused with its column and row, unless show() says that it is meant", () => {
  const parts = {
    title: "Balance",
    subtitle: "kt",
    alt: "Balance by month.",
    rows: [{ month: "2026-01", kt: 1 }, { month: "2026-02", kt: NaN }],
    draw: ({ document }: Ground) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("height", "10");
      return svg as SVGSVGElement;
    },
  };
  const drawn = chart(parts, { source: "SMM" });
  const refused = /^Cannot show the chart: kt in row 2 must be a number[^]* is NaN; show\(chart\)/;
  assert.throws(
    () => drawn[DISPLAY](),
    (error) => error instanceof RangeError && refused.test(error.message),
  );
  assert.equal(show(drawn)[DISPLAY]()["text/plain"], "Balance by month.");
});
