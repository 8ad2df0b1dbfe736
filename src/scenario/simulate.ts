import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { checkErrorModel, type ErrorModel } from "./error_model.ts";
import { type Path, pathOf } from "./_path.ts";
import type { Scenario } from "./scenario.ts";
import { runBlock, startBlock } from "./_simulation_block.ts";
import { type SimulatedLine, simulationPlan } from "./_simulation_plan.ts";
import { SIMULATION_BLOCK, type StandardScores } from "./standard_scores.ts";

/** How a simulation runs. */
export interface SimulateOptions {
  /** How many paths. Default 10,000. */
  readonly paths?: number;
  /** Whole number >= 0; the same seed gives the same paths everywhere. Default 1. */
  readonly seed?: number;
  /** What is kept. Default `useKt`, `balanceKt` and `closingStockKt`, which the summaries need. */
  readonly lines?: readonly SimulatedLine[];
  /** Default the base's. */
  readonly errors?: ErrorModel;
  /** Scores drawn before, for the same errors, seed and number of paths. Default drawn afresh. */
  readonly scores?: StandardScores;
  /** Gives room for so many numbers under a name, where memory is used again. Default fresh memory. */
  readonly room?: (name: string, size: number) => Float64Array;
}

/** Simulated paths; read it with `fanOf`, `drawProbability`, `claimVerdict` and `firstPassage`. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly months: readonly Month[];
  readonly days: readonly number[];
  readonly paths: number;
  readonly seed: number;
  readonly openingStockKt: Float64Array;
  /** Each kept line, kt: month after month, all paths of a month together. */
  readonly lines: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
}

const DEFAULT_LINES: readonly SimulatedLine[] = ["useKt", "balanceKt", "closingStockKt"];

/**
 * Plays a scenario out many times with errors of its quantities, and uncertain steps happening or not.
 *
 * Method: Monte Carlo. Each month's errors are correlated by the Cholesky factor of their correlations and persist as a
 * stationary AR(1); distributions other than normal are reached through a Gaussian copula. Errors multiply their target;
 * a factor is never below 0. Paths are drawn in blocks with streams of their own, so that more paths under one seed
 * begin with the same ones.
 *
 * @param base where the projection starts
 * @param scenario what happens
 * @param options number of paths, seed, lines to keep, errors
 * @returns kept lines of every path, kt; balances with + as a build
 * @throws {RangeError} as `project` and `checkErrorModel` do, or when paths or seed are not whole numbers
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { drawProbability, scenarioById, simulate } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const { probability } = drawProbability(simulate(base, nothing, { paths: 1000 }))[0]!;
 * assert.ok(probability > 0 && probability < 1);
 * ```
 */
export function simulate(
  base: Base,
  scenario: Scenario,
  options: SimulateOptions = {},
): Simulation {
  const { paths = 10_000, seed = 1, lines = DEFAULT_LINES, errors = base.errors } = options;
  const { scores, room = (_, size) => new Float64Array(size) } = options;
  requireWhole("paths", paths, 1);
  requireWhole("seed", seed, 0);
  const path = pathOf(base, scenario);
  if (scores === undefined) checkErrorModel(errors, base.plan);
  else checkScores(scores, path, { errors, seed, paths });
  const { months, days } = path;
  const kept: Partial<Record<SimulatedLine, Float64Array>> = {};
  for (const line of lines) kept[line] = room(line, months.length * paths);
  const openingStockKt = room("openingStockKt", paths);
  const plan = simulationPlan(
    base.plan,
    base.scope,
    path,
    errors,
    kept,
    SIMULATION_BLOCK,
    scores?.byTarget,
  );
  for (let start = 0; start < paths; start += SIMULATION_BLOCK) {
    const count = Math.min(SIMULATION_BLOCK, paths - start);
    startBlock(plan, seed, start / SIMULATION_BLOCK, openingStockKt, start, count);
    for (let t = 0; t < months.length; t++) runBlock(plan, t, t * paths + start, count);
  }
  return { scenario, months, days, paths, seed, openingStockKt, lines: kept };
}

function checkScores(
  scores: StandardScores,
  path: Path,
  { errors, seed, paths }: Pick<StandardScores, "errors" | "seed" | "paths">,
): void {
  if (scores.errors !== errors || scores.seed !== seed || scores.paths !== paths) {
    throw new RangeError(
      "Cannot simulate: scores must have been drawn for its errors, seed and number of paths, are others",
    );
  }
  if (scores.months < path.months.length) {
    throw new RangeError(
      `Cannot simulate: scores must reach over ${path.months.length} months, reach over ${scores.months}`,
    );
  }
}

function requireWhole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(
      `Cannot simulate: ${field} must be a whole number >= ${least}, is ${value}`,
    );
  }
}
