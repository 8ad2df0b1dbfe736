import type { Assumption, Base } from "./base.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";
import { setAssumption } from "./set_assumption.ts";

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
 * import { planOf, rangeOf } from "@silicon/balance/balance";
 * import { makeBase, resolveScenario, tornado } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 * });
 * const base = makeBase({
 *   plan, month: parseMonth("2026-01"), values: [310, 310],
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   assumptions: [{
 *     id: "exports", label: "Exports", source: "assumed",
 *     target: { kind: "quantity", quantity: "exports" }, range: rangeOf(310, 300, 330),
 *   }],
 * });
 * const nothing = resolveScenario(plan, {
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const [bar] = tornado(base, nothing, { line: "balanceKt", month: parseMonth("2026-01") });
 * assert.equal(bar?.width.toFixed(6), "30.000000");
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
