import { AnsiUp } from "ansi_up";
import type { ErrorOutput, Json, MimeBundle, Output, StreamOutput } from "../notebook/mod.ts";
import { escapeHtml } from "../markup/mod.ts";
import type { Allowance } from "./_allowance.ts";
import { overwrite, plainTerminalText, textOfHtml } from "./_text.ts";
import { highlight } from "./_highlight.ts";
import { renderMarkdown } from "./_markdown.ts";
import { renderLatex } from "./_math.ts";
import type { Outline } from "./_outline.ts";
import { referredElements } from "./_referred_elements.ts";
import { sanitize } from "./_sanitize.ts";
import type { Scripts } from "./_scripts.ts";
import { unshown, unshownType, withoutEmbedded, wordsOf } from "./_unshown.ts";

/** What the outputs of a page share. */
export interface OutputContext {
  outline: Outline;
  scripts: Scripts;
  /** Whether the outputs were made by this run, and so are embedded as they are. */
  trusted: boolean;
  /** Names the cell in ids and file names. */
  cellName: string;
}

/** Foreign markup is read several times faster than prose, and so is what stands as it is. */
const MARKUP_COST = 0.2;
const PLAIN_COST = 0.2;

const IMAGES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Outputs of one cell as HTML; neighbouring pieces of one stream are one block. */
export function renderOutputs(outputs: Output[], context: OutputContext): string {
  const parts: string[] = [];
  const { allowance } = context.outline;
  for (let i = 0; i < outputs.length && !allowance.isSpent; i++) {
    const output = outputs[i]!;
    if (output.output_type === "stream") {
      let text = output.text;
      for (; i + 1 < outputs.length; i++) {
        const next = outputs[i + 1]!;
        if (next.output_type !== "stream" || next.name !== output.name) break;
        text += next.text;
      }
      if (text.trim() !== "") parts.push(stream(output.name, text, allowance));
    } else if (output.output_type === "error") {
      parts.push(failure(output, allowance));
    } else {
      parts.push(display(output.data, { ...context, cellName: `${context.cellName}-${i + 1}` }));
    }
  }
  return parts.filter((part) => part !== "").map((part) => `<div class="output">${part}</div>`)
    .join("\n");
}

/** A terminal's command with more numbers than any has, whose reading takes the square of their number. */
// deno-lint-ignore no-control-regex
const OVERLONG_SEQUENCE = /\x1b\[[\d;]{200,}[^\d;]?/g;

function stream(name: StreamOutput["name"], printed: string, allowance: Allowance): string {
  const { text, notice } = allowance.take(printed, PLAIN_COST);
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  const shown = overwrite(text).replace(OVERLONG_SEQUENCE, "").replace(/\n$/, "");
  const html = ansi.ansi_to_html(shown);
  return `<pre class="stream ${name}">${html}</pre>${notice}`;
}

function failure({ ename: name, evalue, traceback }: ErrorOutput, allowance: Allowance): string {
  const value = allowance.take(evalue, PLAIN_COST);
  const lines = allowance.take(traceback.join("\n"), PLAIN_COST);
  const trace = plainTerminalText(lines.text).trim();
  const text = plainTerminalText(value.text);
  const head = text.startsWith(name) || name === ""
    ? text
    : text === ""
    ? name
    : `${name}: ${text}`;
  const rest = trace === "" || trace === head ? "" : `<pre>${escapeHtml(trace)}</pre>`;
  return `<div class="error" role="group" aria-label="Error"><p>${
    escapeHtml(head)
  }</p>${rest}</div>${value.notice}${lines.notice}`;
}

function display(data: MimeBundle, context: OutputContext): string {
  return show(data, context) + (context.trusted ? download(data, context.cellName) : "");
}

/** The best of what the bundle offers, or a line on what it is. Scripts given as JavaScript are never run. */
function show(data: MimeBundle, context: OutputContext): string {
  const { allowance } = context.outline;
  const html = data["text/html"];
  if (typeof html === "string") return htmlOutput(html, context);
  const latex = data["text/latex"];
  if (typeof latex === "string") {
    const { text, notice } = allowance.take(latex);
    const typeset = renderLatex(text);
    if (typeset !== undefined) return `<div class="prose">${typeset}</div>${notice}`;
  }
  const svg = data["image/svg+xml"];
  if (typeof svg === "string") {
    return `<figure class="chart">${
      embed(svg.replace(/^\s*<\?xml[^>]*>\s*(<!DOCTYPE[^>]*>)?/i, ""), context)
    }</figure>`;
  }
  for (const mime of IMAGES) {
    const content = data[mime];
    if (typeof content === "string" && /^[A-Za-z0-9+/=\s]+$/.test(content)) {
      const alt = typeof data["text/plain"] === "string" ? data["text/plain"] : "Picture";
      return `<figure class="picture"><img src="data:${mime};base64,${
        content.replace(/\s/g, "")
      }" alt="${escapeHtml(plainTerminalText(alt))}"></figure>`;
    }
  }
  const text = data["text/markdown"];
  if (typeof text === "string") {
    return `<div class="prose">${renderMarkdown(text, context.outline)}</div>`;
  }
  const json = data["application/json"];
  if (json !== undefined) return jsonOutput(json, allowance);
  const mime = unshownType(data);
  const words = wordsOf(data);
  const line = mime === undefined ? "" : unshown(mime, {
    words,
    name: context.cellName,
    ...(context.trusted ? { content: data[mime]! } : {}),
  });
  const plain = data["text/plain"] ?? latex;
  if (typeof plain !== "string" || plain === "" || line !== "" && words !== "") return line;
  const { text: shown, notice } = allowance.take(plain, PLAIN_COST);
  return `${line}<pre class="value">${escapeHtml(plainTerminalText(shown))}</pre>${notice}`;
}

/** Of a figure, what stands in for its drawing where a front end strips that: here the drawing is seen. */
const STILL = /<img class="chart-still"[^<>]*>/g;

function embed(html: string, context: OutputContext): string {
  const shown = html.replace(STILL, "");
  if (context.trusted) return context.scripts.take(withoutEmbedded(shown, context.cellName));
  const { allowance } = context.outline;
  const { text, notice } = allowance.take(shown, MARKUP_COST);
  const clean = sanitize(text, `${context.cellName}-`);
  if (clean === undefined) {
    return '<p class="notice">An output was left out: its elements lie too deep within each other.</p>' +
      notice;
  }
  if (!allowance.refers(referredElements(clean))) {
    return '<p class="notice">A drawing was left out: its parts refer to each other too often.</p>' +
      notice;
  }
  const isEmpty = textOfHtml(clean) === "" && !/<(svg|img|hr)\b/i.test(clean);
  return isEmpty && /<script\b/i.test(html) ? unshown("text/html") : clean + notice;
}

/** Characters of an output's markup whose words the search knows. */
const SEARCHED = 1_000_000;

function htmlOutput(html: string, context: OutputContext): string {
  const embedded = embed(html, context);
  const start = html.slice(0, SEARCHED);
  const isStandfirst = context.outline.awaitsStandfirst && /^\s*<p[\s>]/i.test(html);
  if (isStandfirst) context.outline.standfirst = textOfHtml(start.split(/<\/p\s*>/i, 1)[0]!);
  context.outline.addText(textOfHtml(start));
  const prose = /^\s*<(p|ul|ol|dl|h[2-6]|blockquote)[\s>]/i.test(html);
  return prose
    ? `<div class="prose${isStandfirst ? " standfirst" : ""}">${embedded}</div>`
    : embedded;
}

function jsonOutput(value: Json, allowance: Allowance): string {
  const { text, notice } = allowance.take(JSON.stringify(shallow(value, DEEPEST_JSON), null, 2));
  const code = highlight(text, "json", allowance);
  const block = `<pre class="value"><code>${code}</code></pre>${notice}`;
  const lines = text.split("\n").length;
  if (lines <= 20) return block;
  return `<details class="json"><summary>JSON, ${lines} lines</summary>${block}</details>`;
}

/** Levels of a value that are shown: more can be read by nobody, and indenting them takes the square of their number. */
const DEEPEST_JSON = 100;

function shallow(value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "… (deeper levels are in the notebook)";
  if (Array.isArray(value)) return value.map((one) => shallow(one, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, shallow(one, depth - 1)]),
  );
}

/**
 * A bundle may bring its table as CSV; the reader can take it away. Not one of foreign origin, which a spreadsheet might
 * run formulas of.
 */
function download(data: MimeBundle, name: string): string {
  const csv = data["text/csv"];
  if (typeof csv !== "string") return "";
  // Spreadsheets take a file without the mark for one of their own country's letters.
  // deno-lint-ignore no-control-regex
  const text = /^[\x00-\x7f]*$/.test(csv) ? csv : `\ufeff${csv.toWellFormed()}`;
  const address = `data:text/csv;charset=utf-8,${encodeURI(text).replaceAll("#", "%23")}`;
  return `<p class="download"><a download="${escapeHtml(name)}.csv" href="${
    escapeHtml(address)
  }">Data (CSV)</a></p>`;
}
