import type { Month } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { coverOf, lineIn } from "./fan.ts";
import { firstPassage, type NormalStock } from "./first_passage.ts";
import { quantilesOf } from "./quantiles.ts";
import type { Scenario } from "./scenario.ts";
import { simulate, type SimulateOptions } from "./simulate.ts";

/** How long one scenario takes to digest the stock. */
export interface Digestion {
  readonly scenario: string;
  /** The month by which half of the paths are at normal; `undefined` when fewer get there. */
  readonly medianMonth: Month | undefined;
  readonly neverPct: number;
  readonly closingMedianKt: number;
  /** Median cover at the end of the horizon, days of that month's use. */
  readonly coverMedianDays: number;
}

/**
 * Scenario by scenario, when stock first comes down to normal.
 *
 * @param base where the paths start; its error model gives their spread
 * @param scenarios which
 * @param normal the stock that counts as normal
 * @param options number of paths and seed
 * @returns a row each
 * @throws {RangeError} as `simulate` and `firstPassage` do
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { digestionByScenario } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const scenarios = await loadScenarios(ledger);
 * const [row] = digestionByScenario(base, scenarios, { kt: 5000 }, { paths: 100 });
 * assert.equal(row!.medianMonth, "2026-02");
 * assert.equal(row!.neverPct, 0);
 * ```
 */
export function digestionByScenario(
  base: Base,
  scenarios: readonly Scenario[],
  normal: NormalStock,
  options: Pick<SimulateOptions, "paths" | "seed"> = {},
): Digestion[] {
  return scenarios.map((scenario): Digestion => {
    const simulation = simulate(base, scenario, options);
    const { never, medianMonth } = firstPassage(simulation, normal);
    const last = simulation.months.length - 1;
    const median = (values: Float64Array) => quantilesOf(values, [0.5])[0]!;
    return {
      scenario: scenario.title,
      medianMonth,
      neverPct: 100 * never,
      closingMedianKt: median(lineIn(simulation, "closingStockKt", last)),
      coverMedianDays: median(coverOf(simulation, last)),
    };
  });
}
