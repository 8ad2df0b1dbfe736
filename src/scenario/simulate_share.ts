import type { Base } from "./base.ts";
import { checkErrorModel, type ErrorModel } from "./error_model.ts";
import { pathOf } from "./_path.ts";
import type { Scenario } from "./scenario.ts";
import type { SimulatedLine } from "./simulate.ts";
import { planOf, runBlock, startBlock } from "./_simulation_plan.ts";

/** Paths are drawn in blocks of so many; a share begins at a multiple of it. */
export const SIMULATION_BLOCK = 512;

/** Where simulated paths go; may be shared between threads. */
export interface SimulationBuffers {
  /** How many paths the whole simulation has. */
  readonly paths: number;
  /** A place for each path. */
  readonly openingStockKt: Float64Array;
  /** Lines to keep: a place for each path of the first month, then of the second, and so on. */
  readonly lines: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
}

/** Which paths to simulate, and how. */
export interface SimulationShare {
  /** The seed of the whole simulation. */
  readonly seed: number;
  /** Errors of the drivers. */
  readonly errors: ErrorModel;
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
 * @throws {RangeError} as `simulate` does, or when the share begins between two blocks
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
  const { seed, errors, from, to } = share;
  if (from % SIMULATION_BLOCK !== 0) {
    throw new RangeError(
      `Cannot simulate a share: from must be a multiple of ${SIMULATION_BLOCK}, is ${from}`,
    );
  }
  checkErrorModel(errors);
  const path = pathOf(base, scenario);
  const plan = planOf(path, errors, buffers.lines, SIMULATION_BLOCK);
  for (let start = from; start < to; start += SIMULATION_BLOCK) {
    const count = Math.min(SIMULATION_BLOCK, to - start);
    startBlock(plan, seed, start / SIMULATION_BLOCK, buffers.openingStockKt, start, count);
    for (let t = 0; t < path.months.length; t++) {
      runBlock(plan, t, t * buffers.paths + start, count);
    }
  }
}
