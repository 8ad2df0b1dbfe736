import type { Base } from "./base.ts";
import { brent } from "./_brent.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";
import { setAssumption } from "./set_assumption.ts";
import { tornado, type TornadoBar } from "./tornado.ts";

/** An assumption whose range alone changes an outcome's sign. */
export interface Swing extends TornadoBar {
  /** The assumption's value at which the outcome is 0, in the assumption's unit. */
  readonly signChangesAt: number;
}

/**
 * The assumptions whose range alone changes the sign of an outcome, widest first: what the answer hangs on.
 *
 * @param base with assumptions
 * @param scenario what happens
 * @param outcome line and month, usually `balanceKt`
 * @returns empty when no single assumption can change the sign
 * @throws {RangeError} as `tornado` does
 *
 * @example
 * ```ts
 * import { planOf, rangeOf } from "@silicon/balance/balance";
 * import { makeBase, resolveScenario, swings } from "@silicon/balance/scenario";
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
 *   plan, month: parseMonth("2026-01"), values: [310, 305],
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   assumptions: [{
 *     id: "exports", label: "Exports", source: "assumed",
 *     target: { kind: "quantity", quantity: "exports" }, range: rangeOf(305, 290, 320),
 *   }],
 * });
 * const nothing = resolveScenario(plan, {
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const [swing] = swings(base, nothing, { line: "balanceKt", month: parseMonth("2026-01") });
 * assert.equal(swing?.signChangesAt.toFixed(6), "310.000000");
 * ```
 */
export function swings(base: Base, scenario: Scenario, outcome: Outcome): Swing[] {
  return tornado(base, scenario, outcome)
    .filter(({ atLow, atHigh }) => atLow > 0 !== atHigh > 0 && atLow !== atHigh)
    .map((bar) => {
      const { id, range } = bar.assumption;
      const at = (value: number) =>
        outcomeOf(project(setAssumption(base, id, value), scenario), outcome);
      return { ...bar, signChangesAt: brent(at, range.low, range.high) };
    });
}
