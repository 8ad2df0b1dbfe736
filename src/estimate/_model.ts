import { nearest, type Plan, type Scope } from "../balance/mod.ts";
import { type Month, monthsBetween } from "../calendar/mod.ts";
import type { Fixed, Observation, Term } from "./observation.ts";

/** Sums of products of up to three unknowns: c x exp(a) x exp(b) x exp(times); places within a row, -1 where there is none. */
interface Products {
  readonly a: number[];
  readonly b: number[];
  readonly times: number;
  readonly c: number[];
}

/** What an observation or a question speaks of, ready to be read at any unknowns. */
export interface Row {
  /** The unknowns it hangs on. */
  readonly at: number[];
  readonly over: Products;
  readonly under: Products | undefined;
  readonly log: boolean;
}

/** A number and how it moves with each of a row's unknowns. */
export interface Reading {
  readonly value: number;
  readonly by: Float64Array;
}

/**
 * The unknowns of a market: logarithms of each flow in each month and of each coefficient. Months stand in order and
 * coefficients last, so that the precision matrix has a narrow envelope with a border.
 */
export interface Model {
  readonly size: number;
  /** Names an unknown: a coefficient's id, or a flow's with its month. */
  key(unknown: number): string;
  /** @throws {RangeError} when a term names nothing that there is, or a month outside */
  row(asked: Pick<Observation, "terms"> & Partial<Observation>): Row;
  /** Logarithms of a first guess. */
  start(guess: (id: string, month: Month) => number): Float64Array;
}

export function modelOf(
  plan: Plan,
  months: readonly Month[],
  coefficients: readonly string[],
  fixed: Fixed = {},
): Model {
  const flows = plan.quantities.filter(({ id, kind }) => kind === "flow" && !(id in fixed));
  const ids = [
    ...plan.quantities.filter(({ kind }) => kind === "coefficient").map(({ id }) => id),
    ...coefficients,
  ];
  const flowAt = new Map(flows.map(({ id }, q) => [id, q]));
  const coefficientAt = new Map(ids.map((id, q) => [id, flows.length * months.length + q]));
  const size = flows.length * months.length + ids.length;

  /** Adds a product of an amount and a unit use; amounts that are fixed go into the factor. */
  const place = (id: string, t: number): number =>
    flowAt.has(id) ? t * flows.length + flowAt.get(id)! : coefficientAt.get(id) ?? -1;

  const products = (terms: readonly Term[], times: string | undefined, at: number[]): Products => {
    const places = new Map(at.map((unknown, i) => [unknown, i]));
    const own = (unknown: number): number => {
      if (unknown < 0) return -1;
      let found = places.get(unknown);
      if (found === undefined) places.set(unknown, found = at.push(unknown) - 1);
      return found;
    };
    const a: number[] = [], b: number[] = [], c: number[] = [];
    const add = (weight: number, amount: string, unitUse: string | undefined, t: number) => {
      c.push(weight * (fixed[amount]?.(months[t]!) ?? 1));
      a.push(own(place(amount, t)));
      b.push(unitUse === undefined ? -1 : own(place(unitUse, t)));
    };
    for (const { of, from, to = from, scope = "wide", weight = 1 } of terms) {
      if (coefficientAt.has(of)) {
        add(weight, of, undefined, 0);
        continue;
      }
      const lines = linesOf(plan, of, scope);
      if (lines === undefined && !flowAt.has(of) && !(of in fixed)) {
        const known = [...flowAt.keys(), ...ids, "supply", "use", "balance"];
        throw new RangeError(
          `Cannot read the estimate: a term's of must be a quantity, a line (line:ID) or one of ${
            known.slice(-3).join(", ")
          }, is "${of}"${nearest(of, known)}`,
        );
      }
      const first = from === undefined ? -1 : monthsBetween(months[0]!, from);
      const last = to === undefined ? -1 : monthsBetween(months[0]!, to);
      if (first < 0 || last < first || last >= months.length) {
        throw new RangeError(
          `Cannot read the estimate: the months of ${of} must lie from ${months[0]} to ${
            months.at(-1)
          }, are ${from ?? "none"} to ${to ?? "none"}`,
        );
      }
      for (let t = first; t <= last; t++) {
        if (lines === undefined) add(weight, of, undefined, t);
        else for (const { sign, amount, unitUse } of lines) add(weight * sign, amount, unitUse, t);
      }
    }
    return {
      a,
      b,
      c,
      times: times === undefined ? -1 : own(coefficientAt.get(times) ?? missing(times)),
    };
  };

  return {
    size,
    key: (unknown) => {
      const q = unknown - flows.length * months.length;
      return q >= 0
        ? ids[q]!
        : `${flows[unknown % flows.length]!.id} ${months[Math.floor(unknown / flows.length)]}`;
    },
    row: ({ form = "sum", terms, under, times }) => {
      const at: number[] = [];
      const over = products(terms, times, at);
      return {
        at,
        over,
        under: under && products(under, undefined, at),
        log: form === "log",
      };
    },
    start: (guess) => {
      const theta = new Float64Array(size);
      months.forEach((month, t) =>
        flows.forEach(({ id }) => theta[place(id, t)] = Math.log(guess(id, month)))
      );
      for (const id of ids) theta[place(id, 0)] = Math.log(guess(id, months[0]!));
      return theta;
    },
  };
}

function missing(id: string): never {
  throw new RangeError(`Cannot read the estimate: it has no coefficient "${id}"`);
}

/** The lines of a sum with their signs in it: the same that `flowsOf` adds up. */
function linesOf(plan: Plan, of: string, scope: Scope) {
  const counted = plan.lines.filter((line) => scope === "wide" || line.scope === "core");
  const lines = of === "balance"
    ? counted
    : of === "supply" || of === "use"
    ? counted.filter(({ side }) => side === of)
    : plan.lines.filter(({ id }) => `line:${id}` === of);
  if (lines.length === 0) return undefined;
  const quantity = (at: number) => at < 0 ? undefined : plan.quantities[at]!.id;
  return lines.map(({ sign, amount, unitUseAt }) => ({
    sign: of === "balance" ? sign : 1,
    amount,
    unitUse: quantity(unitUseAt),
  }));
}

/** A row's value and gradient, analytic, where unknowns have these exponentials. */
export function readRow({ at, over, under, log }: Row, e: Float64Array): Reading {
  const by = new Float64Array(at.length);
  const top = sumOf(over, at, e, by);
  if (!log) return { value: top, by };
  for (let i = 0; i < by.length; i++) by[i] = by[i]! / top;
  if (under === undefined) return { value: Math.log(top), by };
  const below = new Float64Array(at.length);
  const bottom = sumOf(under, at, e, below);
  for (let i = 0; i < by.length; i++) by[i] = by[i]! - below[i]! / bottom;
  return { value: Math.log(top / bottom), by };
}

function sumOf(
  { a, b, c, times }: Products,
  at: number[],
  e: Float64Array,
  by: Float64Array,
): number {
  const factor = times < 0 ? 1 : e[at[times]!]!;
  let sum = 0;
  for (let k = 0; k < c.length; k++) {
    const i = a[k]!, j = b[k]!;
    let kt = c[k]! * factor;
    if (i >= 0) kt *= e[at[i]!]!;
    if (j >= 0) kt *= e[at[j]!]!;
    sum += kt;
    if (i >= 0) by[i] = by[i]! + kt;
    if (j >= 0) by[j] = by[j]! + kt;
  }
  if (times >= 0) by[times] = by[times]! + sum;
  return sum;
}
