/**
 * Operating rate: output as a share of what the capacity could make in the same days.
 *
 * @param outputKt output over the days, kt, at least 0
 * @param capacityKtPerYear capacity, kt a year, above 0
 * @param days days the output took, above 0
 * @param basisDays days a year on which the capacity is stated: 365, or 300 for furnaces with a wet season
 * @returns a share: 0.56 is 56%
 * @throws {RangeError} when capacity or days are not above 0, or output is negative
 *
 * @example
 * ```ts
 * import { operatingRate } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * assert.equal(operatingRate(56, 365, 365, 365).toFixed(3), "0.153");
 * assert.equal(operatingRate(28, 365, 28, 365), 1);
 * ```
 */
export function operatingRate(
  outputKt: number,
  capacityKtPerYear: number,
  days: number,
  basisDays: 300 | 365,
): number {
  if (!(outputKt >= 0 && capacityKtPerYear > 0 && days > 0)) {
    throw new RangeError(
      "Cannot give an operating rate: output must be >= 0, capacity and days > 0, are " +
        `${outputKt} kt, ${capacityKtPerYear} kt/yr and ${days}`,
    );
  }
  return outputKt * basisDays / (capacityKtPerYear * days);
}
