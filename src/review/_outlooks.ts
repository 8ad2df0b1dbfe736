import { addMonths, type Day, type Month, monthsBetween, yearOf } from "../calendar/mod.ts";
import { parseMonth } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { monthlySeries, type SeriesPoint } from "../reconcile/mod.ts";
import {
  asOf,
  figureKey,
  isNumber,
  type NumberStatement,
  readPeriod,
  type Statement,
} from "../statements/mod.ts";
import { isReported } from "./_naive.ts";

/** An outlook as printed: one statement, the two ends of a range, or the same words again within the same lead. */
export interface PrintedOutlook {
  readonly statements: readonly NumberStatement[];
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The outlooks among statements, classes left out; a range is one outlook. */
export function printedOutlooks(statements: readonly Statement[]): PrintedOutlook[] {
  const outlooks = statements.filter(isNumber).filter(({ basis }) => basis === "forecast");
  const groups = Map.groupBy(outlooks, (outlook) => {
    const { published = "", bound, printed } = outlook;
    const isEnd = bound === "range_low" || bound === "range_high";
    return `${figureKey(outlook)}|${published}|${isEnd ? "range" : `${bound} ${printed}`}`;
  });
  return [...groups.values()].map((group) => {
    const numbers = group.map(({ value }) => value);
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const { halfWidth, bound } = group[0]!;
    const isRange = bound === "range_low" || bound === "range_high";
    return {
      statements: group,
      value: (least + most) / 2,
      low: bound === "at_most"
        ? -Infinity
        : bound === "at_least" || isRange
        ? least
        : least - halfWidth,
      high: bound === "at_least"
        ? Infinity
        : bound === "at_most" || isRange
        ? most
        : most + halfWidth,
    };
  });
}

/** A publisher's history of a series as it stood on a day, and the last month it had reported by then. */
export interface View {
  readonly points: readonly SeriesPoint[];
  readonly lastReported: Month | undefined;
}

/** Looks publishers' series up as they stood on a day (today for an undated print); each is reconciled once. */
export function viewsOf(ledger: Ledger): (statement: Statement, day?: Day) => View {
  const views = new Map<string, View>();
  return ({ series, publisher, region }, day) => {
    const key = [series, publisher, region, day].join("|");
    let view = views.get(key);
    if (view === undefined) {
      const known = asOf(ledger.statements, day ?? ledger.asOf).filter((s) =>
        s.series === series && s.publisher === publisher && s.region === region
      );
      view = viewOf(ledger, known, { series, publisher, region });
      views.set(key, view);
    }
    return view;
  };
}

function viewOf(
  ledger: Ledger,
  known: readonly Statement[],
  query: { readonly series: string; readonly publisher: string; readonly region: string },
): View {
  const months = known.flatMap(({ period }) => {
    const span = readPeriod(period)!;
    return [span.from, span.to];
  }).sort();
  if (months.length === 0) return { points: [], lastReported: undefined };
  // A year back, so that percentages on the year have their base.
  const from = parseMonth(`${yearOf(months[0]!) - 1}-01`);
  const kind = ledger.catalogue.get(query.series)?.kind;
  const { points } = monthlySeries(known, {
    ...query,
    from,
    to: months.at(-1)!,
    ...(kind === undefined ? {} : { kind }),
  });
  const reported = known.filter(({ basis, period }) =>
    basis !== "forecast" && readPeriod(period)!.kind === "month"
  ).map(({ period }) => period as Month).sort();
  return { points, lastReported: reported.at(-1) ?? points.findLast(isReported)?.month };
}

/**
 * An outlook of a month as a level of its series, in the series' unit, with the base that was known on the day.
 * `undefined` when it is no outlook of one month's flow, or its base was not known.
 */
export function asLevel(
  outlook: PrintedOutlook,
  month: Month,
  view: View,
): { value: number; low: number; high: number } | undefined {
  const { measure } = outlook.statements[0]!;
  const baseOf = (months: number): number | undefined =>
    view.points.find((point) => point.month === addMonths(month, -months))?.value;
  const turn = (level: (x: number) => number) => ({
    value: level(outlook.value),
    low: level(outlook.low),
    high: level(outlook.high),
  });
  if (measure === "level") return turn((x) => x);
  const base = measure === "yoy" ? baseOf(12) : baseOf(1);
  if (base === undefined) return undefined;
  if (measure === "change_mom") return turn((x) => base + x);
  const isShare = outlook.statements[0]!.unit === "%";
  if (measure === "mom" || measure === "yoy") {
    return turn((x) => isShare ? base * (1 + x / 100) : base + x);
  }
  return undefined;
}

/** How many months past the last reported one an outlook reached; 0 when its month was already out. */
export function monthsAhead(view: View, month: Month): number | undefined {
  return view.lastReported === undefined
    ? undefined
    : Math.max(0, monthsBetween(view.lastReported, month));
}
