import {
  addMonths,
  type Day,
  daysBetween,
  daysInMonth,
  isDay,
  isMonth,
  type Month,
  monthsBetween,
  parseDay,
} from "../calendar/mod.ts";
import type { Statement } from "../statements/mod.ts";
import type { Observation } from "./observation.ts";
import { logOf, type Ready } from "./_ready.ts";
import { termsOf } from "./_count_prints.ts";

/** Changes of stock from month end to month end: a pool takes its share of the balance, a whole stock takes all of it. */
export function stockPrints(ready: Ready): Observation[] {
  const { plan: { pools, counts } } = ready;
  const prints: Observation[] = [];
  for (const { id, series, publisher, share, changeSd } of pools) {
    if (changeSd === undefined || publisher === undefined) continue;
    const times = `share of ${id}`;
    const { value, sd } = logOf({ id, ...share });
    prints.push({
      ...{ id: `assumed ${times}`, form: "log", kind: "prior", terms: [{ of: times }] },
      ...{ low: value, high: value, sd },
    });
    for (const { change, from, to, statements } of changesOf(ready, series, publisher)) {
      prints.push({
        ...{ id: `${series} ${from}/${to} ${publisher}`, form: "sum", kind: "print", times },
        terms: [{ of: "balance", from, to }],
        ...{
          low: change,
          high: change,
          sd: changeSd * Math.sqrt(monthsBetween(from, to) + 1),
          statements,
        },
      });
    }
  }
  for (const count of counts.filter(({ role }) => role === "stock")) {
    const { series, publisher, actualSd, forecastSd } = count;
    for (
      const { change, from, to, statements, level, isForecast } of changesOf(
        ready,
        series,
        publisher,
      )
    ) {
      const error = (isForecast ? forecastSd : actualSd) * level * Math.SQRT2;
      prints.push({
        ...{ id: `${series} ${from}/${to} ${publisher}`, form: "sum", kind: "print" },
        terms: termsOf(count, from, to),
        ...{ low: change, high: change, sd: error, statements },
      });
    }
  }
  return prints;
}

/** A stock at a month's end is read between counts no farther from it than this. */
const REACH_DAYS = 14;
/** A last count so near the end stands for it where none follows. */
const NEAR_DAYS = 7;

function changesOf({ plan, months, current, breaks }: Ready, series: string, publisher: string) {
  const byDay = new Map<Day, Statement>();
  const own = current.filter((one) =>
    one.series === series && one.publisher === publisher && one.measure === "level" &&
    one.value !== undefined && one.bound !== "at_least" && one.bound !== "at_most"
  );
  // A count of a day goes before one that names the month alone.
  for (const one of own) if (isMonth(one.period)) byDay.set(endOf(one.period), one);
  for (const one of own) if (isDay(one.period)) byDay.set(one.period, one);
  const days = [...byDay.keys()].sort();
  const isBroken = (from: Day, to: Day) =>
    breaks.some((one) =>
      one.series === series && one.publisher === publisher && one.region === plan.market.region &&
      one.date > from && one.date <= to
    );
  const ends = [addMonths(months[0]!, -1), ...months].flatMap((month) => {
    const end = endOf(month);
    const before = days.findLast((day) => day <= end), after = days.find((day) => day > end);
    const past = before === undefined ? Infinity : daysBetween(before, end);
    if (before === undefined || past > REACH_DAYS) return [];
    const last = byDay.get(before)!;
    const ahead = after === undefined ? Infinity : daysBetween(end, after);
    if (ahead <= REACH_DAYS && past > 0 && !isBroken(before, after!)) {
      const next = byDay.get(after!)!;
      const kt = last.value! + (next.value! - last.value!) * past / (past + ahead);
      return [{ month, kt, day: end, statements: [last, next] }];
    }
    return past < NEAR_DAYS ? [{ month, kt: last.value!, day: before, statements: [last] }] : [];
  });
  return ends.slice(1).flatMap((end, i) => {
    const start = ends[i]!;
    if (isBroken(start.day, end.day)) return [];
    const statements = [...new Set([...start.statements, ...end.statements])];
    return [{
      ...{ from: addMonths(start.month, 1), to: end.month, statements },
      change: end.kt - start.kt,
      level: end.kt,
      isForecast: statements.some(({ basis }) => basis === "forecast"),
    }];
  });
}

function endOf(month: Month): Day {
  return parseDay(`${month}-${daysInMonth(month)}`);
}
