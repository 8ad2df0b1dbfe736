import { linesIn } from "../balance/mod.ts";
import { type Month, monthOf } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import type { Backtest, BacktestEntry } from "./backtest.ts";
import { countedQuantities } from "./_naive.ts";
import { meanSquareOf, NORMAL_90, widenedSd } from "./_errors.ts";

/** How far a quantity tends to come out from where the base case puts it. */
export interface ErrorSize {
  readonly quantity: string;
  readonly label: string;
  /** One standard deviation, as a share of the quantity. */
  readonly sdShare: number;
  /** How far one month's error is the next month's too: 0 not at all, towards 1 wholly. */
  readonly persistence: number;
  /** Days looked ahead from that it rests on; 0 when it rests on an assumption's range alone. */
  readonly records: number;
  readonly ground: string;
}

/** An assumption that is off stays off; the model asks for less than 1. */
const LASTING = 0.95;

/** An assumption's range counts as much as this many days looked from. */
const RANGE_COUNTS = 3;

/**
 * The error of each quantity by its own record, wider where the record is short: what fans are drawn with.
 *
 * A quantity's deviation is the root mean square of its relative errors in the back-test, widened for the number of days
 * looked from (Student's t: 1.78 times for two, 1.22 for five, 1.10 for ten). Where an assumption has a range for the
 * quantity, the range is taken as the middle 90% of a normal distribution and counts as three more days; without a record
 * it stands alone. Production with fewer than two days takes the upper end of the assumed balance error.
 *
 * @param test the base case replayed, by `backtest` on the same ledger
 * @param monthsAhead how far the fan reaches, 1 to 3: errors grow with the lead, and those up to it are pooled
 * @returns one for each quantity that has a record or a range, shares of it
 * @throws {RangeError} when `monthsAhead` is not 1, 2 or 3
 *
 * @example
 * ```ts
 * import { backtest, errorSizes } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const test = await backtest(ledger);
 * const of = (months: number) =>
 *   errorSizes(ledger, test, months).find(({ quantity }) => quantity === "production")!;
 * assert.ok(of(3).sdShare > of(1).sdShare);
 * ```
 */
export function errorSizes(
  ledger: Ledger,
  test: Pick<Backtest, "entries">,
  monthsAhead = 3,
): ErrorSize[] {
  if (![1, 2, 3].includes(monthsAhead)) {
    throw new RangeError(
      `Cannot size the errors: monthsAhead must be 1, 2 or 3, is ${monthsAhead}`,
    );
  }
  const counted = countedQuantities(ledger);
  const onLines = linesIn(ledger.plan).flatMap(({ amountAt, unitUseAt }) => [amountAt, unitUseAt]);
  const quantities = ledger.plan.quantities.filter(({ id }, at) =>
    onLines.includes(at) && (counted.includes(id) || hasRange(ledger, id))
  );
  const month = monthOf(ledger.asOf);
  // Those with a record first: a simulation draws in this order.
  return [true, false].flatMap((first) =>
    quantities.filter(({ id }) => counted.includes(id) === first).flatMap(({ id, label }) => {
      const pooled = test.entries.filter((entry) =>
        entry.target === id && entry.leadMonths <= monthsAhead
      );
      // One month ahead a base has the publisher's outlook, so entries that had none say nothing of it.
      const withOutlook = pooled.filter(({ ground }) => ground === "outlook");
      const entries = monthsAhead === 1 && withOutlook.length >= 2 ? withOutlook : pooled;
      const size = sizeOf(ledger, id, entries, month);
      return size === undefined ? [] : [{ quantity: id, label, ...size }];
    })
  );
}

function hasRange({ assumptions }: Ledger, quantity: string): boolean {
  return assumptions.some(({ id }) => id === quantity);
}

function sizeOf(
  ledger: Ledger,
  quantity: string,
  entries: readonly BacktestEntry[],
  month: Month,
): Omit<ErrorSize, "quantity" | "label"> | undefined {
  const records = new Set(entries.map(({ asOf }) => asOf)).size;
  const range = rangeOf(ledger, quantity, month);
  const assumed = hasRange(ledger, quantity);
  // One look ahead that happened to hit would say that nothing can go wrong.
  if (records < (assumed ? 1 : 2)) {
    return range === undefined ? undefined : {
      sdShare: range.sdShare,
      persistence: LASTING,
      records: 0,
      ground: `no record; the range at ${range.at}`,
    };
  }
  const rangeCounts = assumed && range !== undefined ? RANGE_COUNTS : 0;
  const count = records + rangeCounts;
  const square = meanSquareOf(entries.map(errorShare));
  const meanSquare = (records * square + rangeCounts * (range?.sdShare ?? 0) ** 2) / count;
  const ground = `${entries.length} looks ahead from ${records} ${records === 1 ? "day" : "days"}`;
  return {
    sdShare: widenedSd(meanSquare, count),
    persistence: persistenceOf(entries) ?? ledger.assumption("error_persistence", month).value,
    records,
    ground: rangeCounts === 0 ? ground : `${ground}; the range at ${range!.at}`,
  };
}

/** What a quantity's assumed range says of its error; `undefined` where it is assumed to be 0. */
function rangeOf(
  ledger: Ledger,
  quantity: string,
  month: Month,
): { readonly sdShare: number; readonly at: string } | undefined {
  const assumed = hasRange(ledger, quantity);
  const assumption = ledger.assumption(assumed ? quantity : "balance_error", month);
  const { value, low, high, file, line } = assumption;
  const at = `${file}:${line}`;
  if (!assumed) return { sdShare: high, at };
  return value > 0 ? { sdShare: (high - low) / (2 * NORMAL_90 * value), at } : undefined;
}

function errorShare({ saidKt, cameKt }: BacktestEntry): number {
  return cameKt / saidKt - 1;
}

/** How errors of neighbouring months, looked at from the same day, go together; `undefined` for fewer than two pairs. */
function persistenceOf(entries: readonly BacktestEntry[]): number | undefined {
  const pairs = entries.flatMap((entry) => {
    const next = entries.find((other) =>
      other.asOf === entry.asOf && other.leadMonths === entry.leadMonths + 1
    );
    return next === undefined ? [] : [[errorShare(entry), errorShare(next)] as const];
  });
  if (pairs.length < 2) return undefined;
  const sum = (of: (pair: readonly [number, number]) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0);
  const scale = Math.sqrt(sum(([a]) => a * a) * sum(([, b]) => b * b));
  return scale === 0 ? 0 : Math.min(LASTING, Math.max(0, sum(([a, b]) => a * b) / scale));
}
