import * as Plot from "@observablehq/plot";
import { numberText } from "../markup/mod.ts";
import type { Ground } from "./_shell.ts";

export const LABEL_PX = 12;
export const TICK_PX = 11;
const NAME_PX = 22;

/** One set of axes: its name with the unit above it, quiet grid, no frame. */
export interface PanelOptions extends Plot.PlotOptions {
  readonly name?: string;
}

/** Draws one panel. */
export function panel(
  { document, width }: Ground,
  { name, ...options }: PanelOptions,
): SVGSVGElement {
  const top = (options.marginTop ?? 8) + (name === undefined ? 0 : NAME_PX);
  const drawn = Plot.plot({
    document,
    width,
    ...options,
    marginTop: top,
    style: { fontSize: `${TICK_PX}px` },
  });
  const svg =
    (drawn.tagName.toLowerCase() === "svg" ? drawn : drawn.querySelector("svg")!) as SVGSVGElement;
  svg.querySelector("style")?.remove(); // its rules are in the shared shell
  // The picture has one name, its alt text; names of its parts would only be in the way of who listens to it.
  for (const part of svg.querySelectorAll("[aria-label], [aria-hidden]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-hidden");
  }
  for (const attribute of ["class", "style", "fill", "font-family"]) svg.removeAttribute(attribute);
  svg.setAttribute("font-size", String(TICK_PX));
  if (name !== undefined) {
    svg.append(textOf(document, name, {
      x: 0,
      y: 12,
      "text-anchor": "start",
      "font-weight": 600,
      "font-size": LABEL_PX,
    }));
  }
  return svg;
}

/** Panels under each other in one picture. */
export function stack(
  { document, width }: Ground,
  panels: readonly SVGSVGElement[],
  gap = 14,
): SVGSVGElement {
  const whole = document.createElementNS(SVG, "svg") as SVGSVGElement;
  let y = 0;
  for (const svg of panels) {
    svg.setAttribute("y", String(y));
    y += Number(svg.getAttribute("height")) + gap;
    whole.append(svg);
  }
  const height = y - gap;
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    whole.setAttribute(key, String(value));
  }
  return whole;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line of text at a place in pixels. */
export function textOf(
  document: Document,
  words: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const text = document.createElementNS(SVG, "text");
  for (const [key, value] of Object.entries(attributes)) text.setAttribute(key, String(value));
  text.textContent = words;
  return text;
}

/** Gridlines and numbers on the left, quiet. */
export function valueAxis(ticks = 5, format: (value: number) => string = tickText): Plot.Markish[] {
  return [
    Plot.gridY({ ticks, strokeOpacity: 0.14 }),
    Plot.axisY({
      ticks,
      tickSize: 0,
      tickPadding: 6,
      label: null,
      tickFormat: format,
      fillOpacity: 0.8,
    }),
  ];
}

/** A number on an axis. */
export function tickText(value: number): string {
  return numberText(value, Number.isInteger(value) ? 0 : 1);
}

/** A span that holds every finite value, with room above and below. */
export function spanOf(values: readonly (number | undefined)[], room = 0.08): [number, number] {
  const known = values.filter((value): value is number =>
    value !== undefined && Number.isFinite(value)
  );
  const low = Math.min(...known), high = Math.max(...known);
  const pad = (high - low || Math.abs(high) || 1) * room;
  return [low - pad, high + pad];
}

/**
 * Moves labels apart that would cover each other.
 *
 * @param places where each label wants to be, px, in any order
 * @param gap least distance, px
 */
export function spread(places: readonly number[], gap: number): number[] {
  const order = places.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place);
  for (let pass = 0; pass < 20; pass++) {
    for (let k = 1; k < order.length; k++) {
      const lack = gap - (order[k]!.place - order[k - 1]!.place);
      if (lack <= 0) continue;
      order[k]!.place += lack / 2;
      order[k - 1]!.place -= lack / 2;
    }
  }
  const moved = [...places];
  for (const { place, i } of order) moved[i] = place;
  return moved;
}

/** One entry of a key: a mark in its colour, and what it stands for. */
export interface KeyEntry {
  readonly glyph: string;
  readonly colour: string;
  readonly words: string;
}

const LETTER_PX = TICK_PX * 0.54;
const KEY_LINE_PX = 15;
const GLYPH_PX = 15;

/** A key in one line of text, or in several where the drawing is narrow; for what cannot be labelled in its place. */
export function keyOf(
  { document, width }: Ground,
  entries: readonly KeyEntry[],
  start: { readonly x: number; readonly y: number },
): SVGElement {
  const key = textOf(document, "", { "text-anchor": "start", "font-size": TICK_PX });
  let { x, y } = start;
  for (const { glyph, colour, words } of entries) {
    const needed = GLYPH_PX + words.length * LETTER_PX;
    if (x + needed > width && x > start.x) {
      x = start.x;
      y += KEY_LINE_PX;
    }
    const mark = document.createElementNS(SVG, "tspan");
    for (const [name, value] of Object.entries({ x, y, fill: colour, "font-size": LABEL_PX })) {
      mark.setAttribute(name, String(value));
    }
    mark.textContent = glyph;
    const label = document.createElementNS(SVG, "tspan");
    label.setAttribute("x", String(x + GLYPH_PX));
    label.textContent = words;
    key.append(mark, label);
    x += needed + 14;
  }
  return key;
}
