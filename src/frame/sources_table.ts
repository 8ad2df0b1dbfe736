import type { Source } from "../balance/mod.ts";
import { type Html, html } from "../markup/mod.ts";

/** A number, or a group of them, and what it rests on. */
export interface SourcedNumber {
  readonly label: string;
  /** Statements and assumptions, each once. */
  readonly sources: readonly Source[];
}

/**
 * Where numbers come from: every statement with its address, every assumption with its place.
 *
 * @param numbers in the order shown; one without sources is left out
 * @param caption one sentence under the table
 * @returns a table with links, for a notebook or a page
 *
 * @example
 * ```ts
 * import { sourcesTable } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const table = sourcesTable([{
 *   label: "January 2026",
 *   sources: [{ kind: "statement", text: "Metals Daily, 6 February 2026", url: "https://example.org/1" }],
 * }], "Production as printed");
 * assert.match(String(table), /<a href="https:\/\/example\.org\/1" rel="noopener">Metals Daily, 6 February 2026<\/a>/);
 * ```
 */
export function sourcesTable(numbers: readonly SourcedNumber[], caption: string): Html {
  const rows = numbers.map((number) => ({ ...number, cells: [] }));
  return sourcesFigure([html`<th scope="col">Number</th>`], rows, caption);
}

/** A row: what it is, more cells where there are any, and what it rests on. */
export interface SourcesRow {
  readonly label: string;
  readonly cells: readonly Html[];
  readonly sources: readonly Source[];
}

/** A table of what rests on what; rows without sources are left out. */
export function sourcesFigure(
  heads: readonly Html[],
  rows: readonly SourcesRow[],
  caption: string,
): Html {
  const sourced = rows.filter(({ sources }) => sources.length > 0);
  return html`
    <figure class="frame sources">
      <table>
        <thead>
          <tr>${heads}<th scope="col">Rests on</th></tr>
        </thead>
        <tbody>${sourced.map(row)}</tbody>
      </table>
      <figcaption>${caption}</figcaption>
    </figure>
  `;
}

function row({ label, cells, sources }: SourcesRow): Html {
  return html`
    <tr>
      <th scope="row">${label}</th>${cells}
      <td>
        <ul>${sources.map(item)}</ul>
      </td>
    </tr>
  `;
}

/** A source: its words, with its address where it has one, and its place in the data. */
function item({ text, url, at }: Source): Html {
  const name = url === undefined ? text : html`<a href="${url}" rel="noopener">${text}</a>`;
  const place = at === undefined ? "" : html`<code>${at}</code>`;
  return html`<li>${name} ${place}</li>`;
}
