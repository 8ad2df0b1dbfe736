import type { Quantity } from "../balance/mod.ts";
import {
  addMonths,
  daysInMonth,
  type Month,
  monthRange,
  monthsBetween,
  newYearDaysIn,
} from "../calendar/mod.ts";
import type { Base, NewYearClosure } from "./base.ts";
import type { Scenario, Step } from "./scenario.ts";

/** What one step adds to its quantity, by month of the path. */
export interface Shock {
  readonly place: number;
  readonly probability: number;
  readonly deltas: readonly number[];
}

/** What one step adds to the opening stock, by pool. */
export interface StockShock {
  readonly probability: number;
  readonly deltasKt: readonly number[];
}

/** A scenario laid over a base, before it is decided which uncertain steps happen. */
export interface Path {
  readonly months: readonly Month[];
  readonly days: readonly number[];
  /** The quantities by month without any step, in the plan's order. */
  readonly unshocked: readonly (readonly number[])[];
  readonly shocks: readonly Shock[];
  readonly openingPoolsKt: readonly number[];
  readonly stockShocks: readonly StockShock[];
}

/**
 * Lays a scenario over a base.
 *
 * Flows go on at the daily rate of the last month that gives them, coefficients at their level.
 *
 * @param allowNegative lets a solver look beyond what can happen
 */
export function pathOf(base: Base, scenario: Scenario, allowNegative = false): Path {
  const end = addMonths(scenario.start, scenario.months - 1);
  const { months, days, unshocked } = horizonOf(base, end);
  if (months.length === 0) {
    throw new RangeError(
      `Cannot project ${scenario.at}: its horizon must reach ${
        addMonths(base.month, 1)
      }, the month after the base's, ends ${end}`,
    );
  }
  const shocks: Shock[] = [];
  const stockShocks: StockShock[] = [];
  const openingPoolsKt = base.openingPools.map(({ kt }) => kt);
  for (const step of scenario.steps) {
    const { moved, probability } = step;
    if (moved.of === "stock") {
      const deltasKt = stockDeltas(base, step, moved.pool);
      stockShocks.push({ probability, deltasKt });
      if (!allowNegative) refuseNegative(openingPoolsKt, deltasKt, step, () => "");
    } else {
      const { place, region } = moved;
      const share = region === undefined ? 1 : shareOf(base, step, region);
      const values = unshocked.map((month) => month[place]! * share);
      const deltas = deltasOf(step, base.plan.quantities[place]!, values, months, base.newYear);
      shocks.push({ place, probability, deltas });
      if (!allowNegative) refuseNegative(values, deltas, step, (t) => ` in ${months[t]}`);
    }
  }
  return { months, days, unshocked, shocks, openingPoolsKt, stockShocks };
}

/** The quantities by month when every uncertain step is weighed by its probability. */
export function expectedValues(path: Path): (readonly number[])[] {
  return path.unshocked.map((values, t) => {
    if (path.shocks.length === 0) return values;
    const shocked = [...values];
    for (const { place, probability, deltas } of path.shocks) {
      shocked[place]! += probability * deltas[t]!;
    }
    return shocked;
  });
}

/** The opening stock by pool when every uncertain step is weighed by its probability, kt. */
export function expectedOpening(path: Path): number[] {
  return path.openingPoolsKt.map((kt, i) =>
    path.stockShocks.reduce(
      (sum, { probability, deltasKt }) => sum + probability * deltasKt[i]!,
      kt,
    )
  );
}

type Horizon = Pick<Path, "months" | "days" | "unshocked">;

// Solvers, grids and sliders play the same base hundreds of times; a base never changes.
const HORIZONS = new WeakMap<Base, Map<Month, Horizon>>();

function horizonOf(base: Base, end: Month): Horizon {
  const known = HORIZONS.get(base) ?? new Map<Month, Horizon>();
  HORIZONS.set(base, known);
  let horizon = known.get(end);
  if (horizon === undefined) {
    const months = monthRange(addMonths(base.month, 1), end);
    horizon = { months, days: months.map(daysInMonth), unshocked: unshockedPath(base, months) };
    known.set(end, horizon);
  }
  return horizon;
}

function unshockedPath(base: Base, months: readonly Month[]): number[][] {
  const { quantities } = base.plan;
  const latest = quantities.map((quantity, at) =>
    base.values[at]! / (openDays(quantity, base.month, base.newYear) || 1)
  );
  const given = new Map(base.given.map(({ month, values }) => [month, values]));
  return months.map((month) =>
    quantities.map((quantity, at) => {
      const days = openDays(quantity, month, base.newYear);
      const value = given.get(month)?.[quantity.id];
      // A month that is closed throughout tells nothing about the rate of open days.
      if (value !== undefined && days > 0) latest[at] = value / days;
      return value ?? latest[at]! * days;
    })
  );
}

/** The days a month counts for a quantity: all, fewer in a holiday, 1 for a coefficient. */
function openDays({ kind, holiday }: Quantity, month: Month, closure: NewYearClosure): number {
  if (kind === "coefficient") return 1;
  const days = daysInMonth(month);
  if (!holiday || closure.operatingShare === 1) return days;
  const closed = newYearDaysIn(month, closure.daysBefore, closure.daysAfter);
  return days - closed * (1 - closure.operatingShare);
}

function deltasOf(
  step: Step,
  quantity: Quantity,
  values: readonly number[],
  months: readonly Month[],
  closure: NewYearClosure,
): number[] {
  return months.map((month, t) => {
    if (month < step.from || (step.until !== undefined && month > step.until)) return 0;
    const ramp = Math.min(1, (monthsBetween(step.from, month) + 1) / step.rampMonths);
    return ramp * fullDelta(step, values[t]!, openDays(quantity, month, closure));
  });
}

function fullDelta({ kind, value }: Step, unshocked: number, days: number): number {
  switch (kind) {
    case "percent":
      return unshocked * value / 100;
    case "absolute":
      return value;
    case "level":
      return value - unshocked;
    case "dailyRate":
      return value * days - unshocked;
  }
}

function stockDeltas(base: Base, step: Step, pool: string | undefined): number[] {
  const pools = base.openingPools;
  const moved = (id: string) => pool === undefined || pool === id;
  if (!pools.some(({ id }) => moved(id))) {
    throw new RangeError(
      `Cannot project ${step.at}: pool must be one of ${
        pools.map(({ id }) => id).join(", ")
      }, is "${pool}"`,
    );
  }
  const movedPools = pools.filter(({ id }) => moved(id));
  const totalKt = movedPools.reduce((sum, { kt }) => sum + kt, 0);
  const deltaKt = fullDelta(step, totalKt, 1);
  return pools.map(({ id, kt }) =>
    !moved(id) ? 0 : deltaKt * (totalKt === 0 ? 1 / movedPools.length : kt / totalKt)
  );
}

function shareOf(base: Base, step: Step, region: string): number {
  const found = base.regionShares.find((share) => share.region === region);
  if (found === undefined) {
    const known = base.regionShares.map(({ label }) => label).join(", ");
    throw new RangeError(
      `Cannot project ${step.at}: region must be one of ${known || "none"}, is "${region}"`,
    );
  }
  return found.share.value;
}

// A cut of exactly 100% may round to a hair below 0.
const NEGATIVE_KT = -1e-9;

function refuseNegative(
  values: readonly number[],
  deltas: readonly number[],
  step: Step,
  when: (t: number) => string,
): void {
  const t = values.findIndex((value, i) => value + deltas[i]! < NEGATIVE_KT);
  if (t < 0) return;
  throw new RangeError(
    `Cannot project ${step.at}: ${step.name} must be >= 0${when(t)}, is ${
      values[t]! + deltas[t]!
    } with value ${step.value}`,
  );
}
