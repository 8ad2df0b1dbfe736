import { csvText } from "../markup/mod.ts";
import type { DataFrame, Series } from "./_danfo.ts";
import { hasNames, headingOf, layoutOf, namesOf, rowsOf } from "./_layout.ts";

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
export function toCsv(table: DataFrame | Series): string {
  const layout = layoutOf(table);
  const heads = namesOf(table).map((name) => {
    const { label, unit } = headingOf(name, layout.columns.get(name));
    return unit === "" ? label : `${label} (${unit})`;
  });
  const rows = rowsOf(table).map((row) => row.map(plain));
  if (!hasNames(table.index)) return csvText(heads, rows);
  return csvText(["", ...heads], rows.map((row, i) => [table.index[i], ...row]));
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
