import { checkErrorModel, type ErrorModel } from "./error_model.ts";
import { Random } from "./_random.ts";
import { drawScores, planScores } from "./_scores.ts";
import { copy } from "./_vectors.ts";

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
