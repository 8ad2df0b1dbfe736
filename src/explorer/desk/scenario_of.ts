import { addMonths, monthsBetween } from "../../calendar/mod.ts";
import {
  resolveScenario,
  type Scenario,
  type ScenarioSpec,
  type Step,
  type StepSpec,
} from "../../scenario/mod.ts";
import { BASE_PRESET, type Lever, type Setup, type State } from "./setup.ts";

/**
 * What the reader's choices mean, as a scenario that can be saved: the preset's steps, with the steps of moved levers in
 * place of those of the preset that move the same thing.
 */
export function specOf(setup: Setup, state: State): ScenarioSpec {
  const preset = presetOf(setup, state);
  const end = addMonths(setup.start, state.months - 1);
  const moved = setup.levers.filter((lever) =>
    lever.id in state.values && (lever.free.from ?? setup.start) <= end
  );
  const kept = (preset?.steps ?? [])
    .filter((step) => step.from <= end && !moved.some((lever) => moves(lever, step)))
    .map((step) => writtenStep(step, end));
  const title = preset?.title ?? setup.baseTitle;
  return {
    id: moved.length === 0 && preset !== undefined ? preset.id : setup.id,
    title: moved.length === 0 ? title : `${title}, changed`,
    description: moved.length === 0
      ? preset?.description ?? "The base goes on."
      : `Set by hand: ${moved.map((lever) => lever.label).join(", ")}.`,
    source: moved.length === 0 ? preset?.source ?? "assumed" : "assumed",
    start: setup.start,
    months: state.months,
    steps: [
      ...kept,
      ...moved.map((lever): StepSpec => ({ ...lever.free, value: state.values[lever.id]! })),
    ],
  };
}

/** The same, ready to project. */
export function scenarioOf(setup: Setup, state: State): Scenario {
  return resolveScenario(specOf(setup, state));
}

/** The chosen preset; `undefined` is the base itself. */
export function presetOf(setup: Setup, state: State): Scenario | undefined {
  return state.preset === BASE_PRESET
    ? undefined
    : setup.presets.find(({ id }) => id === state.preset);
}

/** Whether a step moves what a lever moves. */
export function moves(lever: Lever, step: Step): boolean {
  const { driver, region, pool } = lever.free;
  return step.driver === driver && overlap(step.region, region) && overlap(step.pool, pool);
}

function overlap(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function writtenStep(step: Step, end: string): StepSpec {
  const { driver, region, pool, kind, value, from, until, rampMonths, probability } = step;
  return {
    driver,
    kind,
    value,
    ...(region === undefined ? {} : { region }),
    ...(pool === undefined ? {} : { pool }),
    ...(driver === "openingStockKt" ? {} : { from }),
    ...(until === undefined || until >= end ? {} : { months: monthsBetween(from, until) + 1 }),
    ...(rampMonths === 1 ? {} : { rampMonths }),
    ...(probability === 1 ? {} : { probability }),
  };
}
