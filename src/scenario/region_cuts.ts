import type { Base } from "./base.ts";
import { breakEvenIfAny } from "./break_even.ts";
import { addStep } from "./combine_scenarios.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { project } from "./project.ts";
import type { Scenario } from "./scenario.ts";
import { setAssumption } from "./_set_assumption.ts";

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
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { regionCuts, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const cuts = regionCuts(base, nothing, { line: "balanceKt", month }, -10);
 * assert.ok(cuts.every(({ effectKt }) => effectKt < 0));
 * ```
 */
export function regionCuts(
  base: Base,
  scenario: Scenario,
  outcome: Outcome,
  changePct: number,
): RegionCut[] {
  return base.regionShares.map(({ region, label, share }): RegionCut => {
    const free = { quantity: base.plan.market.lead, region, kind: "percent" } as const;
    const cut = addStep(base.plan, scenario, { ...free, value: changePct });
    const effect = (on: Base): number =>
      outcomeOf(project(on, cut), outcome) - outcomeOf(project(on, scenario), outcome);
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
      breakEvenPct: breakEvenIfAny(base, scenario, free, { ...outcome, value: 0 }),
    };
  });
}
