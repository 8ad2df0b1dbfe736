import { type DataFrame, lineageOf, type RowLabel, type Series } from "./_danfo.ts";

/** How one column is headed and printed. */
export interface ColumnLayout {
  readonly label?: string;
  readonly unit?: string;
  readonly digits?: number;
  readonly align?: "left" | "right";
}

/** How a table and every slice of it are headed and printed. */
export interface FrameLayout {
  readonly columns: ReadonlyMap<string, ColumnLayout>;
  readonly caption: string | undefined;
  readonly totals: ReadonlySet<string>;
}

const LAYOUTS = new WeakMap<object, FrameLayout>();
const NONE: FrameLayout = { columns: new Map(), caption: undefined, totals: new Set() };

/** Keeps a layout, and gives the object that a table must carry to be shown by it. */
export function rememberLayout(layout: FrameLayout): object {
  const lineage = {};
  LAYOUTS.set(lineage, layout);
  return lineage;
}

/** The layout of the table that this table or column was cut from. */
export function layoutOf(table: DataFrame | Series): FrameLayout {
  return LAYOUTS.get(lineageOf(table)) ?? NONE;
}

// Longest first: a rate ends in its whole name, not in its last word.
const UNITS: readonly (readonly [string, string])[] = [
  ["KtPerDay", "kt/day"],
  ["KtPerMonth", "kt/month"],
  ["YuanPerMt", "yuan/mt"],
  ["Days", "days"],
  ["Pct", "%"],
  ["Kt", "kt"],
  ["Mt", "mt"],
];

/** A heading in words and its unit, read from a field's name: `openingStockKt` is `Opening stock`, `kt`. */
export function headingOf(
  key: string,
  layout: ColumnLayout | undefined,
): { label: string; unit: string } {
  const ending = UNITS.find(([suffix]) => key.endsWith(suffix) && key.length > suffix.length);
  const stem = ending === undefined ? key : key.slice(0, -ending[0].length);
  const words = stem.replaceAll("_", " ").replace(
    /(?<=[a-z])([A-Z])/g,
    (letter) => ` ${letter.toLowerCase()}`,
  );
  return {
    label: layout?.label ?? words.charAt(0).toUpperCase() + words.slice(1),
    unit: layout?.unit ?? ending?.[1] ?? "",
  };
}

/** Whether it is one column, which has values and not rows. */
export function isColumn(table: DataFrame | Series): table is Series {
  // By danfo's own mark: what is cut from a table is not an instance of the table's class, but of the one below it.
  return (table as unknown as { $isSeries: boolean }).$isSeries;
}

/** Names of the columns. */
export function namesOf(table: DataFrame | Series): readonly string[] {
  // danfo gives a column cut from a table its name in a list, and one cut by `iloc` as text.
  return isColumn(table)
    ? [String((table as unknown as { columns: string | readonly string[] }).columns)]
    : table.columns;
}

/** The values, one list for each row. */
export function rowsOf(table: DataFrame | Series): readonly (readonly unknown[])[] {
  return isColumn(table) ? table.values.map((value) => [value]) : table.values;
}

/** Whether rows have names, and not only numbers. */
export function hasNames(index: readonly RowLabel[]): boolean {
  return index.some((label) => typeof label === "string");
}
