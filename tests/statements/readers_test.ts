import assert from "node:assert/strict";
import {
  printedHalfWidth,
  readAssumptions,
  readPeriod,
  readScopeBreaks,
  type SeriesInfo,
} from "@silicon/balance/statements";

Deno.test("readPeriod() gives the months each kind of period covers", () => {
  const cases: [string, unknown][] = [
    ["2026-01", { kind: "month", from: "2026-01", to: "2026-01" }],
    ["2026-02-05", { kind: "day", from: "2026-02", to: "2026-02" }],
    ["2025-Q4", { kind: "quarter", from: "2025-10", to: "2025-12" }],
    ["2025-H2", { kind: "half", from: "2025-07", to: "2025-12" }],
    ["2025", { kind: "year", from: "2025-01", to: "2025-12" }],
    ["2025-01/2025-02", { kind: "span", from: "2025-01", to: "2025-02" }],
    ["2025-02/2025-01", undefined],
    ["2025-13", undefined],
    ["2025-02-29", undefined],
    ["Jan 2026", undefined],
  ];
  for (const [text, period] of cases) assert.deepEqual(readPeriod(text), period, text);
});

Deno.test("printedHalfWidth() tells 2.3 from 2.30, and padding from digits", () => {
  assert.equal(printedHalfWidth("2.3", "actual", ""), 0.05);
  assert.equal(printedHalfWidth("-2.30", "actual", ""), 0.005);
  assert.equal(printedHalfWidth("-27.1", "forecast", "about"), 0.05);
  assert.equal(printedHalfWidth("-12", "actual", ""), 0.5);
  assert.equal(printedHalfWidth("0", "actual", ""), 0.5);
  assert.equal(printedHalfWidth("301000", "actual", ""), 500);
  assert.equal(printedHalfWidth("300000", "forecast", "about"), 50000);
});

Deno.test("readAssumptions() refuses a value outside its range and a second of the same period", () => {
  const { assumptions, problems } = readAssumptions(
    "id,period,value,low,high,unit,source,note\n" +
      "a,,1,0,2,kt,assumed,\na,2026-01,1,0,2,kt,assumed,\na,2026-01,1,0,2,kt,assumed,\nb,,3,0,2,kt,assumed,\n",
    "data/assumptions.csv",
  );
  assert.deepEqual(assumptions.map(({ id, month }) => [id, month]), [["a", undefined], [
    "a",
    "2026-01",
  ]]);
  assert.deepEqual(problems.map(({ line, expected }) => [line, expected]), [
    [4, "each assumption once for a period"],
    [5, "a value from 0 to 2"],
  ]);
});

Deno.test("readScopeBreaks() converts to kt and leaves what is not printed undefined", () => {
  const { breaks, problems } = readScopeBreaks(
    "series,region,publisher,date,before,after,unit,reason,url\n" +
      "social,CN,SMM,2025-02-28,546000,608000,mt,more warehouses,\n" +
      "rate,CN,SMM,2025-06-01,,,%,new sample,\n",
    "data/breaks.csv",
    new Map(["social", "rate"].map((id) => [id, { id } as SeriesInfo])),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(breaks.map(({ before, after, unit }) => [before, after, unit]), [
    [546, 608, "kt"],
    [undefined, undefined, "%"],
  ]);
});
