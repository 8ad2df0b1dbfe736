import type { Json, MimeBundle } from "../notebook/mod.ts";
import { escapeHtml } from "../markup/mod.ts";
import { plainTerminalText } from "./_text.ts";

/** What people call an output of a type; the first that fits. */
const NAMES: [RegExp, string][] = [
  [/pdf/, "PDF"],
  [/^video/, "Video"],
  [/^audio/, "Sound"],
  [/^im(age|g$)/, "Picture"],
  [/vega-?lite/, "Vega-Lite chart"],
  [/vega/, "Vega chart"],
  [/plotly/, "Plotly chart"],
  [/geo\+json/, "Map"],
  [/jupyter\.widget/, "Widget"],
  [/^iframe$/, "Frame"],
  [/^(object|embed)$/, "Document"],
  [/javascript|html|bokeh|holoviews/, "Output of a script"],
];

/** Types that say in words what another one shows, and the toolkit's own, which the page shows elsewhere. */
const ASIDE = /^text\/(plain|csv)$|^application\/vnd\.silicon\./;

/** The type of a bundle that matters most to a reader who cannot see any of it. */
export function unshownType(data: MimeBundle): string | undefined {
  return Object.keys(data).find((mime) => !ASIDE.test(mime));
}

/**
 * One quiet line for an output that a page cannot show: what it is, its type, and the output itself to save.
 *
 * @param mime its type, or the name of the element it would stand in
 * @param about.content the output, base64 where it is no text; absent where its origin is foreign
 */
export function unshown(
  mime: string,
  { words = "", content, name = "output" }: { words?: string; content?: Json; name?: string } = {},
): string {
  const kind = NAMES.find(([type]) => type.test(mime))?.[1] ?? "Output";
  const about = words === "" ? "" : `: ${escapeHtml(words)}`;
  const href = content === undefined ? undefined : dataAddress(mime, content);
  const ending = mime.split(";")[0]!.split(/[/+]/).at(-1)!.replace("javascript", "js")
    .replace(/[^a-z0-9]/gi, "");
  const save = href === undefined
    ? ""
    : ` <a download="${escapeHtml(`${name}.${ending}`)}" href="${href}">Save it</a>`;
  return `<p class="unshown">${kind} (${
    escapeHtml(mime)
  }), which a page cannot show${about}.${save}</p>`;
}

function dataAddress(mime: string, content: Json): string | undefined {
  // A widget's view is no more than the number of a model in a kernel.
  if (content === "" || /jupyter\.widget-view/.test(mime)) return undefined;
  const isText = typeof content !== "string" || /^text\/|json|javascript|xml/.test(mime) ||
    !/^[A-Za-z0-9+/=\s]+$/.test(content);
  const text = typeof content === "string" ? content : JSON.stringify(content);
  const bytes = isText ? new TextEncoder().encode(text).toBase64() : text.replace(/\s/g, "");
  return `data:${escapeHtml(mime.replace(/[\s,]/g, ""))};base64,${bytes}`;
}

/** The words of an output that fit into its line; those that do not stand below it. */
export function wordsOf(data: MimeBundle): string {
  const plain = data["text/plain"];
  const words = typeof plain === "string" ? plainTerminalText(plain).trim() : "";
  return words.length > 100 || words.includes("\n") ? "" : words.replace(/\.$/, "");
}

/** Elements that a page's policy leaves empty; scripts are matched so that nothing within them is. */
const HELD =
  /<script\b[^]*?<\/script\s*>|<(video|audio|iframe|object)\b[^]*?<\/\1\s*>|<embed\b[^<>]*>|<img\b[^<>]*\bsrc\s*=\s*["']?https?:[^<>]*>/gi;

/** Trusted HTML with one line in place of each video, frame, embedded document and picture from elsewhere. */
export function withoutEmbedded(html: string, name: string): string {
  return html.replace(HELD, (element) => {
    if (/^<script/i.test(element)) return element;
    const source = /\b(?:src|data)\s*=\s*["']?([^"'\s<>]+)/i.exec(element)?.[1] ?? "";
    const [, mime, base64] = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/.exec(source) ?? [];
    if (mime !== undefined) return unshown(mime, { content: base64!, name });
    const words = /^https?:/.test(source) ? source : "";
    return unshown(/\w+/.exec(element)![0].toLowerCase(), { words });
  });
}
