import { daysInMonth, type Month } from "../calendar/mod.ts";
import {
  type NumberStatement,
  printedHalfWidth,
  readPeriod,
  type SeriesKind,
  type StatementRow,
} from "../statements/mod.ts";
import { coveredMonths, monthEnds } from "./_dated.ts";

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
  /** The earlier span a ratio or a difference is against. */
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
const CHANGE_YOY = "_change_yoy";
/** Part of the name of a series that holds the totals of weeks. */
export const WEEKLY = "_weekly_";
const SAMPLE = "_sample_";

/** Months since year 0. */
export function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month of an index. */
export function monthAt(index: number): Month {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, "0")}-${
    String(index - year * 12 + 1).padStart(2, "0")
  }` as Month;
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
function isWeekly({ series }: NumberStatement): boolean {
  return series.includes(WEEKLY) || series.includes(SAMPLE);
}

/**
 * Reads statements on one series, publisher and region as facts. What says nothing about a month's level (shares,
 * classes, prices of a day) gives none.
 */
export function factsOf(
  statements: readonly NumberStatement[],
  kind: SeriesKind | undefined,
): Fact[] {
  const facts: Fact[] = [];
  const ranges = new Map<string, NumberStatement[]>();
  const dated: NumberStatement[] = [];
  for (const statement of statements) {
    if (statement.period.length === 10 || isWeekly(statement)) {
      if (statement.measure === "level" && statement.period.length === 10) dated.push(statement);
    } else if (statement.bound === "range_low" || statement.bound === "range_high") {
      const { measure, period, published, basis, series } = statement;
      const key = `${series}|${measure}|${period}|${published}|${basis}`;
      const group = ranges.get(key);
      if (group) group.push(statement);
      else ranges.set(key, [statement]);
    } else {
      const fact = factOf([statement], kind);
      if (fact) facts.push(fact);
    }
  }
  for (const group of ranges.values()) {
    const fact = factOf(group, kind);
    if (fact) facts.push(fact);
  }
  if (kind === "flow") facts.push(...coveredMonths(dated.filter(isWeekly)));
  if (kind === "stock") facts.push(...monthEnds(dated));
  return facts;
}

function factOf(group: readonly NumberStatement[], kind: SeriesKind | undefined): Fact | undefined {
  const statement = group[0]!;
  const period = readPeriod(statement.period);
  if (period === undefined || period.kind === "day") return undefined;
  const sums = kind === undefined || kind === "flow";
  if (!sums && (period.kind !== "month" || statement.measure.startsWith("ytd"))) return undefined;
  // "Unchanged" in a whole number does not say to how many tons.
  if (isChange(statement) && statement.printed === "0") return undefined;

  const about = relationOf(statement, { from: monthIndex(period.from), to: monthIndex(period.to) });
  if (about === undefined) return undefined;
  const { low, high, value } = boundsOf(group);
  const read = (figure: number) =>
    about.kind === "ratio" ? Math.max(0, 1 + figure / 100) * about.dayFactor : figure;
  return {
    ...about,
    low: read(low),
    high: read(high),
    value: value === undefined ? undefined : read(value),
    rank: RANKS[statement.basis],
    about: statement.bound === "about",
    statements: group,
  };
}

type Relation = Pick<Fact, "kind" | "span" | "base" | "dayFactor">;

/** What a statement relates: a span alone, or a span to an earlier one. */
function relationOf({ measure, series, unit }: NumberStatement, span: Span): Relation | undefined {
  const yearToDate = { from: span.to - (span.to % 12), to: span.to };
  const before = shift(span, span.from - span.to - 1);
  const level = (of: Span): Relation => ({
    kind: "level",
    span: of,
    base: undefined,
    dayFactor: 1,
  });
  const against = (
    kind: "ratio" | "difference",
    of: Span,
    base: Span,
    dayFactor = 1,
  ): Relation => ({
    kind,
    span: of,
    base,
    dayFactor,
  });
  if (series.endsWith(CHANGE_YOY)) {
    if (measure === "level") return against("difference", span, shift(span, -12));
    return measure === "ytd"
      ? against("difference", yearToDate, shift(yearToDate, -12))
      : undefined;
  }
  const ratio = unit.startsWith("%") ? "ratio" : "difference";
  switch (measure) {
    case "level":
      return level(span);
    case "ytd":
      return level(yearToDate);
    case "mom":
      return against(ratio, span, before, unit === "%/day" ? days(span) / days(before) : 1);
    case "yoy":
      return against(ratio, span, shift(span, -12));
    case "ytd_yoy":
      return against(ratio, yearToDate, shift(yearToDate, -12));
    case "change":
    case "change_mom":
    case "change_mom_pp":
      return against("difference", span, before);
    case "change_yoy_pp":
      return against("difference", span, shift(span, -12));
    default:
      return undefined;
  }
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

function isChange({ measure, series }: NumberStatement): boolean {
  return measure.startsWith("change") || series.endsWith(CHANGE_YOY);
}

/** A change is rounded as its level is, so its trailing zeros tell nothing, however few digits are left. */
function halfWidthOf(statement: NumberStatement): number {
  const { printed, value, halfWidth, bound } = statement;
  if (!isChange(statement) || value === 0) return halfWidth;
  return printedHalfWidth(printed, "estimate", bound) * Math.abs(value / Number(printed));
}

function shift(span: Span, months: number): Span {
  return { from: span.from + months, to: span.to + months };
}

function days(span: Span): number {
  let sum = 0;
  for (let index = span.from; index <= span.to; index++) sum += daysInMonth(monthAt(index));
  return sum;
}
