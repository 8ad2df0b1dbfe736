import {
  type Base,
  type ErrorModel,
  FAN_PROBABILITIES,
  type FanLine,
  type FanMonth,
  fanOf,
  type Scenario,
  simulate,
} from "../scenario/mod.ts";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { bytesOf, type FanTask, linesOf, newCounters, workOn } from "./_fan_task.ts";

/** How a fan is simulated. */
export interface SimulateFanOptions {
  /** How many paths. Default 1,000,000. */
  readonly paths?: number;
  /** Whole number >= 0; the same seed gives the same fan everywhere. Default 1. */
  readonly seed?: number;
  /** Default the base's. */
  readonly errors?: ErrorModel;
  /** Each 0 to 1. Default `FAN_PROBABILITIES`. */
  readonly probabilities?: readonly number[];
}

// Below so many numbers handing the work out takes longer than it saves.
const WORTH_THREADS = 2_000_000;

/**
 * The fan of a line over very many paths, on all cores: what `fanOf(simulate(...))` gives, sooner and in memory that is
 * used again. The calling thread works from the start; helper threads start at the first call, join in when they are
 * up, and are kept.
 *
 * @param base where the projection starts
 * @param scenario what happens
 * @param line which line, or days of cover
 * @param options number of paths, seed, errors, probabilities
 * @returns mean and quantiles by month, in the line's unit: kt, or days for cover
 * @throws {RangeError} as `simulate` and `fanOf` do
 * @throws {Error} when another thread fails
 *
 * @example
 * ```ts
 * import { openLedger, scenarioBase, simulateFan } from "@silicon/balance/ledger";
 * import { resolveScenario } from "@silicon/balance/scenario";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const nothing = resolveScenario({
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const [february] = simulateFan(base, nothing, "balanceKt", { paths: 1000 });
 * assert.equal(february!.quantiles.length, 5);
 * ```
 */
export function simulateFan(
  base: Base,
  scenario: Scenario,
  line: FanLine,
  options: SimulateFanOptions = {},
): FanMonth[] {
  const { paths = 1_000_000, seed = 1, errors = base.errors, probabilities = FAN_PROBABILITIES } =
    options;
  const simulation = (count: number) =>
    simulate(base, scenario, { paths: count, seed, errors, lines: linesOf(line) });
  // One path checks everything and gives the simulation's shape.
  const one = simulation(Number.isSafeInteger(paths) ? Math.min(paths, 1) : paths);
  const ofOne = fanOf(one, line, probabilities);
  if (paths === 1) return ofOne;
  const { months } = one;
  if (paths * months.length < WORTH_THREADS) {
    return fanOf(simulation(paths), line, probabilities);
  }
  const { openingStockKt: _, lines: __, ...shape } = one;
  const outline = { ...shape, paths };
  const work = { base, scenario, line, share: { seed, errors }, probabilities, outline };
  const counters = newCounters();
  const task: FanTask = { ...work, counters, memory: room(bytesOf({ ...work, counters })) };
  for (const helper of helpers()) helper.postMessage(task);
  const results = resultsOf(task);
  const width = 1 + probabilities.length;
  return months.map((month, t) => {
    const [mean, ...quantiles] = results.subarray(t * width, (t + 1) * width);
    return { month, mean: mean!, quantiles };
  });
}

function resultsOf(task: FanTask): Float64Array {
  try {
    return workOn(task);
  } catch (error) {
    // A thread that was given up may still write there.
    kept = new SharedArrayBuffer(0);
    throw error;
  }
}

// Kept for the next call: the system takes as long to hand out fresh memory as two cores take to fill it.
let kept = new SharedArrayBuffer(0);

function room(bytes: number): SharedArrayBuffer {
  if (kept.byteLength < bytes) kept = new SharedArrayBuffer(bytes);
  return kept;
}

const started = new Set<Worker>();

function helpers(): ReadonlySet<Worker> {
  while (started.size < availableParallelism() - 1) {
    const helper = new Worker(new URL("./_fan_worker.ts", import.meta.url));
    started.add(helper);
    helper.on("error", () => started.delete(helper));
    // An idle helper must not keep the process alive.
    helper.unref();
  }
  return started;
}
