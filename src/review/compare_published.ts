import { type Account, type MarketNames, type Range, STATE_BANDS, sumOf } from "../balance/mod.ts";
import { type Month, monthLabel, monthRange, parseMonth, yearOf } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import {
  allowedBy,
  type BalanceClass,
  type Basis,
  figureKey,
  isNumber,
  readPeriod,
  type Statement,
} from "../statements/mod.ts";
import { type BalanceBand, bandOf } from "./_band.ts";

/** Whether the account bears out what a publisher said of the balance. */
export type Verdict = "agree" | "gap" | "cannot say";

/** What a publisher said of the balance of some months, beside the account's sum over the same months. */
export interface PublishedComparison {
  readonly publisher: string;
  readonly period: string;
  readonly from: Month;
  readonly to: Month;
  readonly basis: Basis;
  readonly statements: readonly Statement[];
  readonly balanceClass: BalanceClass | undefined;
  /** What it allows, kt: a figure with its rounding, or the class as a span of balances. Open ends are infinite. */
  readonly published: { readonly low: number; readonly high: number } | undefined;
  /** The account's balance over the months with its 90% band, kt; `undefined` when a month cannot be closed. */
  readonly accountKt: Range | undefined;
  /** Whether the band and what was said have a balance in common. */
  readonly verdict: Verdict;
  /** The account's value less the nearest balance that was said, kt: 0 inside; + when the account builds more. */
  readonly gapKt: number | undefined;
  /** Whether the assumptions' ranges, all at their ends at once, reach what was said; `undefined` like the account. */
  readonly rangesReach: boolean | undefined;
  /** Months that the account closes on the publisher's own figure: there it agrees by construction. */
  readonly closedOnPrint: readonly Month[];
  readonly reason: string;
  /** How the publisher's scope may differ, when it is not the one whose figures the account is made of. */
  readonly scopeNote: string;
}

/**
 * What a class says of the balance, as shares of use. Publishers do not define their words; these follow the edges of
 * the market states, except that any surplus is a surplus, any draw down to the lower edge a slight one, and any
 * shortfall a deficit.
 */
const CLASS_SHARES: Readonly<Record<BalanceClass, readonly [low: number, high: number]>> = {
  surplus: [0, Infinity],
  loose: [STATE_BANDS.looseAbove, Infinity],
  balanced: [STATE_BANDS.slightBelow, STATE_BANDS.looseAbove],
  tight: [STATE_BANDS.slightBelow, STATE_BANDS.looseAbove],
  slight_destocking: [STATE_BANDS.destockingBelow, 0],
  deficit: [-Infinity, 0],
};

/**
 * Every published balance, in kt or in words, beside the account's sum over the same months.
 *
 * The account's band is the middle 90% by the wider of two: the assumed errors on supply and on use, and the ranges of
 * its figures. Over several months the errors add in full, because an assumption that is off is off in the same
 * direction every month.
 *
 * @param ledger the latest print of each of its figures is compared
 * @returns one for each print, by first month, then publisher; balances in kt, + is a build
 *
 * @example
 * ```ts
 * import { comparePublished } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const rows = comparePublished(await openLedger({ asOf: parseDay("2026-02-10") }));
 * const year2023 = rows.find(({ period }) => period === "2023")!;
 * assert.equal(year2023.verdict, "cannot say");
 * const january = rows.find(({ period, balanceClass }) => period === "2026-01" && !balanceClass)!;
 * assert.equal(january.verdict, "agree");
 * assert.deepEqual(january.closedOnPrint, ["2026-01"]);
 * ```
 */
export function comparePublished(ledger: Ledger): PublishedComparison[] {
  const { market } = ledger.plan;
  const groups = new Map<string, Statement[]>();
  for (const statement of ledger.current) {
    if (statement.region !== market.region || !isBalance(market, statement)) continue;
    // The two ends of a range are one figure; anything else printed on one day stands for itself.
    const isEnd = statement.bound === "range_low" || statement.bound === "range_high";
    const key = figureKey(statement) + (isEnd ? "" : `|${statement.file}:${statement.line}`);
    groups.set(key, [...groups.get(key) ?? [], statement]);
  }
  const close = closer(ledger);
  return [...groups.values()].map((statements) => comparison(ledger, statements, close))
    .sort((a, b) => textOrder(a.from, b.from) || textOrder(a.publisher, b.publisher));
}

function isBalance(market: MarketNames, { series, measure }: Statement): boolean {
  return series === market.classSeries
    ? measure === "class"
    : series === market.balanceSeries && (measure === "level" || measure === "ytd");
}

function comparison(
  ledger: Ledger,
  statements: readonly Statement[],
  close: ReturnType<typeof closer>,
): PublishedComparison {
  const first = statements[0]!;
  const { publisher, period, basis, balanceClass, measure } = first;
  const { from: start, to } = readPeriod(period)!;
  const from = measure === "ytd" ? parseMonth(`${yearOf(start)}-01`) : start;
  const { closed, unclosed } = close(from, to);
  const accounts = closed.map(({ account }) => account);
  const own = publisher === ledger.publisher;
  const closedOnPrint = own ? accounts.filter(closesOnPrint).map((account) => account.month) : [];
  const scopeNote = own ? "" : ledger.catalogue.get(first.series)?.publisherScope ?? "";
  const head = { publisher, period, from, to, basis, statements, balanceClass };
  const said = { ...head, closedOnPrint, scopeNote };
  const spans = statements.filter(isNumber).map(allowedBy);
  const span = {
    low: Math.max(...spans.map(({ low }) => low)),
    high: Math.min(...spans.map(({ high }) => high)),
  };
  if (unclosed.length > 0) {
    return {
      ...said,
      published: balanceClass === undefined ? span : undefined,
      accountKt: undefined,
      verdict: "cannot say",
      gapKt: undefined,
      rangesReach: undefined,
      reason: whatLacks(unclosed),
    };
  }
  const accountKt = sumOf(closed.map(({ band }) => band));
  const useKt = accounts.reduce((sum, account) => sum + account.useKt.value, 0);
  const published = balanceClass === undefined
    ? span
    : { low: CLASS_SHARES[balanceClass][0] * useKt, high: CLASS_SHARES[balanceClass][1] * useKt };
  const { value, low, high } = accountKt;
  const gapKt = value - Math.min(Math.max(value, published.low), published.high);
  const agree = low <= published.high && high >= published.low;
  const construction = closedOnPrint.length > 0
    ? `; ${closedOnPrint.map((month) => monthLabel(month)).join(", ")} ${
      closedOnPrint.length === 1 ? "is" : "are"
    } closed on ${publisher}'s own figure`
    : "";
  return {
    ...said,
    published,
    accountKt,
    verdict: agree ? "agree" : "gap",
    gapKt,
    rangesReach: accounts.reduce((sum, a) => sum + a.balanceKt.low, 0) <= published.high &&
      accounts.reduce((sum, a) => sum + a.balanceKt.high, 0) >= published.low,
    reason: `the account's 90% band is ${low.toFixed(0)} to ${high.toFixed(0)} kt${construction}`,
  };
}

function closesOnPrint(account: Account): boolean {
  return account.lines.some(({ status }) => status === "residual");
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A month's account with its band. */
interface Closed {
  readonly account: Account;
  readonly band: BalanceBand;
}

/** A month that cannot be closed, and what it lacks. */
interface Unclosed {
  readonly month: Month;
  readonly why: string;
}

/** Closes spans of months; each month once, however many spans it is in. */
function closer(
  ledger: Ledger,
): (from: Month, to: Month) => { readonly closed: Closed[]; readonly unclosed: Unclosed[] } {
  const known = new Map<Month, Closed | Unclosed>();
  return (from, to) => {
    const closed: Closed[] = [];
    const unclosed: Unclosed[] = [];
    for (const month of monthRange(from, to)) {
      const result = known.get(month) ?? close(ledger, month);
      known.set(month, result);
      if ("why" in result) unclosed.push(result);
      else closed.push(result);
    }
    return { closed, unclosed };
  };
}

function close(ledger: Ledger, month: Month): Closed | Unclosed {
  try {
    const account = ledger.account(month);
    return { account, band: bandOf(ledger, account) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // `Cannot close the account for 2024-11: production is missing: no statement ...`
    const [, why = error.message] = /^[^:]*: ([^:]*)/.exec(error.message) ?? [];
    return { month, why };
  }
}

/** `2024-01 to 2024-03, 2024-11 cannot be closed: production is missing`, one part for each thing that lacks. */
function whatLacks(unclosed: readonly Unclosed[]): string {
  const whys = [...new Set(unclosed.map(({ why }) => why))];
  return whys.map((why) => {
    const months = unclosed.filter((entry) => entry.why === why).map(({ month }) => month);
    const runs: Month[][] = [];
    for (const month of months) {
      const last = runs.at(-1);
      if (last && monthRange(last[0]!, month).length === last.length + 1) last.push(month);
      else runs.push([month]);
    }
    const named = runs.map((run) => run.length === 1 ? run[0] : `${run[0]} to ${run.at(-1)}`);
    return `${named.join(", ")} cannot be closed: ${why}`;
  }).join("; ");
}
