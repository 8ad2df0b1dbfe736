import * as xlsx from "@e965/xlsx";
import { type Cell, MOST_ROWS, type Sheet, unreadable } from "./_sheet.ts";
import { ArchiveError, unzip } from "./_unzip.ts";

/** The parts of a workbook that are text; macros and pictures are never unpacked. */
const PARTS = /\.(xml|rels)$/;

const MOST_COLUMNS = 50;

/** The one sheet of an .xlsx workbook. What the archive unpacks to is bounded before the reader sees it. */
export function readWorkbook(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Sheet {
  let parts: Map<string, Uint8Array>;
  try {
    parts = unzip(bytes, (name) => PARTS.test(name));
  } catch (error) {
    if (error instanceof ArchiveError) return unreadable(file, error.found, error.expected);
    throw error;
  }
  if (!parts.has("xl/workbook.xml")) {
    return unreadable(file, "a zip archive", "an .xlsx workbook or UTF-8 text");
  }
  // The reader gets a new archive made of the checked parts alone, not the one that came.
  const archive = xlsx.CFB.utils.cfb_new({ fileType: "zip" } as never);
  for (const [name, content] of parts) {
    xlsx.CFB.utils.cfb_add(archive, `/${name}`, content as never);
  }
  const clean = xlsx.CFB.write(archive, { fileType: "zip", type: "buffer" } as never);
  let book: xlsx.WorkBook;
  try {
    book = xlsx.read(clean, { type: "buffer", cellNF: true, cellText: true, dense: false });
  } catch (error) {
    return unreadable(
      file,
      `a damaged workbook (${(error as Error).message})`,
      "an .xlsx workbook",
    );
  }
  const filled = book.SheetNames.filter((name) => addresses(book.Sheets[name]!).length > 0);
  const [name] = filled;
  if (name === undefined) return unreadable(file, "no filled sheet", "one sheet of figures");
  if (filled.length > 1) {
    return unreadable(
      file,
      `the sheets ${filled.join(", ")}`,
      "one sheet of figures in the workbook",
    );
  }
  return sheetOf(book.Sheets[name]!, name, file);
}

function addresses(sheet: xlsx.WorkSheet): string[] {
  return Object.keys(sheet).filter((key) => {
    const cell = sheet[key] as xlsx.CellObject;
    return !key.startsWith("!") &&
      (cell.f !== undefined || (cell.v !== undefined && cell.v !== ""));
  });
}

function sheetOf(sheet: xlsx.WorkSheet, sheetName: string, file: string): Sheet {
  const merged = sheet["!merges"]?.[0];
  if (merged !== undefined) {
    const range = xlsx.utils.encode_range(merged);
    const [line, column] = [merged.s.r + 1, merged.s.c + 1];
    return unreadable(file, `merged cells ${range}`, "one value in each cell", line, column);
  }
  const byRow = new Map<number, Map<number, Cell>>();
  let width = 0;
  for (const address of addresses(sheet)) {
    const { r, c } = xlsx.utils.decode_cell(address);
    if (c >= MOST_COLUMNS || byRow.size > MOST_ROWS + 1) {
      const expected = `at most ${MOST_COLUMNS} columns and ${MOST_ROWS} rows`;
      return unreadable(file, `a filled cell ${address}`, expected, r + 1, c + 1);
    }
    const cell = sheet[address] as xlsx.CellObject;
    const place = { line: r + 1, column: c + 1, name: `${sheetName}!${address}` };
    byRow.set(r, (byRow.get(r) ?? new Map()).set(c, { ...place, ...contentOf(cell) }));
    width = Math.max(width, c + 1);
  }
  const rows = [...byRow].sort(([a], [b]) => a - b).map(([r, cells]) =>
    Array.from({ length: width }, (_, c): Cell => {
      const name = `${sheetName}!${xlsx.utils.encode_cell({ r, c })}`;
      return cells.get(c) ?? { text: "", line: r + 1, column: c + 1, name };
    })
  );
  return { rows, problems: [] };
}

/** A cell's text as its format shows it, so that decimals are kept as printed. */
function contentOf(cell: xlsx.CellObject): Pick<Cell, "text" | "expected"> {
  const shown = String(cell.w ?? cell.v ?? "");
  if (cell.f !== undefined) {
    return {
      text: `=${cell.f}`,
      expected: `a value, not a formula (it shows ${shown || "nothing"})`,
    };
  }
  if (cell.t === "e") return { text: shown, expected: "a value, not an error" };
  if (cell.t === "b") return { text: shown, expected: "a text or a number, not true or false" };
  if (cell.t !== "n") return { text: String(cell.v ?? "") };
  const value = cell.v as number;
  const format = String(cell.z ?? "General");
  if (xlsx.SSF.is_date(format)) return { text: dateText(value, format) };
  if (format.includes("%")) {
    // Stored as a fraction and shown as percent; the mark says which.
    const percent = String(Number((value * 100).toPrecision(12)));
    const places = Math.max(placesOf(shown), placesOf(percent));
    return { text: `${(value * 100).toFixed(places)}%` };
  }
  const decimals = placesOf(shown);
  const exact = Number(value.toFixed(decimals)) === value && !/e/i.test(shown);
  return { text: exact ? value.toFixed(decimals) : String(value) };
}

/** A date cell as a day; as a month when its format shows no day. */
function dateText(serial: number, format: string): string {
  const { y, m, d } = xlsx.SSF.parse_date_code(serial);
  const month = `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}`;
  return /d/i.test(format) ? `${month}-${String(d).padStart(2, "0")}` : month;
}

function placesOf(shown: string): number {
  return /\.(\d+)/.exec(shown)?.[1]?.length ?? 0;
}
