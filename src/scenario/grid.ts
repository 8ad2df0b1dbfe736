import { type MarketState, marketState } from "../balance/mod.ts";
import { addMonths, type Month, monthsBetween } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import { type FreeStep, withFreeStep } from "./combine_scenarios.ts";
import { play } from "./_play.ts";
import type { Scenario } from "./scenario.ts";

/** One side of a grid: a step, and the values it is tried with. */
export interface GridAxis {
  readonly step: FreeStep;
  /** In the unit of the step's kind. */
  readonly values: readonly number[];
}

/** One cell of a grid. */
export interface GridCell {
  readonly x: number;
  readonly y: number;
  /** The month's balance, kt; + is a build. */
  readonly balanceKt: number;
  /** Balance / use. */
  readonly shareOfUse: number;
  readonly state: MarketState;
  readonly closingStockKt: number;
}

/**
 * A month's balance and state over two steps at once, such as a supply cut against a decline of demand.
 *
 * @param base where the projection starts
 * @param scenario what else happens; its steps must not touch the axes'
 * @param axes the two steps and their values
 * @param month a projected month
 * @returns one cell for each pair, x varying fastest
 * @throws {RangeError} as `addStep` and `project` do, or when the month is not projected
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { grid, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const [cut] = grid(base, nothing, {
 *   x: { step: { quantity: "production", kind: "percent" }, values: [-50, 0] },
 *   y: { step: { quantity: "exports", kind: "percent" }, values: [-10, 0] },
 * }, parseMonth("2026-02"));
 * assert.equal(cut!.state, "destocking");
 * ```
 */
export function grid(
  base: Base,
  scenario: Scenario,
  axes: { readonly x: GridAxis; readonly y: GridAxis },
  month: Month,
): GridCell[] {
  const withX = withFreeStep(base.plan, scenario, axes.x.step);
  return axes.y.values.flatMap((y) =>
    axes.x.values.map((x) =>
      cellOf(base, withFreeStep(base.plan, withX(x), axes.y.step)(y), month, x, y)
    )
  );
}

/** A month of a scenario as the cell of a grid. */
export function cellOf(
  base: Base,
  scenario: Scenario,
  month: Month,
  x: number,
  y: number,
): GridCell {
  const t = monthsBetween(base.month, month) - 1;
  if (t < 0 || month > addMonths(scenario.start, scenario.months - 1)) {
    throw new RangeError(
      `Cannot lay a grid over ${scenario.at}: month must be one it projects, is ${month}`,
    );
  }
  const { flows, stockKt } = play(base, scenario);
  const { balanceKt, useKt } = flows[t]!;
  return {
    x,
    y,
    balanceKt,
    shareOfUse: balanceKt / useKt,
    state: marketState(balanceKt, useKt),
    closingStockKt: stockKt[t + 1]!,
  };
}
