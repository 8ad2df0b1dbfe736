/**
 * Scenarios: cuts, declines and restarts played out on a base; break-evens, sensitivities, and paths with honest bands.
 * Pure; runs anywhere.
 */
export { makeBase } from "./base.ts";
export type {
  Assumption,
  AssumptionTarget,
  Base,
  BaseSpec,
  GivenMonth,
  NewYearClosure,
  OpeningPool,
  RegionShare,
} from "./base.ts";
export { addStep, combineScenarios } from "./combine_scenarios.ts";
export { checkErrorModel, NO_ERRORS, sdOf } from "./error_model.ts";
export type {
  Correlation,
  Distribution,
  DriverError,
  ErrorModel,
  ErrorTarget,
} from "./error_model.ts";
export { project } from "./project.ts";
export type {
  MonthFlows,
  ProjectedMonth,
  ProjectedPool,
  Projection,
  ProjectOptions,
} from "./project.ts";
export { resolveScenario } from "./resolve_scenario.ts";
export type { ResolveOptions } from "./resolve_scenario.ts";
export type { Scenario, ScenarioSpec, Step, StepDriver, StepKind, StepSpec } from "./scenario.ts";
