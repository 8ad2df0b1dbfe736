import {
  type Base,
  type Scenario,
  simulate,
  type SimulateOptions,
  simulateShare,
  type Simulation,
  SIMULATION_BLOCK,
} from "@silicon/balance/scenario";

// Below so many numbers the threads take longer to start than they save.
const WORTH_THREADS = 2_000_000;
const BLOCKS_AT_ONCE = 16;

/**
 * `simulate` on all cores: the same paths, sooner, where there are enough of them to pay for starting threads.
 *
 * Threads take the next blocks of paths off a shared counter, so that the calling thread works from the start and slower
 * ones hold nobody up.
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
  const helpers = navigator.hardwareConcurrency - 1;
  if (helpers < 1 || !(paths * months.length >= WORTH_THREADS)) {
    return simulate(base, scenario, options);
  }
  const numbers = (count: number) =>
    new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
  const openingStockKt = numbers(paths);
  const lines = Object.fromEntries(
    Object.keys(shape.lines).map((line) => [line, numbers(paths * months.length)]),
  );
  const task: SharedTask = {
    base,
    scenario,
    buffers: { paths, openingStockKt, lines },
    seed,
    errors: options.errors ?? base.errors,
    next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
  const done = Array.from({ length: helpers }, () => help(task));
  workOn(task);
  await Promise.all(done);
  return { ...shape, paths, openingStockKt, lines };
}

/** What every thread gets. */
export interface SharedTask {
  readonly base: Base;
  readonly scenario: Scenario;
  readonly buffers: Parameters<typeof simulateShare>[2];
  readonly seed: number;
  readonly errors: Base["errors"];
  /** The first block that nobody has taken. */
  readonly next: Int32Array;
}

/** Takes blocks and simulates them until none is left. */
export function workOn({ base, scenario, buffers, seed, errors, next }: SharedTask): void {
  const step = BLOCKS_AT_ONCE * SIMULATION_BLOCK;
  for (;;) {
    const from = Atomics.add(next, 0, 1) * step;
    if (from >= buffers.paths) return;
    const to = Math.min(buffers.paths, from + step);
    simulateShare(base, scenario, buffers, { seed, errors, from, to });
  }
}

function help(task: SharedTask): Promise<void> {
  const worker = new Worker(new URL("./_simulate_worker.ts", import.meta.url), { type: "module" });
  return new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`Cannot simulate on another thread: ${event.message}`));
    };
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
