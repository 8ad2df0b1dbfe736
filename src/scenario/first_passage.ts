import type { Month } from "../calendar/mod.ts";
import { coverOf, lineIn } from "./fan.ts";
import type { Simulation } from "./simulate.ts";

/** What counts as a normal stock: an amount, or days of cover on the month's daily use. */
export type NormalStock = { readonly kt: number } | { readonly coverTrailingDays: number };

/** When stock first comes down to normal. */
export interface FirstPassage {
  /** Share of the paths that first are at or below normal at the end of each month. */
  readonly byMonth: readonly {
    readonly month: Month;
    /** Share that gets there in this month. */
    readonly share: number;
    /** Share that has got there by the end of this month. */
    readonly cumulative: number;
  }[];
  /** Share of the paths that are not there by the end of the horizon. */
  readonly never: number;
  /** The month by which half of the paths are there; `undefined` when fewer than half get there. */
  readonly medianMonth: Month | undefined;
}

/**
 * How long the digestion of stock takes: the first month whose closing stock is at or below normal.
 *
 * Method: first-passage time of the simulated paths. A path that is at normal from the start counts in the first month.
 *
 * @param simulation paths that kept `closingStockKt`, and `useKt` for days of cover
 * @param normal the stock that counts as normal
 * @returns shares of the paths; all months and `never` sum to 1
 * @throws {RangeError} when a line was not kept, or normal is not a number >= 0
 *
 * @example
 * ```ts
 * import { firstPassage, type Simulation } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const simulation = {
 *   months: [parseMonth("2026-02"), parseMonth("2026-03")], days: [28, 31], paths: 2, seed: 1,
 *   lines: { closingStockKt: Float64Array.of(110, 108, 95, 104) },
 * } as unknown as Simulation;
 * const passage = firstPassage(simulation, { kt: 100 });
 * assert.deepEqual(passage.byMonth.map(({ share }) => share), [0, 0.5]);
 * assert.equal(passage.never, 0.5);
 * assert.equal(passage.medianMonth, "2026-03");
 * ```
 */
export function firstPassage(simulation: Simulation, normal: NormalStock): FirstPassage {
  const level = "kt" in normal ? normal.kt : normal.coverTrailingDays;
  if (!(level >= 0 && level < Infinity)) {
    throw new RangeError(`Cannot time the digestion: normal stock must be >= 0, is ${level}`);
  }
  const { paths } = simulation;
  const isThere = new Uint8Array(paths);
  let there = 0;
  const byMonth = simulation.months.map((month, t) => {
    const values = "kt" in normal
      ? lineIn(simulation, "closingStockKt", t)
      : coverOf(simulation, t);
    const before = there;
    for (let i = 0; i < paths; i++) {
      if (isThere[i] === 0 && values[i]! <= level) {
        isThere[i] = 1;
        there++;
      }
    }
    return { month, share: (there - before) / paths, cumulative: there / paths };
  });
  return {
    byMonth,
    never: (paths - there) / paths,
    medianMonth: byMonth.find(({ cumulative }) => cumulative >= 0.5)?.month,
  };
}
