import type { Day } from "../calendar/mod.ts";

/** What a statement can measure of its series. */
export const MEASURES = [
  "level",
  "mom",
  "yoy",
  "ytd",
  "ytd_yoy",
  "change_mom",
  "change",
  "low",
  "high",
  "average",
  "share",
  "class",
  "change_mom_pp",
  "change_yoy_pp",
] as const;

/** What a statement measures of its series. */
export type Measure = (typeof MEASURES)[number];

/** Whether a publisher can report, estimate or look ahead. */
export const BASES = ["actual", "estimate", "forecast"] as const;

/** Whether the publisher reports, estimates or looks ahead. */
export type Basis = (typeof BASES)[number];

/** How a publisher can hedge a figure; empty means plainly stated. */
export const BOUNDS = ["", "about", "at_least", "at_most", "range_low", "range_high"] as const;

/** How the publisher hedged the figure; empty means plainly stated. */
export type Bound = (typeof BOUNDS)[number];

/** Words for the market's balance. */
export const BALANCE_CLASSES = [
  "surplus",
  "loose",
  "balanced",
  "tight",
  "slight_destocking",
  "deficit",
] as const;

/** A word for the market's balance. */
export type BalanceClass = (typeof BALANCE_CLASSES)[number];

/** What every row of a statements file has. */
export interface StatementRow {
  readonly series: string;
  readonly region: string;
  /** As in the file: `2026-01`, `2026-02-05`, `2025-Q1`, `2025-H1`, `2025` or `2025-01/2025-02`. */
  readonly period: string;
  /** The value's text as printed; its decimals and trailing zeros give its rounding. */
  readonly printed: string;
  readonly printedUnit: string;
  /** kt where the print says mt, else as printed. */
  readonly unit: string;
  readonly basis: Basis;
  readonly bound: Bound;
  readonly publisher: string;
  /** `undefined` when the day of publication is not known. */
  readonly published: Day | undefined;
  readonly url: string;
  readonly note: string;
  readonly file: string;
  /** 1-based; the header is line 1. */
  readonly line: number;
}

/** A number that a publisher printed. */
export interface NumberStatement extends StatementRow {
  readonly measure: Exclude<Measure, "class">;
  /** In `unit`: mt becomes kt. */
  readonly value: number;
  /** Half the last printed place, in `unit`. */
  readonly halfWidth: number;
  readonly balanceClass?: undefined;
}

/** A word that a publisher printed for the market's balance. */
export interface ClassStatement extends StatementRow {
  readonly measure: "class";
  readonly balanceClass: BalanceClass;
  readonly value?: undefined;
  readonly halfWidth?: undefined;
}

/** One figure that a publisher printed: a number, or a word for the balance. `measure` tells which. */
export type Statement = NumberStatement | ClassStatement;

/** Whether a statement is a number, not a word. */
export function isNumber(statement: Statement): statement is NumberStatement {
  return statement.measure !== "class";
}

/** What a figure allows, in its unit: as wide as its rounding, open where it is a bound. */
export function allowedBy(
  { value, halfWidth, bound }: NumberStatement,
): { readonly low: number; readonly high: number } {
  return {
    low: bound === "at_most" || bound === "range_high" ? -Infinity : value - halfWidth,
    high: bound === "at_least" || bound === "range_low" ? Infinity : value + halfWidth,
  };
}
