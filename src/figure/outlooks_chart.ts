import * as Plot from "@observablehq/plot";
import { numberText, signedText } from "../markup/mod.ts";
import { longMonth, monthAxis } from "./_months.ts";
import { keyOf, panel, spanOf, valueAxis } from "./_panel.ts";
import { type Chart, chart, type ChartOptions, type Ground, tonnes } from "./_shell.ts";
import { COLOURS } from "./palette.ts";

/** What was expected of a month, and what came, kt. */
export interface OutlookRow {
  readonly month: string;
  /** Lower end of the outlook; the outlook itself where it was one figure. */
  readonly outlookLowKt: number;
  /** Upper end of the outlook; missing for `above so much`. */
  readonly outlookHighKt: number | undefined;
  /** The outcome; missing while it is not known. */
  readonly outcomeKt: number | undefined;
  /** How far the outcome lies above the outlook, as a share of it; printed beside the outcome where given. */
  readonly surpriseShare?: number;
}

/**
 * A publisher's outlooks beside what came of them.
 *
 * @param rows months in order, kt
 * @param options source line, title, date, `publisher`, and `quantity`: what was forecast
 * @throws {RangeError} when no month has an outcome
 *
 * @example
 * ```ts
 * import { outlooksChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = outlooksChart([
 *   { month: "2025-02", outlookLowKt: 280, outlookHighKt: 280, outcomeKt: 289.5 },
 *   { month: "2025-08", outlookLowKt: 360, outlookHighKt: 370, outcomeKt: 386 },
 * ], { source: "Metals Daily", publisher: "Metals Daily", quantity: "production" });
 * assert.equal(figure.title, "Metals Daily's outlook for production was too low in 2 of 2 months");
 * ```
 */
export function outlooksChart(
  rows: readonly OutlookRow[],
  options: ChartOptions & { readonly publisher: string; readonly quantity: string },
): Chart {
  const scored = rows.filter((row) => row.outcomeKt !== undefined);
  if (scored.length === 0) {
    throw new RangeError("Cannot draw the outlooks: no month has an outcome");
  }
  const low = scored.filter((row) => row.outcomeKt! > (row.outlookHighKt ?? Infinity));
  const high = scored.filter((row) => row.outcomeKt! < row.outlookLowKt);
  const [word, misses] = high.length > low.length ? ["high", high] : ["low", low];
  return chart({
    title:
      `${options.publisher}'s outlook for ${options.quantity} was too ${word} in ${misses.length} of ${scored.length} months`,
    subtitle: `${tonnes(options)} a month. Percentages: outcome against outlook.`,
    alt: `Outlook and outcome of ${options.quantity} by ${options.publisher}: ${
      scored.map((row) =>
        `${longMonth(row.month)} ${outlookWords(row)}, came ${numberText(row.outcomeKt, 1)} kt`
      ).join("; ")
    }.`,
    rows,
    draw: (ground) => draw(ground, rows),
  }, options);
}

function outlookWords({ outlookLowKt, outlookHighKt }: OutlookRow): string {
  if (outlookHighKt === undefined) return `expected above ${numberText(outlookLowKt, 1)}`;
  if (outlookLowKt === outlookHighKt) return `expected ${numberText(outlookLowKt, 1)}`;
  return `expected ${numberText(outlookLowKt, 1)} to ${numberText(outlookHighKt, 1)}`;
}

function middle({ outlookLowKt, outlookHighKt }: OutlookRow): number {
  return (outlookLowKt + (outlookHighKt ?? outlookLowKt)) / 2;
}

const ROOM_FOR_NUMBER_PX = 40;
const SIDES = { marginLeft: 40, marginRight: 10 };

function draw(ground: Ground, rows: readonly OutlookRow[]): SVGSVGElement {
  const months = rows.map((row) => row.month);
  const room = ground.width - SIDES.marginLeft - SIDES.marginRight;
  const y = spanOf(
    rows.flatMap((row) => [row.outlookLowKt, row.outlookHighKt, row.outcomeKt]),
    0.14,
  );
  const scored = rows.filter((row) => row.outcomeKt !== undefined);
  const svg = panel(ground, {
    ...SIDES,
    name: "kt a month",
    height: 270,
    marginTop: 30,
    marginBottom: 36,
    x: { domain: months, type: "band", padding: 0.5, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(),
      Plot.ruleX(scored, {
        x: "month",
        y1: middle,
        y2: "outcomeKt",
        stroke: "currentColor",
        strokeOpacity: 0.45,
      }),
      Plot.ruleX(rows, {
        x: "month",
        y1: "outlookLowKt",
        y2: (row: OutlookRow) => row.outlookHighKt ?? row.outlookLowKt,
        stroke: COLOURS.use,
        strokeWidth: 8,
        strokeOpacity: 0.35,
      }),
      Plot.tickY(rows, {
        x: "month",
        y: middle,
        stroke: COLOURS.use,
        strokeWidth: 2,
      }),
      Plot.dot(scored, { x: "month", y: "outcomeKt", r: 4, fill: COLOURS.supply }),
      ...[true, false].map((above) =>
        Plot.text(
          room / months.length < ROOM_FOR_NUMBER_PX
            ? []
            : scored.filter((row) => row.outcomeKt! >= middle(row) === above),
          {
            x: "month",
            y: "outcomeKt",
            text: (row: OutlookRow) =>
              row.surpriseShare === undefined ? "" : `${signedText(row.surpriseShare * 100, 1)}%`,
            dy: above ? -11 : 11,
            fill: COLOURS.supply,
          },
        )
      ),
      monthAxis(months, room),
    ],
  });
  svg.append(keyOf(ground, [
    { glyph: "—", colour: COLOURS.use, words: "outlook" },
    { glyph: "●", colour: COLOURS.supply, words: "outcome" },
  ], { x: SIDES.marginLeft, y: 32 }));
  return svg;
}

/** An outlook of a month that has met its outcome, kt; those that `scoreOutlooks` of the review room gives fit. */
export interface MetOutlook {
  readonly period: string;
  /** What was said, kt; a range with its middle. */
  readonly outlook: number;
  readonly outcome: number;
  /** Outlook - outcome, kt. */
  readonly error: number;
  /** The prints: a range's two ends are two. */
  readonly statements: readonly { readonly value?: number | undefined; readonly bound: string }[];
}

/**
 * Outlooks with their outcomes as the rows that `outlooksChart` draws, in order of month.
 *
 * @param outlooks in order of publication; of several for a month the last is drawn
 */
export function outlookRows(outlooks: readonly MetOutlook[]): OutlookRow[] {
  const last = new Map(outlooks.map((outlook) => [outlook.period, outlook]));
  return [...last.values()].map(({ period, outlook, outcome, error, statements }) => {
    const low = statements.find(({ bound }) => bound === "range_low")?.value ?? outlook;
    const high = statements.find(({ bound }) => bound === "range_high")?.value ?? outlook;
    const open = statements.some(({ bound }) => bound === "at_least");
    return {
      month: period,
      outlookLowKt: low,
      outlookHighKt: open ? undefined : high,
      outcomeKt: outcome,
      surpriseShare: -error / outlook,
    };
  }).sort((a, b) => a.month < b.month ? -1 : 1);
}
