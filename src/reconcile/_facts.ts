import { addDays, type Day, daysInMonth, type Month } from "../calendar/mod.ts";
import { type NumberStatement, readPeriod, type SeriesKind } from "../statements/mod.ts";
import {
  boundsOf,
  CHANGE_YOY,
  type Fact,
  isChange,
  isWeekly,
  monthAt,
  monthIndex,
  type Rank,
  RANKS,
  type Span,
} from "./_fact.ts";

/**
 * Reads statements on one series, publisher and region as facts. What says nothing about a month's level (shares,
 * classes, prices of a day) gives none.
 */
export function factsOf(
  statements: readonly NumberStatement[],
  kind: SeriesKind | undefined,
): Fact[] {
  const facts: Fact[] = [];
  const ranges: NumberStatement[] = [];
  const dated: NumberStatement[] = [];
  for (const statement of statements) {
    if (statement.period.length === 10 || isWeekly(statement)) {
      if (statement.measure === "level" && statement.period.length === 10) dated.push(statement);
    } else if (statement.bound === "range_low" || statement.bound === "range_high") {
      ranges.push(statement);
    } else {
      const fact = factOf([statement], kind);
      if (fact) facts.push(fact);
    }
  }
  const ends = Map.groupBy(
    ranges,
    ({ series, measure, period, published, basis }) =>
      [series, measure, period, published, basis].join("|"),
  );
  for (const group of ends.values()) {
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

function levelOf(span: Span): Relation {
  return { kind: "level", span, base: undefined, dayFactor: 1 };
}

/** What a statement relates: a span alone, or a span to an earlier one. */
function relationOf({ measure, series, unit }: NumberStatement, span: Span): Relation | undefined {
  const yearToDate = { from: span.to - (span.to % 12), to: span.to };
  const before = shift(span, span.from - span.to - 1);
  const against = (
    kind: "ratio" | "difference",
    span: Span,
    base: Span,
    dayFactor = 1,
  ): Relation => ({ kind, span, base, dayFactor });
  if (series.endsWith(CHANGE_YOY)) {
    if (measure === "level") return against("difference", span, shift(span, -12));
    return measure === "ytd"
      ? against("difference", yearToDate, shift(yearToDate, -12))
      : undefined;
  }
  const ratio = unit.startsWith("%") ? "ratio" : "difference";
  switch (measure) {
    case "level":
      return levelOf(span);
    case "ytd":
      return levelOf(yearToDate);
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
function coveredMonths(weeks: readonly NumberStatement[]): Fact[] {
  const byEnd = new Map<string, NumberStatement>();
  for (const week of weeks) if (week.bound === "") byEnd.set(week.period, week);
  const facts: Fact[] = [];
  for (const month of new Set(weeks.map((week) => week.period.slice(0, 7)))) {
    const last = `${month}-${daysInMonth(month as Month)}` as Day;
    const first = `${month}-01` as Day;
    let end = [...Array(7).keys()].map((i) => addDays(first, i)).find((day) => byEnd.has(day));
    const used: NumberStatement[] = [];
    let low = 0, high = 0, value = 0, covered = false;
    while (end !== undefined && byEnd.has(end)) {
      const week = byEnd.get(end)!;
      const start = addDays(end, -6);
      const inside = Number((end < last ? end : last).slice(8)) -
        Number((start > first ? start : first).slice(8)) + 1;
      used.push(week);
      low += inside === 7 ? week.value - week.halfWidth : 0;
      high += week.value + week.halfWidth;
      value += week.value * inside / 7;
      covered = end >= last;
      end = covered ? undefined : addDays(end, 7);
    }
    if (!covered) continue;
    const index = monthIndex(month);
    // Publishers survey weeks and months apart, so weeks never stand against a printed month.
    const rank = Math.max(1, ...used.map((week) => RANKS[week.basis])) as Rank;
    const span = { from: index, to: index };
    facts.push({
      ...levelOf(span),
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
function monthEnds(levels: readonly NumberStatement[]): Fact[] {
  const lastOf = new Map<string, NumberStatement>();
  for (const level of levels) {
    const month = level.period.slice(0, 7);
    const daysLeft = daysInMonth(month as Month) - Number(level.period.slice(8));
    if (daysLeft >= 7) continue;
    const held = lastOf.get(month);
    if (held === undefined || held.period < level.period) lastOf.set(month, level);
  }
  return [...lastOf].map(([month, level]) => {
    const index = monthIndex(month);
    return {
      ...levelOf({ from: index, to: index }),
      ...boundsOf([level]),
      rank: RANKS[level.basis],
      about: level.bound === "about",
      statements: [level],
    };
  });
}
