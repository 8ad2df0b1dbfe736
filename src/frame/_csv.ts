import { csvText } from "../markup/mod.ts";
import type { DataFrame, Series } from "./_danfo.ts";
import { hasNames, headingOf, layoutOf, namesOf, rowsOf } from "./_layout.ts";

/** A table or column as comma-separated text: every row, headed as it is shown. */
export function csvOf(table: DataFrame | Series): string {
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
