import type { FirstPassage } from "../scenario/mod.ts";
import type { DigestionRow } from "./digestion_clock_chart.ts";

/**
 * First-passage shares as the rows that `digestionClockChart` draws.
 *
 * @param passage as `firstPassage` gives it
 */
export function digestionRows(passage: FirstPassage): DigestionRow[] {
  return passage.byMonth.map(({ month, cumulative }) => ({ month, reachedShare: cumulative }));
}
