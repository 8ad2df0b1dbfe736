import { type Day, parseDay } from "@silicon/balance/calendar";
import { type Ledger, openLedger } from "@silicon/balance/ledger";
import {
  DATA_FOLDER,
  loadData,
  type MarketData,
  PLAN_TABLES,
  STATEMENT_COLUMNS,
} from "@silicon/balance/statements";

/** A statement of a made-up market; what is left out is a plain actual level of SMM's production. */
export interface MadeUp {
  readonly series?: string;
  readonly measure?: string;
  readonly period: string;
  readonly value: number | string;
  readonly unit?: string;
  readonly basis?: string;
  readonly bound?: string;
  readonly publisher?: string;
  readonly published: string;
  readonly url?: string;
}

/** Daily rates that use 9 kt a day in all: 3 polysilicon, 3 silicone, 2 alloy, 1 exports. */
export const ASSUMPTIONS: Readonly<Record<string, readonly [number, number, number, string]>> = {
  polysilicon_unit_use: [1.2, 1.1, 1.3, "mt/mt"],
  silicone_unit_use: [0.5, 0.5, 0.5, "mt/mt"],
  polysilicon_output: [2.5, 2.4, 2.6, "kt/day"],
  silicone_output: [6, 5.9, 6.1, "kt/day"],
  exports: [1, 0.9, 1.1, "kt/day"],
  primary_alloy_use: [1, 0.95, 1.05, "kt/day"],
  secondary_alloy_use: [1, 0.95, 1.05, "kt/day"],
  extra_supply: [0, 0, 0, "kt/day"],
  imports: [0, 0, 0, "kt"],
  other_use: [0, 0, 0, "kt"],
  balance_error: [0.02, 0.01, 0.04, "share"],
  error_persistence: [0.3, 0, 0.6, "share"],
};

/** Made-up data, written as a data folder and loaded like the project's own. */
export async function madeUpData(
  statements: readonly MadeUp[],
  assumptions: Readonly<Record<string, readonly [number, number, number, string]>> = {},
): Promise<MarketData> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/statements`);
    for (const table of ["series", ...PLAN_TABLES]) {
      await Deno.copyFile(new URL(`${table}.csv`, DATA_FOLDER), `${folder}/${table}.csv`);
    }
    await Deno.writeTextFile(
      `${folder}/breaks.csv`,
      "series,region,publisher,date,before,after,unit,reason,url\n",
    );
    await Deno.writeTextFile(
      `${folder}/corrections.csv`,
      "series,measure,region,period,publisher,published,printed,used,reason,found_by\n",
    );
    const assumed = Object.entries({ ...ASSUMPTIONS, ...assumptions }).map(
      ([id, [value, low, high, unit]]) =>
        `${id},,${value},${low},${high},${unit},assumed,made up\n`,
    );
    await Deno.writeTextFile(
      `${folder}/assumptions.csv`,
      "id,period,value,low,high,unit,source,note\n" + assumed.join(""),
    );
    const rows = statements.map(rowOf).join("");
    await Deno.writeTextFile(
      `${folder}/statements/made-up.csv`,
      `${STATEMENT_COLUMNS.join(",")}\n${rows}`,
    );
    return await loadData(new URL(`file://${folder}/`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function rowOf(statement: MadeUp): string {
  const {
    series = "silicon_metal_production",
    measure = "level",
    period,
    value,
    unit = measure === "mom" || measure === "yoy" ? "%" : measure === "class" ? "class" : "mt",
    basis = "actual",
    bound = "",
    publisher = "SMM",
    published,
    url = "",
  } = statement;
  return [series, measure, "CN", period, value, unit, basis, bound, publisher, published, url, ""]
    .map((field) => `"${String(field).replaceAll('"', '""')}"`).join(",") + "\n";
}

/** The books of a made-up market on a day. */
export async function madeUpLedger(
  statements: readonly MadeUp[],
  asOf = "2025-12-31",
  assumptions: Parameters<typeof madeUpData>[1] = {},
): Promise<Ledger> {
  const data = await madeUpData(statements, assumptions);
  return openLedger({ asOf: parseDay(asOf) as Day, data });
}
