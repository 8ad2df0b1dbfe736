import { monthLabel } from "../../calendar/mod.ts";
import { numberText, signedText } from "../../markup/mod.ts";
import { balanceChart, coverChart, stockChart } from "./month_charts.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import type { Hold } from "./scale.ts";
import type { Setup, View } from "./setup.ts";
import { accountTable, monthsTable, type PanelTable } from "./tables.ts";
import { waterfallChart } from "./waterfall_chart.ts";

/** A chart of a panel with the words over it. */
export interface PanelChart {
  readonly id: View;
  readonly title: string;
  readonly note: string;
  /** @param hold what the axes do; they fit where nothing is said */
  draw(width: number, hold?: Hold): VNode;
}

/** A table of a panel by its view. */
export interface DrawnTable extends PanelTable {
  readonly id: View;
}

/** The parts of a panel's answer, each drawn anew when a lever moves. */
export interface Answer {
  readonly summary: string;
  readonly facts: VNode;
  readonly figures: readonly PanelChart[];
  readonly tables: readonly DrawnTable[];
}

/** What a panel says, from its numbers. */
export function answerOf(setup: Setup, numbers: Numbers): Answer {
  return {
    summary: summaryOf(numbers),
    facts: h(
      "dl",
      { class: "sp-facts" },
      factsOf(setup, numbers).map(([name, value]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, value))
      ),
    ),
    figures: chartsOf(setup, numbers),
    tables: tablesOf(setup, numbers),
  };
}

const fit: Hold = (span) => span;

/** The charts a panel shows, in order. */
function chartsOf(setup: Setup, numbers: Numbers): PanelChart[] {
  const paths = numberText(setup.paths, 0);
  const all: readonly PanelChart[] = [
    {
      id: "stock",
      title: "Stock at month's end, kt",
      note: `Dark band: half of ${paths} simulated paths. Light: nine in ten. Dashed: the base.`,
      draw: (width, hold = fit) => stockChart(numbers, width, hold),
    },
    {
      id: "balance",
      title: "Balance = supply - use, kt",
      note: "Green: build. Red: draw. Whisker: nine paths in ten.",
      draw: (width, hold = fit) => balanceChart(numbers, width, hold),
    },
    {
      id: "cover",
      title: "Days of cover, trailing",
      note: "Closing stock at the month's own daily use. Dashed: the base.",
      draw: (width, hold = fit) => coverChart(numbers, width, hold),
    },
    {
      id: "waterfall",
      title: `What changes the balance of ${monthLabel(numbers.focus.month)}, kt`,
      note: "From the base to this scenario. Green: towards a build. Red: towards a draw.",
      draw: (width, hold = fit) => waterfallChart(numbers, width, hold),
    },
  ];
  return setup.views.flatMap((view) => all.filter(({ id }) => id === view));
}

/** The tables a panel shows, in order. */
function tablesOf(setup: Setup, numbers: Numbers): DrawnTable[] {
  const shown: DrawnTable[] = [];
  for (const view of setup.views) {
    if (view === "account") shown.push({ id: view, ...accountTable(setup, numbers) });
    if (view === "months") shown.push({ id: view, ...monthsTable(numbers) });
  }
  return shown;
}

/** The answer in one sentence, read out when it changes: `February 2026: balance -12.4 kt, slight destocking`. */
function summaryOf({ focus }: Numbers): string {
  return `${monthLabel(focus.month)}: balance ${
    signedText(focus.flows.balanceKt, 1)
  } kt, ${focus.state}`;
}

/** Beside the summary: the band, the chance of a draw, the stock. */
function factsOf(
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
