import {
  type Base,
  type FanLine,
  fanOf,
  type Scenario,
  type SimulatedLine,
  simulateShare,
  type Simulation,
  SIMULATION_BLOCK,
  type SimulationShare,
} from "../scenario/mod.ts";

/** A fan over many paths, in parts that any thread can take: first runs of paths, then months. */
export interface FanTask {
  readonly base: Base;
  readonly scenario: Scenario;
  readonly line: FanLine;
  readonly share: Pick<SimulationShare, "seed" | "errors">;
  readonly probabilities: readonly number[];
  /** What the simulation says of itself, without its paths. */
  readonly outline: Omit<Simulation, "openingStockKt" | "lines">;
  /** Room for every path and for the results. Sent as bare memory: views of it would be sent number by number. */
  readonly memory: SharedArrayBuffer;
  readonly counters: SharedArrayBuffer;
}

/** Places of the counters: how many parts are taken and finished, of paths, then of months; and whether a thread failed. */
const PATHS_TAKEN = 0, PATHS_DONE = 1, MONTHS_TAKEN = 2, MONTHS_DONE = 3, FAILED = 4, COUNTERS = 5;
/** Paths in a part: few enough that no thread waits long for the last, many enough to pay for setting up. */
const PATHS_AT_ONCE = 32 * SIMULATION_BLOCK;
/** A part takes some milliseconds; a thread that is silent for so long is gone. */
const PATIENCE_MS = 30_000;

/** Counters at zero. */
export function newCounters(): SharedArrayBuffer {
  return new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT);
}

/** Bytes that a task's memory needs. */
export function bytesOf({ outline, line, probabilities }: Omit<FanTask, "memory">): number {
  const { paths, months } = outline;
  const numbers = paths * (1 + linesOf(line).length * months.length) +
    months.length * (1 + probabilities.length);
  return numbers * Float64Array.BYTES_PER_ELEMENT;
}

/** The lines that a fan needs. */
export function linesOf(line: FanLine): readonly SimulatedLine[] {
  return line === "coverTrailingDays" ? ["closingStockKt", "useKt"] : [line];
}

/**
 * Takes parts and does them until every part is done, by this thread or another.
 *
 * @returns by month: the mean, then the quantiles
 * @throws {Error} when another thread failed
 */
export function workOn(task: FanTask): Float64Array {
  const { base, scenario, line, share, probabilities, outline, memory } = task;
  const { paths, months } = outline;
  const counters = new Int32Array(task.counters);
  let at = 0;
  const next = (size: number) => {
    const view = new Float64Array(memory, at * Float64Array.BYTES_PER_ELEMENT, size);
    at += size;
    return view;
  };
  const openingStockKt = next(paths);
  const lines = Object.fromEntries(
    linesOf(line).map((name) => [name, next(paths * months.length)]),
  );
  const width = 1 + probabilities.length;
  const results = next(months.length * width);

  const doParts = (takenAt: number, doneAt: number, parts: number, doPart: (p: number) => void) => {
    for (let part; (part = Atomics.add(counters, takenAt, 1)) < parts;) {
      doPart(part);
      Atomics.add(counters, doneAt, 1);
      Atomics.notify(counters, doneAt);
    }
    for (let done; (done = Atomics.load(counters, doneAt)) < parts;) {
      const isLost = Atomics.load(counters, FAILED) === 1 ||
        Atomics.wait(counters, doneAt, done, PATIENCE_MS) === "timed-out";
      if (isLost) throw new Error("Cannot finish the fan: another thread must do its part, failed");
    }
  };
  doParts(PATHS_TAKEN, PATHS_DONE, Math.ceil(paths / PATHS_AT_ONCE), (part) => {
    const from = part * PATHS_AT_ONCE;
    const to = Math.min(paths, from + PATHS_AT_ONCE);
    simulateShare(base, scenario, { paths, openingStockKt, lines }, { ...share, from, to });
  });
  doParts(MONTHS_TAKEN, MONTHS_DONE, months.length, (t) => {
    const ofMonth = Object.fromEntries(
      Object.entries(lines).map(([name, kt]) => [name, kt.subarray(t * paths, (t + 1) * paths)]),
    );
    const days = [outline.days[t]!];
    const alone = { ...outline, months: [months[t]!], days, openingStockKt, lines: ofMonth };
    const [fan] = fanOf(alone, line, probabilities);
    results.set([fan!.mean, ...fan!.quantiles], t * width);
  });
  return results;
}

/** Tells the threads that wait for this one not to. */
export function giveUp({ counters }: FanTask): void {
  const places = new Int32Array(counters);
  Atomics.store(places, FAILED, 1);
  // Changed, so that a thread that is about to wait looks again.
  for (const place of [PATHS_DONE, MONTHS_DONE]) {
    Atomics.add(places, place, -COUNTERS);
    Atomics.notify(places, place);
  }
}
