/**
 * Rows as comma-separated text (RFC 4180): a header, full precision, missing left empty.
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

function field(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
