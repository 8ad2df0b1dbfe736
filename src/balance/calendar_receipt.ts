import { daysInMonth, type Month } from "../calendar/mod.ts";
import { logMeanSplit } from "./log_mean_split.ts";

/** A change between two months, split into what the calendar did and what the daily rate did. */
export interface CalendarReceipt {
  readonly from: Month;
  readonly to: Month;
  readonly fromKt: number;
  readonly toKt: number;
  readonly fromRateKtPerDay: number;
  readonly toRateKtPerDay: number;
  /** Change of the monthly quantity, kt. Equals `daysKt + rateKt`. */
  readonly totalKt: number;
  readonly daysKt: number;
  readonly rateKt: number;
  /** Change of the monthly quantity as a share of the first month's. */
  readonly totalShare: number;
  /** Change of the daily rate as a share of the first month's. */
  readonly rateShare: number;
}

/**
 * The calendar receipt of a monthly quantity: total = days + daily rate, exact.
 *
 * Method: logarithmic mean Divisia index (LMDI) of quantity = days x daily rate.
 *
 * @param from the earlier month and its quantity in kt, above 0
 * @param to the later month and its quantity in kt, above 0
 * @throws {RangeError} when a quantity is not above 0
 *
 * @example
 * ```ts
 * import { calendarReceipt } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const receipt = calendarReceipt(
 *   { month: parseMonth("2026-01"), kt: 375.5 },
 *   { month: parseMonth("2026-02"), kt: 375.5 * (1 - 0.271) },
 * );
 * assert.equal(receipt.daysKt.toFixed(1), "-32.8");
 * assert.equal(receipt.rateKt.toFixed(1), "-69.0");
 * ```
 */
export function calendarReceipt(
  from: { readonly month: Month; readonly kt: number },
  to: { readonly month: Month; readonly kt: number },
): CalendarReceipt {
  const fromDays = daysInMonth(from.month);
  const toDays = daysInMonth(to.month);
  const fromRateKtPerDay = from.kt / fromDays;
  const toRateKtPerDay = to.kt / toDays;
  const [daysKt, rateKt] = logMeanSplit(
    [fromDays, fromRateKtPerDay],
    [toDays, toRateKtPerDay],
  ) as [number, number];
  return {
    from: from.month,
    to: to.month,
    fromKt: from.kt,
    toKt: to.kt,
    fromRateKtPerDay,
    toRateKtPerDay,
    totalKt: to.kt - from.kt,
    daysKt,
    rateKt,
    totalShare: to.kt / from.kt - 1,
    rateShare: toRateKtPerDay / fromRateKtPerDay - 1,
  };
}
