// danfo's files are named one by one because its front door also loads a spreadsheet reader, a CSV reader and their
// start-up time (about a fifth of the whole); these are the same classes. The base comes first: its files import each
// other in a circle that only resolves from there.
import "./_load_later.ts";
import "danfojs/dist/danfojs-base/index.js";
import frameModule from "danfojs/dist/danfojs-browser/src/core/frame.js";
import seriesModule from "danfojs/dist/danfojs-browser/src/core/series.js";
import genericModule from "danfojs/dist/danfojs-base/core/generic.js";
import utilsModule from "danfojs/dist/danfojs-base/shared/utils.js";

/** A label of a row. */
export type RowLabel = string | number;

/** Which rows and columns to take, by label (`loc`) or by place (`iloc`); `"2:5"` is a span without its end. */
export interface Slice<Column> {
  /** Rows to take; all when left out. */
  readonly rows?: readonly (RowLabel | boolean)[];
  /** Columns to take; all when left out. */
  readonly columns?: readonly Column[];
}

/** One column of a table: the part of danfo's `Series` that keeps values as they are. */
export interface Series {
  /** Rows, then columns. */
  readonly shape: readonly number[];
  readonly index: readonly RowLabel[];
  readonly values: readonly unknown[];
  /** danfo's name for the kind of each column. */
  readonly dtypes: readonly string[];
  /** The first values, 5 unless told. */
  head(rows?: number): Series;
  /** The last values, 5 unless told. */
  tail(rows?: number): Series;
  /** For each value: is it the same? */
  eq(other: number | string): Series;
  ne(other: number | string): Series;
  /** For each value: is it above? Never true of a missing one. */
  gt(other: number): Series;
  ge(other: number): Series;
  lt(other: number): Series;
  le(other: number): Series;
  unique(): Series;
}

/**
 * A table for viewing and slicing: the part of danfo's `DataFrame` that keeps values as they are.
 *
 * Its arithmetic, sorting and grouping are left out on purpose: danfo 1.1.2 computes them in 32 bits and goes wrong
 * without a word where values are missing. Numbers are made in `balance` and `scenario`.
 */
export interface DataFrame {
  /** Rows, then columns. */
  readonly shape: readonly number[];
  readonly columns: readonly string[];
  readonly index: readonly RowLabel[];
  /** The values, as given: one list for each row. */
  readonly values: readonly (readonly unknown[])[];
  /** danfo's name for the kind of each column. */
  readonly dtypes: readonly string[];
  column(name: string): Series;
  /** The first rows, 5 unless told. */
  head(rows?: number): DataFrame;
  /** The last rows, 5 unless told. */
  tail(rows?: number): DataFrame;
  /** Rows and columns by place. */
  iloc(slice: Slice<number | string>): DataFrame;
  /** Rows and columns by label. */
  loc(slice: Slice<string>): DataFrame;
  /** The rows where the condition, one truth for each row, holds: `frame.query(frame.column("kt").gt(50))`. */
  query(condition: Series | readonly boolean[]): DataFrame;
  drop(
    options: { readonly columns?: readonly string[]; readonly index?: readonly RowLabel[] },
  ): DataFrame;
  rename(names: Readonly<Record<string, string>>): DataFrame;
  print(): void;
}

/** How a table is made. */
export interface TableOptions {
  /** Column names; numbered when left out. */
  readonly columns?: readonly string[];
  /** Row labels; numbered when left out. */
  readonly index?: readonly RowLabel[];
  /** `string`, `float32`, `int32` or `boolean` for each column: danfo's names; values stay 64-bit whatever the name. */
  readonly dtypes?: readonly string[];
  readonly config?: { readonly tableDisplayConfig?: object };
}

/** danfo's `DataFrame` class, typed by what is safe in it. */
export const DataFrame: new (data?: unknown, options?: TableOptions) => DataFrame = frameModule
  .default as unknown as new (data?: unknown, options?: TableOptions) => DataFrame;

/** danfo's `Series` class, typed by what is safe in it. */
export const Series: new (data?: unknown, options?: TableOptions) => Series = seriesModule
  .default as unknown as new (data?: unknown, options?: TableOptions) => Series;

/** What every danfo table and column inherits from. */
export const PROTOTYPE: object = genericModule.default.prototype;

/**
 * The object that danfo hands on, by reference, from a table to everything cut from it: the one thing by which a slice
 * can be known as part of its table.
 */
export function lineageOf(table: DataFrame | Series): object {
  return (table as unknown as { config: { getTableDisplayConfig: object } }).config
    .getTableDisplayConfig;
}

// danfo tells a column by its first value, and throws when that one is `undefined`.
const utils = utilsModule.default.prototype;
const isColumn = utils.is1DArray;
utils.is1DArray = function (values) {
  return isColumn.call(this, values) || (values.length > 0 && values[0] === undefined);
};
