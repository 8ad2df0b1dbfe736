import { checkErrorModel, type ErrorModel } from "./error_model.ts";
import { Random } from "./_random.ts";
import { drawScores, planScores } from "./_scores.ts";
import { copy } from "./_vectors.ts";

/** Paths are drawn in blocks of so many, each with a stream of random numbers of its own. */
export const SIMULATION_BLOCK = 512;

/** What chance gives each path, before any scenario: correlated and persistent standard normals of every driver. */
export interface StandardScores {
  /** The errors they were drawn for. */
  readonly errors: ErrorModel;
  /** The seed they came from. */
  readonly seed: number;
  /** How many paths. */
  readonly paths: number;
  /** How many months. */
  readonly months: number;
  /** In the order of the errors' drivers: month after month, all paths of a month together. */
  readonly byDriver: readonly Float64Array[];
}

/**
 * Draws the scores of a simulation ahead, for many scenarios with the same errors: a slider's every move then only
 * recombines them, and scenarios differ by what happens in them, not by luck.
 *
 * @param errors errors of the drivers
 * @param size how many paths and months, and the seed
 * @returns scores that `simulateShare` takes; a shorter horizon has the same ones
 * @throws {RangeError} as `checkErrorModel` does
 *
 * @example
 * ```ts
 * import { standardScores } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const scores = standardScores({
 *   drivers: [{ target: "supplyKt", distribution: { kind: "normal", sd: 0.02 }, persistence: 0.5 }],
 *   correlations: [],
 * }, { paths: 10_000, months: 2, seed: 1 });
 * const mean = scores.byDriver[0]!.reduce((sum, score) => sum + score, 0) / 20_000;
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
  const byDriver = plan.drivers.map(({ onceOnly }) =>
    new Float64Array(paths * (onceOnly ? 1 : months))
  );
  for (let start = 0; start < paths; start += SIMULATION_BLOCK) {
    const count = Math.min(SIMULATION_BLOCK, paths - start);
    random.restart(seed, start / SIMULATION_BLOCK);
    for (let t = 0; t < months; t++) {
      drawScores(plan, random, t, count);
      plan.drivers.forEach(({ scores, onceOnly }, d) => {
        if (t === 0 || !onceOnly) copy(byDriver[d]!, t * paths + start, scores, 0, count);
      });
    }
  }
  return { errors, seed, paths, months, byDriver };
}
