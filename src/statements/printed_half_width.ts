import type { Basis, Bound } from "./statement.ts";

const PLAIN_DIGITS = 3;

/**
 * Half the last place that a printed number commits to: the number may lie this far either side.
 *
 * Decimals count as printed (2.30 is finer than 2.3). In a whole number trailing zeros are padding, so 375500 is
 * known to 100; but a plainly stated actual level is taken to carry at least three digits, so 390000 is known to 1000
 * while "about 80000" is known to 10000.
 *
 * @returns half a place, in the printed unit; at least 0
 *
 * @example
 * ```ts
 * import { printedHalfWidth } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * assert.equal(printedHalfWidth("375500", "actual", ""), 50);
 * assert.equal(printedHalfWidth("390000", "actual", ""), 500);
 * assert.equal(printedHalfWidth("80000", "forecast", "about"), 5000);
 * assert.equal(printedHalfWidth("2.30", "actual", ""), 0.005);
 * ```
 */
export function printedHalfWidth(printed: string, basis: Basis, bound: Bound): number {
  const digits = printed.replace(/^[-+]/, "");
  const point = digits.indexOf(".");
  if (point >= 0) return 0.5 * 10 ** -(digits.length - point - 1);
  const zeros = /0*$/.exec(digits)![0].length;
  if (zeros === digits.length) return 0.5;
  const plain = basis === "actual" && bound === "";
  const padding = plain ? Math.min(zeros, Math.max(0, digits.length - PLAIN_DIGITS)) : zeros;
  return 0.5 * 10 ** padding;
}
