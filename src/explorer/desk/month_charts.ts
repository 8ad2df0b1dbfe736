import { monthLabel } from "../../calendar/mod.ts";
import { numberText, signedText } from "../../markup/mod.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers, Quantiles } from "./numbers.ts";
import {
  boxes,
  dots,
  focusBand,
  lineThrough,
  monthAxis,
  type MonthScale,
  monthScale,
  picture,
  SIDES,
  strokes,
  valueAxis,
} from "./plot_area.ts";
import { type Hold, niceSpan, px, type Scale, scaleOf } from "./scale.ts";

const LABEL_PX = 34;

/** Each month's balance as a bar, green up for a build, red down for a draw, with nine paths in ten as a whisker. */
export function balanceChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection: { months }, fan, focusAt } = numbers;
  const kt = months.map(({ flows }) => flows.balanceKt);
  const { p05, p95 } = fan.balanceKt;
  const frame = {
    ...{ height: 156, top: 16, bottom: 38, ticks: 3, values: [0, ...kt, ...p05, ...p95] },
    text: (value: number) => signedText(value, 0),
    alt: `Balance by month: ${
      months.map(({ month, flows }) =>
        `${monthLabel(month, "short")} ${signedText(flows.balanceKt, 1)} kt`
      ).join(", ")
    }.`,
  };
  return overMonths(numbers, width, hold, frame, (x, y) => {
    const wide = Math.min(28, x.band * 0.55);
    const bars = (isOne: (value: number) => boolean) =>
      boxes(
        kt.flatMap((value, at) =>
          isOne(value)
            ? [[x.middle(at) - wide / 2, y(0), x.middle(at) + wide / 2, y(value)] as const]
            : []
        ),
      );
    const whiskers = kt.map((_, at) =>
      [x.middle(at), y(p05[at]!), x.middle(at), y(p95[at]!)] as const
    );
    return [
      h("path", { class: "build", d: bars((value) => value >= 0) }),
      h("path", { class: "draw", d: bars((value) => value < 0) }),
      h("path", { class: "whisker", d: strokes(whiskers) }),
      ...kt.map((value, at) => {
        if (at !== focusAt && x.band < LABEL_PX) return undefined;
        // On the empty side of the zero line, clear of the whisker.
        const beside = value >= 0
          ? Math.max(y(0), y(p05[at]!)) + 13
          : Math.min(y(0), y(p95[at]!)) - 5;
        const name = at === focusAt ? "value focus" : "value";
        const place = { x: px(x.middle(at)), y: px(beside), "text-anchor": "middle" };
        return h("text", { class: name, ...place }, signedText(value, 1));
      }),
    ];
  });
}

/** Days of cover at each month's own use, beside the base's. */
export function coverChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection: { months }, reference, focusAt } = numbers;
  const days = months.map((m) => m.coverTrailingDays);
  const base = reference.months.map((m) => m.coverTrailingDays);
  const said = (at: number) =>
    `${numberText(days.at(at), 1)} in ${monthLabel(months.at(at)!.month)}`;
  const frame = {
    ...{ height: 130, top: 12, bottom: 34, ticks: 3, values: [...days, ...base] },
    text: (value: number) => numberText(value, 0),
    alt: `Days of cover at the month's own use: ${said(0)}, ${said(-1)}.`,
  };
  return overMonths(numbers, width, hold, frame, (x, y) => {
    const radiusOf = (at: number) => at === focusAt ? 3.5 : 2;
    return lineAndBase(width, x.middle, y, days, base, radiusOf, "days");
  });
}

/** The stock at each month's end with the fan of simulated paths, and the base's for comparison. */
export function stockChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection: { months, openingStockKt }, reference, fan, focusAt } = numbers;
  const stock = [openingStockKt, ...months.map((m) => m.closingStockKt)];
  const base = [reference.openingStockKt, ...reference.months.map((m) => m.closingStockKt)];
  const { p05, p95 } = fan.stockKt;
  const last = stock.length - 1;
  const end = stock[last]!, baseEnd = base[last]!;
  const frame = {
    ...{ height: 230, top: 12, bottom: 34, ticks: 5, values: [...stock, ...base, ...p05, ...p95] },
    text: (kt: number) => numberText(kt, 0),
    alt: `Stock from ${numberText(openingStockKt, 0)} kt at the opening to ${
      numberText(end, 0)
    } kt at the end of ${monthLabel(months.at(-1)!.month)}; nine paths in ten end between ${
      numberText(p05.at(-1), 0)
    } and ${numberText(p95.at(-1), 0)} kt.`,
  };
  return overMonths(numbers, width, hold, frame, (x, y) => {
    // Stock is a month-end figure: the opening stands at the left edge, each closing at the right edge of its month.
    const point = (kt: number, at: number) => [x.edge(at), y(kt)] as const;
    const band = (low: keyof Quantiles, high: keyof Quantiles) =>
      lineThrough([
        ...fan.stockKt[low].map(point),
        ...fan.stockKt[high].map(point).reverse(),
      ]) + "Z";
    const radiusOf = (at: number) =>
      at === last || at === focusAt + 1 ? 3.5 : months.length > 12 ? 0 : 2;
    const clash = Math.abs(y(baseEnd) - y(end)) < 13;
    const beside = y(baseEnd) + 4 + (clash ? (baseEnd > end ? -13 : 13) : 0);
    return [
      h("path", { class: "fan-outer", d: band("p05", "p95") }),
      h("path", { class: "fan-inner", d: band("p25", "p75") }),
      ...lineAndBase(width, x.edge, y, stock, base, radiusOf, "kt"),
      h(
        "text",
        { class: "base-label", x: width - SIDES.right + 8, y: px(beside) },
        differs(stock, base) ? `base ${numberText(baseEnd, 0)}` : "",
      ),
    ];
  });
}

/** What stands around the drawing of a chart over months. */
interface Frame {
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly ticks: number;
  /** What the axis must hold. */
  readonly values: readonly number[];
  /** A number of the axis in words. */
  readonly text: (value: number) => string;
  readonly alt: string;
}

function overMonths(
  { projection, focusAt }: Numbers,
  width: number,
  hold: Hold,
  { height, top, bottom, ticks, values, text, alt }: Frame,
  draw: (x: MonthScale, y: Scale) => readonly (VNode | undefined)[],
): VNode {
  const x = monthScale(projection.months.map(({ month }) => month), width);
  const span = hold(niceSpan(values, ticks));
  const foot = height - bottom;
  const y = scaleOf(span, [foot, top]);
  return picture(
    width,
    height,
    alt,
    focusBand(x, focusAt, top, foot),
    valueAxis(x, y, span, text, ticks),
    draw(x, y),
    monthAxis(x, foot, focusAt),
  );
}

/** A line with its dots and its last value, and the base's dashed where it is another. */
function lineAndBase(
  width: number,
  x: (at: number) => number,
  y: Scale,
  values: readonly number[],
  base: readonly number[],
  radiusOf: (at: number) => number,
  unit: string,
): VNode[] {
  const point = (value: number, at: number) => [x(at), y(value)] as const;
  const circles = values.map((value, at) => [...point(value, at), radiusOf(at)] as const);
  const end = values.at(-1)!;
  const place = { x: width - SIDES.right + 8, y: px(y(end) + 4) };
  return [
    h("path", {
      class: "base-line",
      d: differs(values, base) ? lineThrough(base.map(point)) : "",
    }),
    h("path", { class: "line", d: lineThrough(values.map(point)) }),
    h("path", { class: "dot", d: dots(circles.filter(([, , radius]) => radius > 0)) }),
    h("text", { class: "end", ...place }, `${numberText(end, 0)} ${unit}`),
  ];
}

function differs(values: readonly number[], base: readonly number[]): boolean {
  return values.some((value, at) => Math.abs(value - base[at]!) > 0.05);
}
