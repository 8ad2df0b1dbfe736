import {
  type Base,
  type Scenario,
  simulate,
  type SimulateOptions,
  type Simulation,
} from "@silicon/balance/scenario";
import { onAllThreads, PATHS_AT_ONCE, sharedNumbers } from "./_threads.ts";

// Below so many numbers handing the work out takes longer than it saves.
const WORTH_THREADS = 2_000_000;

/**
 * `simulate` with its paths dealt to all threads: the same paths, where there are enough of them to hand the work out.
 * A helper thread is told of the work only when this one's event loop turns, so today it seldom comes in time, and the
 * whole takes about as long as `simulate`.
 *
 * Threads take the next paths off a shared counter, so that the calling thread works from the start and slower ones hold
 * nobody up. They are started once and kept; `fanParallel` uses the same ones.
 *
 * @param base where the projection starts
 * @param scenario what happens
 * @param options as for `simulate`
 * @returns what `simulate` returns, its lines in shared memory
 * @throws {RangeError} as `simulate` does
 *
 * @example
 * ```ts
 * import { simulateParallel } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * assert.equal(simulateParallel.length, 2);
 * ```
 */
export async function simulateParallel(
  base: Base,
  scenario: Scenario,
  options: SimulateOptions = {},
): Promise<Simulation> {
  // One path checks everything and gives the simulation's shape.
  const shape = simulate(base, scenario, { ...options, paths: 1 });
  const { seed, months } = shape;
  const paths = options.paths ?? 10_000;
  if (!(paths * months.length >= WORTH_THREADS)) return simulate(base, scenario, options);
  const openingStockKt = sharedNumbers(paths);
  const lines = Object.fromEntries(
    Object.keys(shape.lines).map((line) => [line, sharedNumbers(paths * months.length)]),
  );
  await onAllThreads({
    kind: "simulate",
    base,
    scenario,
    buffers: { paths, openingStockKt, lines },
    seed,
    errors: options.errors ?? base.errors,
  }, Math.ceil(paths / PATHS_AT_ONCE));
  return { ...shape, paths, openingStockKt, lines };
}
