import { type DataFrame, lineageOf, type Series } from "./_danfo.ts";

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
