import { createHash } from "node:crypto";
import { parseHTML } from "linkedom/worker";
import { escapeHtml } from "../markup/mod.ts";
import { checkData } from "./_check_data.ts";
import { closedFunction } from "./_closed_function.ts";
import { MODEL, type Model } from "./desk/model.ts";
import { markupOf } from "./desk/node.ts";
import type { InputSpec } from "./desk/payload.ts";
import { type PlotKit, plotKit } from "./desk/plot_kit.ts";
import {
  type KnownPart,
  nameDrawing,
  partsOf,
  rowsTable,
  type ViewResult,
} from "./desk/view_parts.ts";
import { type Panel, panelOf } from "./_output.ts";

/** The inputs of a panel, by name. */
export type Inputs = Readonly<Record<string, InputSpec>>;

/** The values of a panel's inputs, by name. */
export type InputValues<I extends Inputs> = {
  readonly [name in keyof I]: I[name]["kind"] extends "range" ? number
    : I[name]["kind"] extends "toggle" ? boolean
    : string;
};

/** All that a view may use. */
export interface ViewContext<I extends Inputs, D> {
  readonly inputs: InputValues<I>;
  readonly data: D;
  readonly Plot: PlotKit;
  /** The model: the functions of balance and scenario. */
  readonly model: Model;
  /** Width to draw for, px. */
  readonly width: number;
}

/** What a panel is made from. */
export interface PanelOptions<I extends Inputs, D> {
  /** Names the panel in links and files: small letters, digits and hyphens. Default made from the title. */
  readonly id?: string;
  /** What the panel is about; also its heading. */
  readonly title: string;
  readonly subtitle?: string;
  readonly source?: string;
  /** Sliders, menus and switches, by name. */
  readonly inputs: I;
  /** Plain data: text, numbers, lists, objects. */
  readonly data: D;
  /** Makes what is shown: words, a drawing of Plot, rows as a table, or a list of these. Uses nothing from outside. */
  readonly view: (context: ViewContext<I, D>) => ViewResult;
}

const WIDTH_PX = 560;
const ACTION = "Cannot make the panel";

/**
 * A panel of one's own: inputs, data, and a function that draws them.
 *
 * The function is run once in the kernel for the drawing, and again in the page for each move of an input. It is sent
 * there as its own text, so it must be closed: all it uses is what it is handed.
 *
 * @param options title, inputs, data and the view
 * @returns a panel that shows itself as the last value of a cell
 * @throws {RangeError} when the view uses something from outside, naming it; or an input's value is out of its range
 * @throws {TypeError} when data is not plain, naming the place; or the view gives back something that cannot be shown
 *
 * @example
 * ```ts
 * import { panel } from "@silicon/balance/explorer";
 * import assert from "node:assert/strict";
 * const cut = panel({
 *   title: "A cut in use",
 *   inputs: { cut: { kind: "range", label: "Cut", unit: "%", min: 0, max: 20, step: 0.1, value: 6.6 } },
 *   data: { supplyKt: 273.7, otherUseKt: 192, batteriesKt: 87.6 },
 *   view: ({ inputs, data, model }) => {
 *     const useKt = data.otherUseKt + data.batteriesKt * (1 - inputs.cut / 100);
 *     return `Balance ${model.signedText(data.supplyKt - useKt, 1)} kt`;
 *   },
 * });
 * assert.match(cut.text, /Balance -0\.1 kt/);
 * const rate = 2;
 * assert.throws(
 *   () => panel({ title: "Open", inputs: {}, data: 1, view: ({ data }) => `${data * rate}` }),
 *   /view must be closed, uses "rate" from outside/,
 * );
 * ```
 */
export function panel<const I extends Inputs, const D>(options: PanelOptions<I, D>): Panel {
  const { title, subtitle = "", inputs } = options;
  checkInputs(inputs);
  const source = closedFunction(options.view, ACTION);
  const data = checkData(options.data, ACTION);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, { value }]) => [name, value]),
  ) as InputValues<I>;
  const parts = partsOf(options.view({
    inputs: values,
    data,
    Plot: plotKit(document),
    model: MODEL,
    width: WIDTH_PX,
  }));
  for (const part of parts) if (part.kind === "drawing") nameDrawing(part.drawing, title);
  const id = options.id ?? idOf(title);
  const name = createHash("sha256").update(source).digest("hex").slice(0, 16);
  return panelOf({
    id,
    title,
    subtitle,
    source: options.source === undefined ? "" : `Source: ${options.source}`,
    drawn: {
      before: parts.filter(isWords).map(({ words }) => `<p>${escapeHtml(words)}</p>`).join(""),
      charts: parts.map((part) =>
        part.kind === "drawing" ? `<div class="sp-figure">${part.drawing.outerHTML}</div>` : ""
      ).join(""),
      after: parts.map((part) =>
        part.kind === "table"
          ? `<div class="sp-scroll" tabindex="0" role="group" aria-label="Table">${
            markupOf(rowsTable(part.rows))
          }</div>`
          : ""
      ).join(""),
    },
    svg: svgOf(title, parts),
    text: [title, ...parts.filter(isWords).map(({ words }) => words)].join("\n"),
    payload: { kind: "view", id, title, inputs, data, view: name },
    script: `(globalThis.panelViews??={})["${name}"]=${source};` +
      `document.dispatchEvent(new Event("panel-view"))`,
  });
}

function isWords(part: KnownPart): part is Extract<KnownPart, { kind: "words" }> {
  return part.kind === "words";
}

const SVG = "http://www.w3.org/2000/svg";

/** The first drawing in a file of its own; the panel's words where there is none. */
function svgOf(title: string, parts: readonly KnownPart[]): string {
  const drawing = parts.find((part) => part.kind === "drawing")?.drawing.outerHTML;
  const svg = drawing === undefined ? undefined : /<svg[\s\S]*<\/svg>/.exec(drawing)?.[0];
  if (svg !== undefined) {
    return svg.includes(`xmlns="${SVG}"`) ? svg : svg.replace("<svg", `<svg xmlns="${SVG}"`);
  }
  const lines = [title, ...parts.filter(isWords).map(({ words }) => words)];
  const height = 24 * lines.length + 16;
  return `<svg xmlns="${SVG}" width="${WIDTH_PX}" height="${height}" font-family="sans-serif" font-size="14">` +
    `<rect width="100%" height="100%" fill="#fff"/>` +
    lines.map((line, i) =>
      `<text x="12" y="${24 * (i + 1)}" fill="#22272e">${escapeHtml(line)}</text>`
    )
      .join("") +
    "</svg>";
}

function checkInputs(inputs: Inputs): void {
  for (const [name, input] of Object.entries(inputs)) {
    const fail = (field: string, rule: string, value: unknown) => {
      throw new RangeError(`${ACTION}: inputs.${name}.${field} must be ${rule}, is ${value}`);
    };
    switch (input.kind) {
      case "range": {
        const { min, max, step, value } = input;
        if (!(min < max)) fail("min", `below max, ${max}`, min);
        if (!(step > 0)) fail("step", "above 0", step);
        if (!(value >= min && value <= max)) fail("value", `${min} to ${max}`, value);
        break;
      }
      case "select":
        if (!input.options.includes(input.value)) {
          fail("value", `one of ${input.options.join(", ")}`, `"${input.value}"`);
        }
        break;
      case "toggle":
        break;
      default:
        fail("kind", "range, select or toggle", (input as { kind: unknown }).kind);
    }
  }
}

function idOf(title: string): string {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-$/g, "");
  return slug === "" ? "panel" : slug;
}
