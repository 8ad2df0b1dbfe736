import * as Plot from "@observablehq/plot";
import { numberText } from "../markup/mod.ts";
import { longMonth, monthAxis } from "./_months.ts";
import { keyOf, panel, spanOf, stack, valueAxis } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground, tonnes } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** One month of a reconciled series, kt. A `SeriesPoint` of `reconcile` fits. */
export interface ReconciledRow {
  readonly month: string;
  /** Best value; missing when only bounded. */
  readonly value: number | undefined;
  /** Lower bound; `-Infinity` when there is none. */
  readonly low: number;
  /** Upper bound; `Infinity` when there is none. */
  readonly high: number;
  readonly status: "actual" | "derived" | "forecast" | "bounded" | "missing";
}

/** A printed level, kt. A `Statement` of `statements` fits; other measures and other periods are passed over. */
export interface PrintedRow {
  /** `2026-02`; only months are drawn. */
  readonly period: string;
  /** `level`; only levels are drawn. */
  readonly measure: string;
  /** The level; missing for a class. */
  readonly value?: number | undefined;
  readonly publisher: string;
  /** `actual`, `estimate` or `forecast`. */
  readonly basis: string;
}

interface Printed extends PrintedRow {
  readonly value: number;
}

/**
 * A reconciled monthly series with its intervals, and the levels that were printed drawn on it.
 *
 * @param rows months in order; months at the end about which nothing is known are left out
 * @param statements printed figures of the same quantity; those of other publishers are drawn apart
 * @param options source line, title, date, and `publisher`: whose series it is; `quantity`: what it measures
 * @throws {RangeError} when no month has a value
 *
 * @example
 * ```ts
 * import { reconciledSeriesChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = reconciledSeriesChart([
 *   { month: "2025-12", value: 397.4, low: 397.1, high: 397.6, status: "derived" },
 *   { month: "2026-01", value: 375.5, low: 375.45, high: 375.55, status: "actual" },
 * ], [
 *   { period: "2026-01", measure: "level", value: 375.5, publisher: "Metals Daily", basis: "actual" },
 * ], { source: "Metals Daily", publisher: "Metals Daily", quantity: "production" });
 * assert.equal(figure.title, "Metals Daily printed 1 of 2 months of production; the rest is derived");
 * ```
 */
export function reconciledSeriesChart(
  rows: readonly ReconciledRow[],
  statements: readonly PrintedRow[],
  options: ChartOptions & { readonly publisher: string; readonly quantity: string },
): Chart {
  const { publisher, quantity } = options;
  const lastKnown = rows.findLastIndex((row) => row.status !== "missing");
  const series = rows.slice(0, lastKnown + 1);
  const valued = series.filter((row) => row.value !== undefined);
  const last = valued.at(-1);
  if (last === undefined) {
    throw new RangeError("Cannot draw the reconciled series: no month has a value");
  }
  const months = new Set(series.map((row) => row.month));
  const printed = statements.filter((row): row is Printed =>
    row.measure === "level" && row.value !== undefined && months.has(row.period)
  );
  const own = new Set(
    printed.filter((row) => row.publisher === publisher && row.basis !== "forecast")
      .map((row) => row.period),
  );
  const widest = valued.filter(isBounded).toSorted((a, b) => b.high - b.low - (a.high - a.low))[0];
  return chart({
    title: own.size === series.length
      ? `${publisher} printed every month of ${quantity}`
      : `${publisher} printed ${own.size} of ${series.length} months of ${quantity}; the rest is derived`,
    subtitle: `${
      tonnes(options)
    } a month. Bars: the bounds within which all that was printed holds.`,
    alt: `${quantity} by ${publisher}, reconciled, ${longMonth(series[0]!.month)} to ${
      longMonth(series.at(-1)!.month)
    }: ${own.size} of ${series.length} months printed as levels. ${longMonth(last.month)} ${
      numberText(last.value, 1)
    } kt.${
      widest === undefined
        ? ""
        : ` Widest interval: ${longMonth(widest.month)}, ${numberText(widest.low, 1)} to ${
          numberText(widest.high, 1)
        } kt.`
    }`,
    rows: series.map(({ month, value, low, high, status }) => ({
      month,
      valueKt: value,
      lowKt: low,
      highKt: high,
      status,
    })),
    draw: (ground) =>
      stack(ground, [levels(ground, series, printed, publisher), widths(ground, series)]),
  }, options);
}

function isBounded(row: ReconciledRow): boolean {
  return Number.isFinite(row.low) && Number.isFinite(row.high);
}

const SIDES = { marginLeft: 40, marginRight: 14 };

function levels(
  ground: Ground,
  series: readonly ReconciledRow[],
  printed: readonly Printed[],
  publisher: string,
): SVGSVGElement {
  const months = series.map((row) => row.month);
  const room = ground.width - SIDES.marginLeft - SIDES.marginRight;
  const y = spanOf([
    ...series.flatMap((row) => [row.value, row.low, row.high]),
    ...printed.map((row) => row.value),
  ]);
  const bars = series.map((row) => ({
    ...row,
    low: Math.max(row.low, y[0]),
    high: Math.min(row.high, y[1]),
  })).filter((row) => row.status !== "missing");
  const dots = series.filter((row) => row.value !== undefined);
  const own = printed.filter((row) => row.publisher === publisher);
  const others = printed.filter((row) => row.publisher !== publisher);
  const firstAhead = series.findIndex((row) => row.status === "forecast");
  const turn = firstAhead === -1 ? series.length : firstAhead;
  const line = { x: "month", y: "value", stroke: COLOURS.supply, strokeOpacity: 0.6 };
  const barWidth = Math.min(10, room / months.length * 0.5);
  const svg = panel(ground, {
    ...SIDES,
    name: "kt a month",
    height: ground.narrow ? 280 : 260,
    marginTop: ground.narrow ? 44 : 28,
    marginBottom: 12,
    x: { domain: months, type: "band", padding: 0.35, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(),
      Plot.ruleX(bars, {
        x: "month",
        y1: "low",
        y2: "high",
        stroke: COLOURS.supply,
        strokeWidth: barWidth,
        strokeOpacity: 0.28,
      }),
      Plot.line(series.slice(0, turn), line),
      Plot.line(series.slice(Math.max(0, turn - 1)), { ...line, strokeDasharray: "4 3" }),
      Plot.dot(others, {
        x: "period",
        y: "value",
        symbol: "times",
        r: 3,
        stroke: COLOURS.quiet,
      }),
      ...[true, false].map((solid) =>
        Plot.dot(dots.filter((row) => (row.status === "actual") === solid), {
          x: "month",
          y: "value",
          r: 3.5,
          stroke: COLOURS.supply,
          strokeWidth: 1.5,
          fill: solid ? COLOURS.supply : COLOURS.paper,
        })
      ),
      Plot.dot(own, {
        x: "period",
        y: "value",
        r: 5.5,
        stroke: COLOURS.use,
        strokeWidth: 1.5,
        strokeOpacity: (row: Printed) => row.basis === "forecast" ? 0.5 : 1,
      }),
    ],
  });
  svg.append(keyOf(ground, [
    { glyph: "●", colour: COLOURS.supply, words: "actual" },
    { glyph: "○", colour: COLOURS.supply, words: "derived or forecast" },
    { glyph: "○", colour: COLOURS.use, words: `printed by ${publisher} (pale: forecast)` },
    ...(others.length === 0
      ? []
      : [{ glyph: "×", colour: COLOURS.quiet, words: "printed by others" }]),
  ], { x: SIDES.marginLeft, y: 32 }));
  return svg;
}

function widths(ground: Ground, series: readonly ReconciledRow[]): SVGSVGElement {
  const months = series.map((row) => row.month);
  const room = ground.width - SIDES.marginLeft - SIDES.marginRight;
  const bars = series.filter(isBounded).map((row) => ({
    month: row.month,
    width: row.high - row.low,
  }));
  const most = Math.max(...bars.map((bar) => bar.width), 0);
  return panel(ground, {
    ...SIDES,
    name: "Distance between the bounds, kt",
    height: 130,
    marginTop: 14,
    marginBottom: 36,
    x: { domain: months, type: "band", padding: 0.35, axis: null },
    y: { domain: [0, most * 1.1 || 1], axis: null },
    marks: [
      ...valueAxis(2),
      Plot.barY(bars, { x: "month", y: "width", fill: COLOURS.supply, fillOpacity: 0.55 }),
      Plot.ruleY([0], { stroke: "currentColor" }),
      Plot.text(bars.filter((bar) => bar.width === most), {
        x: "month",
        y: "width",
        text: (bar: { width: number }) => numberText(bar.width, 1),
        dy: -8,
        fill: "currentColor",
      }),
      monthAxis(months, room),
    ],
  });
}
