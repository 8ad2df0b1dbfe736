import { addDays, type Day } from "./day.ts";
import { daysInMonth, type Month } from "./month.ts";

/** First day of the Chinese year, by year; dates of the Hong Kong Observatory's calendar conversion tables. */
const NEW_YEAR: Readonly<Record<number, string>> = {
  2015: "02-19",
  2016: "02-08",
  2017: "01-28",
  2018: "02-16",
  2019: "02-05",
  2020: "01-25",
  2021: "02-12",
  2022: "02-01",
  2023: "01-22",
  2024: "02-10",
  2025: "01-29",
  2026: "02-17",
  2027: "02-06",
  2028: "01-26",
  2029: "02-13",
  2030: "02-03",
  2031: "01-23",
  2032: "02-11",
  2033: "01-31",
  2034: "02-19",
  2035: "02-08",
};

/**
 * The first day of the Chinese year that begins in a year.
 *
 * @param year 2015 to 2035
 * @throws {RangeError} outside the table
 *
 * @example
 * ```ts
 * import { chineseNewYear } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(chineseNewYear(2026), "2026-02-17");
 * ```
 */
export function chineseNewYear(year: number): Day {
  const monthDay = NEW_YEAR[year];
  if (monthDay === undefined) {
    throw new RangeError(`Cannot date Chinese New Year: year must be 2015 to 2035, is ${year}`);
  }
  return `${year}-${monthDay}` as Day;
}

/**
 * Days of a month that fall within the closing window around Chinese New Year.
 *
 * @param before days closed before New Year's Day
 * @param after days closed from New Year's Day on, that day included
 * @returns whole days, 0 when the window misses the month
 *
 * @example
 * ```ts
 * import { newYearDaysIn, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * assert.equal(newYearDaysIn(parseMonth("2026-02"), 7, 15), 19);
 * assert.equal(newYearDaysIn(parseMonth("2026-03"), 7, 15), 3);
 * ```
 */
export function newYearDaysIn(month: Month, before: number, after: number): number {
  const newYear = chineseNewYear(Number(month.slice(0, 4)));
  const first = addDays(newYear, -before);
  const last = addDays(newYear, after - 1);
  const monthEnd = `${month}-${String(daysInMonth(month)).padStart(2, "0")}`;
  const from = first > `${month}-01` ? first : `${month}-01`;
  const to = last < monthEnd ? last : monthEnd;
  return from > to ? 0 : Number(to.slice(8)) - Number(from.slice(8)) + 1;
}
