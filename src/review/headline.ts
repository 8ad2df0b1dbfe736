import type { Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { headlineRuns } from "./_note_headline.ts";
import { textOf } from "./_note_text.ts";

/**
 * The answer in a paragraph: how the month before closed, what production does and why, and what that leaves, with its
 * band. It names a direction only as far as the band bears it out.
 *
 * @returns plain text, kt; balance + is a build, - is a draw
 * @throws {RangeError} when the month's account cannot be closed, naming the missing figure
 *
 * @example
 * ```ts
 * import { headline } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const text = headline(ledger, parseMonth("2026-02"));
 * assert.match(text, /^January 2026 closed with a build of 30.0 kt/);
 * assert.match(text, /fall by 101.8 kt to 273.7 kt: -32.8 kt from fewer days and -69.0 kt/);
 * assert.match(text, /neither a clear build nor a clear draw, at -5.8 kt/);
 * ```
 */
export function headline(ledger: Ledger, month: Month): string {
  return textOf(headlineRuns(ledger, month));
}
