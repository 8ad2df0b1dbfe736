import type { Plan } from "../balance/mod.ts";
import { addStep } from "./combine_scenarios.ts";
import type { Scenario, StepSpec } from "./scenario.ts";

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
