import type { Plan } from "../../balance/mod.ts";
import { addMonths, monthsBetween } from "../../calendar/mod.ts";
import {
  OPENING_STOCK,
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
  const { plan } = setup.base;
  const preset = presetOf(setup, state);
  const end = addMonths(setup.start, state.months - 1);
  const moved = setup.levers.filter((lever) =>
    lever.id in state.values && (lever.free.from ?? setup.start) <= end
  );
  const kept = (preset?.steps ?? [])
    .filter((step) => step.from <= end && !moved.some((lever) => moves(plan, lever, step)))
    .map((step) => writtenStep(plan, step, end));
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
  return resolveScenario(setup.base.plan, specOf(setup, state));
}

/** The chosen preset; `undefined` is the base itself. */
export function presetOf(setup: Setup, state: State): Scenario | undefined {
  return state.preset === BASE_PRESET
    ? undefined
    : setup.presets.find(({ id }) => id === state.preset);
}

/** Whether a step moves what a lever moves. */
export function moves(plan: Plan, { free }: Lever, step: Step): boolean {
  const { quantity, region, pool } = namedBy(plan, step);
  return quantity === free.quantity && overlap(region, free.region) && overlap(pool, free.pool);
}

/** What a step moves, as it is written. */
export function namedBy(
  { quantities }: Plan,
  { moved }: Step,
): Pick<StepSpec, "quantity" | "region" | "pool"> {
  if (moved.of === "stock") {
    return { quantity: OPENING_STOCK, ...(moved.pool === undefined ? {} : { pool: moved.pool }) };
  }
  const { place, region } = moved;
  return { quantity: quantities[place]!.id, ...(region === undefined ? {} : { region }) };
}

function overlap(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function writtenStep(plan: Plan, step: Step, end: string): StepSpec {
  const { moved, kind, value, from, until, rampMonths, probability } = step;
  return {
    ...namedBy(plan, step),
    kind,
    value,
    ...(moved.of === "stock" ? {} : { from }),
    ...(until === undefined || until >= end ? {} : { months: monthsBetween(from, until) + 1 }),
    ...(rampMonths === 1 ? {} : { rampMonths }),
    ...(probability === 1 ? {} : { probability }),
  };
}
