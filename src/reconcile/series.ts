import type { Month } from "../calendar/mod.ts";
import type { Basis, Statement } from "../statements/mod.ts";

/**
 * How a month's figure came about.
 * - `actual`: the publisher printed the month's level as an actual figure.
 * - `derived`: other statements pin it down.
 * - `forecast`: it rests on an outlook that no actual figure has replaced.
 * - `bounded`: only its bounds are known.
 * - `missing`: nothing is known.
 */
export type PointStatus = "actual" | "derived" | "forecast" | "bounded" | "missing";

/** One month of a reconciled series. */
export interface SeriesPoint {
  readonly month: Month;
  /**
   * Best value in the series' unit; `undefined` when only bounded or missing. Other statements may move it away from
   * the printed level, within that level's rounding.
   */
  readonly value: number | undefined;
  /** Lower bound; `-Infinity` when nothing bounds it. */
  readonly low: number;
  /** Upper bound; `Infinity` when nothing bounds it. */
  readonly high: number;
  readonly status: PointStatus;
  /** The weakest basis among the statements it rests on; `undefined` when missing. */
  readonly basis: Basis | undefined;
  /** The statements that fix this month, most direct first. */
  readonly statements: readonly Statement[];
}

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
