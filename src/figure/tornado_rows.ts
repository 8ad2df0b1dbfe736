import type { TornadoBar } from "../scenario/mod.ts";
import { decimalsOf, numberText } from "../markup/mod.ts";
import type { TornadoRow } from "./tornado_chart.ts";

/**
 * The bars of a sensitivity of the balance as the rows that `tornadoChart` draws.
 *
 * @param bars as `tornado` gives them for `balanceKt`, widest first
 * @param most how many rows at the most; bars that move nothing are left out
 */
export function tornadoRows(bars: readonly TornadoBar[], most = 12): TornadoRow[] {
  return bars.filter(({ width }) => width > 0).slice(0, most).map((bar) => {
    const { label, range } = bar.assumption;
    const digits = decimalsOf([range.low, range.high]);
    return {
      label,
      atLowKt: bar.atLow,
      atHighKt: bar.atHigh,
      lowText: numberText(range.low, digits),
      highText: numberText(range.high, digits),
    };
  });
}
