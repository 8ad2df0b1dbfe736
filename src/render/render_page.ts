import { type CodeCell, foreignLanguage, type Notebook } from "../notebook/mod.ts";
import { escapeHtml } from "../markup/mod.ts";
import type { Allowance } from "./_allowance.ts";
import { htmlDocument } from "./_document.ts";
import { longDate, provenanceFooter } from "./_footer.ts";
import { highlight } from "./_highlight.ts";
import { renderMarkdown } from "./_markdown.ts";
import { Outline } from "./_outline.ts";
import { renderOutputs } from "./_output.ts";
import { Scripts } from "./_scripts.ts";
import { plainTerminalText } from "./_text.ts";
import type { Provenance } from "./provenance.ts";
import { seal } from "./seal.ts";

/** A link to another page of the site. */
export interface PageLink {
  /** Title of the page, as plain text. */
  title: string;
  /** Where it is, from this page. */
  href: string;
}

/** What went wrong with a run. */
export interface PageFailure {
  /** Id of the cell it went wrong in. */
  cellId: string;
  /** Plain text: what happened. */
  reason: string;
  /** Whether all cells ran all the same, and what is wrong is what one of them states. */
  ranToEnd?: true;
}

/** What a page needs to know beyond its notebook. */
export interface PageOptions {
  /**
   * Whether the outputs were made by this run of a notebook of ours. They are embedded as they are
   * then, scripts included; outputs of other origin lose all that could run or fetch.
   */
  trusted?: boolean;
  /** Title for a notebook without a heading of its own; normally its file's stem. */
  fallbackTitle?: string;
  /** The site's index; named at the top of the page. */
  index?: PageLink;
  /** The page before this one. */
  previous?: PageLink;
  /** The page after this one. */
  next?: PageLink;
  /** Where the numbers come from; absent for a notebook that was not run. */
  provenance?: Provenance;
  /** What went wrong, shown above everything else. */
  failure?: PageFailure;
  /** What workers and child processes wrote, which belongs to no cell. */
  log?: string;
  /** The notebook for readers to take away: its file name and its text. */
  download?: { name: string; text: string };
}

/** A part of a page under one heading. */
export interface PageSection {
  /** Id of its heading in the page. */
  id: string;
  /** The heading, as plain text. */
  heading: string;
  /** Its text, cut after 4,000 characters. */
  text: string;
}

/** A rendered notebook. */
export interface Page {
  /** The whole file. */
  html: string;
  /** Its title, as plain text. */
  title: string;
  /** First paragraph under the title, as plain text. */
  standfirst?: string;
  /** Its sections in order, the first under the title. */
  sections: PageSection[];
}

/**
 * Renders an executed notebook as one HTML file that needs nothing else: no request, no server.
 *
 * @param notebook the notebook with its outputs
 * @param options where the page stands in its site, and how far its outputs are trusted
 * @returns the page, with what an index and a search need to know of it
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const page = renderPage({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [
 *   { cell_type: "markdown", id: "a", metadata: {}, source: "# Is it <b>?\n\nYes." }] });
 * assert.equal(page.title, "Is it <b>?");
 * assert.equal(page.standfirst, "Yes.");
 * assert.match(page.html, /<h1 id="title">Is it &lt;b&gt;\?<\/h1>/);
 * ```
 */
export function renderPage(notebook: Notebook, options: PageOptions = {}): Page {
  const outline = new Outline();
  const scripts = new Scripts();
  const trusted = options.trusted === true;
  const language = foreignLanguage(notebook) ?? "typescript";
  const cells = notebook.cells.map((cell, i) => {
    const name = `cell-${i + 1}`;
    if (outline.allowance.isSpent) return "";
    if (cell.cell_type === "markdown") {
      const html = renderMarkdown(cell.source, outline, cell.attachments);
      return `<div class="cell prose" id="${name}">\n${html}</div>`;
    }
    if (cell.cell_type === "code") {
      if (cell.source.trim() === "") return "";
      const outputs = renderOutputs(cell.outputs, { outline, scripts, trusted, cellName: name });
      return `<div class="cell" id="${name}">\n${
        code(cell, language, outline.allowance)
      }\n${outputs}</div>`;
    }
    return `<div class="cell prose" id="${name}"><pre>${escapeHtml(cell.source)}</pre></div>`;
  });
  const title = outline.title ?? options.fallbackTitle ?? "Notebook";
  const ownTitle = outline.title === undefined ? `<h1 id="title">${escapeHtml(title)}</h1>` : "";
  const hasContents = outline.headings.length > 1;
  const html = htmlDocument({
    title: options.index === undefined ? title : `${title} – ${options.index.title}`,
    description: outline.standfirst,
    lang: wordsOf(notebook),
    masthead: masthead(options),
    hasCode: notebook.cells.some((cell) => cell.cell_type === "code" && cell.source.trim() !== ""),
    narrow: !hasContents,
    body: `<div class="layout${hasContents ? " with-contents" : ""}">
${hasContents ? contents(outline) : ""}
<main id="content">
${failureNotice(notebook, options)}${kicker(options.provenance)}${ownTitle}
${cells.filter((cell) => cell !== "").join("\n")}
${processLog(options)}${neighbours(options)}
</main>
</div>`,
    footer: provenanceFooter(options.provenance) + takeAway(options),
    scripts,
  });
  return {
    html: seal(html),
    title,
    ...(outline.standfirst === undefined ? {} : { standfirst: outline.standfirst }),
    sections: outline.sections,
  };
}

function code(cell: CodeCell, language: string, allowance: Allowance): string {
  const shown = allowance.take(cell.source.trimEnd());
  const failed = cell.outputs.some((output) => output.output_type === "error");
  const lines = cell.source.trimEnd().split("\n").length;
  const kind =
    cell.metadata.tags?.some((tag) => tag === "parameters" || tag === "injected-parameters")
      ? "Parameters"
      : "Code";
  return `<details class="code"${failed ? " open" : ""}><summary>${kind}, ${lines} ${
    lines === 1 ? "line" : "lines"
  }</summary><pre><code>${
    highlight(shown.text, language, allowance)
  }</code></pre>${shown.notice}</details>`;
}

/** The notebook's own word for the language of its prose, where it is a language tag; otherwise English. */
function wordsOf(notebook: Notebook): string {
  const lang = notebook.metadata["lang"];
  return typeof lang === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang) ? lang : "en";
}

function masthead({ index }: PageOptions): string {
  if (index === undefined) return "";
  return `<a class="site" href="${escapeHtml(index.href)}">${escapeHtml(index.title)}</a>`;
}

function kicker(provenance: Provenance | undefined): string {
  if (provenance?.dataAsOf === undefined) return "";
  return `<p class="kicker">Data as of <time datetime="${escapeHtml(provenance.dataAsOf)}">${
    escapeHtml(longDate(provenance.dataAsOf))
  }</time></p>`;
}

function contents(outline: Outline): string {
  const items = outline.headings.filter(({ level }) => level <= 3).map(({ level, id, text }) =>
    `<li class="level-${level}"><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`
  ).join("\n");
  return `<nav class="contents" aria-label="On this page"><details open><summary>On this page</summary><ol>
${items}
</ol></details></nav>`;
}

function failureNotice(notebook: Notebook, { failure }: PageOptions): string {
  if (failure === undefined) return "";
  const index = notebook.cells.findIndex((cell) => cell.id === failure.cellId);
  const cell = `<a href="#cell-${index + 1}">cell ${index + 1}</a>`;
  const words = failure.ranToEnd
    ? `<strong>What ${cell} states cannot be kept.</strong>`
    : `<strong>This run stopped at ${cell}.</strong> What follows it was not run.`;
  return `<div class="notice" role="alert">${words}<pre>${
    escapeHtml(failure.reason)
  }</pre></div>\n`;
}

/** Characters of the log that a page holds; its end says why a run failed. */
const LONGEST_LOG = 200_000;

function processLog({ log = "", failure }: PageOptions): string {
  const text = plainTerminalText(log).trim();
  if (text === "") return "";
  const left = text.length - LONGEST_LOG;
  const shown = left <= 0 ? text : `[${left} characters left out]\n${text.slice(left)}`;
  return `<details class="log"${failure === undefined ? "" : " open"}>` +
    `<summary>Output of workers and child processes</summary><pre>${
      escapeHtml(shown)
    }</pre></details>\n`;
}

function neighbours({ previous, next }: PageOptions): string {
  const link = (kind: string, label: string, page: PageLink | undefined) =>
    page === undefined
      ? ""
      : `<a class="${kind}" rel="${kind === "next" ? "next" : "prev"}" href="${
        escapeHtml(page.href)
      }"><span>${label}</span>${escapeHtml(page.title)}</a>`;
  const links = link("previous", "Previous", previous) + link("next", "Next", next);
  return links === "" ? "" : `<nav class="neighbours" aria-label="Other pages">${links}</nav>`;
}

function takeAway({ download }: PageOptions): string {
  if (download === undefined) return "";
  const data = new TextEncoder().encode(download.text).toBase64();
  return `\n<p class="download"><a download="${
    escapeHtml(download.name)
  }" href="data:application/x-ipynb+json;base64,${data}">Notebook (.ipynb)</a></p>`;
}
