import { addDays, type Day, daysInMonth, type Month } from "../calendar/mod.ts";
import type { NumberStatement } from "../statements/mod.ts";
import { boundsOf, type Fact, monthIndex, type Rank, RANKS } from "./_facts.ts";

/**
 * Months that weekly totals cover without a gap. A week across a month's edge lies in it anywhere between not at all
 * and fully; its best share is by days.
 */
export function coveredMonths(weeks: readonly NumberStatement[]): Fact[] {
  const byEnd = new Map<string, NumberStatement>();
  for (const week of weeks) if (week.bound === "") byEnd.set(week.period, week);
  const facts: Fact[] = [];
  for (const month of new Set(weeks.map((week) => week.period.slice(0, 7)))) {
    const last = `${month}-${daysInMonth(month as Month)}` as Day;
    const first = `${month}-01` as Day;
    let end = [...Array(7).keys()].map((i) => addDays(first, i)).find((day) => byEnd.has(day));
    const used: NumberStatement[] = [];
    let low = 0, high = 0, value = 0, covered = false;
    while (end !== undefined && byEnd.has(end)) {
      const week = byEnd.get(end)!;
      const start = addDays(end, -6);
      const inside = Number((end < last ? end : last).slice(8)) -
        Number((start > first ? start : first).slice(8)) + 1;
      used.push(week);
      low += inside === 7 ? week.value - week.halfWidth : 0;
      high += week.value + week.halfWidth;
      value += week.value * inside / 7;
      covered = end >= last;
      end = covered ? undefined : addDays(end, 7);
    }
    if (!covered) continue;
    const index = monthIndex(month);
    // Publishers survey weeks and months apart, so weeks never stand against a printed month.
    const rank = Math.max(1, ...used.map((week) => RANKS[week.basis])) as Rank;
    const span = { from: index, to: index };
    facts.push({
      kind: "level",
      span,
      base: undefined,
      dayFactor: 1,
      low,
      high,
      value,
      rank,
      about: true,
      statements: used,
    });
  }
  return facts;
}

/** A stock's month end: its level on the last printed day among the month's last seven. */
export function monthEnds(levels: readonly NumberStatement[]): Fact[] {
  const lastOf = new Map<string, NumberStatement>();
  for (const level of levels) {
    const month = level.period.slice(0, 7);
    const daysLeft = daysInMonth(month as Month) - Number(level.period.slice(8));
    if (daysLeft >= 7) continue;
    const held = lastOf.get(month);
    if (held === undefined || held.period < level.period) lastOf.set(month, level);
  }
  return [...lastOf].map(([month, level]) => {
    const index = monthIndex(month);
    const { low, high, value } = boundsOf([level]);
    return {
      kind: "level" as const,
      span: { from: index, to: index },
      base: undefined,
      dayFactor: 1,
      low,
      high,
      value,
      rank: RANKS[level.basis],
      about: level.bound === "about",
      statements: [level],
    };
  });
}
