import type { Base } from "./base.ts";
import { breakEven } from "./break_even.ts";
import { addStep } from "./combine_scenarios.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario, StepSpec } from "./scenario.ts";
import { setAssumption } from "./set_assumption.ts";

/** What a change of one region's production does to an outcome. */
export interface RegionCut {
  readonly region: string;
  /** Its assumed share of production, per cent. */
  readonly sharePct: number;
  /** How far the change moves the outcome, in the outcome's unit; for a balance - is towards a draw. */
  readonly effectKt: number;
  /** The same at the low end of the share's range; `undefined` when the share is no assumption of the base. */
  readonly effectLowKt: number | undefined;
  /** The same at the high end of the share's range. */
  readonly effectHighKt: number | undefined;
  /** The change of this region's production alone that brings the outcome to 0, per cent; `undefined` when none can. */
  readonly breakEvenPct: number | undefined;
}

/**
 * Region by region, what the same change of production does: the share of each region is an assumption, so the effect
 * is given over the share's range.
 *
 * @param base with region shares
 * @param scenario what else happens
 * @param outcome a line in kt of a projected month
 * @param changePct change of the region's production, per cent: -10 is a cut by a tenth
 * @returns a row each, in the order of the base
 * @throws {RangeError} as `project` does
 *
 * @example
 * ```ts
 * import { planOf, rangeOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { makeBase, regionCuts, resolveScenario } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 *   regions: [
 *     { id: "N", label: "North", share: rangeOf(0.6, 0.5, 0.7) },
 *     { id: "S", label: "South", share: rangeOf(0.4, 0.3, 0.5) },
 *   ],
 * });
 * const base = makeBase({
 *   plan, month: parseMonth("2026-01"), values: [310, 310],
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   regionShares: plan.regions.map(({ id, ...region }) => ({ region: id, ...region })),
 * });
 * const nothing = resolveScenario(plan, {
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const [north] = regionCuts(base, nothing, { line: "balanceKt", month: parseMonth("2026-02") }, -10);
 * assert.equal(north!.region, "North");
 * assert.equal(north!.effectKt.toFixed(1), "-16.8");
 * ```
 */
export function regionCuts(
  base: Base,
  scenario: Scenario,
  outcome: Outcome,
  changePct: number,
): RegionCut[] {
  return base.regionShares.map(({ region, label, share }): RegionCut => {
    const step: StepSpec = {
      quantity: base.plan.market.lead,
      region,
      kind: "percent",
      value: changePct,
    };
    const effect = (on: Base): number =>
      outcomeOf(project(on, addStep(base.plan, scenario, step)), outcome) -
      outcomeOf(project(on, scenario), outcome);
    const assumption = base.assumptions.find(({ target }) =>
      target.kind === "regionShare" && target.region === region
    );
    const effectAt = (value: number) =>
      assumption && effect(setAssumption(base, assumption.id, value));
    return {
      region: label,
      sharePct: 100 * share.value,
      effectKt: effect(base),
      effectLowKt: effectAt(share.low),
      effectHighKt: effectAt(share.high),
      breakEvenPct: breakEvenOf(base, scenario, region, outcome),
    };
  });
}

function breakEvenOf(
  base: Base,
  scenario: Scenario,
  region: string,
  outcome: Outcome,
): number | undefined {
  try {
    const free = { quantity: base.plan.market.lead, region, kind: "percent" } as const;
    return breakEven(base, scenario, free, { ...outcome, value: 0 }).value;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // a small region cannot do it alone
    throw error;
  }
}
