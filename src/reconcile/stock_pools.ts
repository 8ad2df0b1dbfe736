import type { Plan } from "../balance/mod.ts";
import { addMonths, type Month } from "../calendar/mod.ts";
import type { ScopeBreak, Statement } from "../statements/mod.ts";
import { monthlySeries } from "./monthly_series.ts";
import type { SeriesPoint } from "./series.ts";

/** Which month's stock is looked into. */
export interface StockQuery {
  readonly month: Month;
  /** Supply less use by the account, kt; the publisher's own figure unless given. */
  readonly theoreticalKt?: number;
}

/**
 * What a line stands for.
 * - `pool`: a stock that is counted.
 * - `part`: part of a pool above it; what left one part for another is no change of the pool.
 * - `scope break`: a jump because more or less is counted, taken out of the pool's change.
 * - `transfer`: stock that changes its place: 0 within the pool; of unknown size where it crosses the pool's edge.
 * - `beside`: a stock shown but not counted: another publisher's sample, or inside a pool already.
 * - `exclusion`: stock that nobody counts.
 */
export type StockLineKind =
  | "pool"
  | "part"
  | "scope break"
  | "transfer"
  | "beside"
  | "exclusion";

/** One line of the comparison. */
export interface StockLine {
  readonly kind: StockLineKind;
  readonly label: string;
  /** Who counts it; empty for an exclusion. */
  readonly publisher: string;
  /** Stock at the end of the month before, kt. */
  readonly openingKt: number | undefined;
  readonly closingKt: number | undefined;
  /** + is a build; for a scope break what it takes off the pool's change. */
  readonly changeKt: number | undefined;
  readonly statements: readonly Statement[];
}

/** A month's theoretical stock change against what the pools show. */
export interface StockComparison {
  readonly month: Month;
  /** Supply less use, kt; + is a build. */
  readonly theoreticalKt: number | undefined;
  readonly theoreticalFrom: readonly Statement[];
  /** Pools, their parts and breaks, what stands beside them, and what nobody counts. */
  readonly lines: readonly StockLine[];
  /** Change of the counted pools less scope breaks, kt; `undefined` when a pool lacks an end. */
  readonly observedKt: number | undefined;
  /** Theoretical less observed change, kt: what went where nobody counts, or was never there. */
  readonly unexplainedKt: number | undefined;
}

/**
 * Lays a month's theoretical stock change beside what the counted pools show.
 *
 * Only the counted pool is counted as observed; other pools and parts of parts are shown beside it, whoever counts them.
 * A month's end is the last print of its last week. What moves between the parts of the pool shows in them and cancels in
 * the pool; the most that can have moved is their smaller change, where one grew and the other shrank.
 *
 * @returns changes in kt, + is a build
 *
 * @example
 * ```ts
 * import { stockPools } from "@silicon/balance/reconcile";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { plan, statements, breaks } = await loadData();
 * const january = stockPools(plan, statements, breaks, { month: parseMonth("2026-01") });
 * assert.equal(january.theoreticalKt, 30);
 * assert.equal(january.observedKt, -3);
 * assert.equal(january.unexplainedKt, 33);
 * ```
 */
export function stockPools(
  plan: Plan,
  statements: readonly Statement[],
  breaks: readonly ScopeBreak[],
  query: StockQuery,
): StockComparison {
  const { month } = query;
  const { market, pools, parts } = plan;
  const known = statements.filter(({ region }) => region === market.region);
  const counted = pools.find((pool) => pool.counted);
  if (counted?.publisher === undefined) {
    throw new RangeError(
      "Cannot compare stock: pools.csv must mark a pool with a publisher as counted",
    );
  }
  const breaksOf = (series: string, publisher: string | undefined) =>
    breaks.filter((one) =>
      one.series === series && one.region === market.region && one.date.startsWith(month) &&
      (publisher === undefined || one.publisher === publisher)
    );
  const { label, series, publisher } = counted;
  const published = query.theoreticalKt === undefined
    ? endOf(known, market.balanceSeries, publisher, month)
    : undefined;
  const theoreticalKt = query.theoreticalKt ?? published?.value;
  const pool = lineOf("pool", { label, series, publisher }, known, month);
  const lines = [pool];
  let observedKt = pool.changeKt;
  for (const widened of breaksOf(series, publisher)) {
    const changeKt = offChange(widened);
    lines.push(breakLine("scope break", widened, changeKt));
    observedKt = plus(observedKt, changeKt);
  }
  const own = parts.filter(({ partOf }) => partOf === counted.id);
  const ownLines = own.map((part) =>
    lineOf("part", { publisher, ...part, label: `of it ${part.label}` }, known, month)
  );
  const changes = own.map((part, i) =>
    breaksOf(part.series, part.publisher).map(offChange).reduce(plus, ownLines[i]!.changeKt)
  );
  lines.push(...ownLines, ...transfers(own.map((part) => part.label), changes, label));
  const inside = parts.filter((part) => !own.includes(part));
  for (const { series, publisher } of inside) {
    for (const cancelled of breaksOf(series, publisher)) {
      lines.push(breakLine("transfer", cancelled, 0));
    }
  }
  const beside = [
    ...pools.filter((pool) => pool !== counted),
    ...inside.map((part) => ({
      ...part,
      label: `${capital(part.label)}, inside ${
        parts.find(({ id }) => id === part.partOf)?.label ?? part.partOf
      }`,
    })),
  ];
  for (const { series, label } of beside) {
    const publishers = new Set(
      known.filter((statement) => statement.series === series).map((one) => one.publisher),
    );
    for (const publisher of [...publishers].sort()) {
      const line = lineOf("beside", { series, publisher, label }, known, month);
      if (line.openingKt !== undefined || line.closingKt !== undefined) lines.push(line);
    }
  }
  for (const label of market.notCounted) lines.push({ ...NOT_KNOWN, kind: "exclusion", label });
  const unexplainedKt = theoreticalKt === undefined || observedKt === undefined
    ? undefined
    : theoreticalKt - observedKt;
  const theoreticalFrom = published?.statements ?? [];
  return { month, theoreticalKt, theoreticalFrom, lines, observedKt, unexplainedKt };
}

const NOT_KNOWN = {
  publisher: "",
  openingKt: undefined,
  closingKt: undefined,
  changeKt: undefined,
  statements: [],
};

/** What a change of scope takes off the change of its series. */
function offChange({ before, after }: ScopeBreak): number | undefined {
  return before === undefined || after === undefined ? undefined : before - after;
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function breakLine(
  kind: StockLineKind,
  { before, after, reason, publisher }: ScopeBreak,
  changeKt: number | undefined,
): StockLine {
  const ends = { openingKt: before, closingKt: after };
  return { kind, label: reason, publisher, ...ends, changeKt, statements: [] };
}

/** Moves within the pool, at most as large as the changes of its two parts allow, and moves across its edge. */
function transfers(
  names: readonly string[],
  changes: readonly (number | undefined)[],
  pool: string,
): StockLine[] {
  const [one, other] = changes;
  const size = one === undefined || other === undefined
    ? "size not printed"
    : one * other < 0
    ? `at most ${Number(Math.min(Math.abs(one), Math.abs(other)).toFixed(1))} kt`
    : "none shows";
  const label = `Moved between ${names.join(" and ")}: ${size}`;
  return [
    ...(names.length === 2
      ? [{ ...NOT_KNOWN, kind: "transfer", label, changeKt: 0 } as const]
      : []),
    {
      ...NOT_KNOWN,
      kind: "transfer",
      label: `Moved between ${pool.toLowerCase()} and what is not counted in it: size not printed`,
    },
  ];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lineOf(
  kind: StockLineKind,
  { series, publisher, label }: { series: string; publisher: string; label: string },
  statements: readonly Statement[],
  month: Month,
): StockLine {
  const opening = endOf(statements, series, publisher, addMonths(month, -1));
  const closing = endOf(statements, series, publisher, month);
  const openingKt = opening?.value, closingKt = closing?.value;
  const changeKt = openingKt === undefined || closingKt === undefined
    ? undefined
    : closingKt - openingKt;
  const read = [...opening?.statements ?? [], ...closing?.statements ?? []];
  return { kind, label, publisher, openingKt, closingKt, changeKt, statements: read };
}

function endOf(
  statements: readonly Statement[],
  series: string,
  publisher: string,
  month: Month,
): SeriesPoint | undefined {
  const region = statements[0]?.region ?? "";
  const query = { series, publisher, region, from: month, to: month, kind: "stock" } as const;
  return monthlySeries(statements, query).points[0];
}
