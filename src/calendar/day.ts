import { daysInMonth, isMonth, type Month, monthLabel, parseMonth } from "./month.ts";

/** A calendar day as `YYYY-MM-DD`. Sorts as text. */
export type Day = string & { readonly __brand: "Day" };

const LENGTH = "2026-02-10".length;

/** Whether the text is a day that exists, like `2026-02-10`. */
export function isDay(input: string): input is Day {
  const month = input.slice(0, 7);
  if (input.length !== LENGTH || input[7] !== "-" || !isMonth(month)) return false;
  const day = input.slice(8);
  return /^\d\d$/.test(day) && Number(day) >= 1 && Number(day) <= daysInMonth(month);
}

/**
 * Reads a day.
 *
 * @throws {SyntaxError} when the text is not a day, or the day does not exist
 *
 * @example
 * ```ts
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(parseDay("2026-02-10"), "2026-02-10");
 * assert.throws(() => parseDay("2026-02-30"), SyntaxError);
 * ```
 */
export function parseDay(input: string): Day {
  if (!isDay(input)) {
    throw new SyntaxError(`Cannot read a day: expected YYYY-MM-DD, got ${JSON.stringify(input)}`);
  }
  return input;
}

/** The month a day falls in. */
export function monthOf(day: Day): Month {
  return parseMonth(day.slice(0, 7));
}

/** The day so many days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  const time = Date.parse(`${day}T00:00:00Z`) + count * 86_400_000;
  return new Date(time).toISOString().slice(0, 10) as Day;
}

/** How many days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A day as people write it: `10 February 2026`. */
export function dayLabel(day: Day): string {
  return `${Number(day.slice(8))} ${monthLabel(monthOf(day))}`;
}
