import {
  FAN_PROBABILITIES,
  type FanLine,
  type FanMonth,
  fanOf,
  type Simulation,
} from "@silicon/balance/scenario";
import { onAllThreads, sharedNumbers } from "./_threads.ts";

/**
 * `fanOf` on all cores for what `simulateParallel` gives: the same fan, sooner. Threads take a month each in turn; a
 * simulation that is not in shared memory is read on the calling thread.
 *
 * @param simulation the paths
 * @param line which line; it must have been kept, for cover closing stock and use
 * @param probabilities as for `fanOf`
 * @returns what `fanOf` returns
 * @throws {RangeError} as `fanOf` does
 *
 * @example
 * ```ts
 * import { fanParallel } from "@silicon/balance/ledger";
 * import type { Simulation } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const simulation = {
 *   months: [parseMonth("2026-02")], days: [28], paths: 3, seed: 1,
 *   lines: { balanceKt: Float64Array.of(-3, 1, 5) },
 * } as unknown as Simulation;
 * assert.deepEqual(await fanParallel(simulation, "balanceKt", [0.5]), [
 *   { month: "2026-02", mean: 1, quantiles: [1] },
 * ]);
 * ```
 */
export async function fanParallel(
  simulation: Simulation,
  line: FanLine,
  probabilities: readonly number[] = FAN_PROBABILITIES,
): Promise<FanMonth[]> {
  const { months } = simulation;
  const isShared = Object.values(simulation.lines)
    .every(({ buffer }) => buffer instanceof SharedArrayBuffer);
  if (!isShared) return fanOf(simulation, line, probabilities);
  // One path of one month checks everything.
  const first = Object.entries(simulation.lines).map(([name, kt]) => [name, kt.subarray(0, 1)]);
  const sample = { ...simulation, months: months.slice(0, 1), paths: 1 };
  fanOf({ ...sample, lines: Object.fromEntries(first) }, line, probabilities);
  const width = 1 + probabilities.length;
  const results = sharedNumbers(months.length * width);
  await onAllThreads({ kind: "fan", simulation, line, probabilities, results }, months.length);
  return months.map((month, t) => {
    const [mean, ...quantiles] = results.subarray(t * width, (t + 1) * width);
    return { month, mean: mean!, quantiles };
  });
}
