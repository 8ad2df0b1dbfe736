import { type Day, monthRange } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import type { SeriesPoint, ValuedPoint } from "../reconcile/mod.ts";
import {
  type BalanceClass,
  figureKey,
  isNumber,
  type Period,
  type PeriodKind,
  readPeriod,
  type Statement,
} from "../statements/mod.ts";
import { type Bias, biasOf, meanOf } from "./_errors.ts";
import { isReported, naiveKt, naiveScale } from "./_naive.ts";
import {
  asLevel,
  monthsAhead,
  type PrintedOutlook,
  printedOutlooks,
  viewsOf,
} from "./_outlooks.ts";

/** An outlook beside what came, in the unit of the series. */
export interface OutlookScore {
  readonly series: string;
  readonly region: string;
  /** Who looked ahead; the outcome is the same publisher's. */
  readonly publisher: string;
  readonly period: string;
  readonly published: Day | undefined;
  /** Months past the last one that the publisher had reported by then; 0 when the month itself was out. */
  readonly leadMonths: number | undefined;
  readonly statements: readonly Statement[];
  /** kt for tonnages; % where only percentages can be compared. */
  readonly unit: string;
  /** What was said: a range counts with its middle, "above" and "below" with their edge. */
  readonly outlook: number;
  readonly outcome: number;
  /** Outlook - outcome: - when the outlook was too low. */
  readonly error: number;
  /** Whether the outcome lies within what was said: the range, the edge, or the rounding. */
  readonly held: boolean;
  /** The benchmark's error: the last reported month's daily rate x days, less the outcome; `undefined` off months. */
  readonly naiveError: number | undefined;
}

/** How a publisher's outlooks of one series and one length of period did at one lead. */
export interface OutlookRecord {
  readonly series: string;
  readonly region: string;
  readonly publisher: string;
  /** Whether the outlooks were of months, quarters, halves, years or spans. */
  readonly period: PeriodKind;
  /** Months past the last reported one; `undefined` where it is not known. */
  readonly leadMonths: number | undefined;
  readonly unit: string;
  readonly count: number;
  readonly below: number;
  /** How many held: the outcome lay within what was said. */
  readonly held: number;
  /** Mean of outlook - outcome, with its 95% interval. */
  readonly bias: Bias;
  readonly meanAbsoluteError: number;
  /**
   * Mean absolute scaled error: the mean absolute error over that of last month's daily rate x days, so many months
   * ahead, over the publisher's whole history. Below 1 beats it.
   */
  readonly mase: number | undefined;
}

/** An outlook in words beside what the same publisher later said. */
export interface ClassScore {
  readonly publisher: string;
  readonly period: string;
  readonly outlook: BalanceClass;
  readonly outcome: BalanceClass;
  readonly held: boolean;
  readonly statements: readonly Statement[];
}

/** Every outlook in print: scored, or still open. */
export interface OutlookScores {
  readonly outlooks: readonly OutlookScore[];
  readonly records: readonly OutlookRecord[];
  readonly classes: readonly ClassScore[];
  /** Outlooks that nothing reported by the same publisher can be held against. */
  readonly open: readonly Statement[];
}

/**
 * Keeps score: every outlook in the statements against its outcome by the same publisher.
 *
 * An outlook of a month printed as a percentage counts with the level it meant on the day, so that a later revision of
 * its base is no error of the outlook. Outlooks of other periods and other kinds of figures are compared with a report of
 * the same measure. An outlook repeated in the same words before anything new was reported counts once.
 *
 * @param ledger its reports are the outcomes
 * @returns errors in the unit of each series, outlook - outcome: - is too low
 *
 * @example
 * ```ts
 * import { scoreOutlooks } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const { series, publisher } = ledger.history();
 * const ahead = scoreOutlooks(ledger).records.find((record) =>
 *   record.series === series && record.publisher === publisher && record.leadMonths === 1
 * )!;
 * assert.equal(ahead.below, ahead.count); // every one too low
 * ```
 */
export function scoreOutlooks(ledger: Ledger): OutlookScores {
  const viewOf = viewsOf(ledger);
  const outlooks: OutlookScore[] = [];
  const open: Statement[] = [];
  const seen = new Set<string>();
  for (const printed of printedOutlooks(ledger.statements)) {
    const score = scoreOf(ledger, viewOf, printed);
    if (score === undefined) {
      open.push(...printed.statements);
      continue;
    }
    const [first] = printed.statements;
    const words = printed.statements.map((s) => s.bound + s.printed).join();
    const key = `${figureKey(first!)}|${score.leadMonths}|${words}`;
    if (!seen.has(key)) outlooks.push(score);
    seen.add(key);
  }
  outlooks.sort((a, b) =>
    order(a.series, b.series) || order(a.publisher, b.publisher) || order(a.period, b.period) ||
    order(a.published ?? "", b.published ?? "")
  );
  const words = scoreClasses(ledger);
  return {
    outlooks,
    records: recordsOf(outlooks, (score) => viewOf(score.statements[0]!).points),
    classes: words.scored,
    open: [...open, ...words.open],
  };
}

function scoreOf(
  ledger: Ledger,
  viewOf: ReturnType<typeof viewsOf>,
  printed: PrintedOutlook,
): OutlookScore | undefined {
  const { statements } = printed;
  const first = statements[0]!;
  const { series, region, publisher, period, published, unit } = first;
  const head = { series, region, publisher, period, published, statements };
  const span = readPeriod(period)!;
  const then = viewOf(first, published);
  const leadMonths = published === undefined ? undefined : monthsAhead(then, span.to);
  const today = viewOf(first).points;
  if (span.kind === "month" && ledger.catalogue.get(series)?.kind === "flow") {
    const came = today.find(({ month }) => month === span.from);
    // An estimate printed before the month was over is no outcome.
    if (came === undefined || !isReported(came)) return undefined;
    const said = asLevel(printed, span.from, then);
    if (said !== undefined) {
      const last = then.points.find((point) => point.month === then.lastReported);
      return {
        ...head,
        leadMonths,
        unit: ledger.series(series, publisher).unit,
        outlook: said.value,
        outcome: came.value,
        error: said.value - came.value,
        held: said.low <= came.high && said.high >= came.low,
        naiveError: last?.value === undefined || last.month >= span.from
          ? undefined
          : naiveKt(last.month, last.value, span.from) - came.value,
      };
    }
  }
  const report = ledger.current.filter(isNumber).find((s) =>
    s.basis !== "forecast" && figureKey(s) === figureKey(first)
  );
  const outcome = report === undefined ? sumOverMonths(ledger, first, span, today) : {
    value: report.value,
    low: report.value - report.halfWidth,
    high: report.value + report.halfWidth,
  };
  if (outcome === undefined) return undefined;
  return {
    ...head,
    leadMonths,
    unit,
    outlook: printed.value,
    outcome: outcome.value,
    error: printed.value - outcome.value,
    held: printed.low <= outcome.high && printed.high >= outcome.low,
    naiveError: undefined,
  };
}

/** What a longer period came to when only its months were reported, all of them. */
function sumOverMonths(
  ledger: Ledger,
  { series, measure }: Statement,
  span: Period,
  points: readonly SeriesPoint[],
): { value: number; low: number; high: number } | undefined {
  if (measure !== "level" || ledger.catalogue.get(series)?.kind !== "flow") return undefined;
  const months = monthRange(span.from, span.to);
  const own = points.filter((point) => months.includes(point.month)).filter(isReported);
  if (own.length < months.length) return undefined;
  const sum = (of: (point: ValuedPoint) => number) =>
    own.reduce((total, point) => total + of(point), 0);
  return { value: sum((p) => p.value), low: sum((p) => p.low), high: sum((p) => p.high) };
}

function recordsOf(
  scores: readonly OutlookScore[],
  historyOf: (score: OutlookScore) => Parameters<typeof naiveScale>[0],
): OutlookRecord[] {
  const groups = Map.groupBy(
    scores,
    ({ series, region, publisher, period, unit, leadMonths }) =>
      [series, region, publisher, readPeriod(period)!.kind, unit, leadMonths].join("|"),
  );
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    const { series, region, publisher, leadMonths, unit } = first;
    const errors = group.map(({ error }) => error);
    const meanAbsoluteError = meanOf(errors.map(Math.abs));
    const period = readPeriod(first.period)!.kind;
    const isMonthly = unit !== "%" && period === "month";
    const scale = isMonthly
      ? naiveScale(historyOf(first), Math.max(1, leadMonths ?? 1))
      : undefined;
    return {
      series,
      region,
      publisher,
      period,
      leadMonths,
      unit,
      count: group.length,
      below: errors.filter((error) => error < 0).length,
      held: group.filter(({ held }) => held).length,
      bias: biasOf(errors),
      meanAbsoluteError,
      mase: scale === undefined || scale === 0 ? undefined : meanAbsoluteError / scale,
    };
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Outlooks in words: those that the same publisher later spoke of again, and those still open. */
function scoreClasses(ledger: Ledger): { scored: ClassScore[]; open: Statement[] } {
  const scored = new Map<string, ClassScore>();
  const open: Statement[] = [];
  const classes = ledger.statements.filter((s) => s.measure === "class");
  const reports = classes.filter(({ basis }) => basis !== "forecast");
  for (const outlook of classes) {
    if (outlook.basis !== "forecast") continue;
    const report = reports.filter((s) => figureKey(s) === figureKey(outlook))
      .sort((a, b) => order(a.published ?? "", b.published ?? "")).at(-1);
    if (report === undefined) {
      open.push(outlook);
      continue;
    }
    const { publisher, period, balanceClass } = outlook;
    scored.set([publisher, period, balanceClass].join("|"), {
      publisher,
      period,
      outlook: balanceClass,
      outcome: report.balanceClass,
      held: balanceClass === report.balanceClass,
      statements: [outlook, report],
    });
  }
  return { scored: [...scored.values()], open };
}
