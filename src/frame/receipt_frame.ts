import type { CalendarReceipt } from "../balance/mod.ts";
import { monthLabel } from "../calendar/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

/** A receipt with the name of its quantity. */
export interface NamedReceipt {
  readonly label: string;
  readonly receipt: CalendarReceipt;
}

/**
 * Calendar receipts side by side: total = days + daily rate, exact.
 *
 * @param receipts at least one, all between the same two months, kt
 * @returns one row for each quantity: before, after, total, days, daily rate in kt; daily rates in kt/day
 * @throws {RangeError} when there is none
 *
 * @example
 * ```ts
 * import { receiptFrame } from "@silicon/balance/frame";
 * import { calendarReceipt } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const receipt = calendarReceipt(
 *   { month: parseMonth("2026-01"), kt: 310 },
 *   { month: parseMonth("2026-02"), kt: 280 },
 * );
 * assert.deepEqual(receiptFrame([{ label: "Production", receipt }]).column("totalKt").values, [-30]);
 * ```
 */
export function receiptFrame(receipts: readonly NamedReceipt[]): DataFrame {
  const first = receipts[0]?.receipt;
  if (first === undefined) throw new RangeError("Cannot show calendar receipts: there are none");
  const rows = receipts.map(({ label, receipt }) => ({
    quantity: label,
    fromKt: receipt.fromKt,
    toKt: receipt.toKt,
    totalKt: receipt.totalKt,
    daysKt: receipt.daysKt,
    rateKt: receipt.rateKt,
    fromRateKtPerDay: receipt.fromRateKtPerDay,
    toRateKtPerDay: receipt.toRateKtPerDay,
    rateChangePct: 100 * receipt.rateShare,
  }));
  return frameOf(rows, [
    { key: "quantity" },
    { key: "fromKt", label: monthLabel(first.from, "short"), digits: 1 },
    { key: "toKt", label: monthLabel(first.to, "short"), digits: 1 },
    { key: "totalKt", label: "Total", digits: 1 },
    { key: "daysKt", label: "Days", digits: 1 },
    { key: "rateKt", label: "Daily rate", digits: 1 },
    { key: "fromRateKtPerDay", label: monthLabel(first.from, "short"), digits: 3 },
    { key: "toRateKtPerDay", label: monthLabel(first.to, "short"), digits: 3 },
    { key: "rateChangePct", label: "Rate", unit: "%", digits: 1 },
  ], {
    caption: `${monthLabel(first.from)} to ${
      monthLabel(first.to)
    }: total = days + daily rate (logarithmic mean)`,
  });
}
