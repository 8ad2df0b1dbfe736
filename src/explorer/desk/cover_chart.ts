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
import type { Numbers } from "./numbers.ts";
import { type Hold, niceSpan, px, scaleOf } from "./scale.ts";
import { coverAlt } from "./words.ts";

const HEIGHT = 130, TOP = 12, BOTTOM = 34;

/** Days of cover at each month's own use, beside the base's. */
export function coverChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection, reference, focusAt } = numbers;
  const months = projection.months.map(({ month }) => month);
  const x = monthScale(months, width);
  const days = projection.months.map((m) => m.coverTrailingDays);
  const base = reference.months.map((m) => m.coverTrailingDays);
  const span = hold(niceSpan([...days, ...base], 3));
  const bottom = HEIGHT - BOTTOM;
  const y = scaleOf(span, [bottom, TOP]);
  const point = (value: number, at: number) => [x.middle(at), y(value)] as const;
  const differs = days.some((value, at) => Math.abs(value - base[at]!) > 0.05);
  return picture(
    width,
    HEIGHT,
    coverAlt(numbers),
    focusBand(x, focusAt, TOP, bottom),
    valueAxis(x, y, span, (value) => numberText(value, 0), 3),
    h("path", { class: "base-line", d: differs ? lineThrough(base.map(point)) : "" }),
    h("path", { class: "line", d: lineThrough(days.map(point)) }),
    h("path", {
      class: "dot",
      d: dots(days.map((value, at) => [...point(value, at), at === focusAt ? 3.5 : 2] as const)),
    }),
    h(
      "text",
      { class: "end", x: width - SIDES.right + 8, y: px(y(days.at(-1)!) + 4) },
      `${numberText(days.at(-1)!, 0)} days`,
    ),
    monthAxis(x, bottom, focusAt),
  );
}
