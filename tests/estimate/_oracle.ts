import { planOf } from "@silicon/balance/balance";
import { daysInMonth, type Month, monthRange, parseMonth } from "@silicon/balance/calendar";
import type { Evidence, Observation } from "../../src/estimate/mod.ts";
import { rowsOf } from "./_rows.ts";

const FOLDER = new URL("../fixtures/estimate/", import.meta.url);

/** What another program found for the observations: least_squares of SciPy (trf, scaled by the Jacobian). */
export interface Solution {
  readonly months: readonly [Month, Month];
  readonly importsKt: readonly number[];
  /** Use of alloy and other over its level, by month. */
  readonly alloyIndex: readonly number[];
  readonly cost: number;
  readonly coefficients: Readonly<Record<string, number>>;
  /** By month, kt: value and standard deviation. */
  readonly balance: readonly (readonly [number, number])[];
  readonly useKt: readonly number[];
  /** Balances of several months. */
  readonly spans: Readonly<Record<string, readonly [number, number]>>;
}

/** A market of silicon's shape with a set of observations made by hand, and another program's solution of it. */
export async function oracle(): Promise<
  { evidence: Evidence; solution: Solution }
> {
  const text = (name: string) => Deno.readTextFile(new URL(name, FOLDER));
  const solution: Solution = JSON.parse(await text("solution.json"));
  const months = monthRange(...solution.months);
  const flow = (id: string) => ({ id });
  const coefficient = (id: string) => ({ id, kind: "coefficient" as const });
  const plan = planOf({
    quantities: [
      ...["production", "extra_supply", "imports"].map(flow),
      ...["polysilicon_output", "silicone_output", "exports", "alloy_use"].map(flow),
      ...["polysilicon_unit_use", "silicone_unit_use"].map(coefficient),
    ],
    lines: [
      { id: "production", side: "supply", amount: "production" },
      { id: "extra_supply", side: "supply", amount: "extra_supply", scope: "wide" },
      { id: "imports", side: "supply", amount: "imports" },
      {
        id: "polysilicon",
        side: "use",
        amount: "polysilicon_output",
        unitUse: "polysilicon_unit_use",
      },
      { id: "silicone", side: "use", amount: "silicone_output", unitUse: "silicone_unit_use" },
      { id: "alloy", side: "use", amount: "alloy_use" },
      { id: "exports", side: "use", amount: "exports" },
    ],
  });
  const rows = rowsOf(await text("observations.csv"));
  const observations = rows.map(({ id, of, from, to, times, low, high, sd }): Observation => {
    return {
      id: id!,
      form: "sum",
      kind: from === "" ? "prior" : "print",
      terms: [
        from === "" ? { of: of! } : { of: of!, from: parseMonth(from!), to: parseMonth(to!) },
      ],
      ...(times === "" ? {} : { times: times! }),
      low: Number(low),
      high: Number(high),
      sd: Number(sd),
    };
  });
  const log = (
    id: string,
    of: string,
    month: Month | undefined,
    under: Observation["under"],
    value: number,
    sd: number,
  ): Observation => ({
    ...{ id: `${id} ${month ?? ""}`, form: "log", kind: "prior", low: value, high: value, sd },
    terms: [{ of, ...(month && { from: month }) }],
    ...(under && { under }),
  });
  observations.push(log("level of", "alloy_level", undefined, undefined, Math.log(97), 0.2));
  months.forEach((month, t) => {
    const index = Math.log(solution.alloyIndex[t]!);
    observations.push(log("follows", "alloy_use", month, [{ of: "alloy_level" }], index, 0.05));
    if (t === 0) return;
    const before = months[t - 1]!;
    const days = Math.log(daysInMonth(month) / daysInMonth(before));
    for (
      const [id, sd] of [["polysilicon_output", 0.12], ["silicone_output", 0.08], [
        "extra_supply",
        0.12,
      ]] as const
    ) {
      observations.push(log(`walk of ${id}`, id, month, [{ of: id, from: before }], days, sd));
    }
  });
  const imports = new Map(months.map((month, t) => [month, solution.importsKt[t]!]));
  return {
    evidence: { plan, months, observations, fixed: { imports: (month) => imports.get(month)! } },
    solution,
  };
}
