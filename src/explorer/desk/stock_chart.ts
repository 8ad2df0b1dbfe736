import { numberText } from "../../markup/mod.ts";
import {
  dots,
  focusBand,
  lineThrough,
  monthAxis,
  monthScale,
  picture,
  SIDES,
  valueAxis,
} from "./plot_area.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers, Quantiles } from "./numbers.ts";
import { type Hold, niceSpan, px, scaleOf } from "./scale.ts";
import { stockAlt } from "./words.ts";

const HEIGHT = 230, TOP = 12, BOTTOM = 34;

/** The stock at each month's end with the fan of simulated paths, and the base's for comparison. */
export function stockChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection, reference, fan, focusAt } = numbers;
  const months = projection.months.map(({ month }) => month);
  const x = monthScale(months, width);
  const stock = [projection.openingStockKt, ...projection.months.map((m) => m.closingStockKt)];
  const base = [reference.openingStockKt, ...reference.months.map((m) => m.closingStockKt)];
  const span = hold(niceSpan([...stock, ...base, ...fan.stockKt.p05, ...fan.stockKt.p95], 5));
  const bottom = HEIGHT - BOTTOM;
  const y = scaleOf(span, [bottom, TOP]);
  // Stock is a month-end figure: the opening stands at the left edge, each closing at the right edge of its month.
  const point = (kt: number, at: number) => [x.edge(at), y(kt)] as const;
  const band = (low: keyof Quantiles, high: keyof Quantiles) =>
    lineThrough([
      ...[...fan.stockKt[low]].map(point),
      ...[...fan.stockKt[high]].map(point).reverse(),
    ]) + "Z";
  const last = stock.length - 1;
  const end = stock[last]!;
  const differs = stock.some((kt, at) => Math.abs(kt - base[at]!) > 0.05);
  const baseEnd = base[last]!;
  const radiusOf = (at: number) =>
    at === last || at === focusAt + 1 ? 3.5 : months.length > 12 ? 0 : 2;
  const clash = Math.abs(y(baseEnd) - y(end)) < 13;
  return picture(
    width,
    HEIGHT,
    stockAlt(numbers),
    focusBand(x, focusAt, TOP, bottom),
    valueAxis(x, y, span, (kt) => numberText(kt, 0), 5),
    h("path", { class: "fan-outer", d: band("p05", "p95") }),
    h("path", { class: "fan-inner", d: band("p25", "p75") }),
    h("path", { class: "base-line", d: differs ? lineThrough(base.map(point)) : "" }),
    h("path", { class: "line", d: lineThrough(stock.map(point)) }),
    h("path", {
      class: "dot",
      d: dots(
        stock.map((kt, at) => [...point(kt, at), radiusOf(at)] as const).filter(([, , r]) => r > 0),
      ),
    }),
    h(
      "text",
      { class: "end", x: width - SIDES.right + 8, y: px(y(end) + 4) },
      `${numberText(end, 0)} kt`,
    ),
    h(
      "text",
      {
        class: "base-label",
        x: width - SIDES.right + 8,
        y: px(y(baseEnd) + 4 + (clash ? (baseEnd > end ? -13 : 13) : 0)),
      },
      differs ? `base ${numberText(baseEnd, 0)}` : "",
    ),
    monthAxis(x, bottom, focusAt),
  );
}
