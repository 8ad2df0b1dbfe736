/** A point value with the bounds it may lie between, all in the unit its field names. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A value known exactly. */
export function exactly(value: number): Range {
  return { value, low: value, high: value };
}

/**
 * A value with its bounds.
 *
 * @throws {RangeError} when the value lies outside its bounds, or any of the three is not finite
 */
export function rangeOf(value: number, low: number, high: number): Range {
  if (!(low <= value && value <= high) || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(
      `Cannot make a range: need low <= value <= high, got ${low}, ${value}, ${high}`,
    );
  }
  return { value, low, high };
}

/**
 * The sum of independent ranges: bounds add (interval arithmetic).
 *
 * @example
 * ```ts
 * import { exactly, rangeOf, sumOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * assert.deepEqual(sumOf([rangeOf(2, 1, 3), exactly(4)]), { value: 6, low: 5, high: 7 });
 * ```
 */
export function sumOf(ranges: readonly Range[]): Range {
  let value = 0, low = 0, high = 0;
  for (const range of ranges) {
    value += range.value;
    low += range.low;
    high += range.high;
  }
  return { value, low, high };
}

/** `a * b` for ranges of either sign. */
export function productOf(a: Range, b: Range): Range {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { value: a.value * b.value, low: Math.min(...corners), high: Math.max(...corners) };
}
