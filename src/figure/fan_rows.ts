import { type FanLine, fanOf, type Simulation } from "../scenario/mod.ts";
import type { FanRow } from "./fan_chart.ts";

/** Shares of paths that a chart's bands hold. */
const SHARES: readonly number[] = [0.5, 0.8, 0.95];

/**
 * Simulated paths as the rows that `fanChart` draws: the median, and bands that hold half, 80% and 95% of the paths.
 *
 * @param simulation paths that kept the line
 * @param line a line in kt
 */
export function fanRows(
  simulation: Simulation,
  line: Exclude<FanLine, "coverTrailingDays">,
): FanRow[] {
  const probabilities = [0.5, ...SHARES.flatMap((share) => [(1 - share) / 2, (1 + share) / 2])];
  return fanOf(simulation, line, probabilities).map(({ month, quantiles }) => ({
    month,
    medianKt: quantiles[0]!,
    bands: SHARES.map((share, i) => ({
      share,
      lowKt: quantiles[1 + 2 * i]!,
      highKt: quantiles[2 + 2 * i]!,
    })),
  }));
}
