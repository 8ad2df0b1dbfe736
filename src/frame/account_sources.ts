import type { Account } from "@silicon/balance/balance";
import { monthLabel } from "@silicon/balance/calendar";
import { type Html, html, numberText } from "../markup/mod.ts";
import { sourceItem } from "./_source_item.ts";

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
 * assert.match(table, /SMM, 6 February 2026: silicon metal production 2026-02 about -27.1% MoM/);
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
  ].filter(({ sources }) => sources.length > 0);
  const rows = lines.map(({ label, kt, status, sources }) =>
    html`
      <tr>
        <th scope="row">${label}</th>
        <td class="number">${numberText(kt.value, 1)}</td>
        <td>${status}</td>
        <td>
          <ul>${sources.map(sourceItem)}</ul>
        </td>
      </tr>
    `
  );
  return html`
    <figure class="frame sources">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" class="number">kt</th>
            <th scope="col">Status</th>
            <th scope="col">Rests on</th>
          </tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
      <figcaption>Sources of the account for ${monthLabel(account.month)}</figcaption>
    </figure>
  `;
}
