import type { StateBands } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import type { ErrorModel } from "./error_model.ts";
import { pathOf } from "./_path.ts";
import type { Scenario } from "./scenario.ts";
import { simulateShare } from "./simulate_share.ts";

/** A line that a simulation can keep for every path, kt. */
export type SimulatedLine =
  | "supplyKt"
  | "useKt"
  | "balanceKt"
  | "closingStockKt"
  | "productionKt"
  | "polysiliconUseKt"
  | "siliconeUseKt"
  | "alloyUseKt"
  | "exportsKt"
  | "otherUseKt";

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
}

/** Simulated paths; read it with `fanOf`, `drawProbability`, `claimVerdict` and `firstPassage`. */
export interface Simulation {
  /** What was simulated. */
  readonly scenario: Scenario;
  /** The projected months. */
  readonly months: readonly Month[];
  /** Days of each month. */
  readonly days: readonly number[];
  /** How many paths. */
  readonly paths: number;
  /** The seed they came from. */
  readonly seed: number;
  /** Stock at the opening of each path, kt. */
  readonly openingStockKt: Float64Array;
  /** Each kept line, kt: month after month, all paths of a month together. */
  readonly lines: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
  /** Edges between market states, from the base. */
  readonly stateBands: StateBands;
}

const DEFAULT_LINES: readonly SimulatedLine[] = ["useKt", "balanceKt", "closingStockKt"];

/**
 * Plays a scenario out many times with the drivers' errors, and uncertain steps happening or not.
 *
 * Method: Monte Carlo. Each month's errors are correlated by the Cholesky factor of their correlations and persist as a
 * stationary AR(1); distributions other than normal are reached through a Gaussian copula. Errors multiply their driver;
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
 * import { drawProbability, makeBase, resolveScenario, simulate } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const base = makeBase({
 *   drivers: {
 *     month: parseMonth("2026-01"), scope: "narrow",
 *     productionKt: 310, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *     polysiliconOutputKt: 100, polysiliconUnitUse: 1.24,
 *     siliconeOutputKt: 186, siliconeUnitUse: 0.5,
 *     primaryAlloyUseKt: 31, secondaryAlloyUseKt: 31, exportsKt: 31, otherUseKt: 0,
 *   },
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   errors: {
 *     drivers: [{ target: "productionKt", distribution: { kind: "normal", sd: 0.02 }, persistence: 0 }],
 *     correlations: [],
 *   },
 * });
 * const nothing = resolveScenario({
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const [february] = drawProbability(simulate(base, nothing));
 * assert.ok(Math.abs(february!.probability - 0.5) < 0.02);
 * ```
 */
export function simulate(
  base: Base,
  scenario: Scenario,
  options: SimulateOptions = {},
): Simulation {
  const { paths = 10_000, seed = 1, lines = DEFAULT_LINES, errors = base.errors } = options;
  requireWhole("paths", paths, 1);
  requireWhole("seed", seed, 0);
  const { months, days } = pathOf(base, scenario);
  const kept: Partial<Record<SimulatedLine, Float64Array>> = {};
  for (const line of lines) kept[line] = new Float64Array(months.length * paths);
  const openingStockKt = new Float64Array(paths);
  const buffers = { paths, openingStockKt, lines: kept };
  simulateShare(base, scenario, buffers, { seed, errors, from: 0, to: paths });
  return {
    scenario,
    months,
    days,
    paths,
    seed,
    openingStockKt,
    lines: kept,
    stateBands: base.stateBands,
  };
}

function requireWhole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(
      `Cannot simulate: ${field} must be a whole number >= ${least}, is ${value}`,
    );
  }
}
