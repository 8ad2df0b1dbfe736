import { type Day, parseDay } from "../calendar/mod.ts";

/**
 * Reads the day a notebook looks from.
 *
 * @param text a day like `2026-02-10`, or `latest`: the last day of publication in the data
 * @throws {SyntaxError} when it is neither
 *
 * @example
 * ```ts
 * import { openLedger, parseAsOf } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseAsOf("latest") });
 * assert.ok(ledger.statements.every(({ published }) => (published ?? "") <= ledger.asOf));
 * assert.throws(() => parseAsOf("yesterday"), SyntaxError);
 * ```
 */
export function parseAsOf(text: string): Day | "latest" {
  return text === "latest" ? text : parseDay(text);
}
