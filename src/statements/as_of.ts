import { type Day, parseDay } from "../calendar/mod.ts";
import type { Statement } from "./statement.ts";

/** Undated statements were all in print by this day; nothing proves that they were before it. */
export const UNDATED_KNOWN_FROM: Day = parseDay("2026-02-10");

/**
 * What was known on a day.
 *
 * @param day the day looked back from; a statement published on it counts
 * @returns the statements published by then; undated ones only from {@link UNDATED_KNOWN_FROM} on
 *
 * @example
 * ```ts
 * import { asOf, loadData } from "@silicon/balance/statements";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const { statements } = await loadData();
 * const known = asOf(statements, parseDay("2025-12-31"));
 * assert.ok(known.every((statement) => statement.published! <= "2025-12-31"));
 * ```
 */
export function asOf(statements: readonly Statement[], day: Day): Statement[] {
  return statements.filter(({ published }) => (published ?? UNDATED_KNOWN_FROM) <= day);
}
