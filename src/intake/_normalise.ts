import type { Catalogue } from "../statements/mod.ts";
import { REGIONS } from "./_regions.ts";
import { readUnit, shiftPoint } from "./_units.ts";

/** A row's texts by column, or what is wrong with one of them. */
export type Normalised =
  | { readonly fields: Record<string, string> }
  | { readonly column: string; readonly expected: string };

const MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const MEASURES: Readonly<Record<string, string>> = {
  "m/m": "mom",
  "month-on-month": "mom",
  "y/y": "yoy",
  "year-on-year": "yoy",
  "year to date": "ytd",
  "ytd yoy": "ytd_yoy",
};
const PERCENT_MEASURES = ["mom", "yoy", "ytd_yoy", "share"];

/**
 * Brings a row's spellings to those of the statement files where only one reading is possible. A number is never
 * guessed: thousands separators, decimal commas, fractions for percent and full-width digits are refused by name.
 */
export function normalise(raw: Readonly<Record<string, string>>, catalogue: Catalogue): Normalised {
  const fields = Object.fromEntries(
    Object.entries(raw).map((
      [name, text],
    ) => [name, text.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, "")]),
  );
  for (const [column, text] of Object.entries(fields)) {
    if (/^[=@]|^[+-][a-z]/i.test(text)) return { column, expected: "a value, not a formula" };
    const hidden = /(?![\t\n\r])\p{Cc}|(?![\ufe00-\ufe0f])[\p{DI}\u2028\u2029\ufffd]/u
      .exec(text)?.[0];
    if (hidden) {
      const code = hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
      return { column, expected: `text without the invisible character U+${code}` };
    }
    if (/[\uff01-\uff5e\u3000]/.test(text) && column !== "note") {
      return { column, expected: `half-width characters: ${text.normalize("NFKC")}` };
    }
  }
  for (const column of ["period", "published"]) {
    const expected = wrongDate(fields[column]!, column);
    if (expected !== undefined) return { column, expected };
  }
  fields["series"] = seriesOf(fields["series"]!, catalogue);
  fields["region"] = REGIONS.get(fields["region"]!.toLowerCase()) ?? fields["region"]!;
  const measure = fields["measure"]!.toLowerCase();
  fields["measure"] = MEASURES[measure] ?? measure;
  fields["basis"] = fields["basis"]!.toLowerCase();
  fields["bound"] = fields["bound"]!.toLowerCase().replaceAll(" ", "_");
  fields["period"] = monthNamed(fields["period"]!);
  return withNumber(fields);
}

function withNumber(fields: Record<string, string>): Normalised {
  if (fields["measure"] === "class") {
    const value = fields["value"]!.toLowerCase().replaceAll(" ", "_");
    return { fields: { ...fields, value } };
  }
  const written = fields["value"]!.replace("\u2212", "-").replace(/^\+(?=\d)/, "");
  const marked = /^-?[\d.]+\s*%$/.test(written);
  const value = marked ? written.replace(/\s*%$/, "") : written;
  const wrong = wrongNumber(value);
  if (wrong !== undefined) return { column: "value", expected: wrong };
  const unit = readUnit(fields["unit"]!);
  if (unit === undefined) return { fields: { ...fields, value } };
  const percent = unit.unit === "%";
  if (marked && !percent) return { column: "unit", expected: `% for the value ${written}` };
  const fraction = PERCENT_MEASURES.includes(fields["measure"]!) || fields["measure"] === "level";
  if (percent && !marked && fraction && /^-?0?\.\d{2,}$/.test(value) && Number(value) !== 0) {
    const likely = Number((Number(value) * 100).toPrecision(12));
    return {
      column: "value",
      expected: `percent, not a fraction: ${likely}; when less than 1% is meant, ${value}%`,
    };
  }
  return { fields: { ...fields, value: shiftPoint(value, unit.shift), unit: unit.unit } };
}

function wrongNumber(value: string): string | undefined {
  if (/^-?\d+(\.\d+)?$/.test(value)) {
    return value.replace(/\D/g, "").length > 15 ? "at most 15 digits" : undefined;
  }
  const plain = "a plain number like 375500 or -5.5";
  if (value === "") return `${plain}; a figure that is not known has no row`;
  if (/^-?\d{1,3}([, '\u00a0\u202f]\d{3})+(\.\d+)?$/.test(value)) {
    return `a number without thousands separators: ${value.replace(/[^\d.-]/g, "")}`;
  }
  if (/^-?\d+,\d+$/.test(value)) return `a point for the decimals: ${value.replace(",", ".")}`;
  if (/^\(.*\)$/.test(value)) return "a minus sign, not brackets";
  if (/^[~≈<>≤≥]|^about|^over/i.test(value)) return `${plain}, with the hedge in the column bound`;
  if (/\d\s*[-–~]\s*\d/.test(value)) {
    return "one number; a range is two rows, range_low and range_high";
  }
  if (/^-?[\d.]+\s*\D+$/.test(value)) return `${plain}, with the unit in the column unit`;
  return plain;
}

function wrongDate(text: string, column: string): string | undefined {
  const day = column === "published";
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text)) {
    const [a, b, year] = text.split(/[/.-]/).map(Number) as [number, number, number];
    const two = (n: number) => String(n).padStart(2, "0");
    const full = year < 100 ? 2000 + year : year;
    return `YYYY-MM-DD: ${full}-${two(a)}-${two(b)} or ${full}-${two(b)}-${two(a)}?`;
  }
  if (/^\d{4,5}$/.test(text) && (day || Number(text) > 2100)) return "a date, not a serial number";
  const year = /^(\d{4})(-|$)/.exec(text)?.[1];
  if (year !== undefined && (Number(year) < 2000 || Number(year) > 2100)) {
    return "a year from 2000 to 2100";
  }
  return undefined;
}

/** `Feb 2026` as `2026-02`; any other text as it is. */
function monthNamed(text: string): string {
  const named = /^([a-z]{3,9})\.?,? (\d{4})$/i.exec(text);
  const month = named ? MONTH_NAMES.indexOf(named[1]!.slice(0, 3).toLowerCase()) : -1;
  return month < 0 ? text : `${named![2]}-${String(month + 1).padStart(2, "0")}`;
}

/** A series' id for its label or one of its aliases, when only one series has that name. */
function seriesOf(text: string, catalogue: Catalogue): string {
  if (catalogue.has(text)) return text;
  const plain = text.toLowerCase();
  const named = [...catalogue.values()].filter(({ id, label, aliases }) =>
    id === plain || [label, ...aliases].some((name) => name.toLowerCase() === plain)
  );
  return named.length === 1 ? named[0]!.id : text;
}
