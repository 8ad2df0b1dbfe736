import type { Plan } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import { forward } from "./_cholesky.ts";
import { coefficientsOf, guesses } from "./_guesses.ts";
import { modelOf, type Reading, readRow, type Row } from "./_model.ts";
import type { Fixed, Observation, Term } from "./observation.ts";
import { solve } from "./_solve.ts";

/** A number of the estimate, with one standard deviation. Its 90% band is value -+ 1.645 sd. */
export interface Value {
  readonly value: number;
  readonly sd: number;
}

/** A sum to be asked for; with `times` it is multiplied by a coefficient, as `log` it is a logarithm. */
export type Asked =
  | readonly Term[]
  | Pick<Observation, "terms"> & Partial<Pick<Observation, "form" | "under" | "times">>;

/** A print that the others do not bear out. */
export interface Outlier {
  readonly observation: Observation;
  /** (said - fitted) / sd. */
  readonly score: number;
  /** What is left of its weight. */
  readonly weight: number;
}

/** Every quantity of every month as one normal distribution of logarithms: one mean, one covariance. */
export interface Posterior {
  readonly plan: Plan;
  readonly months: readonly Month[];
  /** In the order of their ids. */
  readonly observations: readonly Observation[];
  /** Any sum, in any months and scope: `[{ of: "balance", from }]`. */
  of(asked: Asked): Value;
  /** The estimate without some prints, fitted again. */
  without(isLeftOut: (observation: Observation) => boolean): Posterior;
  /** Prints more than three standard deviations off, farthest first. */
  outliers(): readonly Outlier[];
  /** Unknowns' best values by name, for a later estimate's start. */
  readonly best: ReadonlyMap<string, number>;
}

/** What a posterior is made of. */
export interface Evidence {
  readonly plan: Plan;
  /** In order, without gaps. */
  readonly months: readonly Month[];
  readonly observations: readonly Observation[];
  /** Amounts that are known beforehand, kt by month. Default none. */
  readonly fixed?: Fixed;
  /** Degrees of freedom of Student's t for the errors of prints; `Infinity` is the normal distribution. Default 4. */
  readonly freedom?: number;
  /** Where to start: it saves time and changes nothing that is printed. Default from the prints. */
  readonly from?: Posterior;
}

const DEGREES = 4;
/** The normal distribution only shows where to start from: its cost need not be right to more than this. */
const NEAR = 1e-4;
/** What is left moves a number by a ten-thousandth of its standard deviation. */
const STILL = 1e-9;
const OUTLIER = 3;

/**
 * Estimates a market from observations: the normal distribution first, Student's t at the end.
 *
 * @throws {RangeError} when something is held by no observation, or a term names nothing that there is
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { posteriorOf } from "@silicon/balance/estimate";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "sales" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "sales", side: "use", amount: "sales" },
 *   ],
 * });
 * const from = parseMonth("2026-01");
 * const said = (of: string, kt: number, sd: number) =>
 *   ({ id: of, form: "sum", kind: "print", terms: [{ of, from }], low: kt, high: kt, sd }) as const;
 * const { of } = posteriorOf({
 *   plan, months: [from], freedom: Infinity,
 *   observations: [said("production", 100, 1), said("sales", 90, 3), said("balance", 20, 1)],
 * });
 * const balance = of([{ of: "balance", from }]);
 * assert.ok(balance.value > 18.9 && balance.value < 19.2 && balance.sd < 1);
 * ```
 */
export function posteriorOf(evidence: Evidence): Posterior {
  const { plan, months, fixed, freedom = DEGREES, from } = evidence;
  const observations = [...evidence.observations].sort((a, b) => a.id < b.id ? -1 : 1);
  const model = modelOf(plan, months, coefficientsOf(plan, observations), fixed);
  const rows = observations.map((observation) => model.row(observation));
  const first = guesses(observations);
  const at = (best: ReadonlyMap<string, number>) =>
    model.start((id, month) => best.get(`${id} ${month}`) ?? best.get(id) ?? first(id, month));
  const start = at(from?.best ?? new Map());
  const isRobust = freedom < Infinity;
  const near = from
    ? undefined
    : solve(model, rows, observations, start, isRobust ? { still: NEAR } : {});
  const fit = near && !isRobust ? near : solve(
    model,
    rows,
    observations,
    near?.theta ?? start,
    isRobust ? { freedom, still: STILL } : {},
  );
  const { e, factor, weights, scores } = fit;

  const rowOf = (asked: Asked): Row => model.row("terms" in asked ? asked : { terms: asked });
  const half = ({ at }: Row, { by }: Reading): Float64Array => {
    const b = new Float64Array(model.size);
    at.forEach((unknown, i) => b[unknown] = by[i]!);
    return forward(factor, b);
  };
  const read = (row: Row) => {
    const reading = readRow(row, e);
    return { value: reading.value, half: half(row, reading) };
  };
  const best = new Map(Array.from(e, (value, i) => [model.key(i), value]));
  const posterior: Posterior = {
    plan,
    months,
    observations,
    of: (asked) => {
      const { value, half } = read(rowOf(asked));
      return { value, sd: Math.sqrt(dot(half, half)) };
    },
    without: (isLeftOut) =>
      posteriorOf({
        ...evidence,
        observations: observations.filter((observation) => !isLeftOut(observation)),
        from: posterior,
      }),
    outliers: () =>
      observations.map((observation, k) => ({
        observation,
        score: scores[k]!,
        weight: weights[k]!,
      })).filter(({ observation, score }) =>
        observation.kind === "print" && Math.abs(score) > OUTLIER
      ).sort((a, b) => Math.abs(b.score) - Math.abs(a.score)),
    best,
  };
  return posterior;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
