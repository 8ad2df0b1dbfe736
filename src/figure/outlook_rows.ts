import type { OutlookRow } from "./outlooks_chart.ts";

/** An outlook of a month that has met its outcome, kt; those that `scoreOutlooks` of the review room gives fit. */
export interface MetOutlook {
  readonly period: string;
  /** What was said, kt; a range with its middle. */
  readonly outlook: number;
  readonly outcome: number;
  /** Outlook - outcome, kt. */
  readonly error: number;
  /** The prints: a range's two ends are two. */
  readonly statements: readonly { readonly value: number | undefined; readonly bound: string }[];
}

/**
 * Outlooks with their outcomes as the rows that `outlooksChart` draws, in order of month.
 *
 * @param outlooks in order of publication; of several for a month the last is drawn
 */
export function outlookRows(outlooks: readonly MetOutlook[]): OutlookRow[] {
  const last = new Map(outlooks.map((outlook) => [outlook.period, outlook]));
  return [...last.values()].map(({ period, outlook, outcome, error, statements }) => {
    const low = statements.find(({ bound }) => bound === "range_low")?.value ?? outlook;
    const high = statements.find(({ bound }) => bound === "range_high")?.value ?? outlook;
    const open = statements.some(({ bound }) => bound === "at_least");
    return {
      month: period,
      outlookLowKt: low,
      outlookHighKt: open ? undefined : high,
      outcomeKt: outcome,
      surpriseShare: -error / outlook,
    };
  }).sort((a, b) => a.month < b.month ? -1 : 1);
}
