import { backward, factorise, forward } from "./_cholesky.ts";
import { type Model, type Reading, readRow, type Row } from "./_model.ts";
import type { Observation } from "./observation.ts";

/** The unknowns that fit best, and how well they are known. */
export interface Fit {
  readonly theta: Float64Array;
  /** Their exponentials. */
  readonly e: Float64Array;
  /** Lower Cholesky factor of the precision matrix. */
  readonly factor: Float64Array;
  /** By observation, (said - fitted) / sd; 0 within a range. */
  readonly scores: Float64Array;
  /** By observation: 1, or less where a print is an outlier. */
  readonly weights: Float64Array;
  readonly cost: number;
}

const MOST_STEPS = 60, MOST_HALVINGS = 12;
const FLATTEST = 0.05;
/** A step moves no unknown by more than this, in logs. */
const LONGEST = 1;

/**
 * The most likely unknowns: Gauss-Newton on their logarithms with analytic derivatives; a step that does not lower the
 * cost is halved. It is least squares by reliability (Stone, Champernowne and Meade 1942) with the months tied by their
 * movement (Denton 1971), and gives what a Kalman smoother would (Rauch, Tung and Striebel 1965), with sums over months
 * and coefficients in one go.
 *
 * A range counts where it is left, by the square of the way out. With `freedom` the errors of prints that are not settled
 * have Student's t with so many degrees, by reweighting (Lange, Little and Taylor 1989); from a poor start that has false
 * summits, so it is for an end that the normal distribution has found.
 *
 * @throws {RangeError} naming an unknown that no print and no prior holds
 */
export function solve(
  model: Model,
  rows: readonly Row[],
  observations: readonly Observation[],
  start: Float64Array,
  { freedom = Infinity, still = 1e-12 } = {},
): Fit {
  const n = model.size;
  const scores = new Float64Array(rows.length);
  const weights = new Float64Array(rows.length).fill(1);
  const matrix = new Float64Array(n * n), right = new Float64Array(n);

  const heavy = observations.map(({ kind, settled }) =>
    kind === "print" && !settled && freedom < Infinity
  );

  const measure = (e: Float64Array, take?: (k: number, reading: Reading) => void): number => {
    let cost = 0;
    for (let k = 0; k < rows.length; k++) {
      const { low, high, sd } = observations[k]!;
      const reading = readRow(rows[k]!, e);
      const { value } = reading;
      const score = value > high ? (high - value) / sd : value < low ? (low - value) / sd : 0;
      cost += heavy[k] ? (freedom + 1) * Math.log1p(score * score / freedom) : score * score;
      if (take === undefined) continue;
      scores[k] = score;
      weights[k] = heavy[k] ? (freedom + 1) / (freedom + score * score) : 1;
      take(k, reading);
    }
    return cost;
  };
  /** The curvature that a step may count on: of Student's t less than the weight, beyond its shoulders next to nothing. */
  const bend = (k: number): number => {
    if (!heavy[k]) return 1;
    const square = scores[k]! ** 2;
    return Math.max(FLATTEST, (freedom - square) / (freedom + square));
  };
  const assemble = (e: Float64Array, isStep: boolean): number => {
    matrix.fill(0);
    right.fill(0);
    return measure(e, (k, { by }) => {
      const { low, high, sd } = observations[k]!;
      if (scores[k] === 0 && low !== high) return;
      const { at } = rows[k]!;
      const weight = weights[k]! / sd, y = (isStep ? bend(k) : 1) / sd;
      for (let a = 0; a < at.length; a++) {
        const i = at[a]!, x = by[a]! * weight;
        right[i] = right[i]! + x * scores[k]!;
        for (let b = 0; b < at.length; b++) {
          const place = i * n + at[b]!;
          if (at[b]! <= i) matrix[place] = matrix[place]! + x * y * by[b]!;
        }
      }
    });
  };
  const factorised = (): void => {
    const failed = factorise(matrix, n);
    if (failed < 0) return;
    throw new RangeError(
      `Cannot estimate ${model.key(failed)}: no print, no assumption and no movement holds it`,
    );
  };

  let theta = start, e = theta.map(Math.exp);
  let cost = assemble(e, true);
  for (let step = 0; step < MOST_STEPS; step++) {
    factorised();
    const move = backward(matrix, forward(matrix, right.slice()));
    const largest = move.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    let length = Math.min(1, LONGEST / largest);
    let next = theta, nextE = e, nextCost = Infinity;
    for (let halving = 0; halving < MOST_HALVINGS && !(nextCost <= cost); halving++) {
      next = theta.map((x, i) => x + length * move[i]!);
      nextE = next.map(Math.exp);
      nextCost = measure(nextE);
      length /= 2;
    }
    const gain = cost - nextCost;
    if (gain >= 0) [theta, e] = [next, nextE];
    cost = assemble(e, true);
    if (!(gain > still * (1 + cost)) || largest < 1e-10) break;
  }
  assemble(e, false);
  factorised();
  return { theta, e, factor: matrix, scores, weights, cost };
}
