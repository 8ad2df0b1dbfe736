import type { Base } from "./base.ts";
import { brent } from "./_brent.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";
import { setAssumption } from "./_set_assumption.ts";
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
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { outcomeOf, project, scenarioById, swings } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const outcome = { line: "balanceKt", month: parseMonth("2026-02") } as const;
 * const nowKt = outcomeOf(project(base, nothing), outcome);
 * assert.ok(swings(base, nothing, outcome).every((swing) => swing.outcome === nowKt));
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
