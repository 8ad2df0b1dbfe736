import { escapeHtml } from "../markup/mod.ts";

const MARGIN = 16;
const TITLE_PX = 17;
const SUBTITLE_PX = 13;
const SOURCE_PX = 11;
const INK = "#22272e";

interface Words {
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly alt: string;
  readonly width: number;
  readonly font: string;
}

/** A drawing as a picture in a file of its own: its words drawn in, fixed colours, white ground. */
export function standaloneSvg(drawing: string, words: Words): string {
  const height = heightOf(drawing);
  const title = wrap(words.title, TITLE_PX, words.width);
  const subtitle = wrap(words.subtitle, SUBTITLE_PX, words.width);
  const source = wrap(words.source, SOURCE_PX, words.width);
  let y = MARGIN;
  const lines = (texts: readonly string[], px: number, style: string) =>
    texts.map((text) => {
      y += px * 1.3;
      return `<text x="0" y="${y.toFixed(1)}" font-size="${px}" ${style}>${
        escapeHtml(text)
      }</text>`;
    }).join("");
  const head = lines(title, TITLE_PX, `font-weight="600"`) +
    lines(subtitle, SUBTITLE_PX, `fill-opacity="0.8"`);
  const top = y + 12;
  y = top + height + 4;
  const foot = lines(source, SOURCE_PX, `fill-opacity="0.8"`);
  const box = `${-MARGIN} 0 ${words.width + 2 * MARGIN} ${(y + MARGIN).toFixed(0)}`;
  const [, , boxWidth, boxHeight] = box.split(" ");
  const body = drawing.replace("<svg", `<svg y="${top.toFixed(1)}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${boxWidth}" height="${boxHeight}" ` +
    `role="img" aria-label="${escapeHtml(words.alt)}" font-family="${words.font}" fill="${INK}">` +
    `<rect x="${-MARGIN}" width="100%" height="100%" fill="#fff"/>${head}` +
    `${fixColours(body)}${foot}</svg>`;
}

/** A drawing alone as the picture of an `img` element, for a page that says its words itself: as above, without them. */
export function stillSvg(drawing: string, width: number): string {
  const height = heightOf(drawing) + MARGIN;
  const box = `${-MARGIN} ${-MARGIN / 2} ${width + 2 * MARGIN} ${height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${width + 2 * MARGIN}" ` +
    `height="${height}"><rect x="${-MARGIN}" y="${
      -MARGIN / 2
    }" width="100%" height="100%" fill="#fff"/>` +
    `${fixColours(drawing)}</svg>`;
}

function heightOf(drawing: string): number {
  return Number(/ height="([\d.]+)"/.exec(drawing)![1]);
}

// Outside a page there is no palette to ask and no text colour to take over.
function fixColours(svg: string): string {
  return svg.replace(/var\(--[\w-]+, (#[0-9a-f]+)\)/g, "$1").replaceAll("currentColor", INK);
}

// By the mean width of a letter: a file cannot be measured before it is drawn.
function wrap(text: string, px: number, width: number): string[] {
  const most = Math.floor(width / (px * 0.53));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
