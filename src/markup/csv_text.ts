/**
 * Rows as comma-separated text (RFC 4180): a header, full precision, missing left empty. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front, which spreadsheets read as: what follows is text.
 *
 * @param rows one list of values for each row, in the order of the columns
 */
export function csvText(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): string {
  return [columns, ...rows].map((row) => row.map(field).join(",") + "\n").join("");
}

// Also by their full-width forms, and behind blanks, which some spreadsheets drop.
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NUMBER = /^[+-]?[\d.,]+ ?%?$/;
// Also what separates fields where a comma is the decimal sign.
const QUOTED = /[",;\t\r\n]/;

/** A text as a spreadsheet takes it for text: in front of what it would run it gets an apostrophe. */
export function plainCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function field(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return csvField(plainCell(String(value)));
}

/** A text as a field of a CSV file, in quotes where it needs them. */
export function csvField(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
