import type { Account, CalendarReceipt } from "@silicon/balance/balance";
import { monthLabel } from "@silicon/balance/calendar";

/**
 * The answer in a paragraph: what the month before closed on, what the month's production does and why, and the
 * balance with its band.
 *
 * @param before the account of the month before, kt
 * @param account the month's account, kt
 * @param receipt the calendar receipt of production between the two, kt
 * @returns plain text; balance + is a build, - is a draw
 *
 * @example
 * ```ts
 * import { headline, openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const [january, february] = [parseMonth("2026-01"), parseMonth("2026-02")];
 * const text = headline(ledger.account(january), ledger.account(february), ledger.receipt(february));
 * assert.match(text, /^January 2026 closed with a build of 30.0 kt/);
 * assert.match(text, /fall by 101.8 kt to 273.7 kt: -32.8 kt from fewer days and -69.0 kt/);
 * ```
 */
export function headline(before: Account, account: Account, receipt: CalendarReceipt): string {
  const outlook = account.lines.some(({ id, status }) =>
    id === "production" && status === "forecast"
  );
  const verb = outlook ? "is expected to " : "";
  const [fall, rise] = outlook ? ["fall", "rise"] : ["fell", "rose"];
  const total = `${receipt.totalKt < 0 ? fall : rise} by ${kt(Math.abs(receipt.totalKt))}`;
  const low = account.balanceKt.value - account.balanceSdKt;
  const high = account.balanceKt.value + account.balanceSdKt;
  const sign = low < 0 && high > 0
    ? "so its sign is not certain"
    : `so the sign holds within one standard deviation`;
  return `${monthLabel(before.month)} closed with ${movement(before)}. In ${
    monthLabel(account.month)
  } production ${verb}${total} to ${kt(receipt.toKt)}: ${signed(receipt.daysKt)} kt from ${
    daysWords(receipt)
  } and ${signed(receipt.rateKt)} kt from the daily rate, which ${
    receipt.rateShare < 0 ? "falls" : "rises"
  } ${percent(Math.abs(receipt.rateShare))}. Use comes to ${kt(account.useKt.value)} against ${
    kt(before.useKt.value)
  }, which leaves ${movement(account)}. One standard deviation of the balance is ${
    kt(account.balanceSdKt)
  } (${signed(low)} to ${signed(high)} kt), ${sign}.`;
}

function movement({ balanceKt: { value }, balanceShareOfUse, state }: Account): string {
  const what = value < 0 ? "a draw" : "a build";
  return `${what} of ${kt(Math.abs(value))} (${
    percent(Math.abs(balanceShareOfUse))
  } of use, ${state})`;
}

function daysWords({ daysKt }: CalendarReceipt): string {
  return daysKt < 0 ? "fewer days" : daysKt > 0 ? "more days" : "the same number of days";
}

function kt(value: number): string {
  return `${value.toFixed(1)} kt`;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${value.toFixed(1)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
