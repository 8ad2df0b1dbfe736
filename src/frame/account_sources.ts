import type { Account } from "../balance/mod.ts";
import { monthLabel } from "../calendar/mod.ts";
import { type Html, html, numberText } from "../markup/mod.ts";
import { sourcesFigure } from "./sources_table.ts";

/**
 * Where each line of an account comes from: every statement with its address, every assumption with its place.
 *
 * @param account a closed account
 * @returns a table with links, for a notebook or a page
 *
 * @example
 * ```ts
 * import { accountSources } from "@silicon/balance/frame";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const table = String(accountSources(ledger.account(parseMonth("2026-02"))));
 * assert.match(table, /<th scope="row">Production<\/th>/);
 * assert.match(table, /6 February 2026: .* 2026-02 about -27.1% MoM/);
 * ```
 */
export function accountSources(account: Account): Html {
  const lines = [
    ...account.lines,
    ...account.pools.map((pool) => ({
      label: pool.label,
      kt: { value: pool.closingKt },
      status: "actual",
      sources: pool.sources,
    })),
  ];
  const heads = [
    html`<th scope="col">Line</th>`,
    html`<th scope="col" class="number">kt</th>`,
    html`<th scope="col">Status</th>`,
  ];
  const rows = lines.map(({ label, kt, status, sources }) => ({
    label,
    cells: [html`<td class="number">${numberText(kt.value, 1)}</td>`, html`<td>${status}</td>`],
    sources,
  }));
  return sourcesFigure(heads, rows, `Sources of the account for ${monthLabel(account.month)}`);
}
