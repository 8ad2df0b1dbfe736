import { z } from "zod";
import { type Plan, PlanError, planOf } from "../balance/mod.ts";
import { fieldProblem, fieldProblems } from "./_fields.ts";
import type { Problem } from "./problem.ts";
import { readTable, type TableRow } from "./_table.ts";

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

type Read = { [T in keyof typeof ROWS]: { values: z.infer<typeof ROWS[T]>[]; rows: TableRow[] } };

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
  const fileOf = (table: PlanTable) => files[table];
  const tables = {} as Record<PlanTable, { values: unknown[]; rows: TableRow[] }>;
  for (const table of PLAN_TABLES) {
    const shape = ROWS[table];
    const [text, file] = read(table);
    files[table] = file;
    const found = readTable(text, file, Object.keys(shape.shape));
    problems.push(...found.problems);
    const values: unknown[] = [];
    for (const row of found.rows) {
      const result = shape.safeParse(row.fields);
      if (result.success) values.push(result.data);
      else problems.push(...fieldProblems(result.error.issues, row, fileOf(table)));
    }
    tables[table] = { values, rows: [...found.rows] };
  }
  const { market, quantities, account, publishers, pools, parts, regions } = tables as Read;
  const seriesOf = (table: "quantities" | "publishers" | "pools" | "parts") =>
    tables[table].rows.forEach((row) => {
      const { series } = row.fields;
      if (series !== "" && !isSeries(series!)) {
        problems.push(fieldProblem(row, fileOf(table), "series", "a series of data/series.csv"));
      }
    });
  seriesOf("quantities");
  seriesOf("publishers");
  seriesOf("pools");
  seriesOf("parts");
  market.rows.forEach((row) => {
    if (row.fields.name!.endsWith("_series") && !isSeries(row.fields.value!)) {
      problems.push(fieldProblem(row, fileOf("market"), "value", "a series of series.csv"));
    }
  });
  for (const table of ["pools", "regions"] as const) {
    tables[table].rows.forEach((row) => {
      const [low, share, high] = [row.fields.low, row.fields.share, row.fields.high].map(Number);
      if (!(low! <= share! && share! <= high!)) {
        problems.push(fieldProblem(row, fileOf(table), "share", `a share from low to high`));
      }
    });
  }
  const names = MARKET.safeParse(
    Object.fromEntries(market.values.map(({ name, value }) => [name, value])),
  );
  if (!names.success) {
    for (const { path, message } of names.error.issues) {
      const at = market.rows.findIndex(({ fields }) => fields.name === path[0]);
      const expected = at < 0 ? `a row for ${String(path[0] ?? message)}` : message;
      problems.push({
        file: fileOf("market"),
        line: market.rows[at]?.line ?? 1,
        column: 1,
        field: "value",
        found: market.rows[at]?.fields.value ?? "",
        expected,
      });
    }
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
      quantities: quantities.values.map(({ quantity: id, series, ...row }) => ({
        id,
        ...row,
        ...(series === undefined ? {} : { series }),
      })),
      lines: account.values.map(({ line: id, unit_use: unitUse, ...row }) => ({
        id,
        ...row,
        ...(unitUse === undefined ? {} : { unitUse }),
      })),
      counts: publishers.values,
      pools: pools.values.map(({ pool: id, label, series, publisher, counted, ...row }) => ({
        ...{ id, label, series, counted },
        ...(publisher === undefined ? {} : { publisher }),
        share: range(row),
      })),
      parts: parts.values.map(({ part: id, part_of: partOf, publisher, ...row }) => ({
        id,
        partOf,
        ...row,
        ...(publisher === undefined ? {} : { publisher }),
      })),
      regions: regions.values.map(({ region: id, label, source, ...row }) => ({
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
    const at = table === "market"
      ? market.rows.find(({ fields }) => fields.name === field)
      : tables[table].rows[row];
    const place = table === "market" ? "value" : field;
    const column = at?.columnOf(place) ?? 1;
    const problem = {
      file: fileOf(table),
      line: at?.line ?? 1,
      column,
      field: place,
      found,
      expected,
    };
    return { plan: undefined, problems: [problem] };
  }
}
