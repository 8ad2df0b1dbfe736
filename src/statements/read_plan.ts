import { z } from "zod";
import { type Day, isDay, isMonth, parseMonth } from "../calendar/mod.ts";
import { nearest, type Plan, PlanError, planOf } from "../balance/mod.ts";
import type { Catalogue, SeriesKind } from "./catalogue.ts";
import type { Problem } from "./problem.ts";
import { readRows, type TableRow } from "./_table.ts";

const ID = z.string().regex(/^[a-z0-9_]+$/, "a name of small letters, digits and _");
const NAMED = z.string().regex(/^\S(.*\S)?$/s, "a name, without blanks around it");
const YES = z.enum(["yes", ""], { error: "yes, or nothing" }).transform((text) => text === "yes");
const MAYBE = z.string().regex(/^(\S(.*\S)?)?$/s, "a name without blanks around it, or nothing")
  .transform((text) => text === "" ? undefined : text);
const SHARE = z.string().regex(/^(0(\.\d+)?|1(\.0+)?)$/, "a share from 0 to 1").transform(Number);
/** Shorter names are near to too many others. */
const LONG_ENOUGH = 5;
const UNITS = { flow: "kt", coefficient: "mt/mt" };
const AMOUNT = z.string().regex(/^(\d+(\.\d+)?)?$/, "a plain number, or nothing")
  .transform((text) => text === "" ? undefined : Number(text));
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

/** What a market's tables may say besides, for its estimate: columns after the others, all or none. */
const MORE = {
  quantities: z.object({
    walk: AMOUNT,
    follows: MAYBE,
    follows_share: AMOUNT,
    follows_sd: AMOUNT,
    follows_rate: MAYBE,
  }),
  publishers: z.object({
    role: z.enum(["is", "multiple", "part", "share", "stock", ""], {
      error: "is, multiple, part, share, stock, or nothing",
    }).transform((role) => role || "is"),
    of: MAYBE,
    rest: MAYBE,
    ratio: AMOUNT,
    ratio_sd: AMOUNT,
    actual_sd: AMOUNT,
    forecast_sd: AMOUNT,
    scope: z.enum(["core", "wide", ""], { error: "core, wide, or nothing" })
      .transform((scope) => scope || undefined),
    known_from: z.string().refine((text) => text === "" || isDay(text), {
      error: "a day that exists, or nothing",
    }).transform((text) => (text || undefined) as Day | undefined),
    source: z.string(),
    note: z.string(),
  }),
  pools: z.object({ change_sd: AMOUNT }),
} satisfies Partial<Record<PlanTable, z.ZodObject>>;

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
  first_month: z.string().refine(isMonth, { error: "a month like 2024-01" }),
  scope: SCOPE,
  not_counted: NAMED.optional(),
});

type More<T> = T extends keyof typeof MORE ? z.infer<typeof MORE[T]> : unknown;
type Read = {
  [T in PlanTable]: { value: z.infer<(typeof ROWS)[T]> & More<T>; row: TableRow }[];
};

/** Without the fields that are undefined. */
function given<T extends object>(row: T) {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * Reads the tables of a market and checks them together. Problems are returned, not thrown, so that all files report
 * together.
 *
 * @param read gives the text of a table, and what its file is called
 * @param catalogue its series; a quantity or pool of another series, or of one of another kind, is a problem
 * @param printers whose figures there are; a publisher that is nearly one of them is misspelt. Default none
 * @returns the plan, unless there are problems
 */
export function readPlan(
  read: (table: PlanTable) => readonly [text: string, file: string],
  catalogue: Catalogue,
  printers: ReadonlySet<string> = new Set(),
): { plan: Plan | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const files = {} as Record<PlanTable, string>;
  const tables = {} as Record<PlanTable, { value: unknown; row: TableRow }[]>;
  for (const table of PLAN_TABLES) {
    const more: z.ZodObject = table in MORE ? MORE[table as keyof typeof MORE] : z.object({});
    const [text, file] = read(table);
    const shape = ROWS[table].extend(more.shape);
    const found = readRows(text, file, shape, Object.keys(more.shape).length);
    files[table] = file;
    tables[table] = found.rows;
    problems.push(...found.problems);
  }
  const { market, quantities, account, publishers, pools, parts, regions } = tables as Read;
  const checkSeries = (row: TableRow, field: string, id: string, kind?: SeriesKind): void => {
    const found = catalogue.get(id)?.kind;
    if (found === undefined) {
      problems.push(
        row.problem(field, `a series of series.csv${nearest(id, [...catalogue.keys()])}`),
      );
    } else if (kind !== undefined && kind !== found) {
      problems.push(row.problem(field, `a series of kind ${kind}; ${id} is of kind ${found}`));
    }
  };
  const checkPublisher = (row: TableRow, field: string, name = ""): void => {
    const near = nearest(name, [...printers]);
    if (!printers.has(name) && name.length >= LONG_ENOUGH && near !== "") {
      problems.push(row.problem(field, `a publisher of the statements${near}`));
    }
  };
  for (const { value: { series, kind, unit }, row } of quantities) {
    if (series !== undefined) checkSeries(row, "series", series, kind);
    if (unit !== UNITS[kind]) problems.push(row.problem("unit", `${UNITS[kind]} for a ${kind}`));
  }
  for (const { value: { series, publisher }, row } of publishers) {
    checkSeries(row, "series", series);
    checkPublisher(row, "publisher", publisher);
  }
  for (const { value: { series, publisher }, row } of [...pools, ...parts]) {
    checkSeries(row, "series", series, "stock");
    checkPublisher(row, "publisher", publisher);
  }
  for (const { value: { low, share, high }, row } of [...pools, ...regions]) {
    if (!(low <= share && share <= high)) {
      problems.push(row.problem("share", "a share from low to high"));
    }
  }
  const names = MARKET.safeParse(
    Object.fromEntries(market.map(({ value: { name, value } }) => [name, value])),
  );
  const known = Object.keys(MARKET.shape);
  const named = (name: unknown) => market.find(({ value }) => value.name === name)?.row;
  for (const { value: { name, value }, row } of market) {
    if (!known.includes(name)) {
      problems.push(row.problem("name", `one of ${known.join(", ")}${nearest(name, known)}`));
    } else if (named(name) !== row) problems.push(row.problem("name", "each name once"));
    else if (name === "publisher") checkPublisher(row, "value", value);
    else if (name === "balance_series") checkSeries(row, "value", value, "flow");
    else if (name === "class_series") checkSeries(row, "value", value, "class");
  }
  const file = files.market;
  const missing: string[] = [];
  for (const { path: [name], message } of names.error?.issues ?? []) {
    const row = named(name);
    if (row !== undefined) problems.push(row.problem("value", message));
    else if (name !== undefined) missing.push(String(name));
  }
  if (missing.length > 0 && !problems.some((problem) => problem.file === file)) {
    const expected = `a row for ${missing.join(", ")}`;
    problems.push({ file, line: 1, column: 1, field: "value", found: "", expected });
  }
  if (problems.length > 0 || !names.success) return { plan: undefined, problems };
  const { balance_series, class_series, first_month, not_counted = "", ...rest } = names.data;
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
        firstMonth: parseMonth(first_month),
        notCounted: not_counted.split(";").map((text) => text.trim()).filter(Boolean),
      },
      quantities: quantities.map(({ value }) => {
        const { quantity: id, series, walk, follows, ...row } = value;
        const { follows_share: share = 1, follows_sd: sd = 0.05, follows_rate: rate, ...rest } =
          row;
        return {
          id,
          ...rest,
          ...given({ series, walk }),
          ...(follows && { follows: { level: follows, share, sd, ...given({ rate }) } }),
        };
      }),
      lines: account.map(({ value: { line: id, unit_use: unitUse, ...row } }) => ({
        id,
        ...row,
        ...(unitUse === undefined ? {} : { unitUse }),
      })),
      counts: publishers.map(({ value }) => ({
        ...{ series: value.series, publisher: value.publisher, role: value.role },
        ...given({ of: value.of, rest: value.rest, ratio: value.ratio, scope: value.scope }),
        ...given({ ratioSd: value.ratio_sd, knownFrom: value.known_from }),
        ...given({ actualSd: value.actual_sd, forecastSd: value.forecast_sd }),
      })),
      pools: pools.map(({ value: { pool: id, label, series, publisher, counted, ...row } }) => ({
        ...{ id, label, series, counted },
        ...given({ publisher, changeSd: row.change_sd }),
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
