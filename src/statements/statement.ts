import type { Day } from "../calendar/mod.ts";

/** What a statement measures of its series. */
export type Measure =
  | "level"
  | "mom"
  | "yoy"
  | "ytd"
  | "ytd_yoy"
  | "change_mom"
  | "change"
  | "low"
  | "high"
  | "average"
  | "share"
  | "class"
  | "change_mom_pp"
  | "change_yoy_pp";

/** Whether the publisher reports, estimates or looks ahead. */
export type Basis = "actual" | "estimate" | "forecast";

/** How the publisher hedged the figure; empty means plainly stated. */
export type Bound = "" | "about" | "at_least" | "at_most" | "range_low" | "range_high";

/** A word for the market's balance. */
export type BalanceClass =
  | "surplus"
  | "loose"
  | "balanced"
  | "tight"
  | "slight_destocking"
  | "deficit";

/** One figure that a publisher printed. */
export interface Statement {
  readonly series: string;
  readonly measure: Measure;
  readonly region: string;
  /** Month, day, quarter, half, year or span, as in the file: `2026-01`, `2026-02-05`, `2025-Q1`, `2025-H1`, `2025`, `2025-01/2025-02`. */
  readonly period: string;
  /** The value's text as printed; its decimals and trailing zeros give its rounding. */
  readonly printed: string;
  readonly printedUnit: string;
  /** The number in the model's unit (mt becomes kt); `undefined` for a class. */
  readonly value: number | undefined;
  /** Unit of `value`: kt where the print says mt, else as printed. */
  readonly unit: string;
  /** Half the last printed place, in the unit of `value`; 0 for a class. */
  readonly halfWidth: number;
  /** Only for `measure` class. */
  readonly balanceClass: BalanceClass | undefined;
  readonly basis: Basis;
  readonly bound: Bound;
  readonly publisher: string;
  /** `undefined` when the day of publication is not known. */
  readonly published: Day | undefined;
  /** Address of the page; empty where there is none. */
  readonly url: string;
  readonly note: string;
  /** `data/statements/2026-02.csv`. */
  readonly file: string;
  /** 1-based line in the file; the header is line 1. */
  readonly line: number;
}
