import {
  areaY,
  arrow,
  axisX,
  axisY,
  barX,
  barY,
  binX,
  cell,
  dot,
  gridX,
  gridY,
  groupX,
  line,
  lineX,
  lineY,
  link,
  plot,
  rect,
  rectY,
  ruleX,
  ruleY,
  stackY,
  text,
  textX,
  textY,
  tickX,
  tickY,
} from "@observablehq/plot";

/** A drawing that Plot made: an SVG, or a figure that holds one. */
export interface PanelDrawing {
  readonly tagName: string;
  readonly outerHTML: string;
}

/** The marks and transforms of Observable Plot that a panel's page carries. */
export interface PlotKit {
  /** Draws marks. Takes the options of `Plot.plot`. */
  plot(options: Readonly<Record<string, unknown>>): PanelDrawing;
  readonly areaY: PlotMark;
  readonly arrow: PlotMark;
  readonly axisX: PlotMark;
  readonly axisY: PlotMark;
  readonly barX: PlotMark;
  readonly barY: PlotMark;
  readonly binX: PlotMark;
  readonly cell: PlotMark;
  readonly dot: PlotMark;
  readonly gridX: PlotMark;
  readonly gridY: PlotMark;
  readonly groupX: PlotMark;
  readonly line: PlotMark;
  readonly lineX: PlotMark;
  readonly lineY: PlotMark;
  readonly link: PlotMark;
  readonly rect: PlotMark;
  readonly rectY: PlotMark;
  readonly ruleX: PlotMark;
  readonly ruleY: PlotMark;
  readonly stackY: PlotMark;
  readonly text: PlotMark;
  readonly textX: PlotMark;
  readonly textY: PlotMark;
  readonly tickX: PlotMark;
  readonly tickY: PlotMark;
}

/** A mark or transform of Plot: data, then its options. */
// deno-lint-ignore no-explicit-any -- accessors in the options take rows of the caller's own type
export type PlotMark = (...values: any[]) => unknown;

/** Plot for a document: the page's own, or in the kernel one that is never shown. */
export function plotKit(document: Document): PlotKit {
  return {
    plot: (options) => plot({ ...options, document }) as unknown as PanelDrawing,
    ...{
      areaY,
      arrow,
      axisX,
      axisY,
      barX,
      barY,
      binX,
      cell,
      dot,
      gridX,
      gridY,
      groupX,
      line,
      lineX,
    },
    ...{ lineY, link, rect, rectY, ruleX, ruleY, stackY, text, textX, textY, tickX, tickY },
  };
}
