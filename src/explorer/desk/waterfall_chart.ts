import { signedText } from "../../markup/mod.ts";
import { NARROW_PX, picture } from "./frame.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import { niceSpan, px, scaleOf, ticksOf } from "./scale.ts";
import { waterfallAlt } from "./words.ts";

const ROW = 24, TOP = 6, BOTTOM = 24, RIGHT = 14;

/** From the base's balance of the month in focus to the scenario's, a bar for each driver that differs. */
export function waterfallChart(numbers: Numbers, width: number): VNode {
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
  const span = niceSpan([0, ...rows.flatMap(({ from, to }) => [from, to])], 4);
  const room = (span[1] - span[0]) * 0.12; // for the numbers beside the bars
  const x = scaleOf([span[0] - room, span[1] + room], [left, width - RIGHT]);
  const bottom = height - BOTTOM;
  return picture(
    width,
    height,
    waterfallAlt(numbers),
    h(
      "g",
      { class: "axis" },
      ticksOf(span[0], span[1], width < NARROW_PX ? 3 : 5).map((tick) => [
        h("line", {
          class: tick === 0 ? "zero" : "grid",
          x1: px(x(tick)),
          x2: px(x(tick)),
          y1: TOP,
          y2: bottom,
        }),
        h("text", { x: px(x(tick)), y: bottom + 15, "text-anchor": "middle" }, signedText(tick, 0)),
      ]),
    ),
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
        h("rect", {
          class: kt < 0 ? "draw" : "build",
          x: px(Math.min(x(from), x(to))),
          y: y + 4,
          width: px(Math.max(0.5, Math.abs(x(to) - x(from)))),
          height: ROW - 8,
        }),
        h("line", {
          class: "link",
          x1: px(x(to)),
          x2: px(x(to)),
          y1: y + ROW - 4,
          y2: i === rows.length - 1 ? y + ROW - 4 : y + ROW + 4,
        }),
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
