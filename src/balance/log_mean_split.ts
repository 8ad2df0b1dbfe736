/**
 * Splits the change of a product into one part for each factor; the parts sum to the change exactly.
 *
 * Method: logarithmic mean Divisia index, additive form (Ang 2004): part_k = L(v1, v0) ln(x1_k / x0_k), where L is the
 * logarithmic mean of the product before and after.
 *
 * @param before the factors before, each above 0
 * @param after the same factors after, each above 0
 * @returns one part for each factor, in the product's unit
 * @throws {TypeError} when the two lists differ in length
 * @throws {RangeError} when a factor is not above 0
 *
 * @example
 * ```ts
 * import { logMeanSplit } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const [days, rate] = logMeanSplit([31, 10], [28, 9]) as [number, number];
 * assert.ok(Math.abs(days + rate - (28 * 9 - 31 * 10)) < 1e-9);
 * ```
 */
export function logMeanSplit(before: readonly number[], after: readonly number[]): number[] {
  if (before.length !== after.length) {
    throw new TypeError(
      `Cannot split the change: ${before.length} factors before, ${after.length} after`,
    );
  }
  for (const factor of [...before, ...after]) {
    if (!(factor > 0 && Number.isFinite(factor))) {
      throw new RangeError(`Cannot split the change: every factor must be > 0, one is ${factor}`);
    }
  }
  const product = (factors: readonly number[]) => factors.reduce((total, x) => total * x, 1);
  const mean = logMean(product(after), product(before));
  return before.map((x, i) => mean * Math.log(after[i]! / x));
}

/** The logarithmic mean of two positive numbers; their common value when they are equal. */
function logMean(a: number, b: number): number {
  const ratio = Math.log(a / b);
  // Near equality the quotient loses digits; its series is then exact to rounding.
  if (Math.abs(ratio) < 1e-6) return (a + b) / 2 * (1 - ratio * ratio / 12);
  return (a - b) / ratio;
}
