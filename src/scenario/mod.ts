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
export { breakEven, breakEvenIfAny } from "./break_even.ts";
export type { BreakEven, FreeStep, Target } from "./break_even.ts";
export { bridge } from "./bridge.ts";
export type { Bridge, BridgeEffect, BridgeEnd, BridgeRow } from "./bridge.ts";
export { claimVerdict } from "./claim_verdict.ts";
export type { Claim, ClaimVerdict } from "./claim_verdict.ts";
export { addStep, combineScenarios } from "./combine_scenarios.ts";
export { drawProbability } from "./draw_probability.ts";
export type { DrawProbability } from "./draw_probability.ts";
export { checkErrorModel, NO_ERRORS, sdOf } from "./error_model.ts";
export type {
  Correlation,
  Distribution,
  ErrorModel,
  ErrorTarget,
  QuantityError,
} from "./error_model.ts";
export { FAN_PROBABILITIES, fanOf } from "./fan.ts";
export type { FanLine, FanMonth } from "./fan.ts";
export { firstPassage } from "./first_passage.ts";
export type { FirstPassage, NormalStock } from "./first_passage.ts";
export { grid } from "./grid.ts";
export type { GridAxis, GridCell } from "./grid.ts";
export { leastSurprisingMove } from "./least_surprising_move.ts";
export type { JointMove, Move } from "./least_surprising_move.ts";
export { outcomeOf } from "./outcome.ts";
export type { Outcome, OutcomeLine } from "./outcome.ts";
export { project } from "./project.ts";
export type {
  MonthFlows,
  ProjectedMonth,
  ProjectedPool,
  Projection,
  ProjectOptions,
} from "./project.ts";
export { quantilesOf } from "./quantiles.ts";
export { MAX_MONTHS, resolveScenario } from "./resolve_scenario.ts";
export type { ResolveOptions } from "./resolve_scenario.ts";
export { OPENING_STOCK } from "./scenario.ts";
export type { Moved, Scenario, ScenarioSpec, Step, StepKind, StepSpec } from "./scenario.ts";
export { simulate } from "./simulate.ts";
export type { SimulatedLine } from "./_simulation_plan.ts";
export type { SimulateOptions, Simulation } from "./simulate.ts";
export { shapleySplit } from "./shapley_split.ts";
export { standardScores } from "./standard_scores.ts";
export type { StandardScores } from "./standard_scores.ts";
export { swings } from "./swings.ts";
export type { Swing } from "./swings.ts";
export { tornado } from "./tornado.ts";
export type { TornadoBar } from "./tornado.ts";
export { compareScenarios } from "./compare_scenarios.ts";
export type { ComparedMonth } from "./compare_scenarios.ts";
export { cutsAgainstDeclines } from "./cuts_against_declines.ts";
export { regionCuts } from "./region_cuts.ts";
export type { RegionCut } from "./region_cuts.ts";
export { scenarioById } from "./scenario_by_id.ts";
export { digestionByScenario } from "./digestion_by_scenario.ts";
export type { Digestion } from "./digestion_by_scenario.ts";
export { useBreakEvens } from "./use_break_evens.ts";
export type { UseBreakEven } from "./use_break_evens.ts";
