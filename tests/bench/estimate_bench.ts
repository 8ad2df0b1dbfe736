import { planOf } from "@silicon/balance/balance";
import { daysInMonth, monthRange, parseDay, parseMonth } from "@silicon/balance/calendar";
import { estimate, type Observation, posteriorOf } from "@silicon/balance/estimate";
import { loadData } from "@silicon/balance/statements";
import { type BenchRow, medianMs } from "./_row.ts";

const RUNS = 5;

/** The project's own statements estimated, and a made-up market of five years. */
export async function estimateBench(): Promise<BenchRow[]> {
  const data = await loadData();
  const day = parseDay("2026-02-10");
  const start = estimate({ data, asOf: day });
  const ms = (fit: () => unknown) => medianMs(RUNS, () => Promise.resolve(fit()));
  const cold = await ms(() => estimate({ data, asOf: day }));
  const warm = await ms(() => start.without(() => false));
  const evidence = madeUp();
  const made = await medianMs(RUNS, () => Promise.resolve(posteriorOf(evidence)));
  const size = `${start.months.length} months from ${
    start.observations.filter(({ kind }) => kind === "print").length
  } prints`;
  return [
    {
      what: `estimate of ${size}`,
      measured: `${cold.toFixed(0)} ms, ${warm.toFixed(0)} ms fitted again`,
      beside: "",
      goal: "250 ms",
    },
    {
      what: "estimate of 60 months of 12 flows, made up",
      measured: `${made.toFixed(0)} ms`,
      beside: "",
      goal: "60 ms",
    },
  ];
}

/** Two flows of supply and ten of use over five years, two thirds of them printed, and every other balance. */
function madeUp(): Parameters<typeof posteriorOf>[0] {
  const months = monthRange(parseMonth("2024-01"), parseMonth("2028-12"));
  const flows = Array.from({ length: 12 }, (_, i) => ({ id: `q${i}` }));
  const units = ["u2", "u3"];
  const plan = planOf({
    quantities: [...flows, ...units.map((id) => ({ id, kind: "coefficient" as const }))],
    lines: flows.map(({ id }, i) => ({
      ...{ id, amount: id, side: i < 2 ? "supply" as const : "use" as const },
      ...(units.includes(`u${i}`) && { unitUse: `u${i}` }),
    })),
  });
  const said = (
    id: string,
    terms: Observation["terms"],
    value: number,
    sd: number,
  ): Observation => ({
    ...{ id, form: "sum", kind: "print", terms, low: value, high: value, sd },
  });
  const observations = units.map((of) => said(of, [{ of }], 1, 0.05));
  months.forEach((from, t) => {
    flows.forEach(({ id: of }, i) => {
      const kt = (i < 2 ? 200 : 40) * (1 + 0.1 * Math.sin(t + i));
      if ((t + i) % 3 > 0) observations.push(said(`${of} ${from}`, [{ of, from }], kt, 1));
      if (t === 0) return observations.push(said(`first ${of}`, [{ of, from }], kt, 30));
      const before = months[t - 1]!, days = Math.log(daysInMonth(from) / daysInMonth(before));
      observations.push({
        ...{ id: `walk ${of} ${from}`, form: "log", kind: "prior", low: days, high: days, sd: 0.1 },
        ...{ terms: [{ of, from }], under: [{ of, from: before }] },
      });
    });
    if (t % 2) observations.push(said(`balance ${from}`, [{ of: "balance", from }], 5, 10));
  });
  return { plan, months, observations, freedom: Infinity };
}
