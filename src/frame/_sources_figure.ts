import type { Source } from "../balance/mod.ts";
import { type Html, html } from "../markup/mod.ts";

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
