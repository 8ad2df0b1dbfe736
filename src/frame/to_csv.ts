import { csvText } from "../markup/mod.ts";
import type { DataFrame } from "./_danfo.ts";

/**
 * A table as comma-separated text, every row of it, to open elsewhere: full precision, missing left empty, the
 * column names (which end in their unit) as header.
 *
 * @example
 * ```ts
 * import { frameOf, toCsv } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const frame = frameOf([{ pool: "social, all", stockKt: 562 }, { pool: "plant", stockKt: undefined }]);
 * assert.equal(toCsv(frame), 'pool,stockKt\n"social, all",562\nplant,\n');
 * ```
 */
export function toCsv(frame: DataFrame): string {
  return csvText(frame.columns, frame.values);
}
