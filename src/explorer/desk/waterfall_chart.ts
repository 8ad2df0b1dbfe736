import { signedText } from "../../markup/mod.ts";
import { boxes, NARROW_PX, picture, strokes } from "./plot_area.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import { type Hold, niceSpan, px, scaleOf, ticksOf } from "./scale.ts";

const ROW = 24, TOP = 6, BOTTOM = 24, RIGHT = 14;

/** From the base's balance of the month in focus to the scenario's, a bar for each line that differs. */
export function waterfallChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { bridge, reference, focus, focusAt } = numbers;
  const startKt = reference.months[focusAt]!.flows.balanceKt;
  const endKt = focus.flows.balanceKt;
  const rows = [{ label: "Base", from: 0, to: startKt, kt: startKt, total: true }];
  let level = startKt;
  for (const { label, kt } of bridge) {
    rows.push({ label, from: level, to: level + kt, kt, total: false });
    level += kt;
  }
  rows.push({ label: "This scenario", from: 0, to: endKt, kt: endKt, total: true });
  const height = TOP + rows.length * ROW + BOTTOM;
  const left = width < NARROW_PX ? 112 : 150;
  const span = hold(niceSpan([0, ...rows.flatMap(({ from, to }) => [from, to])], 4));
  const room = (span[1] - span[0]) * 0.12; // for the numbers beside the bars
  const x = scaleOf([span[0] - room, span[1] + room], [left, width - RIGHT]);
  const bottom = height - BOTTOM;
  const ticks = ticksOf(span[0], span[1], width < NARROW_PX ? 3 : 5);
  const upright = (tick: number) => [x(tick), TOP, x(tick), bottom] as const;
  const bars = (isOne: (kt: number) => boolean) =>
    boxes(
      rows.flatMap(({ from, to, kt }, i) => {
        if (!isOne(kt)) return [];
        const top = TOP + i * ROW + 4;
        // A bar of nothing is still a mark.
        const end = Math.abs(x(to) - x(from)) < 0.5 ? x(from) + 0.5 : x(to);
        return [[x(from), top, end, top + ROW - 8] as const];
      }),
    );
  return picture(
    width,
    height,
    waterfallAlt(numbers),
    h(
      "g",
      { class: "axis" },
      h("path", { class: "grid", d: strokes(ticks.filter((tick) => tick !== 0).map(upright)) }),
      h("path", { class: "zero", d: strokes(ticks.filter((tick) => tick === 0).map(upright)) }),
      ticks.map((tick) =>
        h("text", { x: px(x(tick)), y: bottom + 15, "text-anchor": "middle" }, signedText(tick, 0))
      ),
    ),
    h("path", { class: "build", d: bars((kt) => kt >= 0) }),
    h("path", { class: "draw", d: bars((kt) => kt < 0) }),
    h("path", {
      class: "link",
      d: strokes(
        rows.slice(0, -1).map(({ to }, i) =>
          [x(to), TOP + (i + 1) * ROW - 4, x(to), TOP + (i + 1) * ROW + 4] as const
        ),
      ),
    }),
    rows.map(({ label, from, to, kt, total }, i) => {
      const y = TOP + i * ROW;
      const rises = to >= from;
      return [
        h("text", {
          class: total ? "row focus" : "row",
          x: left - 8,
          y: y + 16,
          "text-anchor": "end",
        }, label),
        h("text", {
          class: "value",
          x: px(x(to) + (rises ? 5 : -5)),
          y: y + 16,
          "text-anchor": rises ? "start" : "end",
        }, signedText(kt, 1)),
      ];
    }),
  );
}

/** The waterfall in words. */
function waterfallAlt({ bridge, reference, focus, focusAt }: Numbers): string {
  const start = reference.months[focusAt]!.flows.balanceKt;
  const parts = bridge.map(({ label, kt }) => `${label} ${signedText(kt, 1)} kt`);
  return `From the base's ${signedText(start, 1)} kt to ${signedText(focus.flows.balanceKt, 1)} kt${
    parts.length === 0 ? ": nothing differs" : `: ${parts.join(", ")}`
  }.`;
}
