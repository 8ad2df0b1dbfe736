import type { MimeBundle, Notebook } from "../notebook/mod.ts";
import { comparableSvg } from "./comparable_svg.ts";
import type { OutputFinding } from "./page_facts.ts";

/** A drawing in the outputs of an executed notebook, made comparable with that of another run. */
export interface PageFigure {
  /** Id of its cell. */
  cellId: string;
  /** Place of its cell among all cells, counted from 1. */
  cell: number;
  /** The code of its cell. */
  source: string;
  /** Place among the drawings of its cell, counted from 1. */
  index: number;
  /** What it shows, in words; empty where it does not say. */
  alt: string;
  /** The drawing as `comparableSvg` gives it. */
  drawing: string;
}

/**
 * The drawings in the outputs of an executed notebook, in the order of the page. A shown value that comes both as a
 * picture of its own and within markup counts once, as the picture.
 *
 * @param notebook the notebook with its outputs
 * @returns the drawings, and the pictures that say nothing to those who cannot see them
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const output = { output_type: "display_data" as const, metadata: {},
 *   data: { "text/html": '<p><svg aria-label="Use fell"><path d="M0,0L1.23,4"/></svg></p>' } };
 * const cell = { cell_type: "code" as const, id: "a", metadata: {}, source: "", execution_count: 1,
 *   outputs: [output] };
 * const { figures } = pageFigures({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
 * assert.deepEqual(figures.map(({ alt }) => alt), ["Use fell"]);
 * ```
 */
export function pageFigures(
  notebook: Notebook,
): { figures: PageFigure[]; findings: OutputFinding[] } {
  const figures: PageFigure[] = [];
  const findings: OutputFinding[] = [];
  notebook.cells.forEach((cell, i) => {
    if (cell.cell_type !== "code") return;
    let index = 0;
    for (const output of cell.outputs) {
      if (!("data" in output)) continue;
      const shown = markupOf(output.data);
      for (let n = withoutWords(output.data, shown); n > 0; n--) {
        findings.push({
          cell: i + 1,
          message: "a picture has no words for those who cannot see it: " +
            "an svg needs aria-label, an img needs alt",
        });
      }
      for (const svg of svgsIn(text(output.data, "image/svg+xml") ?? shown)) {
        if (isHidden(svg)) continue;
        const { cell_type: _, id: cellId, source } = cell;
        const drawing = comparableSvg(svg);
        figures.push({ cellId, cell: i + 1, source, index: ++index, alt: altOf(svg), drawing });
      }
    }
  });
  return { figures, findings };
}

function text(data: MimeBundle, mime: string): string | undefined {
  const content = data[mime];
  return typeof content === "string" ? content : undefined;
}

/** The markup a page shows of a bundle, without what is not read as markup. */
function markupOf(data: MimeBundle): string {
  const markup = text(data, "text/html") ?? text(data, "image/svg+xml") ?? "";
  return markup.replace(/<(script|template)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi, "");
}

/** The outermost svg elements of some markup, each whole. */
function svgsIn(markup: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of markup.matchAll(/<(\/?)svg\b(?:"[^"]*"|'[^']*'|[^"'>])*>/gi)) {
    if (tag[1] === "" && tag[0].endsWith("/>")) continue;
    if (tag[1] === "" && depth++ === 0) start = tag.index;
    else if (tag[1] === "/" && depth > 0 && --depth === 0) {
      found.push(markup.slice(start, tag.index + tag[0].length));
    }
  }
  return found;
}

/** The start tag of an element's markup. */
function startTag(markup: string): string {
  return /^<(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(markup)?.[0] ?? "";
}

function isHidden(svg: string): boolean {
  return /\saria-hidden="true"|\srole="(?:presentation|none)"/.test(startTag(svg));
}

function altOf(svg: string): string {
  return /\saria-label="([^"]*)"/.exec(startTag(svg))?.[1]?.trim() ??
    /<title\b[^>]*>([^<]*)</.exec(svg)?.[1]?.trim() ?? "";
}

function withoutWords(data: MimeBundle, markup: string): number {
  const svgs = svgsIn(markup).filter((svg) =>
    !isHidden(svg) && altOf(svg) === "" && !/\saria-labelledby="/.test(startTag(svg))
  );
  const images = [...markup.matchAll(/<img\b(?:"[^"]*"|'[^']*'|[^"'>])*>/gi)]
    .filter(([tag]) => !/\salt(?:\s*=|[\s/>])/i.test(tag));
  const isPicture = markup === "" && text(data, "text/plain") === undefined &&
    Object.keys(data).some((mime) => mime.startsWith("image/"));
  return svgs.length + images.length + (isPicture ? 1 : 0);
}
