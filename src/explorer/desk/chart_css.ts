/** The colours that charts use, by what they stand for; each a CSS colour. */
export interface ChartColours {
  readonly build: string;
  readonly draw: string;
  readonly quiet: string;
}

/**
 * How the lines and shapes of a panel's charts look.
 *
 * @param scope selector of what holds the charts
 * @param ink colour of lines and words
 */
export function chartCss(scope: string, colours: ChartColours, ink: string): string {
  const rules: readonly (readonly [string, string])[] = [
    ["text", `fill:${ink};font-size:11px;font-variant-numeric:tabular-nums`],
    [".axis text", `fill-opacity:.78`],
    [".axis .focus", `fill-opacity:1;font-weight:650`],
    [".grid", `fill:none;stroke:${ink};stroke-opacity:.13`],
    [".zero", `fill:none;stroke:${ink};stroke-opacity:.7`],
    [".focus-band", `fill:${ink};fill-opacity:.055`],
    [".fan-outer", `fill:${colours.quiet};fill-opacity:.25`],
    [".fan-inner", `fill:${colours.quiet};fill-opacity:.38`],
    [".line", `fill:none;stroke:${ink};stroke-width:1.75`],
    [".base-line", `fill:none;stroke:${ink};stroke-opacity:.6;stroke-dasharray:3 3`],
    [".dot", `fill:${ink}`],
    [".end", `font-weight:650;font-size:12px`],
    [".base-label", `fill-opacity:.78`],
    [".build", `fill:${colours.build}`],
    [".draw", `fill:${colours.draw}`],
    [".whisker", `fill:none;stroke:${ink};stroke-opacity:.75`],
    [".link", `fill:none;stroke:${ink};stroke-opacity:.45`],
    [".row", `font-size:12px`],
    [".value.focus,.row.focus", `font-weight:650`],
  ];
  return rules.map(([selectors, style]) =>
    `${selectors.split(",").map((s) => `${scope} ${s}`).join(",")}{${style}}`
  ).join("");
}
