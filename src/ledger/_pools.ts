import type { Plan, PoolInput } from "../balance/mod.ts";
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
import {
  isNumber,
  type NumberStatement,
  type ScopeBreak,
  sourceOf,
  type Statement,
} from "../statements/mod.ts";

/** A week: stock is counted weekly, so the last count before a month's end stands for it. */
const REACH_DAYS = 7;

/** The ends of every pool over a month, from the prints nearest before the ends. */
export function poolsOf(
  { pools, market }: Plan,
  month: Month,
  statements: readonly Statement[],
): PoolInput[] {
  return pools.flatMap(({ id, label, series, publisher, counted }): PoolInput[] => {
    if (publisher === undefined) return [];
    const levels = levelsOf(statements, series, market.region).filter((statement) =>
      statement.publisher === publisher
    );
    const opening = stockAtEnd(addMonths(month, -1), levels);
    const closing = stockAtEnd(month, levels);
    return [{
      ...{ id, label, publisher, counted },
      openingKt: opening?.value,
      closingKt: closing?.value,
      sources: [opening, closing].filter((s) => s !== undefined).map(sourceOf),
    }];
  });
}

function levelsOf(
  statements: readonly Statement[],
  series: string,
  region: string,
): readonly NumberStatement[] {
  return statements.filter(isNumber).filter((statement) =>
    statement.series === series && statement.measure === "level" && statement.region === region
  );
}

function stockAtEnd(month: Month, levels: readonly NumberStatement[]): NumberStatement | undefined {
  const end = parseDay(`${month}-${daysInMonth(month)}`);
  return levels.reduce<NumberStatement | undefined>((best, statement) => {
    const day = countedOn(statement);
    if (day === undefined || day > end || daysBetween(day, end) >= REACH_DAYS) return best;
    return best === undefined || isLater(statement, best) ? statement : best;
  }, undefined);
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
  readonly id: string;
  readonly label: string;
  readonly kt: number;
  readonly day: Day;
  readonly statement: Statement;
}

/** The latest count of each pool by any publisher, no older than two weeks on the day asked about. */
export function latestStocks(
  { pools, market }: Plan,
  day: Day,
  statements: readonly Statement[],
): LatestStock[] {
  const oldest = addDays(day, -2 * REACH_DAYS);
  return pools.flatMap(({ id, label, series }) => {
    const found = levelsOf(statements, series, market.region).filter((statement) => {
      const counted = countedOn(statement);
      return counted !== undefined && counted <= day && counted >= oldest;
    }).reduce<NumberStatement | undefined>(
      (a, b) => a === undefined || isLater(b, a) ? b : a,
      undefined,
    );
    return found === undefined
      ? []
      : [{ id, label, kt: found.value, day: countedOn(found)!, statement: found }];
  });
}

/** Stock as counted, day by day, with the days on which its scope changed. */
export interface StockHistory {
  readonly label: string;
  readonly publisher: string;
  readonly points: readonly { readonly day: Day; readonly stockKt: number }[];
  readonly breaks: readonly {
    readonly day: Day;
    readonly beforeKt: number;
    readonly afterKt: number;
  }[];
}

/** One publisher's dated counts of a stock, the last print of each day. */
export function stockHistory(
  label: string,
  series: string,
  publisher: string,
  region: string,
  statements: readonly Statement[],
  breaks: readonly ScopeBreak[],
): StockHistory {
  const byDay = new Map<Day, NumberStatement>();
  for (const statement of levelsOf(statements, series, region)) {
    const { period } = statement;
    if (statement.publisher !== publisher || !isDay(period)) continue;
    const other = byDay.get(period);
    if (other === undefined || isLater(statement, other)) byDay.set(period, statement);
  }
  const days = [...byDay.keys()].sort();
  return {
    label,
    publisher,
    points: days.map((day) => ({ day, stockKt: byDay.get(day)!.value })),
    breaks: breaks.flatMap(({ date, before, after, ...scope }) =>
      scope.series === series && scope.publisher === publisher && before !== undefined &&
        after !== undefined
        ? [{ day: date, beforeKt: before, afterKt: after }]
        : []
    ),
  };
}
