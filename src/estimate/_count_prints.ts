import type { Count } from "../balance/mod.ts";
import { type Month, monthRange, monthsBetween, yearOf } from "../calendar/mod.ts";
import { monthlySeries } from "../reconcile/mod.ts";
import { isNumber } from "../statements/mod.ts";
import type { Observation, Term } from "./observation.ts";
import { assumed, ktOf, type Ready } from "./_ready.ts";
import { boundOf, spanOf } from "./_span.ts";

/** The error of a rounded figure is even within its half width: its standard deviation is that over the root of 3. */
const ROOT_3 = Math.sqrt(3);
/** Nobody rounds coarser than to a tenth up or down, however many zeros a figure ends in. */
const COARSEST = 0.1;
/** No print is nearer than this share of the lead quantity. */
const LEAST_SHARE = 5e-5;

/** What publishers count: quantities, lines, sums. Balances and stocks have rules of their own. */
export function countPrints(ready: Ready): Observation[] {
  return ready.plan.counts.flatMap((count) =>
    count.of === "balance" || count.role === "stock" || count.of === ""
      ? []
      : count.role === "share"
      ? sharesOf(ready, count)
      : printsOf(ready, count)
  );
}

/** Terms of `a - b` over months. */
export function termsOf({ of, scope }: Count, from: Month, to: Month): Term[] {
  return of.split(" - ").map((one, i) => ({ of: one, from, to, scope, weight: i === 0 ? 1 : -1 }));
}

function printsOf(ready: Ready, count: Count): Observation[] {
  const { plan, months, statements, current, leadKt } = ready;
  const least = LEAST_SHARE * leadKt;
  const { series, publisher, role, ratio, ratioSd, actualSd, forecastSd } = count;
  const [first, last] = [months[0]!, months.at(-1)!];
  const id = (what: string) => `${series} ${what} ${publisher}`;
  const prints: Observation[] = [];
  const base = { kind: "print" } as const;
  /** The ratio of a multiple in the year of a span: its own, since scopes move. */
  const ratioIn = (month: Month) => role === "multiple" && { times: id(`ratio ${yearOf(month)}`) };
  /** Of a part: what the rest adds to the count, and its error. */
  const restIn = (from: Month, to: Month) => {
    const rest = { value: 0, sd: 0 };
    if (count.rest === undefined) return rest;
    for (const month of monthRange(from, to)) {
      const { value, sd } = ktOf(assumed(ready, count.rest, month), month);
      rest.value += value;
      rest.sd = Math.hypot(rest.sd, sd);
    }
    return rest;
  };
  const { region } = plan.market;
  const query = { series, publisher, region, from: first, to: last, kind: "flow" } as const;
  /** Months that have a value; bounded ones are heard, and sums over them too. */
  const known = new Set<Month>(), heard = new Set<Month>();
  for (const point of monthlySeries(statements, query).points) {
    const { month, value, low, high, status, basis } = point;
    if (status === "missing" || value === undefined && (basis === "forecast" || !(low > 0))) {
      continue;
    }
    // Of another's count only what it prints: differences of its rounded sums are no count of its own.
    if (role === "multiple" && status === "derived") continue;
    const { value: rest, sd: restSd } = restIn(month, month);
    const middle = value ?? Math.max(low, 0);
    const error = (status === "forecast" ? forecastSd : actualSd) * middle;
    const terms = termsOf(count, month, month);
    const print = {
      ...{ ...base, ...ratioIn(month), id: id(month), form: "sum" as const },
      ...{ terms, statements: point.statements },
    };
    heard.add(month);
    if (value === undefined) {
      const sd = Math.hypot(restSd, error, 10 * least);
      prints.push({ ...print, low: Math.max(low, 0) + rest, high: high + rest, sd });
      continue;
    }
    known.add(month);
    const sd = Math.hypot(roundingOf(value, (high - low) / 2), error, restSd, least);
    const settled = role === "is" && actualSd === 0 && status !== "forecast";
    prints.push({ ...print, low: value + rest, high: value + rest, sd, settled });
  }
  const own = current.filter((one) => one.series === series && one.publisher === publisher);
  const isLevel = (month: Month) =>
    own.some(({ measure, period, bound }) =>
      measure === "level" && period === month && bound !== "at_least" && bound !== "at_most"
    );
  for (const statement of own) {
    const found = spanOf(statement);
    if (found === undefined || statement.value === undefined) continue;
    const { span: [from, to], before, isChange } = found;
    const start = before?.[0] ?? from;
    if (start < first || to > last) continue;
    const touched = [...monthRange(from, to), ...before ? monthRange(...before) : []];
    if (touched.every((month) => known.has(month))) continue;
    const { value, halfWidth, basis, measure, period } = statement;
    const share = basis === "forecast" ? forecastSd : actualSd;
    const [low, high] = boundOf(statement);
    const print = {
      ...{ ...base, ...ratioIn(to), statements: [statement] },
      id: id([measure, period, ...low < high ? [low] : []].join(" ")),
    };
    if (isChange) {
      const terms = [
        ...termsOf(count, from, to),
        ...termsOf(count, ...before!).map((term) => ({ ...term, weight: -term.weight! })),
      ];
      const sd = Math.hypot(roundingOf(value, halfWidth), share * leadKt, least);
      prints.push({ ...print, form: "sum", terms, low, high, sd });
    } else if (before === undefined) {
      if (from === to && heard.has(from)) continue;
      const rest = restIn(from, to);
      // Months err apart from each other, where another's scope does not err with them.
      const apart = role === "multiple" ? 1 : Math.sqrt(monthsBetween(from, to) + 1);
      const error = share * value / apart;
      // A limit is not rounded: nobody says "below 400" of 404.
      const rounding = low < high ? 0 : roundingOf(value, halfWidth);
      const sd = Math.hypot(rounding, error, rest.sd, least);
      const terms = termsOf(count, from, to);
      const ends = { low: low + rest.value, high: high + rest.value };
      prints.push({ ...print, form: "sum", terms, ...ends, sd });
    } else if (role !== "part" && !(basis === "forecast" && from === to && isLevel(from))) {
      // An outlook's percentage beside its level is the same outlook.
      const log = (percent: number) => Math.log(Math.max(1e-9, 1 + percent / 100));
      // A ratio of one publisher's counts has no ratio between publishers in it.
      prints.push({
        ...{ ...base, id: print.id, form: "log", statements: [statement] },
        ...{ terms: termsOf(count, from, to), under: termsOf(count, ...before) },
        ...{ low: log(low), high: log(high) },
        // From year to year the ratio between publishers moves.
        sd: Math.hypot(
          halfWidth / (100 + value) / ROOT_3,
          share,
          LEAST_SHARE,
          role === "multiple" && measure !== "mom" ? ratioSd : 0,
        ),
      });
    }
  }
  const years = [...new Set(prints.flatMap(({ times }) => times ?? []))].sort();
  return [...prints, ...years.map((of, i) => ratioPrior(of, years[i + 1], ratio, ratioSd))];
}

/** What holds of a year's ratio: that of the year after, and at last the plan's. */
function ratioPrior(of: string, next: string | undefined, ratio: number, sd: number): Observation {
  const value = next === undefined ? Math.log(ratio) : 0;
  return {
    ...{ id: `assumed ${of}`, form: "log", kind: "prior", terms: [{ of }] },
    ...{ low: value, high: value, sd },
    ...(next === undefined ? {} : { under: [{ of: next }] }),
  };
}

/** One standard deviation of a level's rounding, kt. */
function roundingOf(value: number, halfWidth: number): number {
  return Math.min(halfWidth, COARSEST * Math.abs(value)) / ROOT_3;
}

/** A count printed as percent of use. */
function sharesOf(ready: Ready, count: Count): Observation[] {
  const { months, current } = ready;
  return current.flatMap((statement): Observation[] => {
    if (!isNumber(statement)) return [];
    const { series, publisher, value, halfWidth, measure, basis, period } = statement;
    const found = spanOf(statement);
    if (series !== count.series || publisher !== count.publisher || !(value > 0)) return [];
    if (found === undefined || found.before !== undefined) return [];
    const [from, to] = found.span;
    if (from < months[0]! || to > months.at(-1)!) return [];
    const [low, high] = boundOf(statement).map((percent) =>
      Math.log(Math.max(1e-9, percent / 100))
    );
    const error = basis === "forecast" ? count.forecastSd : count.actualSd;
    return [{
      ...{ id: `${series} ${measure} ${period} ${publisher}`, form: "log", kind: "print" },
      terms: termsOf(count, from, to),
      under: [{ of: "use", from, to, scope: count.scope }],
      ...{ low: low!, high: high!, sd: Math.hypot(halfWidth / value / ROOT_3, error) },
      statements: [statement],
    }];
  });
}
