import type { FirstPassage } from "../scenario/mod.ts";
import * as Plot from "@observablehq/plot";
import { percentText } from "../markup/mod.ts";
import { longMonth, monthAxis } from "./_months.ts";
import { panel } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** How many paths have reached a normal stock by the end of a month. */
export interface DigestionRow {
  readonly month: string;
  /** Share of paths that were there by this month's end, 0 to 1; never falls. */
  readonly reachedShare: number;
}

interface Column extends DigestionRow {
  readonly beforeShare: number;
}

const NEVER = "never";
const EVEN = 0.5;

/**
 * When stock is back at a normal level: the share of paths that were there by each month, and the share that is not
 * there at the end of the horizon.
 *
 * @param rows months in order, cumulative shares
 * @param options source line, title, date, and `target`: the level in words, `500 kt`
 * @throws {RangeError} when there are no rows, a share is not between 0 and 1, or shares fall
 *
 * @example
 * ```ts
 * import { digestionClockChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = digestionClockChart([
 *   { month: "2026-03", reachedShare: 0.2 }, { month: "2026-04", reachedShare: 0.55 },
 * ], { source: "model", target: "500 kt" });
 * assert.equal(figure.title, "Even odds that stock is down to 500 kt by April 2026");
 * ```
 */
export function digestionClockChart(
  rows: readonly DigestionRow[],
  options: ChartOptions & { readonly target: string },
): Chart {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError("Cannot draw the digestion clock: no rows");
  const columns = rows.map((row, i): Column => {
    const beforeShare = rows[i - 1]?.reachedShare ?? 0;
    if (!(row.reachedShare >= beforeShare && row.reachedShare <= 1)) {
      throw new RangeError(
        `Cannot draw the digestion clock: reachedShare of ${row.month} must lie between ${beforeShare} and 1, is ${row.reachedShare}`,
      );
    }
    return { ...row, beforeShare };
  });
  const neverShare = 1 - last.reachedShare;
  const even = columns.find((column) => column.reachedShare >= EVEN);
  const horizon = `the ${rows.length} months to ${longMonth(last.month)}`;
  return chart({
    title: even === undefined
      ? `More likely than not, stock is not down to ${options.target} by ${longMonth(last.month)}`
      : `Even odds that stock is down to ${options.target} by ${longMonth(even.month)}`,
    subtitle:
      `Share of simulated paths that have been at or below ${options.target} by the end of each month, %. Full colour: got there in that month.`,
    alt: `${percentText(columns[0]!.reachedShare, 0)} of paths are down to ${options.target} by ${
      longMonth(columns[0]!.month)
    }, ${percentText(last.reachedShare, 0)} by ${longMonth(last.month)}; ${
      percentText(neverShare, 0)
    } never get there in ${horizon}.${
      even === undefined ? "" : ` Half are there by ${longMonth(even.month)}.`
    }`,
    rows: [...rows, { month: NEVER, reachedShare: undefined, neverShare }],
    draw: (ground) => draw(ground, columns, neverShare),
  }, options);
}

const MONTHS_PER_BLANK = 12;
const ROOM_FOR_NUMBER_PX = 30;
const SIDES = { marginLeft: 44, marginRight: 12 };

function draw(ground: Ground, columns: readonly Column[], neverShare: number): SVGSVGElement {
  const months = columns.map((column) => column.month);
  const blanks = Array.from(
    { length: Math.ceil(months.length / MONTHS_PER_BLANK) },
    (_, i) => " ".repeat(i),
  );
  const room = (ground.width - SIDES.marginLeft - SIDES.marginRight) * months.length /
    (months.length + blanks.length + 1);
  const even = columns.find((column) => column.reachedShare >= EVEN);
  const labelled = room / months.length >= ROOM_FOR_NUMBER_PX
    ? columns
    : columns.filter((column) => column === even || column === columns.at(-1));
  const never = [{ month: NEVER, share: neverShare }];
  return panel(ground, {
    ...SIDES,
    name: "Share of paths, %",
    height: 250,
    marginTop: 18,
    marginBottom: 36,
    x: { domain: [...months, ...blanks, NEVER], type: "band", padding: 0.14, axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.gridY({ ticks: 4, strokeOpacity: 0.14 }),
      Plot.axisY({
        ticks: 4,
        tickSize: 0,
        label: null,
        tickFormat: (share: number) => percentText(share, 0),
        fillOpacity: 0.8,
      }),
      Plot.barY(columns, {
        x: "month",
        y1: 0,
        y2: "beforeShare",
        fill: COLOURS.draw,
        fillOpacity: 0.35,
      }),
      Plot.barY(columns, { x: "month", y1: "beforeShare", y2: "reachedShare", fill: COLOURS.draw }),
      Plot.barY(never, {
        x: "month",
        y: "share",
        fill: COLOURS.quiet,
        fillOpacity: 0.2,
        stroke: COLOURS.quiet,
        strokeDasharray: "4 3",
      }),
      Plot.ruleY([EVEN], { stroke: "currentColor", strokeDasharray: "5 3", strokeOpacity: 0.7 }),
      Plot.ruleY([0], { stroke: "currentColor" }),
      Plot.text(columns[0]!.reachedShare > EVEN / 2 ? [] : [EVEN], {
        frameAnchor: "left",
        y: (share: number) => share,
        text: () => "even odds",
        textAnchor: "start",
        dx: 4,
        dy: -8,
        fill: "currentColor",
        fillOpacity: 0.8,
      }),
      ...[true, false].map((bold) =>
        Plot.text(labelled.filter((column) => (column === even) === bold), {
          x: "month",
          y: "reachedShare",
          text: (column: Column) => percentText(column.reachedShare, 0),
          dy: -8,
          fill: "currentColor",
          fontWeight: bold ? 700 : 400,
        })
      ),
      Plot.text(never, {
        x: "month",
        y: "share",
        text: ({ share }: { share: number }) => percentText(share, 0),
        dy: -8,
        fill: "currentColor",
        fontWeight: 700,
      }),
      Plot.text(never, {
        x: "month",
        y: 0,
        text: () => "not in\ntime",
        lineAnchor: "top",
        lineHeight: 1.2,
        dy: 6,
        fill: "currentColor",
        fillOpacity: 0.8,
      }),
      monthAxis(months, room),
    ],
  });
}

/**
 * First-passage shares as the rows that `digestionClockChart` draws.
 *
 * @param passage as `firstPassage` gives it
 */
export function digestionRows(passage: FirstPassage): DigestionRow[] {
  return passage.byMonth.map(({ month, cumulative }) => ({ month, reachedShare: cumulative }));
}
