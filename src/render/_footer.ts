import { escapeHtml, factValueText } from "../markup/mod.ts";
import { escapeJson } from "./_text.ts";
import type { Provenance } from "./provenance.ts";

/** What the page's hash is good for. */
const SEALED =
  "<p>This file bears its own hash, which tells of damage and of careless edits. It does not prove " +
  "who made it: whoever edits the page can compute the hash again. A signature beside it (.sig) proves that.</p>";

/** What a restricted notebook could not do, and what it could. */
const RESTRICTED = {
  closed: "In a sandbox of the operating system: no network, no child processes, no environment, " +
    "nothing written; it could read its own folder, the toolkit and the toolkit's data. " +
    "What could run or fetch was removed from its outputs.",
  weak: "Weakly, without a sandbox of the operating system: Deno refused it network, child " +
    "processes, environment and writing, but it could read every file that whoever ran it can. " +
    "What could run or fetch was removed from its outputs.",
};

/** The provenance of a page for its readers, and the same as data for `verify`. */
export function provenanceFooter(provenance: Provenance | undefined): string {
  if (provenance === undefined) {
    return `<p>Shown as it was saved, without running it. What could run or fetch was removed.</p>\n${SEALED}`;
  }
  const { parameters, versions, files } = provenance;
  const rows: [string, string][] = [];
  if (provenance.dataAsOf !== undefined) {
    rows.push([
      "Data as of",
      `<time datetime="${escapeHtml(provenance.dataAsOf)}">${
        escapeHtml(longDate(provenance.dataAsOf))
      }</time>`,
    ]);
  }
  const names = Object.keys(parameters);
  if (names.length > 0) {
    rows.push([
      "Parameters",
      names.map((name) =>
        `<code>${escapeHtml(name)} = ${escapeHtml(JSON.stringify(parameters[name]))}</code>`
      )
        .join(", "),
    ]);
  }
  rows.push([
    "Run",
    `<time datetime="${escapeHtml(provenance.startedAt)}">${
      escapeHtml(longTime(provenance.startedAt))
    }</time>, ${escapeHtml(duration(provenance.durationMilliseconds))}`,
  ]);
  if (provenance.children === true) {
    rows.push(["Not followed", "Reads of child processes are not followed."]);
  }
  if (provenance.restricted !== undefined) {
    rows.push(["Restricted", RESTRICTED[provenance.restricted]]);
  }
  rows.push([
    "Made with",
    Object.entries(versions).map(([name, version]) => escapeHtml(`${name} ${version}`)).join(", "),
  ]);
  rows.push([
    "Notebook",
    `${escapeHtml(provenance.notebook)}, SHA-256 <code>${
      escapeHtml(provenance.notebookSha256.slice(0, 16))
    }</code>`,
  ]);
  if (provenance.dataSha256 !== undefined) {
    rows.push(["Data", `SHA-256 <code>${escapeHtml(provenance.dataSha256.slice(0, 16))}</code>`]);
  }
  const list = rows.map(([term, html]) => `<dt>${term}</dt><dd>${html}</dd>`).join("\n");
  const data = `<script type="application/json" id="provenance-data">${
    escapeJson(provenance)
  }</script>`;
  return `<section aria-labelledby="provenance">
<h2 id="provenance">How this page was made</h2>
<dl>
${list}
</dl>
${factTable(provenance)}
${files.length === 0 ? "" : fileTable(provenance)}
${SEALED}
${data}
</section>`;
}

function factTable({ facts = [] }: Provenance): string {
  if (facts.length === 0) return "";
  const rows = facts.map(({ name, value, unit }) =>
    `<tr><th scope="row">${escapeHtml(name)}</th><td class="number"><data value="${
      escapeHtml(String(value))
    }">${escapeHtml(factValueText(value))}</data></td><td>${escapeHtml(unit)}</td></tr>`
  ).join("");
  return `<div class="scroll"><table class="facts">
<caption>Facts</caption>
<thead><tr><th scope="col">Fact</th><th scope="col" class="number">Value</th><th scope="col">Unit</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function fileTable({ files }: Provenance): string {
  const rows = files.map(({ path, sha256 }) =>
    `<tr><td>${escapeHtml(path)}</td><td><code>${escapeHtml(sha256.slice(0, 16))}</code></td></tr>`
  ).join("");
  return `<details><summary>${files.length} files read</summary><div class="scroll"><table>
<thead><tr><th scope="col">File</th><th scope="col">SHA-256, first 16 digits</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** A date for readers: `2026-02-10` as `10 February 2026`; other texts as they are. */
export function longDate(date: string): string {
  const [, year, month, day] = date.match(/^(\d{4})-(\d{2})(?:-(\d{2}))?/) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return date;
  return `${day === undefined ? "" : `${Number(day)} `}${name} ${year}`;
}

function longTime(time: string): string {
  const clock = time.match(/T(\d{2}:\d{2})/)?.[1];
  return clock === undefined ? longDate(time) : `${longDate(time)}, ${clock} UTC`;
}

/** A run time for readers: `840 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}
