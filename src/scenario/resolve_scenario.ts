import { linesIn, nearest, type Plan } from "../balance/mod.ts";
import { addMonths, isMonth, type Month } from "../calendar/mod.ts";
import { mergeSteps } from "./_merge_steps.ts";
import {
  type Moved,
  OPENING_STOCK,
  type Scenario,
  type ScenarioSpec,
  type Step,
  type StepKind,
  type StepSpec,
} from "./scenario.ts";

/** The longest horizon, months. */
export const MAX_MONTHS = 24;

const KINDS: readonly StepKind[] = ["percent", "absolute", "level", "dailyRate"];

/** What a scenario is read with. */
export interface ResolveOptions {
  readonly file?: string;
  /** The scenarios it may extend, resolved already. Default none. */
  readonly library?: readonly Scenario[];
}

/**
 * Checks a scenario against a market, fills in its defaults and takes over the steps of the scenarios it extends.
 *
 * @param plan the market
 * @param spec the scenario as written
 * @param options file name for messages, and the scenarios it may extend
 * @returns the scenario that `project` and `simulate` take
 * @throws {RangeError} naming the file and the field: an unknown quantity with the nearest known one, a month outside the horizon, a probability
 * outside 0 to 1, a cut of more than 100%, an extended scenario that is not in the library
 * @throws {RangeError} naming both steps when two move the same quantity in the same month
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import { resolveScenario } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }],
 *   lines: [{ id: "production", side: "supply", amount: "production" }],
 * });
 * const scenario = resolveScenario(plan, {
 *   id: "cut", title: "Cut", description: "Output down 5%", source: "assumed",
 *   start: "2026-02", months: 3,
 *   steps: [{ quantity: "production", kind: "percent", value: -5 }],
 * });
 * assert.equal(scenario.steps[0]?.from, "2026-02");
 * ```
 */
export function resolveScenario(
  plan: Plan,
  spec: ScenarioSpec,
  options: ResolveOptions = {},
): Scenario {
  const at = options.file ?? `scenario "${spec.id}"`;
  const fail = failIn(at);
  if (spec.id === "") fail("id", "must not be empty", '""');
  if (!isMonth(spec.start)) fail("start", "must be a month like 2026-02", `"${spec.start}"`);
  const start = spec.start as Month;
  if (!(Number.isInteger(spec.months) && spec.months >= 1 && spec.months <= MAX_MONTHS)) {
    fail("months", `must be a whole number from 1 to ${MAX_MONTHS}`, spec.months);
  }
  const parents = (spec.extends ?? []).map((id, i) => {
    const parent = options.library?.find((scenario) => scenario.id === id) ??
      fail(`extends[${i}]`, "must name a known scenario", `"${id}"`);
    if (parent.start !== start) {
      fail("start", `must be that of ${parent.at}, ${parent.start}`, start);
    }
    return parent;
  });
  const end = addMonths(start, spec.months - 1);
  const own = spec.steps.map((step, i) => resolveStep(plan, step, i, { at, start, end }));
  const steps = mergeSteps(`Cannot read ${at}`, [own, ...parents.map((parent) => parent.steps)]);
  for (const step of steps) {
    if (step.from > end) fail(`the extended ${step.at}`, `must start by ${end}`, step.from);
  }
  return {
    id: spec.id,
    title: spec.title,
    description: spec.description,
    source: spec.source,
    at,
    start,
    months: spec.months,
    steps,
  };
}

/** One step, checked against its market and its scenario's horizon. */
export function resolveStep(
  plan: Plan,
  spec: StepSpec,
  index: number,
  scenario: { at: string; start: Month; end: Month },
): Step {
  const fail = (field: string, rule: string, value: unknown) =>
    failIn(scenario.at)(`steps[${index}].${field}`, rule, value);
  const { quantity, kind, value } = spec;
  const moved = movedBy(plan, spec, fail);
  const isStock = moved.of === "stock";
  if (!KINDS.includes(kind)) fail("kind", `must be one of ${KINDS.join(", ")}`, `"${kind}"`);
  if (kind === "dailyRate" && (isStock || plan.quantities[moved.place]!.kind !== "flow")) {
    fail("kind", `must be percent, absolute or level for ${quantity}`, `"${kind}"`);
  }
  const least = kind === "percent" ? -100 : kind === "absolute" ? -Infinity : 0;
  if (!Number.isFinite(value) || value < least) {
    fail("value", least === -Infinity ? "must be a number" : `must be >= ${least}`, value);
  }
  const from = spec.from ?? scenario.start;
  if (!isMonth(from) || from < scenario.start || from > scenario.end) {
    fail(
      "from",
      `must be a month of the horizon, ${scenario.start} to ${scenario.end}`,
      `"${from}"`,
    );
  }
  if (isStock && (from !== scenario.start || spec.months !== undefined)) {
    fail("from", "and months must be left out for opening_stock", `"${from}"`);
  }
  const until = spec.months === undefined ? undefined : addMonths(from as Month, spec.months - 1);
  if (spec.months !== undefined && !(Number.isInteger(spec.months) && spec.months >= 1)) {
    fail("months", "must be a whole number >= 1", spec.months);
  }
  if (until !== undefined && until > scenario.end) {
    fail("months", `must end by ${scenario.end}, the end of the horizon`, spec.months);
  }
  const rampMonths = spec.rampMonths ?? 1;
  if (!(Number.isInteger(rampMonths) && rampMonths >= 1)) {
    fail("rampMonths", "must be a whole number >= 1", rampMonths);
  }
  const probability = spec.probability ?? 1;
  if (!(probability >= 0 && probability <= 1)) {
    fail("probability", "must be 0 to 1", probability);
  }
  const part = moved.of === "stock"
    ? moved.pool
    : plan.regions.find(({ id }) => id === moved.region)?.label;
  return {
    moved,
    name: part === undefined ? quantity : `${quantity} (${part})`,
    kind,
    value,
    from: from as Month,
    until,
    rampMonths,
    probability,
    at: `steps[${index}] of ${scenario.at}`,
  };
}

function movedBy(
  plan: Plan,
  { quantity, region, pool }: StepSpec,
  fail: (field: string, rule: string, value: unknown) => never,
): Moved {
  const { quantities, market, regions } = plan;
  if (quantity === OPENING_STOCK) {
    if (region !== undefined) {
      fail("region", `must be left out unless the quantity is ${market.lead}`, `"${region}"`);
    }
    return { of: "stock", pool };
  }
  const place = quantities.findIndex(({ id }) => id === quantity);
  if (place < 0) {
    const known = [...quantities.map(({ id }) => id), OPENING_STOCK];
    fail(
      "quantity",
      `must be one of ${known.join(", ")}`,
      `"${quantity}"${nearest(String(quantity), known)}`,
    );
  }
  const counted = linesIn(plan).some(({ amountAt, unitUseAt }) =>
    amountAt === place || unitUseAt === place
  );
  if (!counted) {
    fail("quantity", "must be on a line that the market's scope counts", `"${quantity}"`);
  }
  if (pool !== undefined) {
    fail("pool", `must be left out unless the quantity is ${OPENING_STOCK}`, `"${pool}"`);
  }
  if (region === undefined) return { of: "quantity", place, region };
  if (quantity !== market.lead) {
    fail("region", `must be left out unless the quantity is ${market.lead}`, `"${region}"`);
  }
  const found = regions.find(({ id, label }) => id === region || label === region);
  if (found === undefined) {
    const known = regions.map(({ label }) => label);
    fail(
      "region",
      `must be one of ${known.join(", ") || "none"}`,
      `"${region}"${nearest(region, known)}`,
    );
  }
  return { of: "quantity", place, region: found!.id };
}

function failIn(at: string): (field: string, rule: string, value: unknown) => never {
  return (field, rule, value) => {
    throw new RangeError(`Cannot read ${at}: ${field} ${rule}, is ${value}`);
  };
}
