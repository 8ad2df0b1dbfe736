import type { Month } from "../calendar/mod.ts";
import { lineIn } from "./fan.ts";
import type { Simulation } from "./simulate.ts";

/** The chance of a draw in one month. */
export interface DrawProbability {
  readonly month: Month;
  /** Share of the paths whose balance is below 0. */
  readonly probability: number;
}

/**
 * The chance that stock is drawn, month by month.
 *
 * @param simulation paths that kept `balanceKt`
 * @returns shares of the paths, 0 to 1
 * @throws {RangeError} when the simulation did not keep the balance
 *
 * @example
 * ```ts
 * import { drawProbability, type Simulation } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const simulation = {
 *   months: [parseMonth("2026-02")], days: [28], paths: 4, seed: 1,
 *   lines: { balanceKt: Float64Array.of(-3, -1, 2, -4) },
 *   openingStockKt: new Float64Array(4),
 * } as unknown as Simulation;
 * assert.equal(drawProbability(simulation)[0]?.probability, 0.75);
 * ```
 */
export function drawProbability(simulation: Simulation): DrawProbability[] {
  return simulation.months.map((month, t) => {
    let draws = 0;
    const balanceKt = lineIn(simulation, "balanceKt", t);
    // By index and without a branch, since an iterator or a wrong guess at every other path takes several times as long.
    for (let i = 0; i < balanceKt.length; i++) draws += Number(balanceKt[i]! < 0);
    return { month, probability: draws / simulation.paths };
  });
}
