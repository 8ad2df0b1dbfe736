import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addDays,
  addMonths,
  chineseNewYear,
  dayLabel,
  daysBetween,
  daysInMonth,
  isDay,
  monthRange,
  monthsBetween,
  newYearDaysIn,
  parseDay,
  parseMonth,
} from "@silicon/balance/calendar";

const start = parseMonth("2000-01");
const count = fc.integer({ min: -300, max: 300 });

Deno.test("addMonths() and monthsBetween() undo each other", () => {
  fc.assert(fc.property(count, (n) => {
    assert.equal(monthsBetween(start, addMonths(start, n)), n);
    assert.equal(addMonths(addMonths(start, n), -n), start);
  }));
});

Deno.test("daysInMonth() sums to the days of the year, leap years by the Gregorian rule", () => {
  const days = (year: number) =>
    monthRange(parseMonth(`${year}-01`), parseMonth(`${year}-12`))
      .reduce((sum, month) => sum + daysInMonth(month), 0);
  assert.deepEqual([2024, 2025, 2026, 2100, 2000].map(days), [366, 365, 365, 365, 366]);
});

Deno.test("addDays() and daysBetween() cross months and leap days", () => {
  assert.equal(addDays(parseDay("2024-02-28"), 2), "2024-03-01");
  assert.equal(daysBetween(parseDay("2025-12-31"), parseDay("2026-03-01")), 60);
});

Deno.test("isDay() knows which days exist", () => {
  assert.deepEqual(
    ["2024-02-29", "2025-02-29", "2026-04-31", "2026-4-1", ""].map((text) => isDay(text)),
    [true, false, false, false, false],
  );
});

Deno.test("newYearDaysIn() spreads the whole window over the months it touches", () => {
  fc.assert(fc.property(fc.integer({ min: 2015, max: 2035 }), (year) => {
    const months = monthRange(parseMonth(`${year}-01`), parseMonth(`${year}-04`));
    const days = months.reduce((sum, month) => sum + newYearDaysIn(month, 7, 15), 0);
    assert.equal(days, 22);
  }));
});

Deno.test("chineseNewYear() falls between 21 January and 20 February, and says its reach", () => {
  for (let year = 2015; year <= 2035; year++) {
    const day = chineseNewYear(year).slice(5);
    assert.ok(day >= "01-21" && day <= "02-20", `${year}-${day}`);
  }
  assert.throws(() => chineseNewYear(2036), {
    name: "RangeError",
    message: /2015 to 2035, is 2036/,
  });
});

Deno.test("dayLabel() writes a day as people do", () => {
  assert.equal(dayLabel(parseDay("2026-02-06")), "6 February 2026");
});
