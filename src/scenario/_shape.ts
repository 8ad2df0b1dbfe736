import type { Distribution } from "./error_model.ts";
import { expOf, normalCdf } from "./_normal.ts";

// Scores beyond this come up about once in 10^10 draws.
const REACH = 6.5;
const PER_UNIT = 256;
const SIZE = 2 * REACH * PER_UNIT + 2;
// Below this a normal factor cannot reach 0 within REACH.
const SAFE_SD = 0.15;

type NotNormal = Exclude<Distribution, { kind: "normal" }>;

/** A normal error small enough that its factor, 1 + sd x score, stays above 0 without being held there. */
export function isPlainNormal(distribution: Distribution): boolean {
  return distribution.kind === "normal" && distribution.sd < SAFE_SD;
}

/**
 * The factor on a target as a function of a standard normal score, tabulated at equal steps; all but the
 * lognormal are reached through the score's probability (Gaussian copula). A factor is never below 0.
 */
export function factorTable(distribution: NotNormal): Float64Array {
  let table = TABLES.get(distribution);
  if (table === undefined) {
    const factor = factorOf(distribution);
    table = Float64Array.from(
      { length: SIZE },
      (_, i) => Math.max(0, factor(i / PER_UNIT - REACH)),
    );
    TABLES.set(distribution, table);
  }
  return table;
}

// A slider simulates with the same distributions over and over; they never change.
const TABLES = new WeakMap<Distribution, Float64Array>();

/** Multiplies the first `count` values by the factors of their scores, which begin at `at`. */
export function applyTable(
  values: Float64Array,
  table: Float64Array,
  scores: Float64Array,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const place = Math.min(SIZE - 1.5, Math.max(0, (scores[at + i]! + REACH) * PER_UNIT));
    const cell = Math.floor(place);
    values[i]! *= table[cell]! + (table[cell + 1]! - table[cell]!) * (place - cell);
  }
}

function factorOf(distribution: NotNormal): (score: number) => number {
  switch (distribution.kind) {
    case "lognormal": {
      const { sd } = distribution;
      return (score) => expOf(sd * score - sd * sd / 2);
    }
    case "triangular": {
      const { low, mode, high } = distribution;
      const span = high - low;
      const atMode = (mode - low) / span;
      return (score) => {
        const p = normalCdf(score);
        return 1 +
          (p < atMode
            ? low + Math.sqrt(p * span * (mode - low))
            : high - Math.sqrt((1 - p) * span * (high - mode)));
      };
    }
    case "empirical": {
      const sorted = [...distribution.errors].sort((a, b) => a - b);
      return (score) => {
        const place = normalCdf(score) * (sorted.length - 1);
        const at = Math.min(sorted.length - 2, Math.floor(place));
        return 1 + sorted[at]! + (sorted[at + 1]! - sorted[at]!) * (place - at);
      };
    }
  }
}
