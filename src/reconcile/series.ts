import type { Month } from "@silicon/balance/calendar";
import type { Statement } from "@silicon/balance/statements";

/** How a month's figure came about. `bounded`: only its bounds are known. `missing`: nothing is known. */
export type PointStatus = "actual" | "derived" | "forecast" | "bounded" | "missing";

/** One month of a reconciled series. */
export interface SeriesPoint {
  readonly month: Month;
  /** Best value in the series' unit; `undefined` when only bounded or missing. */
  readonly value: number | undefined;
  /** Lower bound; `-Infinity` when nothing bounds it. */
  readonly low: number;
  /** Upper bound; `Infinity` when nothing bounds it. */
  readonly high: number;
  readonly status: PointStatus;
  /** The statements that fix this month, most direct first. */
  readonly statements: readonly Statement[];
}

/** One publisher's monthly series, made consistent. */
export interface MonthlySeries {
  readonly series: string;
  readonly publisher: string;
  readonly region: string;
  readonly unit: string;
  readonly points: readonly SeriesPoint[];
}
