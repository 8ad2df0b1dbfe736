import type { Base } from "./base.ts";
import { checkErrorModel, type ErrorModel } from "./error_model.ts";
import { pathOf } from "./_path.ts";
import type { Scenario } from "./scenario.ts";
import type { SimulatedLine } from "./simulate.ts";
import { runBlock, startBlock } from "./_simulation_block.ts";
import { planOf } from "./_simulation_plan.ts";
import { SIMULATION_BLOCK, type StandardScores } from "./standard_scores.ts";

/** Where simulated paths go; may be shared between threads. */
export interface SimulationBuffers {
  /** How many paths the whole simulation has. */
  readonly paths: number;
  /** A place for each path. */
  readonly openingStockKt: Float64Array;
  /** Lines to keep: a place for each path of the first month, then of the second, and so on. What was there is lost. */
  readonly lines: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
}

/** Which paths to simulate, and how. */
export interface SimulationShare {
  /** The seed of the whole simulation. */
  readonly seed: number;
  /** Errors of the drivers. */
  readonly errors: ErrorModel;
  /** Their scores, where they have been drawn before, for the same seed, errors and number of paths. */
  readonly scores?: StandardScores;
  /** First path, a multiple of `SIMULATION_BLOCK`. */
  readonly from: number;
  /** One after the last path. */
  readonly to: number;
}

/**
 * Simulates some of a simulation's paths, so that threads can share the work; `simulate` is this for all paths.
 *
 * @param base where the projection starts
 * @param scenario what happens
 * @param buffers filled for the paths of the share
 * @param share the paths
 * @throws {RangeError} as `simulate` does, when the share begins between two blocks, or when scores are not this simulation's
 *
 * @example
 * ```ts
 * import { SIMULATION_BLOCK } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * assert.equal(SIMULATION_BLOCK, 512);
 * ```
 */
export function simulateShare(
  base: Base,
  scenario: Scenario,
  buffers: SimulationBuffers,
  share: SimulationShare,
): void {
  const { seed, errors, scores, from, to } = share;
  const refuse = (rule: string) => {
    throw new RangeError(`Cannot simulate a share: ${rule}`);
  };
  if (from % SIMULATION_BLOCK !== 0) {
    refuse(`from must be a multiple of ${SIMULATION_BLOCK}, is ${from}`);
  }
  const path = pathOf(base, scenario);
  if (scores === undefined) checkErrorModel(errors);
  else {
    const { paths, months } = scores;
    if (scores.errors !== errors || scores.seed !== seed || paths !== buffers.paths) {
      refuse("scores must have been drawn for its errors, seed and number of paths, are others");
    }
    if (months < path.months.length) {
      refuse(`scores must reach over ${path.months.length} months, reach over ${months}`);
    }
  }
  const plan = planOf(path, errors, buffers.lines, SIMULATION_BLOCK, scores?.byDriver);
  for (let start = from; start < to; start += SIMULATION_BLOCK) {
    const count = Math.min(SIMULATION_BLOCK, to - start);
    startBlock(plan, seed, start / SIMULATION_BLOCK, buffers.openingStockKt, start, count);
    for (let t = 0; t < path.months.length; t++) {
      runBlock(plan, t, t * buffers.paths + start, count);
    }
  }
}
