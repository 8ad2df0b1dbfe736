import assert from "node:assert/strict";
import { type Account, planOf, rangeOf } from "@silicon/balance/balance";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import {
  accountFrame,
  frameOf,
  seriesFrame,
  sourcesTable,
  statementsFrame,
  toCsv,
} from "@silicon/balance/frame";
import type { Statement } from "@silicon/balance/statements";
import { parseHTML } from "linkedom";
import { tableOf } from "./_shown.ts";

const STATEMENT: Statement = {
  series: "silicon_metal_production",
  measure: "level",
  region: "CN",
  period: "2026-01",
  printed: "375500",
  printedUnit: "mt",
  value: 375.5,
  unit: "kt",
  halfWidth: 0.05,
  balanceClass: undefined,
  basis: "actual",
  bound: "at_least",
  publisher: "SMM",
  published: parseDay("2026-02-06"),
  url: "",
  note: "",
  file: "data/statements/2026-02.csv",
  line: 12,
};

const { market } = planOf({
  market: { title: "Lithium carbonate", country: "Chile" },
  quantities: [{ id: "production" }],
  lines: [{ id: "production", side: "supply", amount: "production" }],
});

const ACCOUNT: Account = {
  market,
  month: parseMonth("2026-01"),
  days: 31,
  scope: "core",
  state: "loose",
  lines: [
    {
      id: "production",
      label: "Production",
      side: "supply",
      kt: rangeOf(375.5, 375.45, 375.55),
      status: "actual",
      formula: "printed",
      sources: [],
    },
    {
      id: "exports",
      label: "Exports",
      side: "use",
      kt: rangeOf(58, 50, 66),
      status: "assumed",
      formula: "assumed",
      sources: [],
    },
  ],
  supplyKt: rangeOf(375.5, 375.45, 375.55),
  useKt: rangeOf(345.5, 320, 370),
  balanceKt: rangeOf(30, 5.45, 55.55),
  balanceSdKt: 10.2,
  balanceShareOfUse: 30 / 345.5,
  pools: [
    {
      id: "social",
      label: "Social stock",
      publisher: "SMM",
      openingKt: 557,
      closingKt: 554,
      changeKt: -3,
      counted: true,
      sources: [],
    },
    { id: "plant", label: "Plant stock", publisher: "Baichuan", counted: false, sources: [] },
  ],
  observedChangeKt: -3,
  discrepancyKt: 33,
};

Deno.test("accountFrame runs from supply to days of cover, with the sign rule in the labels", () => {
  const { rows } = tableOf(accountFrame(ACCOUNT));
  assert.deepEqual(rows.map((row) => row.slice(0, 2)), [
    ["Production", "375.5"],
    ["Supply", "375.5"],
    ["Exports", "58.0"],
    ["Use", "345.5"],
    ["Balance = supply - use (+ build, - draw)", "30.0"],
    ["Social stock, opening", "557.0"],
    ["Social stock, closing", "554.0"],
    ["Social stock, change (+ build, - draw)", "-3.0"],
    ["Plant stock, opening", "–"],
    ["Plant stock, closing", "–"],
    ["Plant stock, change (+ build, - draw)", "–"],
    ["Observed stock change (+ build, - draw)", "-3.0"],
    ["Statistical discrepancy", "33.0"],
    ["Social stock, days of cover", "49.7"],
    ["Plant stock, days of cover", "–"],
  ]);
});

Deno.test("accountFrame names the market, its country and the month under the table", () => {
  const { figure } = tableOf(accountFrame(ACCOUNT));
  assert.equal(
    figure.querySelector("figcaption")!.textContent,
    "Supply-demand account, Lithium carbonate, Chile, January 2026 (31 days)",
  );
});

Deno.test("accountFrame makes the totals stand out", () => {
  const { figure } = tableOf(accountFrame(ACCOUNT));
  const bold = [...figure.querySelectorAll('th[scope="row"]')]
    .filter((cell) => cell.getAttribute("style")!.includes("font-weight:bold"));
  assert.deepEqual(bold.map((cell) => cell.textContent), [
    "Supply",
    "Use",
    "Balance = supply - use (+ build, - draw)",
  ]);
});

Deno.test("statementsFrame gives each figure with its print, publisher and place", () => {
  assert.deepEqual(statementsFrame([STATEMENT]).values, [[
    "silicon_metal_production",
    "level",
    "CN",
    "2026-01",
    375.5,
    "kt",
    "375500 mt",
    "at least",
    "actual",
    "SMM",
    "2026-02-06",
    "data/statements/2026-02.csv:12",
  ]]);
});

Deno.test("statementsFrame leaves the amount of a word missing", () => {
  const frame = statementsFrame([{
    ...STATEMENT,
    measure: "class",
    printed: "loose",
    printedUnit: "class",
    unit: "class",
    value: undefined,
    halfWidth: undefined,
    balanceClass: "loose",
  }]);
  assert.equal(tableOf(frame).rows[0]![4], "–");
  assert.equal(tableOf(frame).rows[0]![6], "loose");
});

Deno.test("seriesFrame leaves an end that nothing bounds missing", () => {
  const frame = seriesFrame({
    series: "silicon_metal_production",
    publisher: "SMM",
    region: "CN",
    unit: "kt",
    points: [
      {
        month: parseMonth("2025-11"),
        value: undefined,
        low: -Infinity,
        high: 400,
        status: "bounded",
        basis: "forecast",
        statements: [STATEMENT],
      },
    ],
  });
  const { head, rows } = tableOf(frame);
  assert.deepEqual(head, ["Month", "Best valuekt", "Lowkt", "Highkt", "Status", "Statements"]);
  assert.deepEqual(rows, [["2025-11", "–", "–", "400.00", "bounded", "1"]]);
});

Deno.test("frameOf refuses a column that danfo would take for its own", () => {
  assert.throws(() => frameOf([{ values: 1 }]), {
    name: "TypeError",
    message: 'Cannot make a table: danfo has its own "values"',
  });
});

Deno.test("frameOf takes every field that any row has", () => {
  const frame = frameOf<{ a: number; b?: number }>([{ a: 1 }, { a: 2, b: 3 }]);
  assert.deepEqual(frame.values, [[1, undefined], [2, 3]]);
});

Deno.test("toCsv writes every row in full precision, headed as shown", () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ i, thirdKt: i / 3 }));
  const lines = toCsv(frameOf(rows)).trimEnd().split("\n");
  assert.equal(lines.length, 41);
  assert.deepEqual([lines[0], lines[2]], ["I,Third (kt)", `1,${1 / 3}`]);
});

Deno.test("sourcesTable links every source, names its place, and leaves out what rests on nothing", () => {
  const { document } = parseHTML(String(sourcesTable([
    {
      label: "use <all>",
      sources: [
        { kind: "statement", text: "SMM & co", url: "https://example.org/?a=1&b=2", at: "x.csv:3" },
        { kind: "assumption", text: "0 to 2%", at: "a.csv:1" },
      ],
    },
    { label: "nothing", sources: [] },
  ], "What it rests on")));
  assert.deepEqual([...document.querySelectorAll("th[scope=row]")].map((th) => th.textContent), [
    "use <all>",
  ]);
  const link = document.querySelector("li a")!;
  assert.deepEqual([link.getAttribute("href"), link.textContent], [
    "https://example.org/?a=1&b=2",
    "SMM & co",
  ]);
  assert.deepEqual([...document.querySelectorAll("li code")].map((code) => code.textContent), [
    "x.csv:3",
    "a.csv:1",
  ]);
});

Deno.test("frameOf() knows a column by what is there, whatever is missing", () => {
  const frame = frameOf([
    { kt: undefined, held: undefined, said: null, mixed: 1, empty: undefined },
    { kt: 1.5, held: true, said: "loose", mixed: "about 1", empty: undefined },
  ]);
  assert.deepEqual(frame.dtypes, ["float32", "boolean", "string", "string", "float32"]);
});
