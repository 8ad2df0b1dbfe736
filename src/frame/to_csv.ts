import { csvOf } from "./_csv.ts";
import type { DataFrame } from "./_danfo.ts";

/**
 * A table as comma-separated text, every row of it, to open elsewhere: full precision, missing left empty, headed as it
 * is shown with units in brackets. Pages offer the same text under each table.
 *
 * @example
 * ```ts
 * import { frameOf, toCsv } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const frame = frameOf([{ pool: "social, all", stockKt: 562 }, { pool: "plant", stockKt: undefined }]);
 * assert.equal(toCsv(frame), 'Pool,Stock (kt)\n"social, all",562\nplant,\n');
 * ```
 */
export function toCsv(frame: DataFrame): string {
  return csvOf(frame);
}
