import { addDays, type Day, daysInMonth, type Month } from "@silicon/balance/calendar";
import {
  printedHalfWidth,
  readPeriod,
  type SeriesKind,
  type Statement,
} from "@silicon/balance/statements";

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
  /** "About" weighs less than a plain figure. */
  readonly about: boolean;
  readonly statements: readonly Statement[];
}

const RANKS: Readonly<Record<Statement["basis"], Rank>> = { actual: 0, estimate: 1, forecast: 2 };

/** A series of this ending holds another one's change on the year in its own unit. */
const CHANGE_YOY = "_change_yoy";
const WEEKLY = "_weekly_";
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
export function subjectOf({ series }: Statement): string {
  if (series.endsWith(CHANGE_YOY)) return series.slice(0, -CHANGE_YOY.length);
  return series.replace(WEEKLY, "_");
}

/** Whether the figures of a series are totals of weeks, whatever the length of the period that dates them. */
function isWeekly({ series }: Statement): boolean {
  return series.includes(WEEKLY) || series.includes(SAMPLE);
}

/**
 * Reads statements on one series, publisher and region as facts. What says nothing about a month's level (shares,
 * classes, prices of a day) gives none.
 */
export function factsOf(statements: readonly Statement[], kind: SeriesKind | undefined): Fact[] {
  const facts: Fact[] = [];
  const ranges = new Map<string, Statement[]>();
  const dated: Statement[] = [];
  for (const statement of statements) {
    if (statement.value === undefined) continue;
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

function factOf(group: readonly Statement[], kind: SeriesKind | undefined): Fact | undefined {
  const statement = group[0]!;
  const period = readPeriod(statement.period);
  if (period === undefined || period.kind === "day") return undefined;
  const sums = kind === undefined || kind === "flow";
  if (!sums && period.kind !== "month") return undefined;

  // "Unchanged" in a whole number does not say to how many tons.
  if (isChange(statement) && statement.printed === "0") return undefined;
  const bounds = boundsOf(group);
  const span = { from: monthIndex(period.from), to: monthIndex(period.to) };
  const about = statement.bound === "about";
  const rank = RANKS[statement.basis];
  const make = (
    kind: Fact["kind"],
    span: Span,
    base: Span | undefined,
    scale: (value: number) => number = same,
  ): Fact => {
    const value = bounds.value === undefined ? undefined : scale(bounds.value);
    const low = scale(bounds.low);
    return {
      kind,
      span,
      base,
      low,
      high: scale(bounds.high),
      value,
      rank,
      about,
      statements: group,
    };
  };
  const yearToDate = { from: span.to - (span.to % 12), to: span.to };
  const before = shift(span, span.from - span.to - 1);
  const percent = statement.unit.startsWith("%");
  if (statement.series.endsWith(CHANGE_YOY)) {
    const of = statement.measure === "ytd" ? yearToDate : span;
    const says = statement.measure === "level" || statement.measure === "ytd";
    return says ? make("difference", of, shift(of, -12)) : undefined;
  }
  switch (statement.measure) {
    case "level":
      return make("level", span, undefined);
    case "ytd":
      return sums ? make("level", yearToDate, undefined) : undefined;
    case "mom":
      if (!percent) return make("difference", span, before);
      if (statement.unit !== "%/day") return make("ratio", span, before, ratio);
      // A daily rate's change: scaled by the days of both months.
      return make("ratio", span, before, (v) => ratio(v) * days(span) / days(before));
    case "yoy":
      return make(percent ? "ratio" : "difference", span, shift(span, -12), percent ? ratio : same);
    case "ytd_yoy":
      if (!sums) return undefined;
      return make("ratio", yearToDate, shift(yearToDate, -12), ratio);
    case "change":
    case "change_mom":
    case "change_mom_pp":
      return make("difference", span, before);
    case "change_yoy_pp":
      return make("difference", span, shift(span, -12));
    default:
      return undefined;
  }
}

/** The interval a figure stands for. A hedge applies to the signed number; a range's ends may come in either order. */
function boundsOf(
  group: readonly Statement[],
): { low: number; high: number; value: number | undefined } {
  const values = group.map((statement) => statement.value!);
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

function isChange({ measure, series }: Statement): boolean {
  return measure.startsWith("change") || series.endsWith(CHANGE_YOY);
}

/** A change is rounded as its level is, so its trailing zeros tell nothing, however few digits are left. */
function halfWidthOf(statement: Statement): number {
  const { printed, value, halfWidth, bound } = statement;
  if (!isChange(statement) || value === 0) return halfWidth;
  return printedHalfWidth(printed, "estimate", bound) * Math.abs(value! / Number(printed));
}

function same(value: number): number {
  return value;
}

function ratio(percent: number): number {
  return Math.max(0, 1 + percent / 100);
}

function shift(span: Span, months: number): Span {
  return { from: span.from + months, to: span.to + months };
}

function days(span: Span): number {
  let sum = 0;
  for (let index = span.from; index <= span.to; index++) sum += daysInMonth(monthAt(index));
  return sum;
}

/**
 * Months that weekly totals cover without a gap. A week across a month's edge lies in it anywhere between not at all
 * and fully; its best share is by days.
 */
function coveredMonths(weeks: readonly Statement[]): Fact[] {
  const byEnd = new Map<string, Statement>();
  for (const week of weeks) if (week.bound === "") byEnd.set(week.period, week);
  const facts: Fact[] = [];
  for (const month of new Set(weeks.map((week) => week.period.slice(0, 7)))) {
    const last = `${month}-${daysInMonth(month as Month)}` as Day;
    const first = `${month}-01` as Day;
    let end = [...Array(7).keys()].map((i) => addDays(first, i)).find((day) => byEnd.has(day));
    const used: Statement[] = [];
    let low = 0, high = 0, value = 0, covered = false;
    while (end !== undefined && byEnd.has(end)) {
      const week = byEnd.get(end)!;
      const start = addDays(end, -6);
      const inside = Number((end < last ? end : last).slice(8)) -
        Number((start > first ? start : first).slice(8)) + 1;
      used.push(week);
      low += inside === 7 ? week.value! - week.halfWidth : 0;
      high += week.value! + week.halfWidth;
      value += week.value! * inside / 7;
      covered = end >= last;
      end = covered ? undefined : addDays(end, 7);
    }
    if (!covered) continue;
    const index = monthIndex(month);
    // Publishers survey weeks and months apart, so weeks never stand against a printed month.
    const rank = Math.max(1, ...used.map((week) => RANKS[week.basis])) as Rank;
    const span = { from: index, to: index };
    facts.push({
      kind: "level",
      span,
      base: undefined,
      low,
      high,
      value,
      rank,
      about: true,
      statements: used,
    });
  }
  return facts;
}

/** A stock's month end: its level on the last printed day among the month's last seven. */
function monthEnds(levels: readonly Statement[]): Fact[] {
  const lastOf = new Map<string, Statement>();
  for (const level of levels) {
    const month = level.period.slice(0, 7);
    const daysLeft = daysInMonth(month as Month) - Number(level.period.slice(8));
    if (daysLeft >= 7) continue;
    const held = lastOf.get(month);
    if (held === undefined || held.period < level.period) lastOf.set(month, level);
  }
  return [...lastOf].map(([month, level]) => {
    const index = monthIndex(month);
    const { low, high, value } = boundsOf([level]);
    return {
      kind: "level" as const,
      span: { from: index, to: index },
      base: undefined,
      low,
      high,
      value,
      rank: RANKS[level.basis],
      about: level.bound === "about",
      statements: [level],
    };
  });
}
