import type { Assumption, Base } from "./base.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";
import { setAssumption } from "./_set_assumption.ts";

/** One bar of a tornado: an outcome with one assumption at its low, then at its high. */
export interface TornadoBar {
  readonly assumption: Assumption;
  /** The outcome with every assumption at its value. */
  readonly outcome: number;
  readonly atLow: number;
  readonly atHigh: number;
  /** How far this assumption alone moves the outcome: |at high - at low|. */
  readonly width: number;
}

/**
 * What each assumption alone does to an outcome, widest first.
 *
 * @param base with assumptions
 * @param scenario what happens
 * @param outcome line and month, the base month included
 * @returns one bar an assumption, in the outcome's unit; those that move nothing have width 0
 * @throws {RangeError} as `project` and `outcomeOf` do
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { scenarioById, tornado } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const bars = tornado(base, nothing, { line: "balanceKt", month });
 * assert.ok(bars[0]!.width >= bars[1]!.width);
 * ```
 */
export function tornado(base: Base, scenario: Scenario, outcome: Outcome): TornadoBar[] {
  const at = (shifted: Base) => outcomeOf(project(shifted, scenario), outcome);
  const point = at(base);
  return base.assumptions.map((assumption): TornadoBar => {
    const atLow = at(setAssumption(base, assumption.id, assumption.range.low));
    const atHigh = at(setAssumption(base, assumption.id, assumption.range.high));
    return { assumption, outcome: point, atLow, atHigh, width: Math.abs(atHigh - atLow) };
  }).sort((a, b) => b.width - a.width);
}
