import {
  decimalsOf,
  DISPLAY,
  type DisplayBundle,
  escapeHtml,
  MISSING,
  numberText,
} from "../markup/mod.ts";
import { toCsv } from "./to_csv.ts";
import { type DataFrame, PROTOTYPE, type RowLabel, type Series } from "./_danfo.ts";
import { hasNames, headingOf, isColumn, layoutOf, namesOf, rowsOf } from "./_layout.ts";

const MOST_ROWS = 30;
const MOST_DECIMALS = 3;
const RULE = "border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)";
const PADDING = "padding:.25em .6em";
const LONG_CELL = 18;
const STRONG_RULE = "border-bottom:1px solid currentColor";

interface PrintedColumn {
  readonly label: string;
  readonly unit: string;
  readonly right: boolean;
  readonly cells: readonly string[];
}

interface PrintedTable {
  readonly columns: readonly PrintedColumn[];
  readonly rowCount: number;
  readonly strong: readonly boolean[];
  readonly rest: string | undefined;
  readonly caption: string | undefined;
}

/** Makes every danfo table and column, however it was made, show itself as a table. */
export function installDisplay(): void {
  Object.defineProperty(PROTOTYPE, DISPLAY, {
    configurable: true,
    value(this: DataFrame | Series, isMeant = false): DisplayBundle {
      if (!isMeant) refuseNaN(this);
      const table = printed(this);
      return {
        "text/html": htmlOf(table),
        "text/csv": toCsv(this),
        "text/plain": plainOf(table),
      };
    },
  });
}

function refuseNaN(table: DataFrame | Series): void {
  const names = namesOf(table);
  rowsOf(table).forEach((row, i) => {
    const at = row.findIndex(Number.isNaN);
    if (at < 0) return;
    throw new RangeError(
      `Cannot show the table: ${names[at]} in row ${
        i + 1
      } must be a number, or undefined where it is missing, ` +
        "is NaN; show(table) shows it where that is meant",
    );
  });
}

function printed(table: DataFrame | Series): PrintedTable {
  const layout = layoutOf(table);
  const count = table.shape[0] ?? 0;
  const shown = Math.min(count, MOST_ROWS);
  const rows = rowsOf(table);
  const columns: PrintedColumn[] = namesOf(table).map((name, i) => {
    const spec = layout.columns.get(name);
    const values = rows.map((row) => row[i]);
    const numbers = values.filter((value) => typeof value === "number");
    const text = values.some((value) => !isMissing(value) && typeof value !== "number");
    const digits = spec?.digits ?? decimalsOf(numbers, MOST_DECIMALS);
    const numeric = text ? false : numbers.length > 0 || spec?.digits !== undefined;
    return {
      ...headingOf(name, spec),
      right: spec?.align === undefined ? numeric : spec.align === "right",
      cells: values.slice(0, shown).map((value) => cellText(value, digits)),
    };
  });
  if (isColumn(table) || columns[0] === undefined || columns[0].right || hasNames(table.index)) {
    columns.unshift(indexColumn(table.index.slice(0, shown)));
  }
  return {
    columns,
    rowCount: shown,
    strong: columns[0]!.cells.map((cell) => layout.totals.has(cell)),
    rest: count > shown
      ? `${numberText(count - shown, 0)} more rows, ${numberText(count, 0)} in all`
      : undefined,
    caption: layout.caption,
  };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null ||
    (typeof value === "number" && !Number.isFinite(value));
}

function cellText(value: unknown, digits: number): string {
  if (isMissing(value) || value === "") return MISSING;
  if (typeof value === "number") return numberText(value, digits);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function indexColumn(index: readonly RowLabel[]): PrintedColumn {
  return { label: "", unit: "", right: !hasNames(index), cells: index.map(String) };
}

function htmlOf(table: PrintedTable): string {
  const style = (column: PrintedColumn, more = "") =>
    `style="text-align:${column.right ? "right" : "left"};${PADDING}${more}"`;
  const head = table.columns.map((column) => {
    const unit = column.unit === ""
      ? ""
      : `<br><span style="font-weight:normal;opacity:.75">${escapeHtml(column.unit)}</span>`;
    const words = `${escapeHtml(column.label)}${unit}`;
    return words === "" ? "<td></td>" : `<th scope="col" ${style(column)}>${words}</th>`;
  });
  const body = Array.from({ length: table.rowCount }, (_, row) => {
    const cells = table.columns.map((column, i) => {
      const cell = column.cells[row]!;
      const long = cell.length > LONG_CELL
        ? `;white-space:normal;min-width:${i === 0 ? 8 : 14}em`
        : "";
      const weight = table.strong[row] && (i === 0 || column.right) ? ";font-weight:bold" : "";
      return i === 0
        ? `<th scope="row" ${style(column, (weight || ";font-weight:normal") + long)}>${
          escapeHtml(cell)
        }</th>`
        : `<td ${style(column, weight + long)}>${escapeHtml(cell)}</td>`;
    });
    return `<tr style="${RULE}">${cells.join("")}</tr>`;
  });
  const notes = [table.rest, table.caption].filter((note) => note !== undefined);
  const caption = notes.length === 0
    ? ""
    : `<figcaption style="opacity:.8;font-size:.9em;margin-top:.4em">${
      notes.map(escapeHtml).join(". ")
    }</figcaption>`;
  return `<figure class="frame" style="margin:1em 0;overflow-x:auto" tabindex="0">` +
    `<table style="margin:0;border-collapse:collapse;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap;font-size:.92em">` +
    `<thead><tr style="${STRONG_RULE};vertical-align:bottom">${head.join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table>${caption}</figure>`;
}

function plainOf(table: PrintedTable): string {
  const lines = table.columns.map((column) => {
    const head = column.unit === "" ? column.label : `${column.label}, ${column.unit}`;
    const cells = [head, ...column.cells].map((cell) =>
      cell.replace(/\s+/g, (space) => space === "\u202f" ? space : " ")
    );
    const width = Math.max(...cells.map((cell) => [...cell].length));
    const pad = (cell: string) => " ".repeat(width - [...cell].length);
    return cells.map((cell) => column.right ? pad(cell) + cell : cell + pad(cell));
  });
  const rows = Array.from(
    { length: table.rowCount + 1 },
    (_, i) => lines.map((column) => column[i]!).join("  ").trimEnd(),
  );
  rows.splice(1, 0, lines.map((column) => "─".repeat([...column[0]!].length)).join("  "));
  if (table.rest !== undefined) rows.push(`… ${table.rest}`);
  if (table.caption !== undefined) rows.push(table.caption);
  return rows.join("\n");
}
