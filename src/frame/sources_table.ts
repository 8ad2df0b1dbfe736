import type { Source } from "../balance/mod.ts";
import { type Html, html } from "../markup/mod.ts";
import { sourcesFigure } from "./_sources_figure.ts";

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
