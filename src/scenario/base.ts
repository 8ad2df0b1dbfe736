import { placeOf, type Plan, type Range, type Scope } from "../balance/mod.ts";
import { type Month, monthLabel } from "../calendar/mod.ts";
import { checkErrorModel, type ErrorModel, NO_ERRORS } from "./error_model.ts";

/** Quantities known or assumed for one month after the base month. */
export interface GivenMonth {
  /** Later than the base month. */
  readonly month: Month;
  /** By id, in their own units; the others go on at their daily rate. */
  readonly values: Readonly<Record<string, number>>;
}

/** One named stock pool at the end of the base month. */
export interface OpeningPool {
  readonly id: string;
  readonly label: string;
  readonly kt: number;
  /** Share of every later build or draw that this pool takes; the shares of all pools sum to 1. */
  readonly absorbs: number;
}

/** A region's share of the lead quantity in the base month; the point values of all regions sum to 1. */
export interface RegionShare {
  /** The region's id in the plan. */
  readonly region: string;
  readonly label: string;
  /** 0 to 1, with its bounds. */
  readonly share: Range;
}

/** When the quantities with a holiday close around Chinese New Year, and what still runs then. */
export interface NewYearClosure {
  /** Days closed before New Year's Day. */
  readonly daysBefore: number;
  /** Days closed from New Year's Day on, that day included. */
  readonly daysAfter: number;
  /** Share of the open-day rate that goes on during the closure, 0 to 1. */
  readonly operatingShare: number;
}

/** Which number of a base an assumption is about. */
export type AssumptionTarget =
  | {
    readonly kind: "quantity";
    readonly quantity: string;
    /** The base month or a given month; without it the base month and every given month that names the quantity. */
    readonly month?: Month;
  }
  | { readonly kind: "regionShare"; readonly region: string }
  | { readonly kind: "openingStock"; readonly pool: string }
  | { readonly kind: "newYear"; readonly field: keyof NewYearClosure };

/** A number of the base that nobody prints: its value, its low and high, and its ground. */
export interface Assumption {
  readonly id: string;
  readonly label: string;
  readonly target: AssumptionTarget;
  /** In the unit of what it is about. */
  readonly range: Range;
  /** A source, or the word `assumed`. */
  readonly source: string;
}

/** What `makeBase` takes; fields left out get the defaults named with each. */
export interface BaseSpec {
  readonly plan: Plan;
  /** Which lines are counted. Default the market's own. */
  readonly scope?: Scope;
  /** The last month whose quantities are known. */
  readonly month: Month;
  /** Its quantities in the plan's order, as `valuesOf` gives them. */
  readonly values: readonly number[];
  /** Later months with known or assumed quantities. Default none. */
  readonly given?: readonly GivenMonth[];
  /** Stock at the end of the base month. */
  readonly openingPools: readonly OpeningPool[];
  /** Default none: then no step can name a region. */
  readonly regionShares?: readonly RegionShare[];
  /** Default no closure. */
  readonly newYear?: NewYearClosure;
  /** Default none. */
  readonly assumptions?: readonly Assumption[];
  /** Default no errors. */
  readonly errors?: ErrorModel;
}

/** From where a projection starts: the last known month, what is given after it, the stock, and how sure each is. */
export interface Base {
  readonly plan: Plan;
  readonly scope: Scope;
  /** The last known month; projections begin with the month after it. */
  readonly month: Month;
  /** The base month's quantities, in the plan's order. */
  readonly values: readonly number[];
  /** In order of month. After the last given month of a quantity its daily rate goes on. */
  readonly given: readonly GivenMonth[];
  readonly openingPools: readonly OpeningPool[];
  readonly regionShares: readonly RegionShare[];
  readonly newYear: NewYearClosure;
  /** What nobody prints, with ranges. */
  readonly assumptions: readonly Assumption[];
  readonly errors: ErrorModel;
}

const NO_CLOSURE: NewYearClosure = { daysBefore: 0, daysAfter: 0, operatingShare: 1 };
const SUM_TOLERANCE = 1e-6;

/**
 * Makes a base, checked and with its defaults filled in.
 *
 * @param spec quantities of the last known month, stock at its end, and what is assumed
 * @returns the base that `project`, `simulate` and the solvers start from
 * @throws {RangeError} when a quantity is negative or not finite, a given month is not after the base month, shares do not
 * sum to 1, or an assumption is about something the base does not have
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import { makeBase } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 * });
 * const base = makeBase({
 *   plan, month: parseMonth("2026-01"), values: [375.5, 345.5],
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 * });
 * assert.equal(base.month, "2026-01");
 * ```
 */
export function makeBase(spec: BaseSpec): Base {
  const { plan, month, values } = spec;
  plan.quantities.forEach(({ id }, at) => checkAmount(`values ${id}`, values[at]));
  const given = [...spec.given ?? []].sort((a, b) => a.month < b.month ? -1 : 1);
  given.forEach((entry, i) => {
    if (entry.month <= month || given[i - 1]?.month === entry.month) {
      fail(
        `given months must each be later than ${monthLabel(month)} and named once`,
        entry.month,
      );
    }
    for (const [name, value] of Object.entries(entry.values)) {
      placeOf(plan, name, `Cannot make a base: given ${entry.month}`);
      checkAmount(`given ${entry.month} ${name}`, value);
    }
  });
  const base: Base = {
    plan,
    scope: spec.scope ?? plan.market.scope,
    month,
    values,
    given,
    openingPools: spec.openingPools,
    regionShares: spec.regionShares ?? [],
    newYear: spec.newYear ?? NO_CLOSURE,
    assumptions: spec.assumptions ?? [],
    errors: spec.errors ?? NO_ERRORS,
  };
  if (base.openingPools.length === 0) fail("openingPools must name a pool", "none");
  for (const pool of base.openingPools) {
    checkAmount(`openingPools ${pool.id} kt`, pool.kt);
    checkAmount(`openingPools ${pool.id} absorbs`, pool.absorbs);
  }
  checkSum("openingPools absorbs", base.openingPools.map((pool) => pool.absorbs));
  for (const { region, share } of base.regionShares) {
    checkAmount(`regionShares ${region}`, share.value);
  }
  if (base.regionShares.length > 0) {
    checkSum("regionShares", base.regionShares.map(({ share }) => share.value));
  }
  checkAmount("newYear.daysBefore", base.newYear.daysBefore);
  checkAmount("newYear.daysAfter", base.newYear.daysAfter);
  if (!(base.newYear.operatingShare >= 0 && base.newYear.operatingShare <= 1)) {
    fail("newYear.operatingShare must be 0 to 1", base.newYear.operatingShare);
  }
  for (const assumption of base.assumptions) checkTarget(base, assumption);
  checkErrorModel(base.errors, plan);
  return base;
}

function checkTarget(base: Base, { id, target }: Assumption): void {
  const known = target.kind === "quantity"
    ? target.month === undefined || target.month === base.month ||
      base.given.some((entry) =>
        entry.month === target.month && entry.values[target.quantity] !== undefined
      )
    : target.kind === "regionShare"
    ? base.regionShares.some(({ region }) => region === target.region)
    : target.kind === "openingStock"
    ? base.openingPools.some((pool) => pool.id === target.pool)
    : true;
  if (!known) fail(`assumption ${id} must be about a number of the base`, JSON.stringify(target));
}

function checkAmount(field: string, value: number | undefined): void {
  if (!(value !== undefined && value >= 0 && Number.isFinite(value))) {
    fail(`${field} must be a number >= 0`, value);
  }
}

function checkSum(field: string, shares: readonly number[]): void {
  const sum = shares.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) fail(`${field} must sum to 1`, sum);
}

function fail(rule: string, value: string | number | undefined): never {
  throw new RangeError(`Cannot make a base: ${rule}, is ${value}`);
}
