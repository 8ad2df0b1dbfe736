import { placeOf } from "../../balance/mod.ts";
import { monthsBetween } from "../../calendar/mod.ts";
import {
  type Base,
  breakEvenIfAny,
  bridge,
  OPENING_STOCK,
  project,
  type ProjectedMonth,
  type Projection,
  type Scenario,
  type ScenarioSpec,
} from "../../scenario/mod.ts";
import { type Fan, fanOver } from "./fan.ts";
import { moves, namedBy, scenarioOf, specOf } from "./scenario_of.ts";
import type { Lever, Setup, State } from "./setup.ts";

export type { Fan, Quantiles } from "./fan.ts";

/** One line's part in the way from the base's balance to the scenario's. */
export interface BridgeStep {
  readonly label: string;
  /** + is towards a build. */
  readonly kt: number;
}

/** Every number a panel shows, for one state of its levers. */
export interface Numbers {
  readonly spec: ScenarioSpec;
  readonly scenario: Scenario;
  readonly projection: Projection;
  readonly reference: Projection;
  readonly fan: Fan;
  /** The month in focus, and its place in the horizon. */
  readonly focus: ProjectedMonth;
  readonly focusAt: number;
  /** What leads from the base's balance to the scenario's, in the month in focus. */
  readonly bridge: readonly BridgeStep[];
  /** By lever: where it would make the balance of the month in focus zero. */
  readonly breakEvens: Readonly<Record<string, number | undefined>>;
  /** By lever: where it stands, set by hand or by the preset. */
  readonly settings: Readonly<Record<string, number>>;
}

/**
 * Plays out what the reader chose. The same function runs in the kernel and in the page: that is why both show the same.
 *
 * @throws {RangeError} as `resolveScenario`, `project` and `simulate` do
 */
export function numbersOf(setup: Setup, state: State): Numbers {
  const { base } = setup;
  const scenario = scenarioOf(setup, state);
  const reference = referenceOf(setup, state.months);
  const projection = project(base, scenario);
  const focusAt = Math.min(monthsBetween(setup.start, state.focus), projection.months.length - 1);
  const focus = projection.months[focusAt]!;
  return {
    spec: specOf(setup, state),
    scenario,
    projection,
    reference,
    fan: fanOver(setup, scenario, projection),
    focus,
    focusAt,
    bridge: stepsBetween(base, reference.months[focusAt]!, focus),
    breakEvens: Object.fromEntries(
      setup.levers.map((lever) => [lever.id, zeroAt(setup, scenario, lever, focus)]),
    ),
    settings: Object.fromEntries(
      setup.levers.map((lever) => [
        lever.id,
        state.values[lever.id] ??
          presetSetting(setup, scenario, lever, focus, reference.months[focusAt]!),
      ]),
    ),
  };
}

const NOTHING_KT = 1e-9;

function stepsBetween(
  { plan, scope }: Base,
  before: ProjectedMonth,
  after: ProjectedMonth,
): BridgeStep[] {
  const { rows } = bridge(
    plan,
    { label: "Base", months: [before] },
    { label: "This scenario", months: [after] },
    scope,
  );
  return rows.filter(({ kt }) => Math.abs(kt) > NOTHING_KT).map(({ label, kt }) => ({ label, kt }));
}

const references = new WeakMap<Setup, Map<number, Projection>>();

function referenceOf(setup: Setup, months: number): Projection {
  let byMonths = references.get(setup);
  if (byMonths === undefined) references.set(setup, byMonths = new Map());
  let found = byMonths.get(months);
  if (found === undefined) {
    const state = { preset: "base", months, focus: setup.start, values: {} };
    byMonths.set(months, found = project(setup.base, scenarioOf(setup, state)));
  }
  return found;
}

function zeroAt(
  setup: Setup,
  scenario: Scenario,
  lever: Lever,
  focus: ProjectedMonth,
): number | undefined {
  const { free } = lever;
  // The opening stock has no part in a balance, and a step that starts later none in this month's.
  if (free.quantity === OPENING_STOCK || (free.from ?? setup.start) > focus.month) {
    return undefined;
  }
  // The months after it change nothing in it, and cost time that a slider does not have.
  const others = {
    ...scenario,
    months: monthsBetween(scenario.start, focus.month) + 1,
    steps: scenario.steps.filter((step) =>
      step.from <= focus.month && !moves(setup.base.plan, lever, step)
    ),
  };
  const target = { line: "balanceKt", month: focus.month, value: 0 } as const;
  return breakEvenIfAny(setup.base, others, free, target);
}

/** Where a lever stands that nobody moved: what the preset does to it in the month in focus. */
function presetSetting(
  { base: { plan } }: Setup,
  scenario: Scenario,
  lever: Lever,
  focus: ProjectedMonth,
  reference: ProjectedMonth,
): number {
  const { quantity, kind, region, pool } = lever.free;
  const step = scenario.steps.find((candidate) => moves(plan, lever, candidate));
  if (step === undefined) return lever.neutral;
  const named = namedBy(plan, step);
  if (step.kind === kind && named.region === region && named.pool === pool) return step.value;
  if (quantity === OPENING_STOCK || region !== undefined) return lever.neutral;
  const at = placeOf(plan, quantity);
  const now = focus.values[at]!, before = reference.values[at]!;
  switch (kind) {
    case "percent":
      return before === 0 ? 0 : (now / before - 1) * 100;
    case "absolute":
      return now - before;
    case "level":
      return now;
    case "dailyRate":
      return now / focus.days;
  }
}
