import { monthLabel } from "../../calendar/mod.ts";
import type { Month } from "../../calendar/mod.ts";
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
  edge(at: number): number;
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
  const ticks = ticksOf(low, high, count);
  const level = (tick: number) => [SIDES.left, y(tick), x.width - SIDES.right, y(tick)] as const;
  return h(
    "g",
    { class: "axis" },
    h("path", { class: "grid", d: strokes(ticks.filter((tick) => tick !== 0).map(level)) }),
    h("path", { class: "zero", d: strokes(ticks.filter((tick) => tick === 0).map(level)) }),
    ticks.map((tick) =>
      h("text", { x: SIDES.left - 7, y: px(y(tick) + 3.5), "text-anchor": "end" }, text(tick))
    ),
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

// What looks alike is one path: a browser lays out each element by itself, which a slider's frame has no time for.

/** A path through points. */
export function lineThrough(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${px(x)},${px(y)}`).join("");
}

/** Straight strokes as one path, each from x1, y1 to x2, y2. */
export function strokes(
  lines: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[],
): string {
  return lines.map(([x1, y1, x2, y2]) => `M${px(x1)},${px(y1)}L${px(x2)},${px(y2)}`).join("");
}

/** Upright boxes as one path, each between two corners. */
export function boxes(
  corners: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[],
): string {
  return corners.map(([x1, y1, x2, y2]) => `M${px(x1)},${px(y1)}H${px(x2)}V${px(y2)}H${px(x1)}Z`)
    .join("");
}

/** Round dots as one path. */
export function dots(
  points: readonly (readonly [x: number, y: number, radius: number])[],
): string {
  return points.map(([x, y, r]) =>
    `M${px(x - r)},${px(y)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`
  ).join("");
}
