import { DataFrame } from "./_danfo.ts";
import { type FrameLayout, rememberLayout } from "./_layout.ts";

/** How one column of a table is read, headed and printed. */
export interface ColumnSpec<Row> {
  /** The field of the row, and the column's name in the table. */
  readonly key: keyof Row & string;
  /** Heading; by default the key in words, without its unit. */
  readonly label?: string;
  /** Unit, printed in the heading; by default from the key's ending (`Kt`, `KtPerDay`, `Days`, `Pct`). */
  readonly unit?: string;
  /** Decimals of every number in the column; by default as many as the values need, at most 3. */
  readonly digits?: number;
  /** By default numbers stand right and text left. */
  readonly align?: "left" | "right";
}

/** What is said about a table as a whole. */
export interface FrameOptions {
  /** One sentence under the table: what it shows, from where, as of when. */
  readonly caption?: string;
  /** Values of the first column whose rows are totals and stand out. */
  readonly totals?: readonly string[];
}

/**
 * A danfo table from typed rows, for viewing and slicing. Values are kept as given: 64-bit numbers, and `undefined`
 * where missing. Headings, units and caption stay with every slice.
 *
 * @param rows plain objects, one for each row
 * @param columns which fields, in which order; by default every field of any row, in order of appearance
 * @returns a table that shows itself as the last value of a cell
 * @throws {TypeError} when a key has a name that danfo uses itself, like `values` or `index`
 *
 * @example
 * ```ts
 * import { frameOf } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const frame = frameOf([{ month: "2026-01", supplyKt: 375.5 }, { month: "2026-02", supplyKt: undefined }]);
 * assert.deepEqual(frame.column("supplyKt").values, [375.5, undefined]);
 * ```
 */
export function frameOf<Row extends object>(
  rows: readonly Row[],
  columns?: readonly ColumnSpec<Row>[],
  options: FrameOptions = {},
): DataFrame {
  const specs: readonly ColumnSpec<Row>[] = columns ?? keysOf(rows).map((key) => ({ key }));
  const keys = specs.map((spec) => spec.key);
  for (const key of keys) {
    if (key in DataFrame.prototype) {
      throw new TypeError(`Cannot make a table: danfo has its own ${JSON.stringify(key)}`);
    }
  }
  const values = rows.map((row) => keys.map((key) => row[key]));
  const layout: FrameLayout = {
    columns: new Map(specs.map((spec) => [spec.key, spec])),
    caption: options.caption,
    totals: new Set(options.totals),
  };
  return new DataFrame(values, {
    columns: keys,
    dtypes: keys.map((_, i) => dtypeOf(values.map((row) => row[i]))),
    config: { tableDisplayConfig: rememberLayout(layout) },
  });
}

function keysOf<Row extends object>(rows: readonly Row[]): (keyof Row & string)[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Row & string)[];
}

// Told rather than left to danfo, which infers from the first rows only and fails on an empty column.
function dtypeOf(values: readonly unknown[]): string {
  const present = values.filter((value) => value !== undefined && value !== null);
  if (present.length > 0 && present.every((value) => typeof value === "boolean")) return "boolean";
  return present.every((value) => typeof value === "number") ? "float32" : "string";
}
