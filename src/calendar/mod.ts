/** Months, days and Chinese New Year. Imports nothing; runs anywhere. */
export {
  addMonths,
  daysInMonth,
  isMonth,
  monthLabel,
  monthOfYear,
  monthRange,
  monthsBetween,
  parseMonth,
  yearOf,
} from "./month.ts";
export type { Month } from "./month.ts";
export { addDays, dayLabel, daysBetween, isDay, monthOf, parseDay } from "./day.ts";
export type { Day } from "./day.ts";
export { chineseNewYear, newYearDaysIn } from "./chinese_new_year.ts";
