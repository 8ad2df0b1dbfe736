import type { Month } from "../calendar/mod.ts";
import type { Basis, NumberStatement } from "../statements/mod.ts";

/**
 * How a month's figure came about.
 * - `actual`: the publisher printed the month's level as an actual figure.
 * - `derived`: other statements pin it down.
 * - `forecast`: it rests on an outlook that no actual figure has replaced.
 * - `bounded`: only its bounds are known.
 * - `missing`: nothing is known.
 */
export type PointStatus = SeriesPoint["status"];

/** What every month of a reconciled series has. */
export interface PointBounds {
  readonly month: Month;
  /** `-Infinity` when nothing bounds it from below. */
  readonly low: number;
  /** `Infinity` when nothing bounds it from above. */
  readonly high: number;
  /** The statements that fix this month, most direct first. */
  readonly statements: readonly NumberStatement[];
}

/** A month with a value. */
export interface ValuedPoint extends PointBounds {
  readonly status: "actual" | "derived" | "forecast";
  /** In the series' unit. Other statements may move it away from the printed level, within that level's rounding. */
  readonly value: number;
  /** The weakest basis among the statements it rests on. */
  readonly basis: Basis;
}

/** A month of which only bounds are known. */
export interface BoundedPoint extends PointBounds {
  readonly status: "bounded";
  readonly value: undefined;
  /** The weakest basis among the statements it rests on. */
  readonly basis: Basis;
}

/** A month of which nothing is known. */
export interface MissingPoint extends PointBounds {
  readonly status: "missing";
  readonly value: undefined;
  readonly basis: undefined;
}

/** One month of a reconciled series; `status` tells what is known of it. */
export type SeriesPoint = ValuedPoint | BoundedPoint | MissingPoint;

/** One publisher's monthly series, made consistent. */
export interface MonthlySeries {
  readonly series: string;
  /** Whose figures these are; never mixed with another's. */
  readonly publisher: string;
  readonly region: string;
  readonly unit: string;
  /** One for each month asked for, in order. */
  readonly points: readonly SeriesPoint[];
}
