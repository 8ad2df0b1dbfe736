import { type Account, daysOfCover } from "../balance/mod.ts";
import { dayLabel, monthLabel, parseDay } from "../calendar/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

/** The latest count of one stock pool. */
export interface CountedStock {
  readonly label: string;
  readonly kt: number;
  /** Day of the count, `2026-02-05`. */
  readonly day: string;
}

const TOTAL = "All counted pools";

/**
 * Stock by pool with days of cover on a month's daily use.
 *
 * @param stocks latest counts, kt
 * @param account the month whose use gives the daily rate: the trailing month
 * @returns columns pool, counted, stock (kt), cover (days), with a total
 *
 * @example
 * ```ts
 * import { coverFrame } from "@silicon/balance/frame";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const frame = coverFrame(ledger.latestStocks(), ledger.account(parseMonth("2026-01")));
 * assert.equal((frame.column("coverDays").values.at(-1) as number).toFixed(1), "90.5");
 * ```
 */
export function coverFrame(stocks: readonly CountedStock[], account: Account): DataFrame {
  const cover = (kt: number) => daysOfCover(kt, account.useKt.value, account.days);
  const rows: { pool: string; counted: string | undefined; stockKt: number; coverDays: number }[] =
    stocks.map(({ label, kt, day }) => ({
      pool: label,
      counted: dayLabel(parseDay(day)),
      stockKt: kt,
      coverDays: cover(kt),
    }));
  const totalKt = stocks.reduce((sum, { kt }) => sum + kt, 0);
  rows.push({ pool: TOTAL, counted: undefined, stockKt: totalKt, coverDays: cover(totalKt) });
  return frameOf(rows, [
    { key: "pool" },
    { key: "counted" },
    { key: "stockKt", label: "Stock", digits: 1 },
    { key: "coverDays", label: "Days of cover, trailing month", digits: 1 },
  ], {
    caption: `Latest counts by pool; cover on the daily use of ${monthLabel(account.month)}`,
    totals: [TOTAL],
  });
}
