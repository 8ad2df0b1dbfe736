import { addMonths, type Month, monthsBetween } from "../calendar/mod.ts";
import { type NumberStatement, printedHalfWidth, type StatementRow } from "../statements/mod.ts";

/** 0 actual, 1 estimate, 2 forecast: the higher, the weaker. */
export type Rank = 0 | 1 | 2;

/** Months are counted from year 0, so that a month before another is one less. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What statements say about one span of months, as an interval: of its level, of its ratio to an earlier span, or of
 * its difference from an earlier span.
 */
export interface Fact {
  readonly kind: "level" | "ratio" | "difference";
  readonly span: Span;
  readonly base: Span | undefined;
  readonly low: number;
  readonly high: number;
  /** Best value within the bounds; `undefined` when the statement only bounds. */
  readonly value: number | undefined;
  readonly rank: Rank;
  /** For a change of the daily rate: days of the span over days of the base; else 1. */
  readonly dayFactor: number;
  /** "About" weighs less than a plain figure. */
  readonly about: boolean;
  readonly statements: readonly NumberStatement[];
}

/** Ranks by basis. */
export const RANKS: Readonly<Record<NumberStatement["basis"], Rank>> = {
  actual: 0,
  estimate: 1,
  forecast: 2,
};

/** A series of this ending holds another one's change on the year in its own unit. */
export const CHANGE_YOY = "_change_yoy";
/** Part of the name of a series that holds the totals of weeks. */
export const WEEKLY = "_weekly_";
const SAMPLE = "_sample_";

const YEAR_0 = "0000-01" as Month;

/** Months since year 0. */
export function monthIndex(month: string): number {
  return monthsBetween(YEAR_0, month as Month);
}

/** The month of an index. */
export function monthAt(index: number): Month {
  return addMonths(YEAR_0, index);
}

/** The series whose history a statement informs: a change on the year and a weekly total speak of the series itself. */
export function subjectOf({ series }: StatementRow): string {
  if (series.endsWith(CHANGE_YOY)) return series.slice(0, -CHANGE_YOY.length);
  return series.replace(WEEKLY, "_");
}

/** Whether the publisher is one: "unnamed broker" and its like stand for several, whose figures nothing ties together. */
export function isOnePublisher({ publisher }: StatementRow): boolean {
  return !publisher.startsWith("unnamed ");
}

/** Whether the figures of a series are totals of weeks, whatever the length of the period that dates them. */
export function isWeekly({ series }: NumberStatement): boolean {
  return series.includes(WEEKLY) || series.includes(SAMPLE);
}

/** The interval a figure stands for. A hedge applies to the signed number; a range's ends may come in either order. */
export function boundsOf(
  group: readonly NumberStatement[],
): { low: number; high: number; value: number | undefined } {
  const values = group.map((statement) => statement.value);
  const value = values[0]!;
  const { bound } = group[0]!;
  const halfWidth = halfWidthOf(group[0]!);
  if (group.length > 1) {
    const low = Math.min(...values), high = Math.max(...values);
    return { low, high, value: (low + high) / 2 };
  }
  switch (bound) {
    case "at_least":
    case "range_low":
      return { low: value, high: Infinity, value: undefined };
    case "at_most":
    case "range_high":
      return { low: -Infinity, high: value, value: undefined };
    default:
      return { low: value - halfWidth, high: value + halfWidth, value };
  }
}

/** Whether a figure says by how much something changed. */
export function isChange({ measure, series }: NumberStatement): boolean {
  return measure.startsWith("change") || series.endsWith(CHANGE_YOY);
}

/** A change is rounded as its level is, so its trailing zeros tell nothing, however few digits are left. */
function halfWidthOf(statement: NumberStatement): number {
  const { printed, value, halfWidth, bound } = statement;
  if (!isChange(statement) || value === 0) return halfWidth;
  return printedHalfWidth(printed, "estimate", bound) * Math.abs(value / Number(printed));
}
