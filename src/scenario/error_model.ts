import { nearest, type Plan } from "../balance/mod.ts";
import { choleskyOf } from "./_cholesky.ts";
import { OPENING_STOCK } from "./scenario.ts";

/**
 * How a relative error is distributed; 0.02 means 2% of the value.
 *
 * `normal` and `triangular` add to 1; `lognormal` multiplies and has mean 1, its `sd` is of the logarithm; `empirical`
 * takes past relative errors and interpolates between them.
 */
export type Distribution =
  | { readonly kind: "normal"; readonly sd: number }
  | { readonly kind: "lognormal"; readonly sd: number }
  | {
    readonly kind: "triangular";
    readonly low: number;
    readonly mode: number;
    readonly high: number;
  }
  | { readonly kind: "empirical"; readonly errors: readonly number[] };

/** What an error falls on: a quantity's id, all of `supply` or `use`, or `opening_stock`. */
export type ErrorTarget = string;

/** The error of one target. */
export interface QuantityError {
  readonly target: ErrorTarget;
  readonly distribution: Distribution;
  /** AR(1) coefficient from month to month, 0 (fresh each month) up to but not 1. Not used by opening stock. */
  readonly persistence: number;
}

/** A correlation between two errors, -1 to 1, of their normal scores within a month. */
export interface Correlation {
  /** Two different targets. */
  readonly between: readonly [ErrorTarget, ErrorTarget];
  /** -1 to 1. */
  readonly value: number;
}

/** Errors of the targets, and how they move together. */
export interface ErrorModel {
  readonly file?: string;
  /** One error a target. */
  readonly targets: readonly QuantityError[];
  /** Pairs left out are 0. */
  readonly correlations: readonly Correlation[];
}

/** Nothing is uncertain. */
export const NO_ERRORS: ErrorModel = { targets: [], correlations: [] };

/**
 * Checks an error model.
 *
 * @param model errors and correlations
 * @param plan whose quantities may be named; without one names are not checked
 * @throws {RangeError} naming the field (and the file where there is one): an unknown target, a target named twice, a
 * negative sd, triangular corners out of order, fewer than two past errors, persistence outside 0 to 1, a correlation
 * outside -1 to 1, or correlations that no set of errors can have (not positive semi-definite)
 *
 * @example
 * ```ts
 * import { checkErrorModel } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * assert.throws(
 *   () => checkErrorModel({
 *     targets: [{ target: "exports", distribution: { kind: "normal", sd: -1 }, persistence: 0 }],
 *     correlations: [],
 *   }),
 *   /errors\[0\].distribution.sd must be >= 0, is -1/,
 * );
 * ```
 */
export function checkErrorModel(model: ErrorModel, plan?: Plan): void {
  const known = plan && [...plan.quantities.map(({ id }) => id), "supply", "use", OPENING_STOCK];
  const where = model.file === undefined ? "" : ` of ${model.file}`;
  const fail = (field: string, rule: string, value: unknown): never => {
    throw new RangeError(`Cannot use the errors${where}: ${field} ${rule}, is ${value}`);
  };
  const targets = new Set<ErrorTarget>();
  model.targets.forEach(({ target, distribution, persistence }, i) => {
    const field = `errors[${i}]`;
    if (known?.includes(target) === false) {
      fail(
        `${field}.target`,
        `must be one of ${known.join(", ")}`,
        `"${target}"${nearest(target, known)}`,
      );
    }
    if (targets.has(target)) fail(`${field}.target`, "must be named once", `"${target}" again`);
    targets.add(target);
    if (!(persistence >= 0 && persistence < 1)) {
      fail(`${field}.persistence`, "must be >= 0 and < 1", persistence);
    }
    checkDistribution(distribution, `${field}.distribution`, fail);
  });
  model.correlations.forEach(({ between, value }, i) => {
    const field = `correlations[${i}]`;
    if (!(value >= -1 && value <= 1)) fail(`${field}.value`, "must be -1 to 1", value);
    if (between[0] === between[1] || !between.every((target) => targets.has(target))) {
      fail(`${field}.between`, "must name two different targets of errors", between.join(", "));
    }
  });
  if (choleskyOf(correlationMatrix(model)) === undefined) {
    fail("correlations", "must form a positive semi-definite matrix", "one that is not");
  }
}

/** The correlation matrix in the order of `model.targets`. */
export function correlationMatrix(model: ErrorModel): number[][] {
  const at = new Map(model.targets.map(({ target }, i) => [target, i]));
  const matrix = model.targets.map((_, i) => model.targets.map((_, j): number => i === j ? 1 : 0));
  for (const { between: [a, b], value } of model.correlations) {
    matrix[at.get(a)!]![at.get(b)!] = value;
    matrix[at.get(b)!]![at.get(a)!] = value;
  }
  return matrix;
}

/** The standard deviation of a relative error, as a share of the value. */
export function sdOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case "normal":
      return distribution.sd;
    case "lognormal":
      return Math.sqrt(Math.expm1(distribution.sd ** 2));
    case "triangular": {
      const { low: a, mode: c, high: b } = distribution;
      return Math.sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18);
    }
    case "empirical": {
      const { errors } = distribution;
      const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
      return Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
    }
  }
}

function checkDistribution(
  distribution: Distribution,
  field: string,
  fail: (field: string, rule: string, value: unknown) => never,
): void {
  switch (distribution.kind) {
    case "normal":
    case "lognormal":
      if (!(distribution.sd >= 0 && distribution.sd < Infinity)) {
        fail(`${field}.sd`, "must be >= 0", distribution.sd);
      }
      return;
    case "triangular": {
      const { low, mode, high } = distribution;
      if (!(low >= -1 && low <= mode && mode <= high && low < high && high < Infinity)) {
        fail(field, "must have -1 <= low <= mode <= high", `${low}, ${mode}, ${high}`);
      }
      return;
    }
    case "empirical":
      if (distribution.errors.length < 2) {
        fail(`${field}.errors`, "must hold at least 2 past errors", distribution.errors.length);
      }
      if (!distribution.errors.every((e) => Number.isFinite(e) && e >= -1)) {
        fail(`${field}.errors`, "must each be a number >= -1", distribution.errors.join(", "));
      }
      return;
    default:
      fail(
        `${field}.kind`,
        "must be normal, lognormal, triangular or empirical",
        (distribution as { kind: unknown }).kind,
      );
  }
}
