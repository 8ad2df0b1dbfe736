import { parseHTML } from "linkedom/worker";
import type { MarketNames } from "../balance/mod.ts";
import { dayLabel, isDay } from "../calendar/mod.ts";
import { csvText, DISPLAY, type DisplayBundle, type Displayed, escapeHtml } from "../markup/mod.ts";
import { paletteCss } from "./palette.ts";
import { standaloneSvg, stillSvg } from "./_standalone.ts";

/** What is said around a figure. */
export interface ChartOptions {
  /** Where the numbers come from: `a publisher; model`. */
  readonly source: string;
  /** Which market: named under the title and to those who cannot see the chart. Default not named. */
  readonly market?: Pick<MarketNames, "title" | "country">;
  /** The day the data are as of, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** The message; by default a sentence made from the rows. */
  readonly title?: string;
  /** What is measured, in which unit. */
  readonly subtitle?: string;
}

/** A chart that shows itself, says itself in words, and gives back the rows behind it. */
export interface Chart extends Displayed {
  readonly title: string;
  /** What the chart shows, in words and numbers. */
  readonly alt: string;
  /** The chart with title, units and source, for a page: drawn for a wide and for a narrow screen. */
  readonly html: string;
  /** The same as one picture in a file of its own, in fixed colours on white. */
  readonly svg: string;
  /** The rows behind the chart, as comma-separated text. */
  readonly csv: string;
  /**
   * The chart alone, for a page that redraws it.
   *
   * @param widthPx width to draw for, in pixels
   */
  draw(widthPx: number): SVGSVGElement;
}

/** A drawing's ground: where, and how wide. */
export interface Ground {
  readonly document: Document;
  readonly width: number;
  /** Whether there is only room for what matters most. */
  readonly narrow: boolean;
}

/** What a chart's own file gives to the shell that all share. */
export interface ChartParts {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly rows: readonly object[];
  draw(ground: Ground): SVGSVGElement;
}

// A page that is never shown, to draw on where there is no browser.
const { document } = parseHTML("<!doctype html><html><body></body></html>");

const WIDE_PX = 720;
const NARROW_PX = 360;
const NARROW_BELOW_PX = 560;
const FONT = "system-ui,-apple-system,'Segoe UI',sans-serif";

// The drawings are hidden in the markup and shown from here: a front end that strips style and pictures from a notebook
// it does not trust then shows the plain picture in their place, and no loose words of a chart.
const CSS =
  `.chart .chart-drawn{display:block!important}.chart .chart-still{display:none!important}:where(.chart svg){display:block;max-width:100%;height:auto;overflow:visible}` +
  `:where(.chart) .chart-narrow{display:none}` +
  `@container chart (max-width:${NARROW_BELOW_PX}px){` +
  `:where(.chart) .chart-wide{display:none}:where(.chart) .chart-narrow{display:block}}` +
  paletteCss(".chart");

/** Puts the shell that all figures share around a drawing. */
export function chart(parts: ChartParts, options: ChartOptions): Chart {
  const title = options.title ?? parts.title;
  const subtitle = options.subtitle ?? parts.subtitle;
  const source = sourceLine(options);
  const draw = (width: number) => {
    const svg = parts.draw({ document, width, narrow: width < NARROW_BELOW_PX });
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", parts.alt);
    svg.setAttribute("font-family", FONT);
    svg.setAttribute("fill", "currentColor");
    return svg;
  };
  const figure: Chart = {
    title,
    alt: parts.alt,
    get html() {
      const versions = ([["chart-wide", WIDE_PX], ["chart-narrow", NARROW_PX]] as const).map(
        ([name, width]) => {
          const svg = draw(width);
          svg.setAttribute("class", name);
          return svg;
        },
      );
      const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      style.textContent = CSS;
      versions[0]!.prepend(style); // HTML allows a style sheet in a picture, not in a figure
      const named = `role="img" aria-label="${escapeHtml(parts.alt)}"`;
      const still = encodeURI(stillSvg(textOf(draw(WIDE_PX)), WIDE_PX)).replaceAll("#", "%23");
      const note = `font-family:${FONT};margin:0`;
      return `<figure class="chart" style="margin:1.5em 0;max-width:${WIDE_PX}px;container:chart/inline-size">` +
        `<p class="chart-title" style="${note};font-size:1.1em;font-weight:600;line-height:1.3;text-wrap:pretty">` +
        `${words(title)}</p>` +
        `<p class="chart-subtitle" style="${note} 0 .6em;font-size:.85em;line-height:1.35;opacity:.8">` +
        `${words(subtitle)}</p>` +
        `<div class="chart-drawn" style="display:none">` +
        versions.map((svg) => textOf(svg).replace("<svg", () => `<svg ${named}`)).join("") +
        `</div><img class="chart-still" alt="${escapeHtml(parts.alt)}" ` +
        `src="data:image/svg+xml,${escapeHtml(still)}">` +
        `<figcaption style="${note};margin-top:.5em;font-size:.75em;opacity:.8">` +
        `${escapeHtml(source)}</figcaption></figure>`;
    },
    get svg() {
      return standaloneSvg(textOf(draw(WIDE_PX)), {
        title,
        subtitle,
        source,
        alt: parts.alt,
        width: WIDE_PX,
        font: FONT,
      });
    },
    get csv() {
      const columns = [...new Set(parts.rows.flatMap((row) => Object.keys(row)))];
      return csvText(
        columns,
        parts.rows.map((row) => columns.map((key) => (row as Record<string, unknown>)[key])),
      );
    },
    draw,
    [DISPLAY](isMeant = false): DisplayBundle {
      if (!isMeant) refuseNaN(parts.rows);
      return {
        "text/html": figure.html,
        "image/svg+xml": figure.svg,
        "text/csv": figure.csv,
        "text/plain": figure.alt,
      };
    },
  };
  return figure;
}

/** `Thousand tonnes (kt)`, after the market's good and country where they are told. */
export function tonnes({ market }: ChartOptions): string {
  return market === undefined
    ? "Thousand tonnes (kt)"
    : `${market.title}, ${market.country}, thousand tonnes (kt)`;
}

/** `Silver: ` where the market is told, to begin a chart's words with. */
export function goodOf({ market }: ChartOptions): string {
  return market === undefined ? "" : `${market.title}: `;
}

function refuseNaN(rows: readonly object[]): void {
  rows.forEach((row, i) => {
    const [name] = Object.entries(row).find(([, value]) => Number.isNaN(value)) ?? [];
    if (name === undefined) return;
    throw new RangeError(
      `Cannot show the chart: ${name} in row ${
        i + 1
      } must be a number, or undefined where it is missing, ` +
        "is NaN; show(chart) shows it where that is meant",
    );
  });
}

// A line may not end between a number and its unit, or a sign and its word.
function words(text: string): string {
  return escapeHtml(text).replace(
    /(?<=\d) (?=kt\b|days\b|mt\b)|(?<= [+-]) (?=build|draw)/g,
    "\u00a0",
  );
}

function sourceLine({ source, asOf }: ChartOptions): string {
  const day = asOf === undefined ? "" : ` · data as of ${isDay(asOf) ? dayLabel(asOf) : asOf}`;
  return `Source: ${source}${day}`;
}

// The name is left to the caller: the off-screen page writes `<` and `&` in an attribute as they are.
function textOf(svg: SVGSVGElement): string {
  svg.removeAttribute("role");
  svg.removeAttribute("aria-label");
  return svg.outerHTML;
}
