import type { Base } from "./base.ts";
import { breakEvenIfAny } from "./break_even.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";

/** What one quantity of use would have to do for an outcome of 0. */
export interface UseBreakEven {
  readonly label: string;
  /** In the scenario, in `unit`. */
  readonly level: number;
  readonly unit: string;
  /** Its change in that month alone that brings the outcome to 0, per cent; `undefined` when it cannot alone. */
  readonly changePct: number | undefined;
}

/**
 * Each quantity of use that has a slider, on its own: the change in the outcome's month that brings the outcome to 0.
 *
 * @param base where the projection starts
 * @param scenario what else happens
 * @param outcome a line of a projected month, such as its balance
 * @returns a row for each
 * @throws {RangeError} as `project` and `outcomeOf` do
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { scenarioById, useBreakEvens } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const rows = useBreakEvens(base, nothing, { line: "balanceKt", month });
 * assert.ok(rows.some(({ label, changePct }) => label === "Exports" && changePct !== undefined));
 * ```
 */
export function useBreakEvens(base: Base, scenario: Scenario, outcome: Outcome): UseBreakEven[] {
  const projection = project(base, scenario);
  outcomeOf(projection, outcome);
  const { plan } = base;
  const { values } = projection.months.find(({ month }) => month === outcome.month)!;
  const amounts = new Set(plan.lines.flatMap((line) => line.side === "use" ? [line.amountAt] : []));
  return [...amounts].filter((at) => plan.quantities[at]!.lever).map((at): UseBreakEven => {
    const { id: quantity, label, unit } = plan.quantities[at]!;
    const step = { quantity, kind: "percent", from: outcome.month, months: 1 } as const;
    const changePct = breakEvenIfAny(base, scenario, step, { ...outcome, value: 0 });
    return { label, level: values[at]!, unit, changePct };
  });
}
