import { choleskyOf } from "./_cholesky.ts";
import { checkErrorModel, correlationMatrix, type ErrorModel } from "./error_model.ts";
import { Random } from "./_random.ts";
import { OPENING_STOCK } from "./scenario.ts";
import { combine, copy } from "./_vectors.ts";

/** Paths are drawn in blocks of so many, each with a stream of random numbers of its own. */
export const SIMULATION_BLOCK = 512;

/** What chance gives each path, before any scenario: correlated and persistent standard normals of every target. */
export interface StandardScores {
  readonly errors: ErrorModel;
  readonly seed: number;
  readonly paths: number;
  readonly months: number;
  /** In the order of the errors' targets: month after month, all paths of a month together. */
  readonly byTarget: readonly Float64Array[];
}

/**
 * Draws the scores of a simulation ahead, for many scenarios with the same errors: a slider's every move then only
 * recombines them, and scenarios differ by what happens in them, not by luck.
 *
 * @param errors errors of the targets
 * @param size how many paths and months, and the seed
 * @returns scores that `simulate` takes; a shorter horizon has the same ones
 * @throws {RangeError} as `checkErrorModel` does
 *
 * @example
 * ```ts
 * import { standardScores } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const scores = standardScores({
 *   targets: [{ target: "supply", distribution: { kind: "normal", sd: 0.02 }, persistence: 0.5 }],
 *   correlations: [],
 * }, { paths: 10_000, months: 2, seed: 1 });
 * const mean = scores.byTarget[0]!.reduce((sum, score) => sum + score, 0) / 20_000;
 * assert.ok(Math.abs(mean) < 0.05);
 * ```
 */
export function standardScores(
  errors: ErrorModel,
  size: { readonly paths: number; readonly months: number; readonly seed: number },
): StandardScores {
  checkErrorModel(errors);
  const { paths, months, seed } = size;
  const random = new Random();
  const plan = planScores(errors, SIMULATION_BLOCK);
  const byTarget = plan.targets.map(({ onceOnly }) =>
    new Float64Array(paths * (onceOnly ? 1 : months))
  );
  for (let start = 0; start < paths; start += SIMULATION_BLOCK) {
    const count = Math.min(SIMULATION_BLOCK, paths - start);
    random.restart(seed, start / SIMULATION_BLOCK);
    for (let t = 0; t < months; t++) {
      drawScores(plan, random, t, count);
      plan.targets.forEach(({ scores, onceOnly }, d) => {
        if (t === 0 || !onceOnly) copy(byTarget[d]!, t * paths + start, scores, 0, count);
      });
    }
  }
  return { errors, seed, paths, months, byTarget };
}

/** Draws the standard normal scores of a block of paths, month after month, without garbage. */
export interface ScorePlan {
  /** Of each target: standard normals, drawn afresh each month. */
  readonly fresh: readonly Float64Array[];
  readonly targets: readonly PlannedScores[];
}

interface PlannedScores {
  readonly scores: Float64Array;
  readonly persistence: number;
  /** Coefficients of every target's fresh normals in this one's scores: in the first month, then later. */
  readonly firstMix: readonly number[];
  readonly laterMix: readonly number[];
  readonly onceOnly: boolean;
}

/** Lays out the buffers and coefficients for blocks of `size` paths. */
export function planScores(model: ErrorModel, size: number): ScorePlan {
  const lower = choleskyOf(correlationMatrix(model))!;
  return {
    fresh: model.targets.map(() => new Float64Array(size)),
    targets: model.targets.map(({ target, persistence }, i) => {
      const firstMix = lower[i]!.slice(0, i + 1);
      // Fresh errors are scaled so that scores keep a standard deviation of 1.
      const freshShare = Math.sqrt(1 - persistence * persistence);
      return {
        scores: new Float64Array(size),
        persistence,
        firstMix,
        laterMix: firstMix.map((coefficient) => coefficient * freshShare),
        onceOnly: target === OPENING_STOCK,
      };
    }),
  };
}

/** Draws month `t` of a block, the months before it having been drawn. */
export function drawScores(plan: ScorePlan, random: Random, t: number, count: number): void {
  const { fresh, targets } = plan;
  for (let d = 0; d < fresh.length; d++) random.fillNormal(fresh[d]!, count);
  for (let d = 0; d < targets.length; d++) {
    const { scores, persistence, firstMix, laterMix, onceOnly } = targets[d]!;
    if (t === 0) combine(scores, 0, 0, fresh, 0, firstMix, count);
    else if (!onceOnly) combine(scores, 0, persistence, fresh, 0, laterMix, count);
  }
}
