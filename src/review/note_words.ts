import { marketState, type Range } from "../balance/mod.ts";
import { NORMAL_90 } from "./_errors.ts";

/** How far an interval bears a word out: it holds throughout, holds at the middle, or may be the other way round. */
export type Certainty = "clear" | "likely" | "open";

/** Where words change. At an edge the calmer word holds. */
export const WORD_EDGES: {
  /** A balance is clear when it lies further from 0 than this many standard deviations: 90% of the band. */
  readonly clearSds: number;
  /** A balance is likely when it lies further from 0 than this many standard deviations. */
  readonly likelySds: number;
  /** A change up to this share holds steady. */
  readonly steadyShare: number;
  /** A change up to this share edges; beyond it, it falls or rises. */
  readonly edgeShare: number;
  /** A change beyond this share is sharp. */
  readonly sharpShare: number;
} = {
  clearSds: NORMAL_90,
  likelySds: 1,
  steadyShare: 0.01,
  edgeShare: 0.03,
  sharpShare: 0.10,
};

/** A word for a balance. */
export interface BalanceWords {
  readonly certainty: Certainty;
  /** `a build`, `probably a draw`, or that neither is clear. */
  readonly text: string;
}

/**
 * A build or a draw, only as far as the band supports it.
 *
 * @param balanceKt supply - use, kt; + is a build
 * @param sdKt one standard deviation of it, kt
 *
 * @example
 * ```ts
 * import { balanceWords } from "@silicon/balance/review";
 * import assert from "node:assert/strict";
 * assert.equal(balanceWords(30, 10).text, "a build");
 * assert.equal(balanceWords(-12, 10).text, "probably a draw");
 * assert.equal(balanceWords(-5.8, 7.8).text, "neither a clear build nor a clear draw");
 * ```
 */
export function balanceWords(balanceKt: number, sdKt: number): BalanceWords {
  const size = Math.abs(balanceKt);
  const noun = balanceKt < 0 ? "a draw" : "a build";
  if (size > WORD_EDGES.clearSds * sdKt) return { certainty: "clear", text: noun };
  if (size > WORD_EDGES.likelySds * sdKt) return { certainty: "likely", text: `probably ${noun}` };
  return { certainty: "open", text: "neither a clear build nor a clear draw" };
}

/**
 * The market's state as far as the band supports it: one state when both ends are in it, else the states between them.
 *
 * @param lowKt lower end of the balance's band, kt
 * @param highKt upper end of the balance's band, kt
 * @param useKt use, kt, above 0
 *
 * @example
 * ```ts
 * import { stateWords } from "@silicon/balance/review";
 * import assert from "node:assert/strict";
 * assert.equal(stateWords(13, 47, 345.5), "loose");
 * assert.equal(stateWords(-18.7, 7, 279.6), "between destocking and loose");
 * ```
 */
export function stateWords(lowKt: number, highKt: number, useKt: number): string {
  const [low, high] = [marketState(lowKt, useKt), marketState(highKt, useKt)];
  return low === high ? low : `between ${low} and ${high}`;
}

/** A word for a change. */
export interface ChangeWords {
  readonly certainty: Certainty;
  /** `fell sharply` for what is over; empty when the direction is open. */
  readonly past: string;
  /** `falls sharply` for what is to come; empty when the direction is open. */
  readonly present: string;
}

/**
 * The direction of a change, only as far as the two ranges support it: clear when they have nothing in common, likely
 * when each value lies outside the other's range, and open otherwise.
 *
 * @param before value and bounds before, the value above 0
 * @param after value and bounds after, in the same unit
 *
 * @example
 * ```ts
 * import { changeWords } from "@silicon/balance/review";
 * import { rangeOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const words = changeWords(rangeOf(101.3, 94.3, 108.3), rangeOf(80, 75, 85));
 * assert.equal(words.past, "fell sharply");
 * assert.equal(changeWords(rangeOf(58, 50, 66), rangeOf(52, 42, 56)).certainty, "open");
 * ```
 */
export function changeWords(before: Range, after: Range): ChangeWords {
  const certainty = after.high < before.low || after.low > before.high || isExact(before, after)
    ? "clear"
    : isOutside(after.value, before) && isOutside(before.value, after)
    ? "likely"
    : "open";
  if (certainty === "open") return { certainty, past: "", present: "" };
  const share = (after.value - before.value) / before.value;
  const down = share < 0;
  const size = Math.abs(share);
  const [past, present] = size <= WORD_EDGES.steadyShare
    ? ["held steady", "holds steady"]
    : size <= WORD_EDGES.edgeShare
    ? down ? ["edged down", "edges down"] : ["edged up", "edges up"]
    : size <= WORD_EDGES.sharpShare
    ? down ? ["fell", "falls"] : ["rose", "rises"]
    : down
    ? ["fell sharply", "falls sharply"]
    : ["rose sharply", "rises sharply"];
  const probably = certainty === "likely" ? "probably " : "";
  return { certainty, past: probably + past!, present: probably + present! };
}

function isExact(before: Range, after: Range): boolean {
  return before.low === before.high && after.low === after.high;
}

function isOutside(value: number, { low, high }: Range): boolean {
  return value < low || value > high;
}
