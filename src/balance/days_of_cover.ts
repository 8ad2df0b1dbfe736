/**
 * Days of cover: how long a stock lasts at a month's daily use.
 *
 * @param stockKt stock, kt, at least 0
 * @param useKt use of the month that gives the rate, kt, above 0: the trailing month or the forward month, which the
 *   caller names with the figure
 * @param days days in that month
 * @returns days
 * @throws {RangeError} when stock is negative, or use or days are not above 0
 *
 * @example
 * ```ts
 * import { daysOfCover } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * assert.equal(daysOfCover(1009.1, 345.5, 31).toFixed(1), "90.5");
 * ```
 */
export function daysOfCover(stockKt: number, useKt: number, days: number): number {
  if (!(stockKt >= 0)) {
    throw new RangeError(`Cannot give days of cover: stockKt must be >= 0, is ${stockKt}`);
  }
  if (!(useKt > 0 && days > 0)) {
    throw new RangeError(
      `Cannot give days of cover: use and days must be > 0, are ${useKt} kt and ${days}`,
    );
  }
  return stockKt * days / useKt;
}
