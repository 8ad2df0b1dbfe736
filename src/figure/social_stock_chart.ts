import { dayLabel, isDay } from "../calendar/mod.ts";
import * as Plot from "@observablehq/plot";
import { numberText, signedText } from "../markup/mod.ts";
import { type Chart, chart, type ChartOptions, goodOf, type Ground, tonnes } from "./_shell.ts";
import { LABEL_PX, panel, spanOf, valueAxis } from "./_panel.ts";
import { COLOURS } from "./palette.ts";

/** Stock on a day, kt. */
export interface StockPoint {
  readonly day: string;
  readonly stockKt: number | undefined;
}

/** A day from which the published stock covers more or less than before: a jump that is no build and no draw. */
export interface StockBreak {
  readonly day: string;
  readonly beforeKt: number;
  readonly afterKt: number;
}

/**
 * Published social stock over time. Where its scope changed the line is broken and the jump is named, so that it is
 * not read as a build.
 *
 * @param points stock by day, in order
 * @param breaks days of a change in scope
 * @param options source line, title, date, and `quantity`: the stock as a sentence begins with it. Default `Social stock`
 * @throws {RangeError} when there are fewer than two figures
 *
 * @example
 * ```ts
 * import { socialStockChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = socialStockChart([
 *   { day: "2025-02-21", stockKt: 546 }, { day: "2025-02-28", stockKt: 608 },
 * ], [{ day: "2025-02-28", beforeKt: 546, afterKt: 608 }], { source: "a publisher" });
 * assert.match(figure.alt, /scope widened on 28 February 2025, \+62 kt, no build/);
 * ```
 */
export function socialStockChart(
  points: readonly StockPoint[],
  breaks: readonly StockBreak[],
  options: ChartOptions & { readonly quantity?: string },
): Chart {
  const { quantity = "Social stock" } = options;
  const known = points.filter((point) => point.stockKt !== undefined);
  const first = known[0], last = known.at(-1);
  if (first === undefined || last === undefined || first === last) {
    throw new RangeError(`Cannot draw the stock: need 2 figures, have ${known.length}`);
  }
  const peak = known.reduce((most, point) => point.stockKt! > most.stockKt! ? point : most);
  return chart({
    title: `${quantity} stands at ${numberText(last.stockKt, 0)} kt on ${dayText(last.day)}`,
    subtitle: `${tonnes(options)}. Pale: no figure for more than a month.`,
    alt: `${goodOf(options)}${quantity} ${numberText(first.stockKt, 0)} kt on ${
      dayText(first.day)
    }, highest ${numberText(peak.stockKt, 0)} kt on ${dayText(peak.day)}, ${
      numberText(last.stockKt, 0)
    } kt on ${dayText(last.day)}.${
      breaks.map((one) => ` The ${breakWords(one)} on ${dayText(one.day)}, ${jumpWords(one)}.`)
        .join("")
    }`,
    rows: points,
    draw: (ground) => draw(ground, points, breaks),
  }, options);
}

function dayText(day: string): string {
  return isDay(day) ? dayLabel(day) : day;
}

function breakWords({ beforeKt, afterKt }: StockBreak): string {
  return `scope ${afterKt >= beforeKt ? "widened" : "narrowed"}`;
}

function jumpWords({ beforeKt, afterKt }: StockBreak): string {
  const word = afterKt >= beforeKt ? "build" : "draw";
  return `${signedText(afterKt - beforeKt, 0)} kt, no ${word}`;
}

interface Dated extends StockPoint {
  readonly date: Date;
  /** How many changes of scope came before: a line joins figures of one scope only. */
  readonly scope: number;
}

interface Join {
  readonly from: Dated;
  readonly to: Dated;
  /** Whether figures are close enough for the line between them to be read as a path. */
  readonly known: boolean;
}

const HEAD_ROOM = 0.22;
const LONGEST_STEP_MS = 35 * 86_400_000;

function draw(
  ground: Ground,
  points: readonly StockPoint[],
  breaks: readonly StockBreak[],
): SVGSVGElement {
  const known = points.filter((point) => point.stockKt !== undefined).map((point): Dated => ({
    ...point,
    date: dateOf(point.day),
    scope: breaks.filter((one) => one.day <= point.day).length,
  }));
  const [low, high] = spanOf(known.map((point) => point.stockKt));
  const y: [number, number] = [low, high + (high - low) * HEAD_ROOM];
  const ends = known.slice(-1);
  const marginRight = 34;
  return panel(ground, {
    name: "Stock, kt",
    height: 260,
    marginLeft: 36,
    marginRight,
    marginTop: 6,
    marginBottom: 34,
    x: { type: "utc", axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(),
      Plot.axisX({
        ticks: ground.narrow ? "6 months" : "3 months",
        tickSize: 3,
        label: null,
        lineHeight: 1.2,
        fillOpacity: 0.8,
        strokeOpacity: 0.4,
      }),
      Plot.ruleX(breaks, {
        x: breakDate,
        stroke: "currentColor",
        strokeOpacity: 0.55,
        strokeDasharray: "3 3",
      }),
      Plot.link(joins(known), {
        x1: (join: Join) => join.from.date,
        y1: (join: Join) => join.from.stockKt,
        x2: (join: Join) => join.to.date,
        y2: (join: Join) => join.to.stockKt,
        stroke: COLOURS.supply,
        strokeWidth: 1.75,
        strokeOpacity: (join: Join) => join.known ? 1 : 0.45,
      }),
      Plot.dot(known, { x: "date", y: "stockKt", r: 1.75, fill: COLOURS.supply }),
      Plot.dot(ends, { x: "date", y: "stockKt", r: 3.5, fill: COLOURS.supply }),
      Plot.text(ends, {
        x: "date",
        y: "stockKt",
        text: (point: Dated) => numberText(point.stockKt, 0),
        textAnchor: "start",
        dx: 7,
        fill: COLOURS.supply,
        fontWeight: 600,
        fontSize: LABEL_PX,
      }),
      Plot.text(breaks, {
        x: breakDate,
        frameAnchor: "top",
        text: (one: StockBreak) => `${capital(breakWords(one))}\n${jumpWords(one)}`,
        textAnchor: "start",
        lineHeight: 1.25,
        dx: 6,
        dy: 2,
        fill: "currentColor",
        stroke: COLOURS.paper,
        strokeWidth: 3,
      }),
    ],
  });
}

function joins(known: readonly Dated[]): Join[] {
  return known.slice(1).map((to, i) => {
    const from = known[i]!;
    return { from, to, known: to.date.getTime() - from.date.getTime() <= LONGEST_STEP_MS };
  }).filter(({ from, to }) => from.scope === to.scope);
}

// Half-way to the figure before, so that the mark stands in the gap of the line.
function breakDate({ day }: StockBreak): Date {
  return new Date(dateOf(day).getTime() - HALF_WEEK_MS);
}

const HALF_WEEK_MS = 3.5 * 86_400_000;

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
