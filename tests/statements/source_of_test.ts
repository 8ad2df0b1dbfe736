import assert from "node:assert/strict";
import {
  type Bound,
  isNumber,
  loadData,
  type NumberStatement,
  sourceOf,
} from "../../src/statements/mod.ts";

const { statements } = await loadData();
const print = statements.filter(isNumber).find((s) =>
  s.series === "silicon_metal_production" && s.measure === "level" && s.published === "2026-02-06"
)!;

/** The words for a figure of 375,500 mt. */
function words(change: Partial<Pick<NumberStatement, "bound" | "measure" | "region">>): string {
  return sourceOf({ ...print, ...change }).text.replace(/^.*: silicon metal production /, "");
}

Deno.test("sourceOf() says how a publisher hedged a figure", () => {
  const bounds: Bound[] = ["", "about", "at_least", "at_most", "range_low", "range_high"];
  assert.deepEqual(bounds.map((bound) => words({ bound })), [
    "2026-01 375,500 mt",
    "2026-01 about 375,500 mt",
    "2026-01 at least 375,500 mt",
    "2026-01 at most 375,500 mt",
    "2026-01 from 375,500 mt",
    "2026-01 up to 375,500 mt",
  ]);
});

Deno.test("sourceOf() says what a figure measures, and of which region where it is not the country", () => {
  assert.equal(words({ measure: "yoy" }), "2026-01 375,500 mt YoY");
  assert.equal(words({ measure: "ytd_yoy" }), "2026-01 375,500 mt year to date, YoY");
  assert.equal(words({ measure: "low" }), "2026-01 375,500 mt low");
  assert.equal(words({ measure: "high" }), "2026-01 375,500 mt high");
  assert.equal(words({ region: "CN-XJ" }), "CN-XJ 2026-01 375,500 mt");
});
