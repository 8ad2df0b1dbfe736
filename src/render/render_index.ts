import { escapeHtml } from "../markup/mod.ts";
import { htmlDocument } from "./_document.ts";
import { escapeJson } from "./_text.ts";
import { duration, longDate } from "./_footer.ts";
import { SEARCH_SCRIPT } from "./_page_script.ts";
import { Scripts } from "./_scripts.ts";
import type { PageSection } from "./render_page.ts";

/** One notebook of the site. */
export interface IndexEntry {
  /** Title of its page, as plain text. */
  title: string;
  /** Where its page is, from the index. */
  href: string;
  /** First paragraph of its page, as plain text. */
  standfirst?: string;
  /** Newest date its data knows of, as in `2026-02-10`. */
  dataAsOf?: string;
  /** How long its run took, in milliseconds. */
  durationMilliseconds?: number;
  /** Parameters that tell it from others of the same notebook, as text. */
  variant?: string;
  /** Whether its run came to its end, and what it states could be kept. */
  status: "ok" | "failed";
  /** What the search finds of it. */
  sections: PageSection[];
}

/** What the index says of the site itself. */
export interface IndexOptions {
  /** The site's name. */
  title: string;
  /** What the site is about, in a sentence or two. */
  standfirst?: string;
  /** Versions and time of the rendering, as one line. */
  colophon: string;
}

/**
 * Renders the site's first page: its notebooks in order, and a search over all their sections.
 *
 * @param entries the notebooks, in the order of reading
 * @param options title and colophon
 * @returns the whole file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const html = renderIndex(
 *   [{ title: "Balance", href: "01.html", status: "ok", sections: [] }],
 *   { title: "Notebooks", colophon: "Deno 2.9.6" },
 * );
 * assert.match(html, /<a href="01.html">Balance<\/a>/);
 * ```
 */
export function renderIndex(entries: IndexEntry[], options: IndexOptions): string {
  const scripts = new Scripts();
  const data = entries.flatMap((entry) =>
    entry.sections.map((section) => ({ page: entry.href, title: entry.title, ...section }))
  );
  const standfirst = options.standfirst === undefined
    ? ""
    : `<p class="standfirst">${escapeHtml(options.standfirst)}</p>`;
  return htmlDocument({
    title: options.title,
    description: options.standfirst,
    lang: "en",
    masthead: "",
    hasCode: false,
    narrow: true,
    body: `<div class="layout">
<main id="content">
<h1 id="title">${escapeHtml(options.title)}</h1>
${standfirst}
<div class="search" role="search" hidden><label for="search">Search all pages</label><input type="search" id="search" autocomplete="off"><span id="search-status" role="status"></span></div>
<ol class="results" id="results"></ol>
<ol class="entries">
${entries.map(entryItem).join("\n")}
</ol>
<script type="application/json" id="search-data">${escapeJson(data)}</script>
</main>
</div>`,
    footer: `<p>${escapeHtml(options.colophon)}</p>`,
    scripts,
    endScript: SEARCH_SCRIPT,
  });
}

function entryItem(entry: IndexEntry): string {
  const facts = [
    ...(entry.status === "failed" ? ['<span class="failed">Run failed</span>'] : []),
    ...(entry.variant === undefined ? [] : [escapeHtml(entry.variant)]),
    ...(entry.dataAsOf === undefined ? [] : [
      `Data as of <time datetime="${escapeHtml(entry.dataAsOf)}">${
        escapeHtml(longDate(entry.dataAsOf))
      }</time>`,
    ]),
    ...(entry.durationMilliseconds === undefined
      ? []
      : [`Run in ${duration(entry.durationMilliseconds)}`]),
  ];
  return `<li><h2><a href="${escapeHtml(entry.href)}">${escapeHtml(entry.title)}</a></h2>
${entry.standfirst === undefined ? "" : `<p>${escapeHtml(entry.standfirst)}</p>`}
<p class="facts">${facts.join("<br>")}</p></li>`;
}
