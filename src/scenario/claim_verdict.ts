import { type MarketState, marketState } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import { lineIn } from "./fan.ts";
import type { Simulation } from "./simulate.ts";

/** A claim about a month's market: that its state is one of these. */
export interface Claim {
  readonly month: Month;
  readonly states: readonly MarketState[];
}

/** What the simulated paths say about a claim. */
export interface ClaimVerdict {
  /** Share of the paths on which the claim is true. */
  readonly probability: number;
  /** Standard error of the probability from the number of paths. */
  readonly standardError: number;
  /** `likely` from 0.66 up, `unlikely` from 0.33 down, else `open`. */
  readonly verdict: "likely" | "open" | "unlikely";
  readonly byState: Readonly<Record<MarketState, number>>;
}

const LIKELY = 0.66;
const UNLIKELY = 0.33;

/**
 * How likely a claim about the market's state is, such as "tight or slight destocking in February".
 *
 * @param simulation paths that kept `balanceKt` and `useKt`
 * @param claim month and states
 * @returns probability, its standard error, and the verdict; the words are those of the IPCC's likelihood scale
 * @throws {RangeError} when the month was not simulated, or a line was not kept
 *
 * @example
 * ```ts
 * import { claimVerdict, type Simulation } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const month = parseMonth("2026-02");
 * const simulation = {
 *   months: [month], days: [28], paths: 4, seed: 1,
 *   lines: { balanceKt: Float64Array.of(-3, -1, 2, 9), useKt: Float64Array.of(100, 100, 100, 100) },
 *   openingStockKt: new Float64Array(4),
 * } as unknown as Simulation;
 * const verdict = claimVerdict(simulation, { month, states: ["tight balance", "slight destocking"] });
 * assert.equal(verdict.probability, 0.75);
 * assert.equal(verdict.verdict, "likely");
 * ```
 */
export function claimVerdict(simulation: Simulation, claim: Claim): ClaimVerdict {
  const t = simulation.months.indexOf(claim.month);
  if (t < 0) {
    throw new RangeError(
      `Cannot judge the claim: month must be ${simulation.months[0]} to ${
        simulation.months.at(-1)
      }, is ${claim.month}`,
    );
  }
  const byState: Record<MarketState, number> = {
    "loose": 0,
    "tight balance": 0,
    "slight destocking": 0,
    "destocking": 0,
  };
  const balanceKt = lineIn(simulation, "balanceKt", t);
  const useKt = lineIn(simulation, "useKt", t);
  const weight = 1 / simulation.paths;
  let hits = 0;
  for (let i = 0; i < simulation.paths; i++) {
    const state = marketState(balanceKt[i]!, useKt[i]!);
    byState[state] += weight;
    if (claim.states.includes(state)) hits++;
  }
  const probability = hits * weight;
  return {
    probability,
    standardError: Math.sqrt(probability * (1 - probability) * weight),
    verdict: probability >= LIKELY ? "likely" : probability <= UNLIKELY ? "unlikely" : "open",
    byState,
  };
}
