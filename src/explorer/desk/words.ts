import { monthLabel } from "../../calendar/mod.ts";
import { numberText, signedText } from "../../markup/mod.ts";
import type { Numbers } from "./numbers.ts";
import type { Setup } from "./setup.ts";

/** The answer in one sentence, read out when it changes: `February 2026: balance -12.4 kt, slight destocking`. */
export function summaryOf({ focus }: Numbers): string {
  return `${monthLabel(focus.month)}: balance ${
    signedText(focus.flows.balanceKt, 1)
  } kt, ${focus.state}`;
}

/** Beside the summary: the band, the chance of a draw, the stock. */
export function factsOf(
  { levers }: Setup,
  { focus, focusAt, fan }: Numbers,
): readonly (readonly [string, string])[] {
  const chance = fan.drawProbability[focusAt]!;
  const asksForRates = levers.some(({ free }) => free.kind === "dailyRate");
  return [
    ...(asksForRates
      ? [
        ["Restart surprise", `${signedText(focus.restartSurpriseKtPerDay, 2)} kt/day`],
        ["Stock stops falling at", `${numberText(focus.holdRateKtPerDay, 2)} kt/day`],
      ] as const
      : []),
    [
      "Nine paths in ten",
      `${signedText(fan.balanceKt.p05[focusAt], 1)} to ${
        signedText(fan.balanceKt.p95[focusAt], 1)
      } kt`,
    ],
    ["Chance of a draw", `${numberText(100 * chance, 0)}%`],
    ["Closing stock", `${numberText(focus.closingStockKt, 0)} kt`],
    ["Days of cover, trailing", numberText(focus.coverTrailingDays, 1)],
  ];
}

/** The stock chart in words. */
export function stockAlt({ projection, fan }: Numbers): string {
  const { months, openingStockKt } = projection;
  const last = months.at(-1)!;
  return `Stock from ${numberText(openingStockKt, 0)} kt at the opening to ${
    numberText(last.closingStockKt, 0)
  } kt at the end of ${monthLabel(last.month)}; nine paths in ten end between ${
    numberText(fan.stockKt.p05.at(-1), 0)
  } and ${numberText(fan.stockKt.p95.at(-1), 0)} kt.`;
}

/** The balance chart in words. */
export function balanceAlt({ projection }: Numbers): string {
  return `Balance by month: ${
    projection.months.map(({ month, flows }) =>
      `${monthLabel(month, "short")} ${signedText(flows.balanceKt, 1)} kt`
    ).join(", ")
  }.`;
}

/** The cover chart in words. */
export function coverAlt({ projection }: Numbers): string {
  const { months } = projection;
  const [first, last] = [months[0]!, months.at(-1)!];
  return `Days of cover at the month's own use: ${numberText(first.coverTrailingDays, 1)} in ${
    monthLabel(first.month)
  }, ${numberText(last.coverTrailingDays, 1)} in ${monthLabel(last.month)}.`;
}

/** The waterfall in words. */
export function waterfallAlt({ bridge, reference, focus, focusAt }: Numbers): string {
  const start = reference.months[focusAt]!.flows.balanceKt;
  const parts = bridge.map(({ label, kt }) => `${label} ${signedText(kt, 1)} kt`);
  return `From the base's ${signedText(start, 1)} kt to ${signedText(focus.flows.balanceKt, 1)} kt${
    parts.length === 0 ? ": nothing differs" : `: ${parts.join(", ")}`
  }.`;
}
