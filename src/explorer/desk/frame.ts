import { monthLabel } from "@silicon/balance/calendar";
import type { Month } from "@silicon/balance/calendar";
import { h, type VNode } from "./node.ts";
import { px, type Scale, ticksOf } from "./scale.ts";

/** What every chart of a panel leaves free beside its plot, px. */
export const SIDES = { left: 44, right: 62 };
/** Below this width a chart shows only what matters most, px. */
export const NARROW_PX = 460;

/** Places of months along the bottom. */
export interface MonthScale {
  readonly months: readonly Month[];
  readonly width: number;
  /** Width of one month, px. */
  readonly band: number;
  /** Left edge of a month, px. */
  edge(at: number): number;
  /** Middle of a month, px. */
  middle(at: number): number;
}

/** Months side by side over a width. */
export function monthScale(months: readonly Month[], width: number): MonthScale {
  const band = (width - SIDES.left - SIDES.right) / months.length;
  return {
    months,
    width,
    band,
    edge: (at) => SIDES.left + at * band,
    middle: (at) => SIDES.left + (at + 0.5) * band,
  };
}

/** Grid lines with their numbers on the left. */
export function valueAxis(
  x: MonthScale,
  y: Scale,
  [low, high]: readonly [number, number],
  text: (value: number) => string,
  count = 4,
): VNode {
  return h(
    "g",
    { class: "axis" },
    ticksOf(low, high, count).map((tick) => [
      h("line", {
        class: tick === 0 ? "zero" : "grid",
        x1: SIDES.left,
        x2: x.width - SIDES.right,
        y1: px(y(tick)),
        y2: px(y(tick)),
      }),
      h("text", { x: SIDES.left - 7, y: px(y(tick) + 3.5), "text-anchor": "end" }, text(tick)),
    ]),
  );
}

const LABEL_PX = 30;

/** Months in words along the bottom, as many as there is room for; the year under the first and each January. */
export function monthAxis(x: MonthScale, top: number, focusAt: number): VNode {
  const every = [1, 2, 3, 6, 12].find((step) => step * x.band >= LABEL_PX) ?? 12;
  let year = "";
  return h(
    "g",
    { class: "axis" },
    x.months.map((month, at) => {
      if (at % every !== 0 && at !== focusAt) return undefined;
      if (at === focusAt ? false : Math.abs(at - focusAt) < every) return undefined;
      const [name, inYear] = monthLabel(month, "short").split(" ") as [string, string];
      const isNew = inYear !== year;
      year = inYear;
      const place = { x: px(x.middle(at)), "text-anchor": "middle" };
      return [
        h("text", { ...place, y: top + 14, class: at === focusAt ? "focus" : undefined }, name),
        isNew && h("text", { ...place, y: top + 27 }, inYear),
      ];
    }),
  );
}

/** A light column behind the month in focus. */
export function focusBand(x: MonthScale, at: number, top: number, bottom: number): VNode {
  return h("rect", {
    class: "focus-band",
    x: px(x.edge(at)),
    y: top,
    width: px(x.band),
    height: bottom - top,
  });
}

/** A picture with its words for those who do not see it. */
export function picture(
  width: number,
  height: number,
  alt: string,
  ...children: Parameters<typeof h>[2][]
): VNode {
  return h(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": alt,
      xmlns: "http://www.w3.org/2000/svg",
    },
    children,
  );
}

/** A path through points. */
export function lineThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${px(x)},${px(y)}`).join("");
}
