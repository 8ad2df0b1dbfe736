import { z } from "zod";
import { type Plan, PlanError, planOf } from "../balance/mod.ts";
import type { Problem } from "./problem.ts";
import { readRows, type TableRow } from "./_table.ts";

const ID = z.string().regex(/^[a-z0-9_]+$/, "a name of small letters, digits and _");
const NAMED = z.string().min(1, "a name");
const YES = z.enum(["yes", ""], { error: "yes, or nothing" }).transform((text) => text === "yes");
const MAYBE = z.string().transform((text) => text === "" ? undefined : text);
const SHARE = z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, "a share from 0 to 1").transform(Number);
const SCOPE = z.enum(["core", "wide"], { error: "core or wide" });
const SHARES = { share: SHARE, low: SHARE, high: SHARE, source: NAMED, note: z.string() };

/** A table of a market, by the name of its file. */
export type PlanTable =
  | "market"
  | "quantities"
  | "account"
  | "publishers"
  | "pools"
  | "parts"
  | "regions";

const ROWS = {
  market: z.object({ name: NAMED, value: NAMED }),
  quantities: z.object({
    quantity: ID,
    label: NAMED,
    unit: NAMED,
    kind: z.enum(["flow", "coefficient"], { error: "flow or coefficient" }),
    series: MAYBE,
    closes: YES,
    holiday: YES,
    lever: YES,
  }),
  account: z.object({
    line: ID,
    label: NAMED,
    side: z.enum(["supply", "use"], { error: "supply or use" }),
    amount: ID,
    unit_use: MAYBE,
    scope: SCOPE,
  }),
  publishers: z.object({ series: ID, publisher: NAMED }),
  pools: z.object({
    pool: ID,
    label: NAMED,
    series: ID,
    publisher: MAYBE,
    counted: YES,
    ...SHARES,
  }),
  parts: z.object({ part: ID, label: NAMED, series: ID, publisher: MAYBE, part_of: ID }),
  regions: z.object({
    region: z.string().regex(/^[A-Za-z0-9-]+$/, "a code of letters, digits and -"),
    label: NAMED,
    ...SHARES,
  }),
} satisfies Record<PlanTable, z.ZodObject>;

/** The tables that make up a market, in the order in which they are read. */
export const PLAN_TABLES = Object.keys(ROWS) as readonly PlanTable[];

const MARKET = z.strictObject({
  title: NAMED,
  country: NAMED,
  region: NAMED,
  publisher: NAMED,
  lead: ID,
  balance_series: ID,
  class_series: ID,
  scope: SCOPE,
  not_counted: NAMED.optional(),
});

type Read = { [T in PlanTable]: { value: z.infer<(typeof ROWS)[T]>; row: TableRow }[] };

/**
 * Reads the tables of a market and checks them together. Problems are returned, not thrown, so that all files report
 * together.
 *
 * @param read gives the text of a table, and what its file is called
 * @param isSeries whether the catalogue has a series; a quantity or pool of another is a problem
 * @returns the plan, unless there are problems
 */
export function readPlan(
  read: (table: PlanTable) => readonly [text: string, file: string],
  isSeries: (id: string) => boolean,
): { plan: Plan | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const files = {} as Record<PlanTable, string>;
  const tables = {} as Record<PlanTable, { value: unknown; row: TableRow }[]>;
  for (const table of PLAN_TABLES) {
    const [text, file] = read(table);
    const found = readRows(text, file, ROWS[table]);
    files[table] = file;
    tables[table] = found.rows;
    problems.push(...found.problems);
  }
  const { market, quantities, account, publishers, pools, parts, regions } = tables as Read;
  for (const { value: { series }, row } of [...quantities, ...publishers, ...pools, ...parts]) {
    if (series !== undefined && !isSeries(series)) {
      problems.push(row.problem("series", "a series of data/series.csv"));
    }
  }
  for (const { value: { name, value }, row } of market) {
    if (name.endsWith("_series") && !isSeries(value)) {
      problems.push(row.problem("value", "a series of series.csv"));
    }
  }
  for (const { value: { low, share, high }, row } of [...pools, ...regions]) {
    if (!(low <= share && share <= high)) {
      problems.push(row.problem("share", "a share from low to high"));
    }
  }
  const names = MARKET.safeParse(
    Object.fromEntries(market.map(({ value: { name, value } }) => [name, value])),
  );
  const named = (name: unknown) => market.find(({ value }) => value.name === name)?.row;
  const file = files.market;
  for (const { path, message } of names.error?.issues ?? []) {
    const expected = `a row for ${String(path[0] ?? message)}`;
    problems.push(
      named(path[0])?.problem("value", message) ??
        { file, line: 1, column: 1, field: "value", found: "", expected },
    );
  }
  if (problems.length > 0 || !names.success) return { plan: undefined, problems };
  const { balance_series, class_series, not_counted = "", ...rest } = names.data;
  const range = ({ share: value, low, high }: { share: number; low: number; high: number }) => ({
    value,
    low,
    high,
  });
  try {
    const plan = planOf({
      market: {
        ...rest,
        balanceSeries: balance_series,
        classSeries: class_series,
        notCounted: not_counted.split(";").map((text) => text.trim()).filter(Boolean),
      },
      quantities: quantities.map(({ value: { quantity: id, series, ...row } }) => ({
        id,
        ...row,
        ...(series === undefined ? {} : { series }),
      })),
      lines: account.map(({ value: { line: id, unit_use: unitUse, ...row } }) => ({
        id,
        ...row,
        ...(unitUse === undefined ? {} : { unitUse }),
      })),
      counts: publishers.map(({ value }) => value),
      pools: pools.map(({ value: { pool: id, label, series, publisher, counted, ...row } }) => ({
        ...{ id, label, series, counted },
        ...(publisher === undefined ? {} : { publisher }),
        share: range(row),
      })),
      parts: parts.map(({ value: { part: id, part_of: partOf, publisher, ...row } }) => ({
        id,
        partOf,
        ...row,
        ...(publisher === undefined ? {} : { publisher }),
      })),
      regions: regions.map(({ value: { region: id, label, source, ...row } }) => ({
        id,
        label,
        source,
        share: range(row),
      })),
    });
    return { plan, problems };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const { table, row, field, expected, found } = error;
    const at = table === "market" ? named(field) : tables[table][row]?.row;
    const place = table === "market" ? "value" : field;
    const problem = at?.problem(place, expected) ??
      { file: files[table], line: 1, column: 1, field: place, expected };
    return { plan: undefined, problems: [{ ...problem, found }] };
  }
}
