import { type FanLine, fanOf, type Simulation } from "../scenario/mod.ts";
import * as Plot from "@observablehq/plot";
import { numberText, percentText, signedText } from "../markup/mod.ts";
import { longMonth, monthAxis } from "./_months.ts";
import { LABEL_PX, panel, spanOf, spread, tickText, valueAxis } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** Between which values a share of all paths lies. */
export interface FanBand {
  /** Share of paths inside: 0.8. */
  readonly share: number;
  readonly lowKt: number;
  readonly highKt: number;
}

/** One month of simulated paths, kt. */
export interface FanRow {
  readonly month: string;
  /** Half of all paths lie above. */
  readonly medianKt: number;
  /** Bands around the median, in any order; the same shares in every month. */
  readonly bands: readonly FanBand[];
}

/** A month that is known. */
export interface HistoryRow {
  readonly month: string;
  readonly kt: number | undefined;
}

/** What a fan is of, and what is drawn beside it. */
export interface FanOptions extends ChartOptions {
  /** `Social stock` or `Balance`, as a sentence begins with it. */
  readonly quantity: string;
  /** A flow that can be negative is drawn with its zero line. */
  readonly kind: "stock" | "balance";
  /** Known months before the fan, in order. */
  readonly history?: readonly HistoryRow[];
}

/**
 * Simulated paths as bands that widen from what is known: the median, and the shares of paths around it.
 *
 * @param rows months ahead, in order, kt
 * @param options source line, title, date; what is shown; history, kt
 * @throws {RangeError} when there are no rows
 *
 * @example
 * ```ts
 * import { fanChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = fanChart([
 *   { month: "2026-02", medianKt: 556, bands: [{ share: 0.8, lowKt: 540, highKt: 570 }] },
 * ], { source: "model", quantity: "Social stock", kind: "stock", history: [{ month: "2026-01", kt: 562 }] });
 * assert.equal(figure.title, "Social stock: 556 kt in February 2026, 80% of paths from 540 to 570 kt");
 * ```
 */
export function fanChart(rows: readonly FanRow[], options: FanOptions): Chart {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError("Cannot draw the fan: no rows");
  const text = options.kind === "balance"
    ? (kt: number) => signedText(kt, 1)
    : (kt: number) => numberText(kt, 0);
  const outer =
    last.bands.toSorted((a, b) => Math.abs(a.share - TYPICAL) - Math.abs(b.share - TYPICAL))[0];
  const spanWords = outer === undefined
    ? ""
    : `, ${percentText(outer.share, 0)} of paths from ${text(outer.lowKt)} to ${
      text(outer.highKt)
    } kt`;
  const shares = last.bands.map((band) => band.share).toSorted((a, b) => a - b);
  return chart({
    title: `${options.quantity}: ${text(last.medianKt)} kt in ${longMonth(last.month)}${spanWords}`,
    subtitle: `${options.quantity}, thousand tonnes (kt)${
      options.kind === "balance" ? " a month, + build, - draw" : ""
    }. Line: median path. Bands: ${
      shares.map((share) => percentText(share, 0)).join(", ")
    } of paths.`,
    alt: `${options.quantity} from ${longMonth(rows[0]!.month)} to ${
      longMonth(last.month)
    }: the median goes from ${text(rows[0]!.medianKt)} kt to ${
      text(last.medianKt)
    } kt${spanWords}.`,
    rows: [
      ...(options.history ?? []).map(({ month, kt }) => ({ month, knownKt: kt })),
      ...rows.map(flat),
    ],
    draw: (ground) => draw(ground, rows, options, text),
  }, options);
}

const TYPICAL = 0.8;

function flat(row: FanRow): Record<string, string | number> {
  return Object.fromEntries([
    ["month", row.month],
    ["medianKt", row.medianKt],
    ...row.bands.flatMap(({ share, lowKt, highKt }) => [
      [`low${Math.round(share * 100)}Kt`, lowKt],
      [`high${Math.round(share * 100)}Kt`, highKt],
    ]),
  ]);
}

interface Ribbon {
  readonly month: string;
  readonly low: number;
  readonly high: number;
}

function draw(
  ground: Ground,
  rows: readonly FanRow[],
  options: FanOptions,
  text: (kt: number) => string,
): SVGSVGElement {
  const { history = [], kind } = options;
  const known = history.findLast((row) => row.kt !== undefined);
  const months = [...new Set([...history, ...rows].map((row) => row.month))];
  const shares = rows[0]!.bands.map((band) => band.share).toSorted((a, b) => b - a);
  const colour = COLOURS.supply;
  // The fan opens from the last known figure: there all paths are one.
  const root: Ribbon[] = known === undefined
    ? []
    : [{ month: known.month, low: known.kt!, high: known.kt! }];
  const ribbons = shares.map((share) => [
    ...root,
    ...rows.map((row): Ribbon => {
      const band = row.bands.find((one) => one.share === share)!;
      return { month: row.month, low: band.lowKt, high: band.highKt };
    }),
  ]);
  const sides = { marginLeft: 44, marginRight: ground.narrow ? 78 : 108 };
  const height = 280, marginTop = 10, marginBottom = 36;
  const room = ground.width - sides.marginLeft - sides.marginRight;
  const y = spanOf([
    ...history.map((row) => row.kt),
    ...ribbons.flat().flatMap((one) => [one.low, one.high]),
    ...(kind === "balance" ? [0] : []),
  ]);
  const last = rows.at(-1)!;
  const marks = [
    { kt: last.medianKt, words: `median ${text(last.medianKt)}`, colour, weight: 600 },
    ...(shares.length === 0 ? [] : outerEnds(ground, last, shares[0]!, text)),
  ];
  const wanted = marks.map(({ kt }) =>
    (y[1] - kt) / (y[1] - y[0]) * (height - marginTop - marginBottom)
  );
  const places = spread(wanted, LABEL_PX + 2);
  return panel(ground, {
    ...sides,
    name: `${options.quantity}, kt`,
    height,
    marginTop,
    marginBottom,
    x: { domain: months, type: "point", padding: 0.25, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(5, kind === "balance" ? (value) => signedText(value, 0) : tickText),
      ...ribbons.map((ribbon) =>
        Plot.areaY(ribbon, { x: "month", y1: "low", y2: "high", fill: colour, fillOpacity: 0.17 })
      ),
      ...(kind === "balance" ? [Plot.ruleY([0], { stroke: "currentColor" })] : []),
      Plot.line([...root.map((one) => ({ month: one.month, medianKt: one.low })), ...rows], {
        x: "month",
        y: "medianKt",
        stroke: colour,
        strokeWidth: 1.75,
        strokeDasharray: "4 3",
      }),
      Plot.line(history, { x: "month", y: "kt", stroke: colour, strokeWidth: 1.75 }),
      Plot.dot(history.filter((row) => row.kt !== undefined), {
        x: "month",
        y: "kt",
        r: 2.5,
        fill: colour,
      }),
      ...marks.map((mark, i) =>
        Plot.text([mark], {
          frameAnchor: "right",
          y: "kt",
          text: "words",
          textAnchor: "start",
          dx: 6,
          dy: places[i]! - wanted[i]!,
          fill: mark.colour,
          fontWeight: mark.weight,
        })
      ),
      monthAxis(months, room),
    ],
  });
}

function outerEnds(
  { narrow }: Ground,
  last: FanRow,
  share: number,
  text: (kt: number) => string,
) {
  const { lowKt, highKt } = last.bands.find((band) => band.share === share)!;
  const part = narrow ? "" : `${percentText(share, 0)} `;
  return [
    { kt: highKt, words: `${part}up to ${text(highKt)}`, colour: COLOURS.supply, weight: 400 },
    { kt: lowKt, words: `${part}from ${text(lowKt)}`, colour: COLOURS.supply, weight: 400 },
  ];
}

/** Shares of paths that a chart's bands hold. */
const SHARES: readonly number[] = [0.5, 0.8, 0.95];

/**
 * Simulated paths as the rows that `fanChart` draws: the median, and bands that hold half, 80% and 95% of the paths.
 *
 * @param simulation paths that kept the line
 * @param line a line in kt
 */
export function fanRows(
  simulation: Simulation,
  line: Exclude<FanLine, "coverTrailingDays">,
): FanRow[] {
  const probabilities = [0.5, ...SHARES.flatMap((share) => [(1 - share) / 2, (1 + share) / 2])];
  return fanOf(simulation, line, probabilities).map(({ month, quantiles }) => ({
    month,
    medianKt: quantiles[0]!,
    bands: SHARES.map((share, i) => ({
      share,
      lowKt: quantiles[1 + 2 * i]!,
      highKt: quantiles[2 + 2 * i]!,
    })),
  }));
}
