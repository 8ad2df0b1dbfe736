import type { Assumption, Base } from "./base.ts";
import type { Outcome } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { tornado } from "./tornado.ts";

/** How much of a headline rests on one assumption. */
export interface Reliance {
  /** The assumption. */
  readonly assumption: Assumption;
  /** How far its range alone moves the headline, in the headline's unit. */
  readonly moves: number;
  /** `moves` / |headline|: 0.67 means that two thirds of the headline hang on this choice. `undefined` when it is 0. */
  readonly shareOfHeadline: number | undefined;
}

/**
 * The share of a headline that rests on each assumption, largest first.
 *
 * @param base with assumptions
 * @param scenario what happens
 * @param headline line and month, such as January's balance
 * @returns one row an assumption; shares need not sum to 1, since each is moved alone over its own range
 * @throws {RangeError} as `tornado` does
 *
 * @example
 * ```ts
 * import { makeBase, reliance, resolveScenario } from "@silicon/balance/scenario";
 * import { rangeOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const base = makeBase({
 *   drivers: {
 *     month: parseMonth("2026-01"), scope: "narrow",
 *     productionKt: 340, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *     polysiliconOutputKt: 100, polysiliconUnitUse: 1.2,
 *     siliconeOutputKt: 186, siliconeUnitUse: 0.5,
 *     primaryAlloyUseKt: 31, secondaryAlloyUseKt: 31, exportsKt: 25, otherUseKt: 0,
 *   },
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   assumptions: [{
 *     id: "polysilicon-unit-use", label: "Polysilicon unit consumption", source: "assumed",
 *     target: { kind: "driver", driver: "polysiliconUnitUse" }, range: rangeOf(1.2, 1.08, 1.28),
 *   }],
 * });
 * const nothing = resolveScenario({
 *   id: "base", title: "Base", description: "", source: "assumed", start: "2026-02", months: 1, steps: [],
 * });
 * const [first] = reliance(base, nothing, { line: "balanceKt", month: parseMonth("2026-01") });
 * assert.equal(first?.shareOfHeadline?.toFixed(3), "0.500");
 * ```
 */
export function reliance(base: Base, scenario: Scenario, headline: Outcome): Reliance[] {
  return tornado(base, scenario, headline).map(({ assumption, outcome, width }) => ({
    assumption,
    moves: width,
    shareOfHeadline: outcome === 0 ? undefined : width / Math.abs(outcome),
  }));
}
