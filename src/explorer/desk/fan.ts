import {
  drawProbability,
  FAN_PROBABILITIES,
  fanOf,
  quantilesOf,
  type Scenario,
  simulate,
} from "@silicon/balance/scenario";
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
  /** The opening first, then each month's end. */
  readonly stockKt: Quantiles;
  readonly balanceKt: Quantiles;
  /** Share of paths in which stock falls, by month. */
  readonly drawProbability: readonly number[];
}

/** Simulates a scenario, and says where its paths lie. */
export function fanOver({ base, paths, seed }: Setup, scenario: Scenario): Fan {
  const simulation = simulate(base, scenario, {
    paths,
    seed,
    lines: ["balanceKt", "closingStockKt"],
  });
  const opening = quantilesOf(simulation.openingStockKt, FAN_PROBABILITIES);
  const quantiles = (line: "balanceKt" | "closingStockKt") =>
    fanOf(simulation, line).map((month) => month.quantiles);
  return {
    stockKt: byProbability([opening, ...quantiles("closingStockKt")]),
    balanceKt: byProbability(quantiles("balanceKt")),
    drawProbability: drawProbability(simulation).map(({ probability }) => probability),
  };
}

/** @param rows quantiles in the order of `FAN_PROBABILITIES`, by month */
function byProbability(rows: readonly (readonly number[])[]): Quantiles {
  const column = (at: number) => rows.map((row) => row[at]!);
  return { p05: column(0), p25: column(1), p50: column(2), p75: column(3), p95: column(4) };
}
