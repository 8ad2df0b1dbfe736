/**
 * Rows as comma-separated text (RFC 4180): a header, full precision, missing left empty. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front, which spreadsheets read as: what follows is text.
 *
 * @param columns header names, in order
 * @param rows one list of values for each row, in the order of the columns
 */
export function csvText(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): string {
  return [columns, ...rows].map((row) => row.map(field).join(",") + "\n").join("");
}

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[\d.,]+ ?%?$/;
// Also what separates fields where a comma is the decimal sign.
const QUOTED = /[",;\t\r\n]/;

function field(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const given = String(value);
  const text = FORMULA.test(given) && !NUMBER.test(given) ? `'${given}` : given;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
