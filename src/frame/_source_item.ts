import type { Source } from "@silicon/balance/balance";
import { type Html, html } from "../markup/mod.ts";

/** A source as an item of a list: its words, with its address where it has one, and its place in the data. */
export function sourceItem({ text, url, at }: Source): Html {
  const name = url === undefined ? text : html`<a href="${url}" rel="noopener">${text}</a>`;
  const place = at === undefined ? "" : html`<code>${at}</code>`;
  return html`<li>${name} ${place}</li>`;
}
