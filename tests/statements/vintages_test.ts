import assert from "node:assert/strict";
import { parseDay } from "@silicon/balance/calendar";
import {
  asOf,
  loadData,
  readCatalogue,
  readStatements,
  STATEMENT_COLUMNS,
  vintagesOf,
} from "@silicon/balance/statements";

const { catalogue } = readCatalogue(
  "id,label,unit,kind,side,publisher_scope,aliases\npolysilicon_production,Polysilicon,mt,flow,use,,\n",
  "series.csv",
);

function statements(lines: readonly string[]) {
  const text = [STATEMENT_COLUMNS.join(","), ...lines].join("\n");
  const result = readStatements(text, "made-up.csv", catalogue);
  assert.deepEqual(result.problems, []);
  return result.statements;
}

const JANUARY = statements([
  "polysilicon_production,level,CN,2026-01,107800,mt,forecast,,SMM,2026-01-12,,",
  "polysilicon_production,level,CN,2026-01,100000,mt,estimate,about,SMM,2026-01-26,,",
  "polysilicon_production,level,CN,2026-01,106000,mt,forecast,about,CNIA Silicon Branch,2026-01-07,,",
  "polysilicon_production,level,CN,2026-01,99000,mt,estimate,,SMM,,,",
]);

Deno.test("asOf() knows what was published by the day, that day included", () => {
  const values = (day: string) => asOf(JANUARY, parseDay(day)).map(({ value }) => value);
  assert.deepEqual(values("2026-01-06"), []);
  assert.deepEqual(values("2026-01-07"), [106]);
  assert.deepEqual(values("2026-01-12"), [107.8, 106]);
});

Deno.test("asOf() knows undated statements only from the day on which all were in print", () => {
  assert.equal(asOf(JANUARY, parseDay("2026-02-09")).length, 3);
  assert.equal(asOf(JANUARY, parseDay("2026-02-10")).length, 4);
});

Deno.test("vintagesOf() keeps the last print by publisher, and reaches the earlier ones oldest first", () => {
  const vintages = vintagesOf(JANUARY);
  const current = vintages.current.map(({ publisher, value }) => [publisher, value]);
  assert.deepEqual(current, [["SMM", 100], ["CNIA Silicon Branch", 106]]);
  assert.deepEqual(vintages.of(vintages.current[0]!).map(({ value }) => value), [99, 107.8, 100]);
});

Deno.test("vintagesOf() keeps both ends of a range printed together", () => {
  const range = statements([
    "polysilicon_production,level,CN,2026-03,80000,mt,forecast,range_low,SMM,2026-02-26,,",
    "polysilicon_production,level,CN,2026-03,90000,mt,forecast,range_high,SMM,2026-02-26,,",
  ]);
  assert.deepEqual(vintagesOf(range).current.map(({ value }) => value), [80, 90]);
});

Deno.test("vintagesOf() tells when a build was first printed", async () => {
  const { statements } = await loadData();
  const builds = statements.filter((s) =>
    s.series === "implied_stock_change" && s.period === "2025-Q1" && s.publisher === "SMM"
  );
  const prints = vintagesOf(builds).of(builds[0]!);
  assert.deepEqual(prints.map(({ published, value }) => [published, value]), [
    ["2025-05-19", 45],
    ["2025-05-31", 45],
  ]);
});
