import * as xlsx from "@e965/xlsx";
import { plainCell } from "../markup/mod.ts";

/**
 * Rows as an .xlsx workbook of one sheet, every cell a text, so that nothing is taken for a date or a formula, also when
 * somebody edits it or saves it as CSV.
 *
 * @example
 * ```ts
 * import { workbookOf } from "./mod.ts";
 * import assert from "node:assert/strict";
 * assert.deepEqual([...workbookOf([["series"]]).subarray(0, 2)], [0x50, 0x4b]);
 * ```
 */
export function workbookOf(rows: readonly (readonly string[])[]): Uint8Array {
  const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => row.map(plainCell)));
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, "figures");
  return new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx", compression: true }));
}
