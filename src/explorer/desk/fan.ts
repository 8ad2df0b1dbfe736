import {
  drawProbability,
  FAN_PROBABILITIES,
  type Projection,
  quantilesOf,
  type Scenario,
  simulate,
  type StandardScores,
  standardScores,
} from "../../scenario/mod.ts";
import type { Setup } from "./setup.ts";

/** Quantiles of one line, by month. */
export interface Quantiles {
  readonly p05: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
}

/** Where simulated paths lie. */
export interface Fan {
  /** The opening first, then each month's end. */
  readonly stockKt: Quantiles;
  readonly balanceKt: Quantiles;
  /** Share of paths in which stock falls, by month. */
  readonly drawProbability: readonly number[];
}

/**
 * Simulates a scenario, and says where its paths lie: what `simulate` and `fanOf` say, with scores drawn once and in
 * memory that is used again, for fresh ones at every move of a slider take longer than all the rest.
 */
export function fanOver(setup: Setup, scenario: Scenario, projection: Projection): Fan {
  const { base, paths, seed } = setup;
  const months = projection.months.map(({ month }) => month);
  const simulation = simulate(base, scenario, {
    ...{ paths, seed, room },
    lines: ["balanceKt", "closingStockKt"],
    scores: scoresOf(setup, months.length),
  });
  const { lines, openingStockKt } = simulation;
  const quantiles = (values: Float64Array) =>
    months.map((_, t) =>
      quantilesOf(values.subarray(t * paths, (t + 1) * paths), FAN_PROBABILITIES)
    );
  return {
    stockKt: byProbability([
      quantilesOf(openingStockKt, FAN_PROBABILITIES),
      ...quantiles(lines.closingStockKt!),
    ]),
    balanceKt: byProbability(quantiles(lines.balanceKt!)),
    drawProbability: drawProbability(simulation).map(({ probability }) => probability),
  };
}

const drawn = new WeakMap<Setup, StandardScores>();

function scoresOf(setup: Setup, months: number): StandardScores {
  let scores = drawn.get(setup);
  if (scores === undefined || scores.months < months) {
    // A year at a time, so that pulling the horizon seldom draws.
    const years = Math.ceil(months / 12);
    scores = standardScores(setup.base.errors, { ...setup, months: 12 * years });
    drawn.set(setup, scores);
  }
  return scores;
}

const rooms = new Map<string, Float64Array>();

/** As many numbers as are asked for; they are the caller's until the next call. */
function room(name: string, size: number): Float64Array {
  let found = rooms.get(name);
  if (found === undefined || found.length < size) rooms.set(name, found = new Float64Array(size));
  return found.subarray(0, size);
}

/** @param rows quantiles in the order of `FAN_PROBABILITIES`, by month */
function byProbability(rows: readonly (readonly number[])[]): Quantiles {
  const column = (at: number) => rows.map((row) => row[at]!);
  return { p05: column(0), p25: column(1), p50: column(2), p75: column(3), p95: column(4) };
}
