import type { PoolInput } from "../balance/mod.ts";
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  daysInMonth,
  isDay,
  isMonth,
  type Month,
  parseDay,
} from "../calendar/mod.ts";
import { type ScopeBreak, sourceOf, type Statement } from "../statements/mod.ts";

/** A stock pool as published: one series of one publisher. */
interface Pool {
  readonly id: string;
  readonly label: string;
  readonly series: string;
  readonly publisher: string;
  readonly counted: boolean;
}

/** Only social stock is printed with one scope over the whole history, so it alone is counted as observed. */
const POOLS: readonly Pool[] = [
  {
    id: "social",
    label: "Social stock",
    series: "social_inventory_total",
    publisher: "SMM",
    counted: true,
  },
  {
    id: "plant",
    label: "Plant stock, sample",
    series: "plant_inventory",
    publisher: "Baichuan",
    counted: false,
  },
];

/** A week: stock is counted weekly, so the last count before a month's end stands for it. */
const REACH_DAYS = 7;

/** The ends of every pool over a month, from the prints nearest before the ends. */
export function poolsOf(month: Month, statements: readonly Statement[]): PoolInput[] {
  return POOLS.map(({ series, ...pool }) => {
    const opening = stockAtEnd(addMonths(month, -1), series, pool.publisher, statements);
    const closing = stockAtEnd(month, series, pool.publisher, statements);
    return {
      ...pool,
      openingKt: opening?.value,
      closingKt: closing?.value,
      sources: [opening, closing].filter((s) => s !== undefined).map(sourceOf),
    };
  });
}

function stockAtEnd(
  month: Month,
  series: string,
  publisher: string,
  statements: readonly Statement[],
): Statement | undefined {
  const end = parseDay(`${month}-${daysInMonth(month)}`);
  let best: Statement | undefined;
  for (const statement of statements) {
    if (statement.series !== series || statement.publisher !== publisher) continue;
    if (statement.measure !== "level" || statement.region !== "CN") continue;
    const day = countedOn(statement);
    if (day === undefined || day > end || daysBetween(day, end) >= REACH_DAYS) continue;
    if (best === undefined || isLater(statement, best)) best = statement;
  }
  return best;
}

/** The day a stock was counted: a month stands for its last day. */
function countedOn({ period }: Statement): Day | undefined {
  if (isMonth(period)) return parseDay(`${period}-${daysInMonth(period)}`);
  return period.length === 10 ? parseDay(period) : undefined;
}

function isLater(a: Statement, b: Statement): boolean {
  const [dayA, dayB] = [countedOn(a)!, countedOn(b)!];
  return dayA > dayB || (dayA === dayB && (a.published ?? "") > (b.published ?? ""));
}

/** A pool's latest print, for the stock that the industry holds on a day. */
export interface LatestStock {
  /** Its name in code and data. */
  readonly id: string;
  /** Its name as people read it. */
  readonly label: string;
  /** Quantity in kt, with its bounds. */
  readonly kt: number;
  /** The day. */
  readonly day: Day;
  /** The print behind it. */
  readonly statement: Statement;
}

const LATEST: readonly { id: string; label: string; series: string }[] = [
  { id: "social", label: "Social stock", series: "social_inventory_total" },
  { id: "plant", label: "Plant stock, sample", series: "plant_inventory" },
  { id: "downstream", label: "Downstream raw material", series: "downstream_inventory" },
];

/** The latest count of each pool by any publisher, no older than two weeks on the day asked about. */
export function latestStocks(day: Day, statements: readonly Statement[]): LatestStock[] {
  return LATEST.flatMap(({ id, label, series }) => {
    const oldest = addDays(day, -2 * REACH_DAYS);
    const found = statements.filter((statement) => {
      const counted = countedOn(statement);
      return statement.series === series && statement.measure === "level" &&
        statement.region === "CN" && counted !== undefined && counted <= day && counted >= oldest;
    }).reduce<Statement | undefined>((a, b) => a === undefined || isLater(b, a) ? b : a, undefined);
    return found?.value === undefined
      ? []
      : [{ id, label, kt: found.value, day: countedOn(found)!, statement: found }];
  });
}

/** Stock as counted, day by day, with the days on which its scope changed. */
export interface StockHistory {
  /** Counts in order of day, kt. */
  readonly points: readonly { readonly day: Day; readonly stockKt: number }[];
  /** Changes of scope: jumps that are no build and no draw. */
  readonly breaks: readonly {
    readonly day: Day;
    readonly beforeKt: number;
    readonly afterKt: number;
  }[];
}

/** One publisher's dated counts of a stock, the last print of each day. */
export function stockHistory(
  series: string,
  publisher: string,
  statements: readonly Statement[],
  breaks: readonly ScopeBreak[],
): StockHistory {
  const byDay = new Map<Day, Statement>();
  for (const statement of statements) {
    const { measure, region, period, value } = statement;
    if (statement.series !== series || statement.publisher !== publisher) continue;
    if (measure !== "level" || region !== "CN" || value === undefined || !isDay(period)) continue;
    const other = byDay.get(period);
    if (other === undefined || isLater(statement, other)) byDay.set(period, statement);
  }
  const days = [...byDay.keys()].sort();
  return {
    points: days.map((day) => ({ day, stockKt: byDay.get(day)!.value! })),
    breaks: breaks.flatMap(({ date, before, after, ...scope }) =>
      scope.series === series && scope.publisher === publisher && before !== undefined &&
        after !== undefined
        ? [{ day: date, beforeKt: before, afterKt: after }]
        : []
    ),
  };
}
