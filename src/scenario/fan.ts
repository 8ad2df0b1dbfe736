import type { Month } from "../calendar/mod.ts";
import { quantilesOf } from "./quantiles.ts";
import type { SimulatedLine } from "./_simulation_plan.ts";
import type { Simulation } from "./simulate.ts";

/** A line that a fan can show: a kept line in kt, or days of cover on this month's daily use. */
export type FanLine = SimulatedLine | "coverTrailingDays";

/** One month of a fan. */
export interface FanMonth {
  readonly month: Month;
  /** Mean over the paths, in the line's unit. */
  readonly mean: number;
  /** One value for each probability asked for, in the line's unit. */
  readonly quantiles: readonly number[];
}

/** The probabilities a fan shows unless told otherwise. */
export const FAN_PROBABILITIES: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/**
 * Quantiles of a simulated line, month by month.
 *
 * @param simulation paths that kept the line; cover needs `closingStockKt` and `useKt`
 * @param line which line
 * @param probabilities each 0 to 1; default `FAN_PROBABILITIES`
 * @returns a month each, in the line's unit: kt, or days for cover
 * @throws {RangeError} when the simulation did not keep the line
 *
 * @example
 * ```ts
 * import { fanOf, type Simulation } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const simulation = {
 *   months: [parseMonth("2026-02")], days: [28], paths: 3, seed: 1,
 *   lines: { balanceKt: Float64Array.of(-3, 1, 5) },
 * } as unknown as Simulation;
 * assert.deepEqual(fanOf(simulation, "balanceKt", [0.5]), [
 *   { month: "2026-02", mean: 1, quantiles: [1] },
 * ]);
 * ```
 */
export function fanOf(
  simulation: Simulation,
  line: FanLine,
  probabilities: readonly number[] = FAN_PROBABILITIES,
): FanMonth[] {
  return simulation.months.map((month, t) => {
    const values = line === "coverTrailingDays"
      ? coverOf(simulation, t)
      : lineIn(simulation, line, t);
    let sum = 0;
    // By index: an iterator takes longer than the quantiles do.
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return { month, mean: sum / values.length, quantiles: quantilesOf(values, probabilities) };
  });
}

/** A kept line's values in one month, a path each. */
export function lineIn(simulation: Simulation, line: SimulatedLine, t: number): Float64Array {
  const values = simulation.lines[line];
  if (values === undefined) {
    throw new RangeError(
      `Cannot read ${line} off the simulation: lines must include it, are ${
        Object.keys(simulation.lines).join(", ")
      }`,
    );
  }
  return values.subarray(t * simulation.paths, (t + 1) * simulation.paths);
}

/** Days of cover in one month, a path each: closing stock / this month's daily use. */
export function coverOf(simulation: Simulation, t: number): Float64Array {
  const stockKt = lineIn(simulation, "closingStockKt", t);
  const useKt = lineIn(simulation, "useKt", t);
  const days = simulation.days[t]!;
  const cover = new Float64Array(stockKt.length);
  for (let i = 0; i < cover.length; i++) cover[i] = stockKt[i]! * days / useKt[i]!;
  return cover;
}
