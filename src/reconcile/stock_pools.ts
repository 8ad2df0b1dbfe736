import { addMonths, type Month } from "../calendar/mod.ts";
import type { ScopeBreak, Statement } from "../statements/mod.ts";
import { monthlySeries } from "./monthly_series.ts";
import type { SeriesPoint } from "./series.ts";

/** Which month's stock is looked into. */
export interface StockQuery {
  /** The month. */
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
  /** What the line stands for. */
  readonly kind: StockLineKind;
  /** What it is, in words. */
  readonly label: string;
  /** Who counts it; empty for an exclusion. */
  readonly publisher: string;
  /** Stock at the end of the month before, kt. */
  readonly openingKt: number | undefined;
  /** Stock at the month's end, kt. */
  readonly closingKt: number | undefined;
  /** + is a build; for a scope break what it takes off the pool's change. */
  readonly changeKt: number | undefined;
  /** What the ends were read from. */
  readonly statements: readonly Statement[];
}

/** A month's theoretical stock change against what the pools show. */
export interface StockComparison {
  /** The month. */
  readonly month: Month;
  /** Supply less use, kt; + is a build. */
  readonly theoreticalKt: number | undefined;
  /** What it was read from; empty when it was given. */
  readonly theoreticalFrom: readonly Statement[];
  /** Pools, their parts and breaks, what stands beside them, and what nobody counts. */
  readonly lines: readonly StockLine[];
  /** Change of the counted pools less scope breaks, kt; `undefined` when a pool lacks an end. */
  readonly observedKt: number | undefined;
  /** Theoretical less observed change, kt: what went where nobody counts, or was never there. */
  readonly unexplainedKt: number | undefined;
}

const POOL = { series: "social_inventory_total", publisher: "SMM", label: "Social stock" };

const WARRANTS = "warehouse_warrants_mt";

const PARTS = [
  { series: "social_inventory_general", publisher: "SMM", label: "of it general warehouses" },
  { series: "social_inventory_delivery", publisher: "SMM", label: "of it delivery warehouses" },
] as const;

const BESIDE = [
  { series: "plant_inventory", label: "Plant stock" },
  { series: "downstream_inventory", label: "Raw material at users" },
  { series: WARRANTS, label: "Exchange warrants, inside delivery stock" },
] as const;

const EXCLUSIONS = [
  "Social stock in Inner Mongolia, Ningxia and Gansu",
  "Plants outside the samples, traders and goods under way",
] as const;

/**
 * Lays a month's theoretical stock change beside what the counted pools show.
 *
 * Only social stock has one scope over the whole history, so it alone is counted as observed; samples of plants and
 * users are shown beside it. A month's end is the last print of its last week. What moves between general and delivery
 * warehouses shows in the parts and cancels in the pool; the most that can have moved is their smaller change, where
 * one grew and the other shrank.
 *
 * @param statements what is known
 * @param breaks days on which a pool's scope changed
 * @param query the month
 * @returns changes in kt, + is a build
 *
 * @example
 * ```ts
 * import { stockPools } from "@silicon/balance/reconcile";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, breaks } = await loadData();
 * const january = stockPools(statements, breaks, { month: parseMonth("2026-01") });
 * assert.equal(january.theoreticalKt, 30);
 * assert.equal(january.observedKt, -3);
 * assert.equal(january.unexplainedKt, 33);
 * ```
 */
export function stockPools(
  statements: readonly Statement[],
  breaks: readonly ScopeBreak[],
  query: StockQuery,
): StockComparison {
  const { month } = query;
  const published = query.theoreticalKt === undefined
    ? endOf(statements, "implied_stock_change", POOL.publisher, month)
    : undefined;
  const theoreticalKt = query.theoreticalKt ?? published?.value;
  const pool = lineOf("pool", POOL, statements, month);
  const lines = [pool];
  let observedKt = pool.changeKt;
  for (const widened of breaksOf(POOL.series, POOL.publisher, breaks, month)) {
    const changeKt = offChange(widened);
    lines.push(breakLine("scope break", widened, changeKt));
    observedKt = plus(observedKt, changeKt);
  }
  const parts = PARTS.map((part) => lineOf("part", part, statements, month));
  const partChanges = PARTS.map(({ series, publisher }, i) =>
    breaksOf(series, publisher, breaks, month).map(offChange).reduce(plus, parts[i]!.changeKt)
  );
  lines.push(...parts, ...transfers(partChanges));
  for (const cancelled of breaksOf(WARRANTS, undefined, breaks, month)) {
    lines.push(breakLine("transfer", cancelled, 0));
  }
  for (const { series, label } of BESIDE) {
    const publishers = new Set(
      statements.filter((statement) => statement.series === series && statement.region === "CN")
        .map((statement) => statement.publisher),
    );
    for (const publisher of [...publishers].sort()) {
      const line = lineOf("beside", { series, publisher, label }, statements, month);
      if (line.openingKt !== undefined || line.closingKt !== undefined) lines.push(line);
    }
  }
  for (const label of EXCLUSIONS) {
    const unknown = { openingKt: undefined, closingKt: undefined, changeKt: undefined };
    lines.push({ kind: "exclusion", label, publisher: "", ...unknown, statements: [] });
  }
  const unexplainedKt = theoreticalKt === undefined || observedKt === undefined
    ? undefined
    : theoreticalKt - observedKt;
  const theoreticalFrom = published?.statements ?? [];
  return { month, theoreticalKt, theoreticalFrom, lines, observedKt, unexplainedKt };
}

/** Changes of a series' scope within a month. */
function breaksOf(
  series: string,
  publisher: string | undefined,
  breaks: readonly ScopeBreak[],
  month: Month,
): ScopeBreak[] {
  return breaks.filter((one) =>
    one.series === series && one.region === "CN" && one.date.startsWith(month) &&
    (publisher === undefined || one.publisher === publisher)
  );
}

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

/** Moves within the pool, at most as large as the parts' changes allow, and moves across its edge. */
function transfers([general, delivery]: readonly (number | undefined)[]): StockLine[] {
  const size = general === undefined || delivery === undefined
    ? "size not printed"
    : general * delivery < 0
    ? `at most ${Number(Math.min(Math.abs(general), Math.abs(delivery)).toFixed(1))} kt`
    : "none shows";
  const unknown = { openingKt: undefined, closingKt: undefined, publisher: "", statements: [] };
  return [
    {
      kind: "transfer",
      label: `Moved between general and delivery warehouses: ${size}`,
      changeKt: 0,
      ...unknown,
    },
    {
      kind: "transfer",
      label: "Moved between plants or users and social warehouses: size not printed",
      changeKt: undefined,
      ...unknown,
    },
  ];
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
  const query = { series, publisher, from: month, to: month, kind: "stock" } as const;
  return monthlySeries(statements, query).points[0];
}
