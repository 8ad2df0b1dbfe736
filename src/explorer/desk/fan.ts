import type { Scenario } from "@silicon/balance/scenario";
import { simulate } from "../../scenario/simulate.ts";
import { quantilesOf } from "../../scenario/quantiles.ts";
import type { Setup } from "./setup.ts";

/** Quantiles of one line, by month. */
export interface Quantiles {
  readonly p05: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
}

/** Where simulated paths lie. */
export interface Fan {
  /** Opening first, then each month's end. */
  readonly stockKt: Quantiles;
  readonly balanceKt: Quantiles;
  /** Share of paths in which stock falls, by month. */
  readonly drawProbability: readonly number[];
}

export function fanOf(setup: Setup, scenario: Scenario): Fan {
  const s = simulate(setup.base, scenario, { paths: setup.paths, seed: setup.seed, lines: ["balanceKt", "closingStockKt"] });
  const n = s.paths;
  const q = (a: Float64Array) => quantilesOf(a, [.05, .25, .5, .75, .95]);
  const tr = (rows: number[][]): Quantiles => ({ p05: rows.map(r => r[0]!), p25: rows.map(r => r[1]!), p50: rows.map(r => r[2]!), p75: rows.map(r => r[3]!), p95: rows.map(r => r[4]!) });
  const b = s.lines.balanceKt!, c = s.lines.closingStockKt!;
  return {
    stockKt: tr([q(s.openingStockKt), ...s.months.map((_, t) => q(c.subarray(t * n, t * n + n)))]),
    balanceKt: tr(s.months.map((_, t) => q(b.subarray(t * n, t * n + n)))),
    drawProbability: s.months.map((_, t) => { let k = 0; for (let i = t * n; i < t * n + n; i++) if (b[i]! < 0) k++; return k / n; }),
  };
}
