import { readCells } from "@silicon/balance/statements";

/** The rows of a CSV file, by the names in its header. */
export function rowsOf(text: string): Record<string, string>[] {
  const [header, ...rows] = readCells(text).records.map((row) => row.map(({ text }) => text));
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}
