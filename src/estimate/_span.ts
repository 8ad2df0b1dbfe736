import { addMonths, type Month, monthsBetween, parseMonth, yearOf } from "../calendar/mod.ts";
import { readPeriod, type Statement } from "../statements/mod.ts";

/** The months a statement sums over and, of a percentage, those it is against. */
export interface Spans {
  readonly span: readonly [Month, Month];
  readonly before?: readonly [Month, Month];
  /** Of a change in kt from those months. Default no: a percentage. */
  readonly isChange?: boolean;
}

/** What a level, a word, a sum from January on a change or a percentage is of; `undefined` for what dates a day and for other measures. */
export function spanOf({ measure, period, unit }: Statement): Spans | undefined {
  const found = readPeriod(period);
  if (found === undefined || found.kind === "day") return undefined;
  const { from, to } = found;
  const yearToDate = [parseMonth(`${yearOf(to)}-01`), to] as const;
  const back = ([a, b]: readonly [Month, Month], by: number) =>
    [addMonths(a, -by), addMonths(b, -by)] as const;
  switch (measure) {
    case "level":
    case "class":
      return { span: [from, to] };
    case "ytd":
      return { span: yearToDate };
    case "mom": // The day's rate is reconcile's business: %/day.
      return unit === "%"
        ? { span: [from, to], before: back([from, to], monthsBetween(from, to) + 1) }
        : undefined;
    case "change_mom":
      return {
        span: [from, to],
        before: back([from, to], monthsBetween(from, to) + 1),
        isChange: true,
      };
    case "yoy":
      return unit === "%" ? { span: [from, to], before: back([from, to], 12) } : undefined;
    case "ytd_yoy":
      return { span: yearToDate, before: back(yearToDate, 12) };
    default:
      return undefined;
  }
}

/** A statement's value as both ends, or one end open where it is hedged so. */
export function boundOf({ value, bound }: Statement): readonly [low: number, high: number] {
  const low = bound === "at_most" || bound === "range_high" ? -Infinity : value!;
  const high = bound === "at_least" || bound === "range_low" ? Infinity : value!;
  return [low, high];
}
