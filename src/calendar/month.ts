/** A calendar month as `YYYY-MM`, for example `"2026-02"`. Sorts as text. */
export type Month = string & { readonly __brand: "Month" };

const PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/;

/**
 * Reads a month.
 *
 * @returns the same text, typed
 * @throws {SyntaxError} when the text is not a year and a month
 *
 * @example
 * ```ts
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(parseMonth("2026-02"), "2026-02");
 * assert.throws(() => parseMonth("2/2026"), SyntaxError);
 * ```
 */
export function parseMonth(input: string): Month {
  if (!PATTERN.test(input)) {
    throw new SyntaxError(`Cannot read a month: expected YYYY-MM, got ${JSON.stringify(input)}`);
  }
  return input as Month;
}

/** Whether the text is a month like `2026-02`. */
export function isMonth(input: string): input is Month {
  return PATTERN.test(input);
}

/** The year of a month, as a number. */
export function yearOf(month: Month): number {
  return Number(month.slice(0, 4));
}

/** The month of the year, 1 to 12. */
export function monthOfYear(month: Month): number {
  return Number(month.slice(5, 7));
}

/**
 * The month so many months later (earlier when negative).
 *
 * @example
 * ```ts
 * import { addMonths, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(addMonths(parseMonth("2025-12"), 2), "2026-02");
 * assert.equal(addMonths(parseMonth("2026-01"), -12), "2025-01");
 * ```
 */
export function addMonths(month: Month, count: number): Month {
  const index = yearOf(month) * 12 + monthOfYear(month) - 1 + count;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, "0")}-${
    String(index - year * 12 + 1).padStart(2, "0")
  }` as Month;
}

/** How many months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOfYear(to) - monthOfYear(from);
}

/** Every month from `from` to `to`, both included; empty when `to` is earlier. */
export function monthRange(from: Month, to: Month): Month[] {
  const count = monthsBetween(from, to) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => addMonths(from, i));
}

/**
 * Days in a month, leap years included.
 *
 * @example
 * ```ts
 * import { daysInMonth, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(daysInMonth(parseMonth("2026-02")), 28);
 * assert.equal(daysInMonth(parseMonth("2024-02")), 29);
 * ```
 */
export function daysInMonth(month: Month): number {
  return new Date(Date.UTC(yearOf(month), monthOfYear(month), 0)).getUTCDate();
}

/**
 * A month as people write it.
 *
 * @example
 * ```ts
 * import { monthLabel, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(monthLabel(parseMonth("2026-02")), "February 2026");
 * assert.equal(monthLabel(parseMonth("2026-02"), "short"), "Feb 2026");
 * ```
 */
export function monthLabel(month: Month, style: "long" | "short" = "long"): string {
  const name = MONTH_NAMES[monthOfYear(month) - 1]!;
  return `${style === "long" ? name : name.slice(0, 3)} ${yearOf(month)}`;
}

const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
