import type { GridCell } from "../scenario/mod.ts";
import { STATE_BANDS } from "../balance/mod.ts";
import * as Plot from "@observablehq/plot";
import { decimalsOf, percentText, signedText } from "../markup/mod.ts";
import { contourOf, type GridPoint, type Segment } from "./_contour.ts";
import { LABEL_PX, panel, spread, textOf } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** The balance for one pair of a supply cut and a demand decline. */
export interface BalanceCell {
  /** Share of supply taken away: 0.1 is a cut of 10%. */
  readonly supplyCutShare: number;
  /** Share of demand lost: 0.05 is a decline of 5%. */
  readonly demandDeclineShare: number;
  /** Supply - use, kt: + is a build, - is a draw. */
  readonly balanceKt: number;
  readonly balanceShareOfUse: number;
}

const EDGES: readonly number[] = [
  STATE_BANDS.looseAbove,
  0,
  STATE_BANDS.slightBelow,
  STATE_BANDS.destockingBelow,
];

/**
 * The balance for every pair of a supply cut and a demand decline, with the edges between market states drawn across.
 *
 * @param cells every pair once, kt and shares
 * @param options source line, title, date
 * @throws {RangeError} when the cells do not fill a grid
 *
 * @example
 * ```ts
 * import { balanceGridChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const cells = [0, 0.1].flatMap((supplyCutShare) => [0, 0.1].map((demandDeclineShare) => {
 *   const balanceKt = 300 * (1 - supplyCutShare) - 300 * (1 - demandDeclineShare);
 *   return { supplyCutShare, demandDeclineShare, balanceKt, balanceShareOfUse: balanceKt / 300 };
 * }));
 * const figure = balanceGridChart(cells, { source: "model" });
 * assert.match(figure.alt, /between -30 kt and \+30 kt/);
 * ```
 */
export function balanceGridChart(
  cells: readonly BalanceCell[],
  options: ChartOptions,
): Chart {
  const cuts = valuesOf(cells.map((cell) => cell.supplyCutShare));
  const declines = valuesOf(cells.map((cell) => cell.demandDeclineShare));
  if (cells.length === 0 || cells.length !== cuts.length * declines.length) {
    throw new RangeError(
      `Cannot draw the grid: ${cuts.length} cuts by ${declines.length} declines need as many cells, have ${cells.length}`,
    );
  }
  const balances = cells.map((cell) => cell.balanceKt);
  const draws = balances.filter((kt) => kt < 0).length;
  return chart({
    title: `Stocks fall in ${draws} of ${cells.length} pairs of a supply cut and a demand decline`,
    subtitle:
      "Balance in thousand tonnes (kt) a month, green: build, red: draw. Lines: balance as a share of use, where the market's state changes.",
    alt: `Balance by supply cut (${rangeText(cuts)}) and demand decline (${
      rangeText(declines)
    }): between ${signedText(Math.min(...balances), 0)} kt and ${
      signedText(Math.max(...balances), 0)
    } kt; stocks fall in ${draws} of ${cells.length} pairs.`,
    rows: cells,
    draw: (ground) => draw(ground, cells, cuts, declines),
  }, options);
}

function valuesOf(shares: readonly number[]): number[] {
  return [...new Set(shares)].toSorted((a, b) => a - b);
}

function rangeText(shares: readonly number[]): string {
  return `${percentText(shares[0], 0)} to ${percentText(shares.at(-1), 0)}`;
}

const ROW_PX = 34;
const SIDES = { marginLeft: 40, marginRight: 40, marginTop: 24, marginBottom: 42 };
const LABEL_GAP_PX = { across: 30, down: 14 };

function draw(
  ground: Ground,
  cells: readonly BalanceCell[],
  cuts: readonly number[],
  declines: readonly number[],
): SVGSVGElement {
  const cutEdges = edgesOf(cuts), declineEdges = edgesOf(declines);
  const right = cutEdges.at(-1)!, top = declineEdges.at(-1)!;
  const most = Math.max(...cells.map((cell) => Math.abs(cell.balanceKt))) || 1;
  const lines = EDGES.map((share) => ({
    share,
    segments: contourOf(reach(cells, cuts, declines), share),
  }));
  const crossings = lines.flatMap(({ segments }) => segments.flatMap(endsOf));
  const isCrossed = (cell: BalanceCell) =>
    crossings.some((end) =>
      inCell(end.x, cutEdges, cuts.indexOf(cell.supplyCutShare)) &&
      inCell(end.y, declineEdges, declines.indexOf(cell.demandDeclineShare))
    );
  const columnPx = (ground.width - SIDES.marginLeft - SIDES.marginRight) / cuts.length;
  const heightPx = declines.length * ROW_PX;
  const ends = lines.map(({ share, segments }) => ({ share, ...endOf(segments) }));
  const above = ends.filter((end) => end.y === top);
  const beside = ends.filter((end) => end.x === right && end.y !== top);
  const abovePx = above.map((end) => columnPx * cuts.length * portion(end.x!, cutEdges));
  const besidePx = beside.map((end) => heightPx * (1 - portion(end.y!, declineEdges)));
  const aboveAt = spread(abovePx, LABEL_GAP_PX.across);
  const besideAt = spread(besidePx, LABEL_GAP_PX.down);
  const tick = { tickSize: 0, label: null, fillOpacity: 0.8 };
  const svg = panel(ground, {
    ...SIDES,
    name: "Demand decline, %",
    height: heightPx + SIDES.marginTop + SIDES.marginBottom,
    x: { domain: [cutEdges[0], right], axis: null },
    y: { domain: [declineEdges[0], top], axis: null },
    marks: [
      Plot.rect(cells, {
        x1: (cell: BalanceCell) => cutEdges[cuts.indexOf(cell.supplyCutShare)],
        x2: (cell: BalanceCell) => cutEdges[cuts.indexOf(cell.supplyCutShare) + 1],
        y1: (cell: BalanceCell) => declineEdges[declines.indexOf(cell.demandDeclineShare)],
        y2: (cell: BalanceCell) => declineEdges[declines.indexOf(cell.demandDeclineShare) + 1],
        fill: (cell: BalanceCell) => cell.balanceKt >= 0 ? COLOURS.build : COLOURS.draw,
        fillOpacity: (cell: BalanceCell) => 0.06 + 0.5 * Math.abs(cell.balanceKt) / most,
        inset: 0.5,
      }),
      ...lines.map(({ share, segments }) =>
        Plot.link(segments, {
          x1: "x1",
          y1: "y1",
          x2: "x2",
          y2: "y2",
          stroke: "currentColor",
          strokeWidth: share === 0 ? 2 : 1.25,
          ...(share === 0 ? {} : { strokeDasharray: "4 3" }),
        })
      ),
      ...[true, false].map((crossed) =>
        Plot.text(cells.filter((cell) => isCrossed(cell) === crossed), {
          x: "supplyCutShare",
          y: "demandDeclineShare",
          text: (cell: BalanceCell) => signedText(cell.balanceKt, columnPx < 56 ? 0 : 1),
          fill: "currentColor",
          // A dashed line over a minus would swallow it.
          ...(crossed ? { stroke: COLOURS.paper, strokeWidth: 5 } : {}),
        })
      ),
      ...above.map((end, i) =>
        Plot.text([end], {
          x: "x",
          y: "y",
          dx: aboveAt[i]! - abovePx[i]!,
          dy: -8,
          ...edgeLabel(end.share),
        })
      ),
      ...beside.map((end, i) =>
        Plot.text([end], {
          x: "x",
          y: "y",
          dx: 5,
          dy: besideAt[i]! - besidePx[i]!,
          textAnchor: "start",
          ...edgeLabel(end.share),
        })
      ),
      Plot.axisX({ ...tick, ticks: [...cuts], tickFormat: ticksOf(cuts) }),
      Plot.axisY({ ...tick, ticks: [...declines], tickFormat: ticksOf(declines) }),
    ],
  });
  svg.append(textOf(ground.document, "Supply cut, %", {
    x: ground.width - SIDES.marginRight,
    y: Number(svg.getAttribute("height")) - 4,
    "text-anchor": "end",
    "font-weight": 600,
    "font-size": LABEL_PX,
  }));
  return svg;
}

function edgeLabel(share: number) {
  return {
    text: () => share === 0 ? "0" : `${share > 0 ? "+" : ""}${percentText(share, 0)}`,
    fill: "currentColor",
    fontWeight: 600,
  };
}

function ticksOf(shares: readonly number[]): (share: number) => string {
  const digits = decimalsOf(shares.map((share) => share * 100), 1);
  return (share) => percentText(share, digits);
}

/** Where cells begin and end: half-way between their values. */
function edgesOf(values: readonly number[]): number[] {
  const half = ((values[1] ?? values[0]! + 1) - values[0]!) / 2;
  const lastHalf = (values.at(-1)! - (values.at(-2) ?? values[0]! - 1)) / 2;
  return [
    values[0]! - half,
    ...values.slice(1).map((value, i) => (value + values[i]!) / 2),
    values.at(-1)! + lastHalf,
  ];
}

// Values stand in the middle of their cells; lines are to run to the grid's rim, half a cell further.
function reach(
  cells: readonly BalanceCell[],
  cuts: readonly number[],
  declines: readonly number[],
): GridPoint[] {
  const shares = new Map(
    cells.map((
      cell,
    ) => [`${cell.supplyCutShare} ${cell.demandDeclineShare}`, cell.balanceShareOfUse]),
  );
  const rows = declines.map((decline) =>
    rim(cuts, cuts.map((cut) => shares.get(`${cut} ${decline}`)!))
  );
  const xs = [edgesOf(cuts)[0]!, ...cuts, edgesOf(cuts).at(-1)!];
  const ys = [edgesOf(declines)[0]!, ...declines, edgesOf(declines).at(-1)!];
  return xs.flatMap((x, i) =>
    rim(declines, rows.map((row) => row[i]!)).map((value, j) => ({ x, y: ys[j]!, value }))
  );
}

/** Values with one more at each end, half a step on along the line through the last two. */
function rim(places: readonly number[], values: readonly number[]): number[] {
  if (places.length === 1) return [values[0]!, values[0]!, values[0]!];
  return [
    values[0]! - (values[1]! - values[0]!) / 2,
    ...values,
    values.at(-1)! + (values.at(-1)! - values.at(-2)!) / 2,
  ];
}

/** The end of a line that is furthest up, and of those the one furthest right. */
function endOf(segments: readonly Segment[]): { x: number | undefined; y: number | undefined } {
  const ends = segments.flatMap(endsOf).toSorted((a, b) => b.y - a.y || b.x - a.x);
  return ends[0] ?? { x: undefined, y: undefined };
}

function endsOf({ x1, y1, x2, y2 }: Segment) {
  return [{ x: x1, y: y1 }, { x: x2, y: y2 }];
}

function inCell(value: number, edges: readonly number[], i: number): boolean {
  return edges[i]! <= value && value <= edges[i + 1]!;
}

function portion(value: number, edges: readonly number[]): number {
  return (value - edges[0]!) / (edges.at(-1)! - edges[0]!);
}

const PER_CENT = 100;

/**
 * A grid of two percentage steps as the cells that `balanceGridChart` draws.
 *
 * @param cells as `grid` gives them, x a change of supply and y a change of use, both in per cent and at most 0
 */
export function balanceCells(cells: readonly GridCell[]): BalanceCell[] {
  return cells.map(({ x, y, balanceKt, shareOfUse }) => ({
    supplyCutShare: Math.abs(x) / PER_CENT,
    demandDeclineShare: Math.abs(y) / PER_CENT,
    balanceKt,
    balanceShareOfUse: shareOfUse,
  }));
}
