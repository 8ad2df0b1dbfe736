import assert from "node:assert/strict";
import {
  balanceGridChart,
  digestionClockChart,
  fanChart,
  reconciledSeriesChart,
  socialStockChart,
  supplyUseBalanceChart,
  tornadoChart,
  waterfallChart,
} from "@silicon/balance/figure";
import { pageOf, wordsOf } from "./_drawn.ts";
import { EXAMPLES } from "./_examples.ts";

const SOURCE = { source: "test" };

Deno.test("supplyUseBalanceChart() names the last month's gap and its size", () => {
  const row = { month: "2026-01", supplyKt: 375.5, useKt: 345.5, balanceKt: 30 };
  const figure = supplyUseBalanceChart([{ ...row, status: "actual" }], SOURCE);
  assert.equal(figure.title, "January 2026: supply exceeds use by 30.0 kt");
  assert.match(figure.alt, /balance \+30\.0 kt/);
});

Deno.test("charts of a market's tonnes name its good and country, and neither where none is told", () => {
  const named = ["supplyUseBalanceChart", "socialStockChart", "reconciledSeriesChart"];
  for (const name of [...named, "outlooksChart"]) {
    const subtitle = pageOf(EXAMPLES[name]!()).querySelector(".chart-subtitle")!.textContent!;
    assert.ok(subtitle.startsWith("Lithium carbonate, Chile, thousand tonnes (kt)"), name);
  }
  for (const name of named.slice(0, 2)) {
    assert.match(EXAMPLES[name]!().alt, /^Lithium carbonate: /, name);
  }
  const row = { month: "2026-01", supplyKt: 3, useKt: 2, balanceKt: 1 };
  const plain = supplyUseBalanceChart([{ ...row, status: "actual" }], SOURCE);
  assert.match(pageOf(plain).querySelector(".chart-subtitle")!.textContent!, /^Thousand tonnes/);
  assert.match(plain.alt, /^Monthly supply/);
});

Deno.test("supplyUseBalanceChart() prints the sign rule on the balance's axis", () => {
  const words = wordsOf(EXAMPLES.supplyUseBalanceChart!());
  assert.ok(words.includes("Balance = supply - use, kt (+ build, - draw)"));
  assert.ok(words.includes("-5.8"));
});

Deno.test("supplyUseBalanceChart() refuses rows without any balance", () => {
  assert.throws(() => supplyUseBalanceChart([], SOURCE), RangeError);
});

Deno.test("waterfallChart() refuses parts that do not add up", () => {
  assert.throws(
    () =>
      waterfallChart({
        startLabel: "a",
        startKt: 30,
        steps: [{ label: "x", kt: -30 }],
        endLabel: "b",
        endKt: 1,
      }, SOURCE),
    { name: "RangeError", message: /add up to 0 kt, the end is 1 kt/ },
  );
});

Deno.test("socialStockChart() breaks its line where the scope changed", () => {
  const points = [
    { day: "2025-02-14", stockKt: 544 },
    { day: "2025-02-21", stockKt: 546 },
    { day: "2025-02-28", stockKt: 608 },
    { day: "2025-03-07", stockKt: 600 },
  ];
  const breaks = [{ day: "2025-02-28", beforeKt: 546, afterKt: 608 }];
  const pieces = (figure: ReturnType<typeof socialStockChart>) =>
    figure.draw(720).querySelectorAll('g[stroke^="var(--supply"] path').length;
  assert.equal(pieces(socialStockChart(points, [], SOURCE)), 3);
  assert.equal(pieces(socialStockChart(points, breaks, SOURCE)), 2);
  const words = wordsOf(socialStockChart(points, breaks, SOURCE)).join(" ");
  assert.match(words, /Scope widened ?\+62 kt, no build/);
});

Deno.test("reconciledSeriesChart() draws printed levels of months, and no percentages or quarters", () => {
  const figure = EXAMPLES.reconciledSeriesChart!();
  assert.equal(
    figure.title,
    "SMM printed 2 of 5 months of silicon metal production; the rest is derived",
  );
  assert.match(figure.alt, /Widest interval: December 2025, 397\.1 to 397\.6 kt/);
});

Deno.test("reconciledSeriesChart() refuses a series without a value", () => {
  const empty = { month: "2026-01", value: undefined, low: 1, high: 2, status: "bounded" as const };
  assert.throws(
    () => reconciledSeriesChart([empty], [], { ...SOURCE, publisher: "SMM", quantity: "x" }),
    RangeError,
  );
});

Deno.test("tornadoChart() puts the widest first and names what alone can change the sign", () => {
  const figure = tornadoChart([
    { label: "narrow", atLowKt: 29, atHighKt: 31 },
    { label: "wide", atLowKt: -5, atHighKt: 40 },
  ], { ...SOURCE, baseKt: 30 });
  assert.equal(figure.csv.split("\n")[1], "wide,-5,40");
  assert.match(figure.alt, /Alone can change its sign: wide\.$/);
});

Deno.test("balanceGridChart() labels the lines between market states", () => {
  const words = wordsOf(EXAMPLES.balanceGridChart!());
  for (const label of ["+2%", "0", "-2%", "-5%"]) assert.ok(words.includes(label), label);
});

Deno.test("balanceGridChart() refuses cells that do not fill a grid", () => {
  const cell = { supplyCutShare: 0, demandDeclineShare: 0, balanceKt: 1, balanceShareOfUse: 0.1 };
  const other = { ...cell, supplyCutShare: 0.1, demandDeclineShare: 0.1 };
  assert.throws(() => balanceGridChart([cell, other], SOURCE), RangeError);
});

Deno.test("fanChart() opens its bands from the last known figure", () => {
  const band = { share: 0.8, lowKt: 540, highKt: 560 };
  const rows = [{ month: "2026-02", medianKt: 550, bands: [band] }];
  const about = { ...SOURCE, quantity: "Stock", kind: "stock" as const };
  const area = (figure: ReturnType<typeof fanChart>) =>
    figure.draw(720).querySelector('g[fill-opacity="0.17"] path')!.getAttribute("d")!.split("L")
      .length;
  assert.ok(
    area(fanChart(rows, { ...about, history: [{ month: "2026-01", kt: 554 }] })) >
      area(fanChart(rows, about)),
  );
});

Deno.test("digestionClockChart() tells the share that never gets there", () => {
  const figure = digestionClockChart([{ month: "2026-02", reachedShare: 0.3 }], {
    ...SOURCE,
    target: "500 kt",
  });
  assert.match(figure.alt, /70% never get there/);
  assert.match(figure.title, /^More likely than not, stock is not down to 500 kt/);
});

Deno.test("digestionClockChart() refuses shares that fall", () => {
  const rows = [{ month: "2026-02", reachedShare: 0.3 }, { month: "2026-03", reachedShare: 0.2 }];
  assert.throws(() => digestionClockChart(rows, { ...SOURCE, target: "500 kt" }), {
    message: /reachedShare of 2026-03 must lie between 0\.3 and 1, is 0\.2/,
  });
});

Deno.test("a figure escapes words from its rows", () => {
  const figure = tornadoChart([{ label: '<img src="x"> & co', atLowKt: 1, atHighKt: 2 }], {
    source: "<script>",
    title: "a < b",
    baseKt: 1,
  });
  assert.equal(pageOf(figure).querySelectorAll("img:not(.chart-still), script").length, 0);
  assert.equal(pageOf(figure).querySelector(".chart-title")!.textContent, "a < b");
  for (const text of [figure.svg, figure.html]) {
    assert.doesNotMatch(text, /<img src="x"|<script|&(?!(amp|lt|gt|quot|#39);)/);
  }
  assert.equal(pageOf(figure).querySelector("svg")!.getAttribute("aria-label"), figure.alt);
});
