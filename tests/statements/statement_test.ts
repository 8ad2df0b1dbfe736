import assert from "node:assert/strict";
import { allowedBy, isNumber, loadData } from "../../src/statements/mod.ts";

const { statements } = await loadData();

Deno.test("a statement is a number with its rounding, or a word for the balance, and never both", () => {
  for (const one of statements) {
    assert.equal(isNumber(one), one.measure !== "class");
    assert.equal(Number.isFinite(one.value), one.measure !== "class");
    assert.equal(one.halfWidth === undefined, one.measure === "class");
    assert.equal(one.balanceClass, one.measure === "class" ? one.printed : undefined);
  }
});

Deno.test("allowedBy() is as wide as the rounding, and open where a figure is a bound", () => {
  const [one] = statements.filter(isNumber);
  const allowed = (bound: "" | "at_least" | "at_most" | "range_low" | "range_high") => {
    const { low, high } = allowedBy({ ...one!, value: 10, halfWidth: 0.5, bound });
    return [low, high];
  };
  assert.deepEqual(allowed(""), [9.5, 10.5]);
  assert.deepEqual(allowed("at_least"), [9.5, Infinity]);
  assert.deepEqual(allowed("range_low"), [9.5, Infinity]);
  assert.deepEqual(allowed("at_most"), [-Infinity, 10.5]);
  assert.deepEqual(allowed("range_high"), [-Infinity, 10.5]);
});
