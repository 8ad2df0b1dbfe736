import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";
import * as xlsx from "@e965/xlsx";
import { STATEMENT_COLUMNS } from "@silicon/balance/statements";

/** A file that must be refused: what it holds, where the fault is, and what the message says. */
export interface BadFile {
  /** What is wrong, in words. */
  readonly name: string;
  readonly file: string;
  readonly bytes: () => Uint8Array;
  /** `line:column` of the one message. */
  readonly at: string;
  readonly says: RegExp;
}

const HEADER = STATEMENT_COLUMNS.join();
const GOOD: Readonly<Record<string, string>> = {
  series: "silicon_metal_production",
  measure: "level",
  region: "CN",
  period: "2026-02",
  value: "278000",
  unit: "mt",
  basis: "actual",
  bound: "",
  publisher: "Made-up Metals",
  published: "2026-03-05",
  url: "",
  note: "made up",
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const quoted = (text: string) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function line(changes: Readonly<Record<string, string>> = {}): string {
  return STATEMENT_COLUMNS.map((name) => quoted(changes[name] ?? GOOD[name]!)).join();
}

function csv(...lines: string[]): string {
  return [HEADER, ...lines, ""].join("\n");
}

/** Where a column starts in a row with these changes. */
function columnOf(column: string, changes: Readonly<Record<string, string>>): number {
  const before = STATEMENT_COLUMNS.slice(0, STATEMENT_COLUMNS.indexOf(column));
  return before.reduce((at, name) => at + quoted(changes[name] ?? GOOD[name]!).length + 1, 1);
}

/** A file whose second figure has one wrong cell. */
function wrongCell(
  name: string,
  changes: Readonly<Record<string, string>>,
  says: RegExp,
  column = Object.keys(changes).at(-1)!,
): BadFile {
  return {
    name,
    file: "cell.csv",
    bytes: () => utf8(csv(line({ period: "2026-01" }), line(changes))),
    at: `3:${columnOf(column, changes)}`,
    says,
  };
}

function text(
  name: string,
  content: string,
  at: string,
  says: RegExp,
  file = "shape.csv",
): BadFile {
  return { name, file, bytes: () => utf8(content), at, says };
}

function raw(
  name: string,
  content: () => Uint8Array,
  at: string,
  says: RegExp,
  file = "raw.csv",
): BadFile {
  return { name, file, bytes: content, at, says };
}

function without(...columns: string[]): string {
  const kept = STATEMENT_COLUMNS.filter((name) => !columns.includes(name));
  return [kept.join(), kept.map((name) => GOOD[name]).join(), ""].join("\n");
}

const MOM = { measure: "mom", unit: "%" };

const CELLS: readonly BadFile[] = [
  wrongCell("thousands separators", { value: "278,000" }, /without thousands separators: 278000/),
  wrongCell("thousands parted by spaces", { value: "278 000" }, /thousands separators: 278000/),
  wrongCell("thousands parted by apostrophes", { value: "278'000" }, /thousands separators/),
  wrongCell("a decimal comma", { value: "278000,5" }, /a point for the decimals: 278000\.5/),
  wrongCell("full-width digits", { value: "２７８０００" }, /half-width characters: 278000/),
  wrongCell(
    "a full-width percent sign",
    { ...MOM, value: "-26.0％" },
    /half-width characters: -26\.0%/,
  ),
  wrongCell("Arabic digits", { value: "٢٧٨٠٠٠" }, /a plain number/),
  wrongCell("percent as fraction", { ...MOM, value: "-0.055" }, /percent, not a fraction: -5\.5/),
  wrongCell("an operating rate as fraction", {
    series: "silicon_metal_operating_rate",
    unit: "%",
    value: "0.41",
  }, /percent, not a fraction: 41/),
  wrongCell(
    "a negative number in brackets",
    { ...MOM, value: "(26.0)" },
    /a minus sign, not brackets/,
  ),
  wrongCell("a hedge in the value", { value: "~278000" }, /the hedge in the column bound/),
  wrongCell("a bound in the value", { value: ">278000" }, /the hedge in the column bound/),
  wrongCell("a range in the value", { value: "270000-280000" }, /a range is two rows/),
  wrongCell("a unit in the value", { value: "278000 mt" }, /the unit in the column unit/),
  wrongCell("words for a number", { value: "n/a" }, /a plain number/),
  wrongCell("a dash for a number", { value: "-" }, /a plain number/),
  wrongCell("no value", { value: "" }, /a figure that is not known has no row/),
  wrongCell("an exponent", { value: "2.78e5" }, /a plain number/),
  wrongCell("not a number", { value: "NaN" }, /a plain number/),
  wrongCell("two points", { value: "278.000.5" }, /a plain number/),
  wrongCell("two minus signs", { ...MOM, value: "--26" }, /a plain number/),
  wrongCell("too many digits", { value: "278000000000000000" }, /at most 15 digits/),
  wrongCell("a formula in CSV", { value: "=27*1000" }, /a value, not a formula/),
  wrongCell("a formula in a note", { note: "=HYPERLINK(1)" }, /a value, not a formula/),
  wrongCell("an address for a spreadsheet", { note: "@SUM(1)" }, /a value, not a formula/),
  wrongCell("a command in a publisher", { publisher: "+cmd|' /C calc'!A0" }, /not a formula/),
  wrongCell("a minus before a letter", { note: "-cmd|' /C calc'!A0" }, /not a formula/),
  wrongCell("letters that turn direction", { note: "a\u202eb" }, /invisible character U\+202E/),
  wrongCell("an isolated direction", { publisher: "S\u2066MM" }, /invisible character U\+2066/),
  wrongCell("an Arabic mark", { note: "a\u061cb" }, /invisible character U\+061C/),
  wrongCell("a second set of controls", { note: "a\u009b2Jb" }, /invisible character U\+009B/),
  wrongCell("a deleted character", { region: "sample:a\u007fb" }, /invisible character U\+007F/),
  wrongCell("a zero-width space", { value: "278\u200b000" }, /invisible character U\+200B/),
  wrongCell("a soft hyphen", { publisher: "S\u00adMM" }, /invisible character U\+00AD/),
  wrongCell("a filler", { publisher: "S\u3164MM" }, /invisible character U\+3164/),
  wrongCell("a letter of tags", { note: "a\u{e0041}b" }, /invisible character U\+E0041/),
  wrongCell("a replacement character", { note: "5\ufffd lower" }, /invisible character U\+FFFD/),
  wrongCell("a percent mark on tons", { value: "5%", unit: "mt" }, /% for the value 5%/),
  wrongCell(
    "a unit of another measure",
    { measure: "mom", value: "-26.0", unit: "mt" },
    /% or %\/day for mom/,
  ),
  wrongCell("a unit that is not known", { unit: "bushels" }, /mt for level/),
  wrongCell("a class that is not known", {
    series: "balance_statement",
    measure: "class",
    unit: "class",
    value: "so-so",
  }, /one of surplus/),
  wrongCell(
    "a series that is not known",
    { series: "silicon_metal_prodcution" },
    /perhaps silicon_metal_production/,
  ),
  wrongCell("a measure that is not known", { measure: "qoq" }, /one of level, mom/),
  wrongCell(
    "a region that is not known",
    { region: "Atlantis" },
    /a country like CN, a part of one like CN-EAST/,
  ),
  wrongCell("a basis that is not known", { basis: "guess" }, /one of actual/),
  wrongCell("a bound that is not known", { bound: "maybe" }, /one of \(empty\), about/),
  wrongCell("no publisher", { publisher: "" }, /the name of the publisher/),
  wrongCell("an address that is none", { url: "see mail" }, /an http\(s\) address/),
  wrongCell("2/3/2026 as day", { published: "2/3/2026" }, /2026-02-03 or 2026-03-02\?/),
  wrongCell("2/3/2026 as period", { period: "2/3/2026" }, /2026-02-03 or 2026-03-02\?/),
  wrongCell("02.03.26", { published: "02.03.26" }, /2026-02-03 or 2026-03-02\?/),
  wrongCell("a day that does not exist", { published: "2026-02-30" }, /a day that exists/),
  wrongCell("slashes in a day", { published: "2026/03/05" }, /YYYY-MM-DD/),
  wrongCell("a day in words", { published: "5 March 2026" }, /YYYY-MM-DD/),
  wrongCell("a serial number for a day", { published: "46086" }, /a date, not a serial number/),
  wrongCell(
    "a year with its digits swapped",
    { published: "0226-03-05" },
    /a year from 2000 to 2100/,
  ),
  wrongCell("no day of publication", { published: "" }, /the day of publication/),
  wrongCell("a month without its year", { period: "Feb" }, /a period like/),
  wrongCell("month 13", { period: "2026-13" }, /a period like/),
  wrongCell("a month of one digit", { period: "2026-2" }, /a period like/),
  wrongCell("a fifth quarter", { period: "2025-Q5" }, /a period like/),
  wrongCell("a span that runs backwards", { period: "2026-02/2026-01" }, /a period like/),
  wrongCell(
    "an actual figure of a month to come",
    { period: "2026-04" },
    /a day not before 2026-04 begins/,
    "published",
  ),
];

const SHAPES: readonly BadFile[] = [
  text("semicolons", csv(line()).replaceAll(",", ";"), "1:7", /commas or tabs, not semicolons/),
  text("pipes", csv(line()).replaceAll(",", "|"), "1:1", /a header with the columns/),
  text("an empty file", "", "1:1", /the file is empty/),
  text("blank lines alone", "\n\n  \n", "1:1", /a header and figures/),
  text("a header alone", csv(), "2:1", /at least one figure/),
  text("no header", `${line()}\n`, "1:1", /a header with the columns/),
  text("no column value", without("value"), "1:1", /a column for value/),
  text("no columns basis and unit", without("basis", "unit"), "1:1", /a column for unit, basis/),
  text(
    "a column that is not known",
    csv(line()).replace("period", "wann"),
    "1:23",
    /still missing: period/,
  ),
  text("a column twice", csv(line()).replace("note", "value"), "1:77", /each column once/),
  text("a quote that never closes", csv(line(), `"${line()}`), "3:1", /closed quotes/),
  text(
    "text after a closing quote",
    csv(line({ note: "a,b" }) + "x"),
    "2:93",
    /nothing between a closing quote/,
  ),
  text("a cell too few", csv(line(), line().replace(",mt", "")), "3:85", /12 cells, not 11/),
  text("a cell too many", csv(line(), `${line()},more`), "3:96", /12 cells, not 13/),
  text("the header again", csv(line(), HEADER), "3:30", /a plain number/),
  text("the same figure twice", csv(line(), line()), "3:1", /each figure once/),
  text(
    "a report in prose",
    "Production fell in February.\nStocks rose.\n",
    "1:1",
    /a header with the columns/,
  ),
];

const BYTES: readonly BadFile[] = [
  raw(
    "UTF-16 with its mark",
    () => new Uint8Array(Buffer.from("\ufeff" + csv(line()), "utf16le")),
    "1:1",
    /UTF-8: save it again/,
  ),
  raw(
    "UTF-16, high byte first",
    () => new Uint8Array(Buffer.from("\ufeff" + csv(line()), "utf16le").swap16()),
    "1:1",
    /UTF-8: save it again/,
  ),
  raw(
    "UTF-16 without its mark",
    () => new Uint8Array(Buffer.from(csv(line()), "utf16le")),
    "1:2",
    /NUL byte means UTF-16/,
  ),
  raw("GBK", () => joined(utf8(csv(line()) + "note,"), [0xb9, 0xe8]), "3:6", /byte 0xb9.*UTF-8/),
  raw(
    "Latin-1",
    () => joined(utf8(csv(line({ note: "d" }))).slice(0, -1), [0xe9, 0x0a]),
    "2:89",
    /byte 0xe9.*UTF-8/,
  ),
  raw(
    "Windows-1252",
    () => joined(utf8(`${HEADER}\na,`), [0x96], utf8("5.5")),
    "2:3",
    /byte 0x96.*UTF-8/,
  ),
  raw("UTF-8 cut off", () => joined(utf8(csv(line())), [0xe7, 0xa1]), "3:1", /byte 0xe7.*UTF-8/),
  raw("overlong UTF-8", () => joined(utf8(csv()), [0xc0, 0xaf]), "2:1", /byte 0xc0.*UTF-8/),
  raw("a lone surrogate", () => joined(utf8(csv()), [0xed, 0xa0, 0x80]), "2:1", /byte 0xed.*UTF-8/),
  raw("a NUL byte", () => joined(utf8(csv(line()) + "ab"), [0]), "3:3", /NUL byte/),
  raw(
    "a control character",
    () => utf8(csv(line({ note: "a\u001bb" }))),
    "2:89",
    /control characters/,
  ),
  raw("a PDF", () => utf8("%PDF-1.7\n"), "1:1", /a PDF/),
  raw(
    "a picture",
    () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    "1:1",
    /a picture/,
  ),
  raw("a gzip archive", () => new Uint8Array([0x1f, 0x8b, 8, 0]), "1:1", /a gzip archive/),
  raw(
    "an old Office file",
    () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
    "1:1",
    /an old or encrypted Office file/,
    "old.xls",
  ),
  raw("noise", () => noise(5_000), "1:3", /control characters/),
  raw("100 MB of noise", () => noise(100 * 1024 * 1024), "1:1", /at most 5 MB/),
  raw("100 MB of commas", () => new Uint8Array(100 * 1024 * 1024).fill(44), "1:1", /at most 5 MB/),
  raw(
    "more rows than a month has",
    () => utf8(csv(...Array(25_000).fill("a,b"))),
    "20002:1",
    /more than 20000 rows/,
  ),
];

/** Where the note of the figure stands. */
const NUL_AT = `2:${JSON.stringify(GOOD).indexOf('"note":') + '"note":'.length + 1}`;

const JSONS: readonly BadFile[] = [
  text("a comma at the end of a list", `[${JSON.stringify(GOOD)},]`, "1:228", /\{ here/, "a.json"),
  text("single quotes", "[{'series': 1}]", "1:3", /a field name in "/, "a.json"),
  text(
    "a list in a field",
    '[\n  {"series": "dmc_production", "value": [1]}\n]',
    "2:41",
    /a text or a number/,
    "a.json",
  ),
  text(
    "true for a value",
    '[{"series": "dmc_production", "value": true}]',
    "1:40",
    /a text or a number/,
    "a.json",
  ),
  text("cut-off JSON", '[{"series": "dmc_production"', "1:29", /, here/, "a.json"),
  text("a field twice", '[{"series": "a", "series": "b"}]', "1:18", /each field once/, "a.json"),
  text("an object of something else", '{"rows": []}', "1:2", /"statements"/, "a.json"),
  text(
    "text after the list",
    `[${JSON.stringify(GOOD)}] and`,
    "1:229",
    /the end of the file/,
    "a.json",
  ),
  text(
    "NUL in JSON",
    `[\n${JSON.stringify({ ...GOOD, note: "a\0b" })}\n]`,
    NUL_AT,
    /invisible character U\+0000/,
    "a.json",
  ),
  text(
    "a terminal's command in JSON",
    `[\n${JSON.stringify({ ...GOOD, note: "a\x1b[2Jb" })}\n]`,
    NUL_AT,
    /invisible character U\+001B/,
    "a.json",
  ),
  text("a deep nest", "[".repeat(100_000), "1:2", /\{ here/, "a.json"),
  text(
    "a wrong figure in JSON",
    `[\n${JSON.stringify({ ...GOOD, value: "278,000" })}\n]`,
    "2:97",
    /thousands separators/,
    "a.json",
  ),
];

const BOOKS: readonly BadFile[] = [
  book(
    "a formula cell",
    (sheet) => (sheet["E2"] = { t: "n", f: "2*139000", v: 278000 }),
    "2:5",
    /value \(figures!E2\).*a value, not a formula \(it shows 278000\)/,
  ),
  book(
    "an error cell",
    (sheet) => (sheet["E2"] = { t: "e", v: 42, w: "#N/A" }),
    "2:5",
    /a value, not an error/,
  ),
  book(
    "true in a cell",
    (sheet) => (sheet["E2"] = { t: "b", v: true }),
    "2:5",
    /not true or false/,
  ),
  book(
    "thousands separators as text",
    (sheet) => (sheet["E2"] = { t: "s", v: "278,000" }),
    "2:5",
    /thousands separators/,
  ),
  book(
    "percent stored as a bare fraction",
    (sheet) => {
      sheet["B2"] = { t: "s", v: "mom" };
      sheet["F2"] = { t: "s", v: "%" };
      sheet["E2"] = { t: "n", v: -0.055 };
    },
    "2:5",
    /percent, not a fraction: -5\.5/,
  ),
  book(
    "merged cells",
    (sheet) => (sheet["!merges"] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]),
    "2:1",
    /one value in each cell/,
  ),
  book(
    "a cell far away",
    (sheet) => {
      sheet["ZZ99"] = { t: "n", v: 1 };
      sheet["!ref"] = "A1:ZZ99";
    },
    "99:702",
    /at most 50 columns/,
  ),
  raw(
    "two sheets",
    () => workbook([["first", figures()], ["second", figures()]]),
    "1:1",
    /one sheet of figures/,
    "a.xlsx",
  ),
  raw(
    "an empty workbook",
    () => workbook([["first", xlsx.utils.aoa_to_sheet([])]]),
    "1:1",
    /one sheet of figures/,
    "a.xlsx",
  ),
  raw(
    "a zip archive that is no workbook",
    () => zip([["a.txt", utf8("a")]]),
    "1:1",
    /an \.xlsx workbook/,
    "a.xlsx",
  ),
  raw(
    "a zip bomb",
    () => zip([["xl/workbook.xml", new Uint8Array(200 * 1024 * 1024)]]),
    "1:1",
    /at most 16 MB/,
    "a.xlsx",
  ),
  raw(
    "a zip bomb that lies about its size",
    () => zip([["xl/workbook.xml", new Uint8Array(64 * 1024 * 1024)]], 10),
    "1:1",
    /at most 16 MB/,
    "a.xlsx",
  ),
  raw(
    "a zip bomb of many parts",
    () =>
      zip(
        Array.from({ length: 40 }, (_, i) => [`xl/${i}.xml`, new Uint8Array(1024 * 1024)] as const),
      ),
    "1:1",
    /at most 16 MB/,
    "a.xlsx",
  ),
  raw(
    "a thousand parts",
    () => zip(Array.from({ length: 1000 }, (_, i) => [`${i}.xml`, new Uint8Array(1)] as const)),
    "1:1",
    /at most 500 parts/,
    "a.xlsx",
  ),
  raw(
    "two parts of one name",
    () => zip([["xl/workbook.xml", utf8("<a/>")], ["xl/Workbook.xml", utf8("<b/>")]]),
    "1:1",
    /each part of the workbook once/,
    "a.xlsx",
  ),
  raw(
    "two equal parts, one from the root",
    () => zip([["xl/workbook.xml", utf8("<a/>")], ["/xl/workbook.xml", utf8("<b/>")]]),
    "1:1",
    /each part of the workbook once/,
    "a.xlsx",
  ),
  raw(
    "two equal parts, one from here",
    () => zip([["xl/workbook.xml", utf8("<a/>")], ["./xl/workbook.xml", utf8("<b/>")]]),
    "1:1",
    /each part of the workbook once/,
    "a.xlsx",
  ),
  raw(
    "two equal parts, one with backslashes",
    () => zip([["xl/workbook.xml", utf8("<a/>")], ["xl\\workbook.xml", utf8("<b/>")]]),
    "1:1",
    /each part of the workbook once/,
    "a.xlsx",
  ),
  raw(
    "two parts of one name that are not read",
    () => zip([["a.bin", utf8("a")], ["a.bin", utf8("b")], ["xl/workbook.xml", utf8("<a/>")]]),
    "1:1",
    /two parts called a\.bin/,
    "a.xlsx",
  ),
  book(
    "a direction in a workbook",
    (sheet) => (sheet["L2"] = { t: "s", v: "a\u202eb" }),
    "2:12",
    /invisible character U\+202E/,
  ),
  raw(
    "a workbook cut off",
    () => workbook([["first", figures()]]).slice(0, 800),
    "1:1",
    /an \.xlsx workbook/,
    "a.xlsx",
  ),
  raw(
    "a workbook with broken insides",
    () => zip([["xl/workbook.xml", utf8("<workbook>")]]),
    "1:1",
    /an \.xlsx workbook|one sheet/,
    "a.xlsx",
  ),
  raw("CSV called .xlsx", () => utf8(csv(line())), "1:1", /which this is not/, "a.xlsx"),
];

/** Files that must each be refused with one message. */
export const BAD_FILES: readonly BadFile[] = [...CELLS, ...SHAPES, ...BYTES, ...JSONS, ...BOOKS];

function book(
  name: string,
  change: (sheet: xlsx.WorkSheet) => void,
  at: string,
  says: RegExp,
): BadFile {
  const bytes = () => {
    const sheet = figures();
    change(sheet);
    return workbook([["figures", sheet]]);
  };
  return { name, file: "book.xlsx", bytes, at, says };
}

function figures(): xlsx.WorkSheet {
  const second = { ...GOOD, period: "2026-01" };
  const both: readonly Readonly<Record<string, string>>[] = [GOOD, second];
  const rows = both.map((row) =>
    STATEMENT_COLUMNS.map((name) => name === "value" ? 278000 : row[name])
  );
  return xlsx.utils.aoa_to_sheet([[...STATEMENT_COLUMNS], ...rows]);
}

function workbook(sheets: readonly (readonly [string, xlsx.WorkSheet])[]): Uint8Array {
  const all = xlsx.utils.book_new();
  for (const [name, sheet] of sheets) xlsx.utils.book_append_sheet(all, sheet, name);
  return new Uint8Array(xlsx.write(all, { type: "array", bookType: "xlsx", compression: true }));
}

/** A zip archive of deflated files; `stated` is the size they claim to have. */
function zip(files: readonly (readonly [string, Uint8Array])[], stated?: number): Uint8Array {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of files) {
    const data = deflateRawSync(content);
    const size = stated ?? content.length;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, rest, Buffer.from(name)]),
    );
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return new Uint8Array(Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), end]));
}

/** The same noise every time: xorshift. */
function noise(size: number): Uint8Array {
  const words = new Uint32Array(size / 4);
  let state = 2463534242;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return new Uint8Array(words.buffer);
}

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}
