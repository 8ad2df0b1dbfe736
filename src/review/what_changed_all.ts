import { type Month, monthRange } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { type WhatChanged, whatChanged } from "./what_changed.ts";

/** What changed in every month between two days. */
export interface AllChanges {
  /** One for each month that both can close, in order; unchanged months have parts of 0. */
  readonly months: readonly WhatChanged[];
  /** Months that only the later ledger can close. */
  readonly opened: readonly Month[];
  /** Months that only the earlier ledger can close. */
  readonly lost: readonly Month[];
}

/**
 * What the figures that came in between two days did to every month's production, use and balance.
 *
 * @param to last month, included
 * @returns parts in kt by month; months that neither can close are left out
 *
 * @example
 * ```ts
 * import { whatChangedAll } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const before = await openLedger({ asOf: parseDay("2026-01-31") });
 * const after = await openLedger({ asOf: parseDay("2026-02-10") });
 * const { opened } = whatChangedAll(before, after, parseMonth("2025-12"), parseMonth("2026-03"));
 * assert.ok(opened.includes(parseMonth("2026-02")));
 * ```
 */
export function whatChangedAll(before: Ledger, after: Ledger, from: Month, to: Month): AllChanges {
  const closed = (ledger: Ledger) =>
    new Set(ledger.accounts(from, to).map((account) => account.month));
  const [old, now] = [closed(before), closed(after)];
  const months = monthRange(from, to);
  return {
    months: months.filter((month) => old.has(month) && now.has(month))
      .map((month) => whatChanged(before, after, month)),
    opened: months.filter((month) => now.has(month) && !old.has(month)),
    lost: months.filter((month) => old.has(month) && !now.has(month)),
  };
}
