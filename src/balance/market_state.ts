/** The market's state by the balance as a share of use. */
export type MarketState = "loose" | "tight balance" | "slight destocking" | "destocking";

/** Edges between states, as shares of use: below `slightBelow` down to `destockingBelow` is slight destocking. */
export const STATE_BANDS = {
  looseAbove: 0.02,
  slightBelow: -0.02,
  destockingBelow: -0.05,
} as const;

/**
 * Names the market's state.
 *
 * Edges belong to the calmer state: exactly +2% and -2% are a tight balance, exactly -5% is slight destocking.
 *
 * @param balanceKt supply - use, kt; + is a build
 * @param useKt use, kt; above 0
 * @throws {RangeError} when use is not above 0
 *
 * @example
 * ```ts
 * import { marketState } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * assert.equal(marketState(30, 345.5), "loose");
 * assert.equal(marketState(-5.8, 279.5), "slight destocking");
 * ```
 */
export function marketState(balanceKt: number, useKt: number): MarketState {
  if (!(useKt > 0)) {
    throw new RangeError(`Cannot name the market state: use must be > 0 kt, is ${useKt}`);
  }
  const share = balanceKt / useKt;
  if (share > STATE_BANDS.looseAbove) return "loose";
  if (share >= STATE_BANDS.slightBelow) return "tight balance";
  return share >= STATE_BANDS.destockingBelow ? "slight destocking" : "destocking";
}
