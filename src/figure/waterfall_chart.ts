import type { Bridge, BridgeEffect } from "../scenario/mod.ts";
import * as Plot from "@observablehq/plot";
import { signedText } from "../markup/mod.ts";
import { type Chart, chart, type ChartOptions, type Ground } from "./_shell.ts";
import { LABEL_PX, panel, spanOf } from "./_panel.ts";
import { COLOURS } from "./palette.ts";

/** A part of a change of balance. */
export interface WaterfallStep {
  readonly label: string;
  /** + towards a build, - towards a draw. */
  readonly kt: number;
}

/** A balance, what changed it, and the balance after: start + steps = end. */
export interface WaterfallRows {
  readonly startLabel: string;
  readonly startKt: number;
  /** In the order drawn. */
  readonly steps: readonly WaterfallStep[];
  readonly endLabel: string;
  readonly endKt: number;
}

interface Bar {
  readonly label: string;
  readonly kt: number;
  readonly from: number;
  readonly to: number;
  readonly total: boolean;
}

const TOLERANCE_KT = 1e-6;

/**
 * How one balance became another: a bar for each step, from where the one before it ended.
 *
 * @param rows balances and contributions, kt
 * @param options source line, title, date
 * @throws {RangeError} when start and steps do not add up to the end
 *
 * @example
 * ```ts
 * import { waterfallChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = waterfallChart({
 *   startLabel: "January", startKt: 30,
 *   steps: [{ label: "Production", kt: -101.8 }, { label: "Use", kt: 66 }],
 *   endLabel: "February", endKt: -5.8,
 * }, { source: "model" });
 * assert.equal(figure.title, "From +30.0 kt to -5.8 kt: Production -101.8 kt weighs most");
 * ```
 */
export function waterfallChart(rows: WaterfallRows, options: ChartOptions): Chart {
  const bars = barsOf(rows);
  const largest = rows.steps.toSorted((a, b) => Math.abs(b.kt) - Math.abs(a.kt))[0];
  const span = `From ${signedText(rows.startKt, 1)} kt to ${signedText(rows.endKt, 1)} kt`;
  return chart({
    title: largest === undefined
      ? span
      : `${span}: ${largest.label} ${signedText(largest.kt, 1)} kt weighs most`,
    subtitle:
      "Balance = supply - use, thousand tonnes (kt): + build, - draw. Green moves it towards a build, red towards a draw.",
    alt: `${rows.startLabel} ${signedText(rows.startKt, 1)} kt. ${
      rows.steps.map((step) => `${step.label} ${signedText(step.kt, 1)} kt`).join(", ")
    }. ${rows.endLabel} ${signedText(rows.endKt, 1)} kt.`,
    rows: bars.map(({ label, kt, from, to }) => ({ label, kt, fromKt: from, toKt: to })),
    draw: (ground) => draw(ground, bars),
  }, options);
}

function barsOf({ startLabel, startKt, steps, endLabel, endKt }: WaterfallRows): Bar[] {
  const bars: Bar[] = [{ label: startLabel, kt: startKt, from: 0, to: startKt, total: true }];
  let level = startKt;
  for (const { label, kt } of steps) {
    bars.push({ label, kt, from: level, to: level + kt, total: false });
    level += kt;
  }
  if (!(Math.abs(level - endKt) <= TOLERANCE_KT)) {
    throw new RangeError(
      `Cannot draw the waterfall: start and steps add up to ${level} kt, the end is ${endKt} kt`,
    );
  }
  return [...bars, { label: endLabel, kt: endKt, from: 0, to: endKt, total: true }];
}

const ROW_PX = { wide: 27, narrow: 32 };

function draw(ground: Ground, bars: readonly Bar[]): SVGSVGElement {
  const x = spanOf([0, ...bars.flatMap((bar) => [bar.from, bar.to])], ground.narrow ? 0.2 : 0.1);
  const order = bars.map((_, i) => i);
  const place = (bar: Bar) => bars.indexOf(bar);
  const colourOf = (bar: Bar) => bar.kt >= 0 ? COLOURS.build : COLOURS.draw;
  return panel(ground, {
    name: "Balance, kt",
    height: bars.length * (ground.narrow ? ROW_PX.narrow : ROW_PX.wide) + 50,
    marginLeft: ground.narrow ? 118 : 170,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 24,
    x: { domain: x, axis: null },
    y: { domain: order, type: "band", padding: 0.3, axis: null },
    marks: [
      Plot.gridX({ ticks: 5, strokeOpacity: 0.14 }),
      Plot.axisX({
        ticks: ground.narrow ? 4 : 6,
        tickSize: 0,
        label: null,
        tickFormat: (value: number) => signedText(value, 0),
        fillOpacity: 0.8,
      }),
      Plot.barX(bars, {
        x1: "from",
        x2: "to",
        y: place,
        fill: colourOf,
        fillOpacity: (bar: Bar) => bar.total ? 1 : 0.75,
      }),
      Plot.link(bars.slice(0, -1), {
        x: "to",
        y1: place,
        y2: (bar: Bar) => place(bar) + 1,
        stroke: "currentColor",
        strokeOpacity: 0.5,
      }),
      Plot.ruleX([0], { stroke: "currentColor" }),
      ...[true, false].map((rises) =>
        Plot.text(bars.filter((bar) => bar.to >= bar.from === rises), {
          x: "to",
          y: place,
          text: (bar: Bar) => signedText(bar.kt, 1),
          textAnchor: rises ? "start" : "end",
          dx: rises ? 5 : -5,
          fill: "currentColor",
          stroke: COLOURS.paper,
          strokeWidth: 3,
          fontSize: LABEL_PX,
        })
      ),
      ...[true, false].map((total) =>
        Plot.axisY({
          ticks: order.filter((i) => bars[i]!.total === total),
          tickSize: 0,
          label: null,
          tickFormat: (i: number) => bars[i]!.label,
          fontSize: LABEL_PX,
          fontWeight: total ? 600 : 400,
          lineWidth: ground.narrow ? 9 : 13,
        })
      ),
    ],
  });
}

const EFFECTS: Readonly<Record<BridgeEffect, string>> = {
  days: "days",
  rate: "daily rate",
  unitUse: "unit consumption",
};

/**
 * A bridge as the rows that `waterfallChart` draws: supply by days and daily rate, use line by line.
 *
 * @param between as `bridge` gives it, kt
 */
export function bridgeRows(between: Bridge): WaterfallRows {
  const steps = between.rows.flatMap(({ label, side, kt, parts }) =>
    side === "supply"
      ? parts.map((part) => ({ label: `${label}: ${EFFECTS[part.effect]}`, kt: part.kt }))
      : [{ label, kt }]
  );
  return {
    startLabel: between.from,
    startKt: between.fromKt,
    steps: steps.filter(({ kt }) => kt !== 0),
    endLabel: between.to,
    endKt: between.toKt,
  };
}
