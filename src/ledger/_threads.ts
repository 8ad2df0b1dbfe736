import {
  type Base,
  type FanLine,
  fanOf,
  type Scenario,
  simulateShare,
  type Simulation,
  SIMULATION_BLOCK,
} from "@silicon/balance/scenario";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** Work in parts that any thread can take, its results in shared memory. */
export type SharedTask = (SimulateTask | FanTask) & {
  readonly parts: number;
  /** How many parts are taken, and how many are finished. */
  readonly progress: Int32Array;
};

/** Each part is a run of paths. */
export interface SimulateTask {
  readonly kind: "simulate";
  readonly base: Base;
  readonly scenario: Scenario;
  readonly buffers: Parameters<typeof simulateShare>[2];
  readonly seed: number;
  readonly errors: Base["errors"];
}

/** Each part is a month, whose mean and quantiles go to `results`. */
export interface FanTask {
  readonly kind: "fan";
  readonly simulation: Simulation;
  readonly line: FanLine;
  readonly probabilities: readonly number[];
  readonly results: Float64Array;
}

/** Paths in a part: few enough that no thread waits long for the last, many enough to pay for setting up. */
export const PATHS_AT_ONCE = 32 * SIMULATION_BLOCK;

// Started at the first use and kept: a start takes as long as simulating a million paths.
const helpers = new Set<Worker>();
let waiting = 0;

/** Numbers that all threads can see. */
export function sharedNumbers(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

/**
 * Does a task on all cores, the calling thread among them; a helper that is still starting is not waited for.
 *
 * @throws {Error} when a helper fails
 */
export async function onAllThreads(
  work: SimulateTask | FanTask,
  parts: number,
): Promise<void> {
  const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const task: SharedTask = { ...work, parts, progress };
  startHelpers();
  for (const helper of helpers) helper.postMessage(task);
  workOn(task);
  if (Atomics.load(progress, 1) < parts) await finished(task);
}

/** Takes parts and does them until none is left. */
export function workOn(task: SharedTask): void {
  for (;;) {
    const part = Atomics.add(task.progress, 0, 1);
    if (part >= task.parts) return;
    if (task.kind === "simulate") simulatePart(task, part);
    else fanPart(task, part);
    Atomics.add(task.progress, 1, 1);
  }
}

function simulatePart(task: SimulateTask, part: number): void {
  const { base, scenario, buffers, seed, errors } = task;
  const from = part * PATHS_AT_ONCE;
  const to = Math.min(buffers.paths, from + PATHS_AT_ONCE);
  simulateShare(base, scenario, buffers, { seed, errors, from, to });
}

function fanPart({ simulation, line, probabilities, results }: FanTask, t: number): void {
  const { months, days, paths, lines } = simulation;
  const ofMonth = Object.fromEntries(
    Object.entries(lines).map(([name, kt]) => [name, kt.subarray(t * paths, (t + 1) * paths)]),
  );
  const alone = { ...simulation, months: [months[t]!], days: [days[t]!], lines: ofMonth };
  const [fan] = fanOf(alone, line, probabilities);
  results.set([fan!.mean, ...fan!.quantiles], t * (1 + probabilities.length));
}

function startHelpers(): void {
  while (helpers.size < availableParallelism() - 1) {
    const helper = new Worker(new URL("./_simulate_worker.ts", import.meta.url));
    helpers.add(helper);
    helper.on("error", () => helpers.delete(helper));
    // An idle helper must not keep the process alive.
    helper.unref();
  }
}

async function finished({ progress, parts }: SharedTask): Promise<void> {
  const asked = [...helpers];
  if (waiting++ === 0) { for (const helper of asked) helper.ref(); }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onMessage = () => {
    if (Atomics.load(progress, 1) === parts) resolve();
  };
  const onError = (error: Error) =>
    reject(new Error(`Cannot simulate on another thread: ${error.message}`, { cause: error }));
  for (const helper of asked) helper.on("message", onMessage).on("error", onError);
  try {
    await promise;
  } finally {
    for (const helper of asked) helper.off("message", onMessage).off("error", onError);
    if (--waiting === 0) { for (const helper of helpers) helper.unref(); }
  }
}
