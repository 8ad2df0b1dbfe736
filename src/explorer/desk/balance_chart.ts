import { signedText } from "../../markup/mod.ts";
import {
  boxes,
  focusBand,
  monthAxis,
  monthScale,
  picture,
  strokes,
  valueAxis,
} from "./plot_area.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import { type Hold, niceSpan, px, scaleOf } from "./scale.ts";
import { balanceAlt } from "./words.ts";

const HEIGHT = 156, TOP = 16, BOTTOM = 38;
const LABEL_PX = 34;

/** Each month's balance as a bar, green up for a build, red down for a draw, with nine paths in ten as a whisker. */
export function balanceChart(numbers: Numbers, width: number, hold: Hold): VNode {
  const { projection, fan, focusAt } = numbers;
  const months = projection.months.map(({ month }) => month);
  const x = monthScale(months, width);
  const kt = projection.months.map(({ flows }) => flows.balanceKt);
  const { p05, p95 } = fan.balanceKt;
  const span = hold(niceSpan([0, ...kt, ...p05, ...p95], 3));
  const bottom = HEIGHT - BOTTOM;
  const y = scaleOf(span, [bottom, TOP]);
  const wide = Math.min(28, x.band * 0.55);
  const bars = (isOne: (value: number) => boolean) =>
    boxes(
      kt.flatMap((value, at) =>
        isOne(value)
          ? [[x.middle(at) - wide / 2, y(0), x.middle(at) + wide / 2, y(value)] as const]
          : []
      ),
    );
  return picture(
    width,
    HEIGHT,
    balanceAlt(numbers),
    focusBand(x, focusAt, TOP, bottom),
    valueAxis(x, y, span, (value) => signedText(value, 0), 3),
    h("path", { class: "build", d: bars((value) => value >= 0) }),
    h("path", { class: "draw", d: bars((value) => value < 0) }),
    h("path", {
      class: "whisker",
      d: strokes(
        kt.map((_, at) => [x.middle(at), y(p05[at]!), x.middle(at), y(p95[at]!)] as const),
      ),
    }),
    kt.map((value, at) => {
      if (at !== focusAt && x.band < LABEL_PX) return undefined;
      // On the empty side of the zero line, clear of the whisker.
      const beside = value >= 0
        ? Math.max(y(0), y(p05[at]!)) + 13
        : Math.min(y(0), y(p95[at]!)) - 5;
      return h(
        "text",
        {
          class: at === focusAt ? "value focus" : "value",
          x: px(x.middle(at)),
          y: px(beside),
          "text-anchor": "middle",
        },
        signedText(value, 1),
      );
    }),
    monthAxis(x, bottom, focusAt),
  );
}
