import type { Plan } from "../balance/mod.ts";
import { addMonths } from "../calendar/mod.ts";
import { mergeSteps } from "./_merge_steps.ts";
import { resolveStep } from "./resolve_scenario.ts";
import type { Scenario, StepSpec } from "./scenario.ts";

/**
 * Several scenarios as one: every step of each, over the longest of their horizons.
 *
 * The order does not matter. A step without an end runs to the end of the new horizon.
 *
 * @param scenarios two or more, with the same start
 * @returns the scenario that holds the steps of all
 * @throws {RangeError} naming both when two steps move the same quantity in the same month, or when the starts differ
 *
 * @example
 * ```ts
 * import { parseDay } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger } from "@silicon/balance/ledger";
 * import { combineScenarios, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const scenarios = await loadScenarios(await openLedger({ asOf: parseDay("2026-02-10") }));
 * const cuts = scenarioById(scenarios, "cuts-deepen");
 * assert.equal(combineScenarios([cuts, scenarioById(scenarios, "base-case")]).steps.length, cuts.steps.length);
 * ```
 */
export function combineScenarios(scenarios: readonly Scenario[]): Scenario {
  const [first] = scenarios;
  if (first === undefined) throw new TypeError("Cannot combine scenarios: none was given");
  const titles = scenarios.map(({ title }) => title).join(" + ");
  for (const { at, start } of scenarios) {
    if (start !== first.start) {
      throw new RangeError(
        `Cannot combine ${titles}: ${first.at} starts in ${first.start}, ${at} in ${start}`,
      );
    }
  }
  return {
    id: scenarios.map(({ id }) => id).join(" + "),
    title: titles,
    description: scenarios.map(({ description }) => description).join(" "),
    source: [...new Set(scenarios.map(({ source }) => source))].join("; "),
    at: scenarios.map(({ at }) => at).join(" + "),
    start: first.start,
    months: Math.max(...scenarios.map(({ months }) => months)),
    steps: mergeSteps(`Cannot combine ${titles}`, scenarios.map(({ steps }) => steps)),
  };
}

/**
 * A scenario with one more step, for a slider or an answer put back.
 *
 * @param plan the market
 * @param scenario what to add to
 * @param step the step; its months must lie in the scenario's horizon
 * @throws {RangeError} as `resolveScenario` does
 */
export function addStep(plan: Plan, scenario: Scenario, step: StepSpec): Scenario {
  const { start, months, steps } = scenario;
  const added = resolveStep(plan, step, steps.length, {
    at: `${scenario.at} with a step added`,
    start,
    end: addMonths(start, months - 1),
  });
  return {
    ...scenario,
    steps: mergeSteps(`Cannot add a step to ${scenario.at}`, [steps, [added]]),
  };
}

/** A step whose value is still to be chosen. */
export type FreeStep = Omit<StepSpec, "value">;

/** The scenario with the step added, as a function of the step's value. The step is checked once, its value is not. */
export function withFreeStep(
  plan: Plan,
  scenario: Scenario,
  free: FreeStep,
): (value: number) => Scenario {
  const known = new Set(scenario.steps);
  const probe = addStep(plan, scenario, { ...free, value: 0 });
  return (value) => ({
    ...probe,
    steps: probe.steps.map((step) => known.has(step) ? step : { ...step, value }),
  });
}
