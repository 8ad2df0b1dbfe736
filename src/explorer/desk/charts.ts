import { monthLabel } from "../../calendar/mod.ts";
import { numberText } from "../../markup/mod.ts";
import { balanceChart } from "./balance_chart.ts";
import { coverChart } from "./cover_chart.ts";
import type { VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import type { Hold } from "./scale.ts";
import type { Setup, View } from "./setup.ts";
import { stockChart } from "./stock_chart.ts";
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

const fit: Hold = (span) => span;

/** The charts a panel shows, in order. */
export function chartsOf(setup: Setup, numbers: Numbers): PanelChart[] {
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
export function tablesOf(setup: Setup, numbers: Numbers): (PanelTable & { readonly id: View })[] {
  const shown: (PanelTable & { readonly id: View })[] = [];
  for (const view of setup.views) {
    if (view === "account") shown.push({ id: view, ...accountTable(setup, numbers) });
    if (view === "months") shown.push({ id: view, ...monthsTable(numbers) });
  }
  return shown;
}
