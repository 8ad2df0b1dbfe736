import type { TornadoBar } from "../scenario/mod.ts";
import * as Plot from "@observablehq/plot";
import { decimalsOf, numberText, signedText } from "../markup/mod.ts";
import { LABEL_PX, panel, spanOf } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** The balance with one assumption at its low and at its high, the others at their values. */
export interface TornadoRow {
  readonly label: string;
  readonly atLowKt: number;
  readonly atHighKt: number;
  /** The low as it is printed at the bar's end: `1.08`. */
  readonly lowText?: string;
  /** The high as it is printed at the bar's end: `1.28`. */
  readonly highText?: string;
}

/** One half of a bar: from the base to one end of the assumption's range. */
interface Half {
  readonly row: number;
  readonly kt: number;
  readonly text: string;
  /** Whether its text stands to the right: an end without effect leaves the other side to the end that has one. */
  readonly right: boolean;
}

/**
 * What each assumption alone does to the balance, widest first.
 *
 * @param rows balances at the ends of each assumption's range, kt
 * @param options source line, title, date, and `baseKt`: the balance with every assumption at its value
 * @throws {RangeError} when there are no rows
 *
 * @example
 * ```ts
 * import { tornadoChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = tornadoChart([
 *   { label: "Exports", atLowKt: 38, atHighKt: 22 },
 *   { label: "Unit use, mt/mt", atLowKt: 42.2, atHighKt: 21.9, lowText: "1.08", highText: "1.28" },
 * ], { source: "model", baseKt: 30 });
 * assert.equal(figure.title, "Unit use, mt/mt moves the balance most: by 20.3 kt");
 * ```
 */
export function tornadoChart(
  rows: readonly TornadoRow[],
  options: ChartOptions & { readonly baseKt: number },
): Chart {
  const sorted = rows.toSorted((a, b) => widthOf(b) - widthOf(a));
  const widest = sorted[0];
  if (widest === undefined) throw new RangeError("Cannot draw the tornado: no rows");
  const { baseKt } = options;
  const turning = sorted.filter((row) =>
    Math.min(row.atLowKt, row.atHighKt) < 0 !== Math.max(row.atLowKt, row.atHighKt) < 0
  );
  const sign = turning.length === 0
    ? "None alone changes its sign."
    : `Alone can change its sign: ${turning.map((row) => row.label).join(", ")}.`;
  return chart({
    title: `${widest.label} moves the balance most: by ${numberText(widthOf(widest), 1)} kt`,
    subtitle:
      "Thousand tonnes (kt), with one assumption at an end of its range and the others at their values",
    alt: `The balance is ${signedText(baseKt, 1)} kt. ${
      sorted.slice(0, 3).map((row) =>
        `${row.label}: ${signedText(row.atLowKt, 1)} kt at its low, ${
          signedText(row.atHighKt, 1)
        } kt at its high`
      ).join("; ")
    }. ${sign}`,
    rows: sorted,
    draw: (ground) => draw(ground, sorted, baseKt),
  }, options);
}

function widthOf(row: TornadoRow): number {
  return Math.abs(row.atHighKt - row.atLowKt);
}

const ROW_PX = { wide: 28, narrow: 32 };

function draw(ground: Ground, rows: readonly TornadoRow[], baseKt: number): SVGSVGElement {
  const halves = rows.flatMap((row, i): Half[] => [
    { row: i, kt: row.atLowKt, text: row.lowText ?? "low", right: row.atLowKt > row.atHighKt },
    { row: i, kt: row.atHighKt, text: row.highText ?? "high", right: row.atHighKt >= row.atLowKt },
  ]);
  const x = spanOf([0, baseKt, ...halves.map((half) => half.kt)], ground.narrow ? 0.16 : 0.1);
  const order = rows.map((_, i) => i);
  return panel(ground, {
    name: "Balance, kt (+ build, - draw)",
    height: rows.length * (ground.narrow ? ROW_PX.narrow : ROW_PX.wide) + 64,
    marginLeft: ground.narrow ? 118 : 190,
    marginRight: 8,
    marginTop: 20,
    marginBottom: 24,
    x: { domain: x, axis: null },
    y: { domain: order, type: "band", padding: 0.32, axis: null },
    marks: [
      Plot.gridX({ ticks: ground.narrow ? 4 : 7, strokeOpacity: 0.14 }),
      Plot.axisX({
        ticks: ground.narrow ? 4 : 7,
        tickSize: 0,
        label: null,
        tickFormat: (value: number) => signedText(value, 0),
        fillOpacity: 0.8,
      }),
      Plot.barX(halves, {
        x1: baseKt,
        x2: "kt",
        y: "row",
        fill: (half: Half) => half.kt >= baseKt ? COLOURS.build : COLOURS.draw,
      }),
      Plot.ruleX([0], { stroke: "currentColor" }),
      Plot.ruleX([baseKt], { stroke: "currentColor", strokeDasharray: "3 3" }),
      Plot.text([baseKt], {
        x: (kt: number) => kt,
        frameAnchor: "top",
        dy: -14,
        text: (kt: number) => `all at their values: ${signedText(kt, 1)}`,
        fill: "currentColor",
      }),
      ...[true, false].map((right) =>
        Plot.text(halves.filter((half) => half.right === right), {
          x: "kt",
          y: "row",
          text: "text",
          textAnchor: right ? "start" : "end",
          dx: right ? 5 : -5,
          fill: "currentColor",
          stroke: COLOURS.paper,
          strokeWidth: 3,
        })
      ),
      Plot.axisY({
        ticks: order,
        tickSize: 0,
        label: null,
        tickFormat: (i: number) => rows[i]!.label,
        fontSize: LABEL_PX,
        lineWidth: ground.narrow ? 9 : 14,
      }),
    ],
  });
}

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
