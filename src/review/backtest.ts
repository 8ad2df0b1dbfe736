import {
  addMonths,
  type Day,
  type Month,
  monthRange,
  monthsBetween,
  parseDay,
} from "../calendar/mod.ts";
import { type Ledger, openLedger } from "../ledger/mod.ts";
import { type BandScore, type Bias, biasOf, meanOf, scoreBands, spreadOf } from "./_errors.ts";
import { countedQuantities, isReported, naiveKt, naiveScale } from "./_naive.ts";

/** What is looked ahead to beside the quantities that publishers report: the balance of the account. */
const BALANCE = "balance";

/** One look ahead from a day in the past, beside what came. */
export interface BacktestEntry {
  readonly target: string;
  /** The day looked from: only what was in print by then counts. */
  readonly asOf: Day;
  readonly month: Month;
  readonly leadMonths: number;
  /** What it was made from: a publisher's outlook, the last daily rate gone on, or a closed account. */
  readonly ground: "outlook" | "daily rate" | "account";
  /** What the base case said, kt; of the balance + is a build. */
  readonly saidKt: number;
  /** What was reported since; of the balance what the account comes to today. */
  readonly cameKt: number;
  /** One standard deviation of the band that the day's own record gave; `undefined` where it was too short. */
  readonly sdKt: number | undefined;
}

/** How the base case and its bands did at one lead. */
export interface BacktestRecord {
  readonly target: string;
  readonly leadMonths: number;
  readonly count: number;
  /** Mean of said - came with its 95% interval, kt. */
  readonly biasKt: Bias;
  readonly meanAbsoluteErrorKt: number;
  /** The same over the error of last month's daily rate x days in the whole history; `undefined` for the balance. */
  readonly mase: number | undefined;
  readonly bands: BandScore | undefined;
}

/** The base case replayed. */
export interface Backtest {
  readonly entries: readonly BacktestEntry[];
  readonly records: readonly BacktestRecord[];
}

/** Monthly figures of most publishers are out by this day. */
const DAY_OF_MONTH = "10";
const MOST_AHEAD = 3;

/**
 * Replays the base case month by month: what the data of the day would have said of the months ahead, with the band
 * that the errors known by then gave, beside what came.
 *
 * The base case of a quantity is its publisher's outlook where there is one, and the last daily rate times the days of the
 * month otherwise, one to three months past the last reported one. A day on which nothing newer was reported than on the
 * one before is left out. Assumptions of single months carry no date and are not replayed, so quantities that rest on them
 * have no record. The balance is the account's own, on the latest reported month (lead 0) and on outlooks; since nobody
 * reports it, its outcome is today's account, once production is reported.
 *
 * @param ledger its reports are the outcomes
 * @param from the month of the first replay; January 2024 unless told otherwise
 * @returns errors in kt, said - came
 *
 * @example
 * ```ts
 * import { backtest } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const { entries } = await backtest(await openLedger({ asOf: parseDay("2026-02-10") }));
 * const august = entries.find(({ target, asOf, leadMonths }) =>
 *   target === "production" && asOf === "2025-08-10" && leadMonths === 1
 * )!;
 * assert.equal(august.ground, "outlook");
 * assert.equal(august.saidKt, 365);
 * ```
 */
export async function backtest(
  ledger: Ledger,
  from = ledger.plan.market.firstMonth,
): Promise<Backtest> {
  const replays = await replaysOf(ledger, from);
  const entries = [...quantityEntries(ledger, replays), ...balanceEntries(ledger, replays)];
  return { entries, records: recordsOf(ledger, entries) };
}

/** The part of a backtest that the sizes of the quantities' errors are taken from. */
export async function quantityBacktest(ledger: Ledger): Promise<Pick<Backtest, "entries">> {
  return {
    entries: quantityEntries(ledger, await replaysOf(ledger, ledger.plan.market.firstMonth)),
  };
}

async function replaysOf(ledger: Ledger, from: Month): Promise<Ledger[]> {
  const { publisher, folder } = ledger;
  const days = monthRange(from, ledger.asOf.slice(0, 7) as Month)
    .map((month) => parseDay(`${month}-${DAY_OF_MONTH}`)).filter((day) => day <= ledger.asOf);
  const replays: Ledger[] = [];
  for (const asOf of days) {
    replays.push(await openLedger({ asOf, publisher, folder, data: ledger }));
  }
  return replays;
}

function quantityEntries(ledger: Ledger, replays: readonly Ledger[]): BacktestEntry[] {
  return countedQuantities(ledger).flatMap((quantity) => entriesOf(ledger, replays, quantity));
}

function entriesOf(
  ledger: Ledger,
  replays: readonly Ledger[],
  quantity: string,
): BacktestEntry[] {
  const outcomes = new Map(
    ledger.history(quantity).points.filter(isReported).map(({ month, value }) => [month, value]),
  );
  const entries: BacktestEntry[] = [];
  let lastSeen: Month | undefined;
  for (const replay of replays) {
    const points = replay.history(quantity).points;
    const last = points.findLast(isReported);
    if (last === undefined || last.month === lastSeen) continue;
    lastSeen = last.month;
    let [before, beforeKt] = [last.month, last.value];
    for (let leadMonths = 1; leadMonths <= MOST_AHEAD; leadMonths++) {
      const month = addMonths(last.month, leadMonths);
      const outlookKt = points.find((point) => point.month === month)?.value;
      const saidKt = outlookKt ?? naiveKt(before, beforeKt, month);
      [before, beforeKt] = [month, saidKt];
      const cameKt = outcomes.get(month);
      if (cameKt === undefined || !(saidKt > 0)) continue;
      const known = entries.filter((entry) =>
        entry.leadMonths === leadMonths && entry.month <= last.month
      );
      const sdShare = spreadOf(known.map((entry) => entry.cameKt / entry.saidKt - 1));
      entries.push({
        target: quantity,
        asOf: replay.asOf,
        month,
        leadMonths,
        ground: outlookKt === undefined ? "daily rate" : "outlook",
        saidKt,
        cameKt,
        sdKt: sdShare === undefined ? undefined : sdShare * saidKt,
      });
    }
  }
  return entries;
}

function balanceEntries(ledger: Ledger, replays: readonly Ledger[]): BacktestEntry[] {
  const reported = new Set(
    ledger.history().points.filter(isReported).map(({ month }) => month),
  );
  let lastSeen: Month | undefined;
  return replays.flatMap((replay) => {
    const last = replay.history().points.findLast(isReported)?.month;
    if (last === undefined || last === lastSeen) return [];
    lastSeen = last;
    return replay.accounts(last, addMonths(last, MOST_AHEAD))
      .filter(({ month }) => reported.has(month))
      .map((account): BacktestEntry => ({
        target: BALANCE,
        asOf: replay.asOf,
        month: account.month,
        leadMonths: monthsBetween(last, account.month),
        ground: "account",
        saidKt: account.balanceKt.value,
        cameKt: ledger.account(account.month).balanceKt.value,
        sdKt: account.balanceSdKt,
      }));
  });
}

function recordsOf(ledger: Ledger, entries: readonly BacktestEntry[]): BacktestRecord[] {
  const groups = Map.groupBy(entries, ({ target, leadMonths }) => `${target}|${leadMonths}`);
  const targets = [...new Set(entries.map(({ target }) => target))];
  const sorted = [...groups.values()].sort(([a], [b]) =>
    targets.indexOf(a!.target) - targets.indexOf(b!.target) || a!.leadMonths - b!.leadMonths
  );
  return sorted.map((group) => {
    const { target, leadMonths } = group[0]!;
    const errors = group.map(({ saidKt, cameKt }) => saidKt - cameKt);
    const meanAbsoluteErrorKt = meanOf(errors.map(Math.abs));
    const scale = target === BALANCE
      ? undefined
      : naiveScale(ledger.history(target).points, leadMonths);
    return {
      target,
      leadMonths,
      count: group.length,
      biasKt: biasOf(errors),
      meanAbsoluteErrorKt,
      mase: scale === undefined || scale === 0 ? undefined : meanAbsoluteErrorKt / scale,
      bands: scoreBands(group),
    };
  });
}
