/** What use would have to do for the balance to be zero. */
export interface NeutralUse {
  /** Change of use from the reference month that leaves no build and no draw, kt. */
  readonly changeKt: number;
  /** The same as a share of the reference month's use. */
  readonly changeShare: number;
  /** Balance if use changes with the number of days alone, kt; + is a build. */
  readonly balanceAtDailyUseKt: number;
}

/**
 * What a month's supply asks of use: the fall that would balance it, and the balance if only the calendar changed.
 *
 * @param supplyKt the month's supply, kt
 * @param days the month's days
 * @param referenceUseKt use of the reference month, kt, above 0
 * @param referenceDays days of the reference month, above 0
 * @throws {RangeError} when the reference is not above 0
 *
 * @example
 * ```ts
 * import { neutralUse } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const february = neutralUse(375.5 * (1 - 0.271), 28, 345.5, 31);
 * assert.equal(february.changeKt.toFixed(1), "-71.8");
 * assert.equal((100 * february.changeShare).toFixed(1), "-20.8");
 * assert.equal(february.balanceAtDailyUseKt.toFixed(1), "-38.3");
 * ```
 */
export function neutralUse(
  supplyKt: number,
  days: number,
  referenceUseKt: number,
  referenceDays: number,
): NeutralUse {
  if (!(referenceUseKt > 0 && referenceDays > 0)) {
    throw new RangeError(
      `Cannot compare use: the reference must be > 0, is ${referenceUseKt} kt in ${referenceDays} days`,
    );
  }
  const changeKt = supplyKt - referenceUseKt;
  return {
    changeKt,
    changeShare: changeKt / referenceUseKt,
    balanceAtDailyUseKt: supplyKt - referenceUseKt * days / referenceDays,
  };
}
