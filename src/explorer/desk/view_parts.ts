import { csvText, MISSING, numberText } from "../../markup/mod.ts";
import { type Cell, tableNode, type VNode } from "./node.ts";
import type { PanelDrawing } from "./plot_kit.ts";

/** A row of a table: text, numbers, or nothing. */
export type Row = Readonly<Record<string, string | number | boolean | undefined>>;

/** One thing a view shows: words, a drawing, or rows as a table. */
export type ViewPart = string | PanelDrawing | readonly Row[];

/** What a view gives back: one part, or several. */
export type ViewResult = ViewPart | readonly (string | PanelDrawing | readonly Row[])[];

/** A part by its kind. */
export type KnownPart =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "drawing"; readonly drawing: PanelDrawing }
  | { readonly kind: "table"; readonly rows: readonly Row[] };

/**
 * Sorts out what a view gave back.
 *
 * @throws {TypeError} when a part is none of words, drawing and rows
 */
export function partsOf(result: unknown): KnownPart[] {
  const isList = Array.isArray(result) && !(result.length > 0 && result.every(isRow));
  return (isList ? result : [result]).map((part: unknown): KnownPart => {
    if (typeof part === "string") return { kind: "words", words: part };
    if (isDrawing(part)) return { kind: "drawing", drawing: part };
    if (Array.isArray(part) && part.every(isRow)) return { kind: "table", rows: part };
    throw new TypeError(
      `Cannot show the view: it must give back text, a drawing, rows, or a list of these, gave ${
        part === null ? "null" : Array.isArray(part) ? "a list of other things" : typeof part
      }`,
    );
  });
}

/** Gives a drawing its words: one picture for those who do not see it, not a heap of nameless groups. */
export function nameDrawing(drawing: PanelDrawing, title: string): void {
  const element = drawing as unknown as Element;
  const svg = element.tagName.toLowerCase() === "svg" ? element : element.querySelector("svg");
  if (svg === null) return;
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  svg.setAttribute("role", "img");
  if (!svg.hasAttribute("aria-label")) svg.setAttribute("aria-label", title);
}

function isDrawing(part: unknown): part is PanelDrawing {
  return typeof part === "object" && part !== null && "tagName" in part && "outerHTML" in part;
}

function isRow(part: unknown): part is Row {
  return typeof part === "object" && part !== null && !Array.isArray(part) && !isDrawing(part);
}

/** Rows as a table: names of the first row's fields as its head. */
export function rowsTable(rows: readonly Row[]): VNode {
  const columns = columnsOf(rows);
  const isNumber = (column: string) => rows.some((row) => typeof row[column] === "number");
  const cellOf = (row: Row, column: string): Cell => {
    const value = row[column];
    const text = typeof value === "number"
      ? numberText(value, Number.isInteger(value) ? 0 : DIGITS)
      : String(value ?? MISSING);
    return [text, isNumber(column)];
  };
  return tableNode(
    columns.map((column) => [column, isNumber(column)]),
    rows.map((row) => [undefined, ...columns.map((column) => cellOf(row, column))]),
  );
}

const DIGITS = 1;

/** The same rows as a file. */
export function rowsCsv(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  return csvText(columns, rows.map((row) => columns.map((column) => row[column])));
}

function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
