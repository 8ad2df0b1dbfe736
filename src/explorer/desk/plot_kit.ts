import * as Plot from "@observablehq/plot";

/** A drawing that Plot made: an SVG, or a figure that holds one. */
export interface PanelDrawing {
  /** `svg` or `figure`. */
  readonly tagName: string;
  readonly outerHTML: string;
}

/** The names of the marks and transforms of Observable Plot that a panel's page carries. */
export type PlotName =
  | "areaY"
  | "arrow"
  | "axisX"
  | "axisY"
  | "barX"
  | "barY"
  | "binX"
  | "cell"
  | "dot"
  | "gridX"
  | "gridY"
  | "groupX"
  | "line"
  | "lineX"
  | "lineY"
  | "link"
  | "rect"
  | "rectY"
  | "ruleX"
  | "ruleY"
  | "stackY"
  | "text"
  | "textX"
  | "textY"
  | "tickX"
  | "tickY";

/** Observable Plot, as far as a panel's page carries it. */
export type PlotKit = Readonly<Record<PlotName, PlotMark>> & {
  /** Draws marks. Takes the options of `Plot.plot`. */
  plot(options: Readonly<Record<string, unknown>>): PanelDrawing;
};

/** A mark or transform of Plot: data, then its options. */
// deno-lint-ignore no-explicit-any -- accessors in the options take rows of the caller's own type
export type PlotMark = (...values: any[]) => unknown;

/** Plot for a document: the page's own, or in the kernel one that is never shown. */
export function plotKit(document: Document): PlotKit {
  return {
    plot: (options) => Plot.plot({ ...options, document }) as unknown as PanelDrawing,
    areaY: Plot.areaY,
    arrow: Plot.arrow,
    axisX: Plot.axisX,
    axisY: Plot.axisY,
    barX: Plot.barX,
    barY: Plot.barY,
    binX: Plot.binX,
    cell: Plot.cell,
    dot: Plot.dot,
    gridX: Plot.gridX,
    gridY: Plot.gridY,
    groupX: Plot.groupX,
    line: Plot.line,
    lineX: Plot.lineX,
    lineY: Plot.lineY,
    link: Plot.link,
    rect: Plot.rect,
    rectY: Plot.rectY,
    ruleX: Plot.ruleX,
    ruleY: Plot.ruleY,
    stackY: Plot.stackY,
    text: Plot.text,
    textX: Plot.textX,
    textY: Plot.textY,
    tickX: Plot.tickX,
    tickY: Plot.tickY,
  };
}
