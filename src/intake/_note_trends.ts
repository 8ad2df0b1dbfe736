import type { Facts } from "./_figure_measure.ts";

/** A change of which a sentence gives the sign alone: `YoY growth also turning negative`. */
export interface TrendWords {
  readonly start: number;
  readonly measure: "mom" | "yoy";
  readonly direction: 1 | -1;
  readonly series: string;
  readonly period: string;
}

const TREND =
  /\b(MoM|YoY|month[\s-]on[\s-]month|year[\s-]on[\s-]year)(?:\s+[a-z]+){0,3}?\s+(?:turn\w*|swing\w*|swung|f[ae]ll\w*|slip\w*|mov\w*|remain\w*|stay\w*|was|were|is|be)\s+(?:back\s+)?(?:to\s+|into\s+|in\s+)?(negative|positive)\b/gi;
const NEGATION = /\b(?:not|no\s+longer|never|unlikely|if|unless)\b/i;

/** Signs of changes in a sentence, each of the series spoken of before it; what is not certain is left out. */
export function trendsIn(
  { text, subjects, periods }: Pick<Facts, "text" | "subjects" | "periods">,
): TrendWords[] {
  return [...text.matchAll(TREND)].flatMap((match): TrendWords[] => {
    const [, against, sign] = match as unknown as [string, string, string];
    const series = subjects.filter(({ start }) => start < match.index).at(-1)?.series;
    const own = periods.filter(({ isBase }) => !isBase);
    const mention = own.filter(({ start }) => start < match.index).at(-1) ??
      (own.length === 1 ? own[0] : undefined);
    const { period, isYearToDate } = mention ?? {};
    if (series === undefined || period === undefined || isYearToDate || NEGATION.test(text)) {
      return [];
    }
    return [{
      start: match.index,
      measure: /^m/i.test(against) ? "mom" : "yoy",
      direction: sign.toLowerCase() === "negative" ? -1 : 1,
      series,
      period,
    }];
  });
}
