import { type ChartColours, chartCss } from "./chart_css.ts";
import { h, markupOf, type VNode } from "./node.ts";

/** What stands around charts in a picture of their own. */
export interface StillWords {
  readonly title: string;
  readonly source: string;
}

const INK = "#22272e", PAPER = "#ffffff";
const MARGIN = 16, GAP = 22, TITLE = 20;

/**
 * Charts under each other as one SVG file: fixed colours on white, readable wherever a picture is.
 *
 * @param charts title and drawing of each
 * @param width the width all were drawn for
 */
export function stillOf(
  charts: readonly (readonly [string, VNode])[],
  width: number,
  colours: ChartColours,
  words: StillWords,
): string {
  let y = MARGIN + 16;
  const parts: VNode[] = [h("text", { x: 0, y, class: "title" }, words.title)];
  y += GAP;
  for (const [title, chart] of charts) {
    parts.push(h("text", { x: 0, y: y + 4, class: "heading" }, title));
    parts.push(
      h(
        "svg",
        { ...chart.attributes, role: undefined, "aria-label": undefined, y: y + TITLE - 6 },
        chart.children,
      ),
    );
    y += TITLE + Number(chart.attributes["height"]) + 8;
  }
  parts.push(h("text", { x: 0, y: y + 10, class: "source" }, words.source));
  const height = y + 10 + MARGIN;
  const css = chartCss("svg", fixed(colours), INK) +
    "svg .title{font-size:16px;font-weight:650}svg .heading{font-size:12px;font-weight:650}" +
    "svg .source{font-size:11px;fill-opacity:.78}";
  const alt = charts.map(([, chart]) => chart.attributes["aria-label"]).join(" ");
  return markupOf(h(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `${-MARGIN} 0 ${width + 2 * MARGIN} ${height}`,
      width: width + 2 * MARGIN,
      height,
      role: "img",
      "aria-label": alt,
      "font-family": "system-ui,-apple-system,'Segoe UI',sans-serif",
    },
    h("style", {}, css),
    h("rect", { x: -MARGIN, width: width + 2 * MARGIN, height, fill: PAPER }),
    parts,
  ));
}

// Outside a page there is no palette to ask.
function fixed(colours: ChartColours): ChartColours {
  return Object.fromEntries(
    Object.entries(colours).map((
      [role, colour],
    ) => [role, colour.replace(/var\(--[\w-]+, (#\w+)\)/, "$1")]),
  ) as unknown as ChartColours;
}
