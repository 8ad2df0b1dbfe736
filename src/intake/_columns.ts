import { STATEMENT_COLUMNS } from "../statements/mod.ts";
import type { Cell } from "./_sheet.ts";

/** Header names that mean a column, with everything but letters and digits taken out. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  series: ["item", "indicator", "variable", "product", "quantity", "name", "seriesid"],
  measure: ["metric", "measured", "kind", "type"],
  region: ["area", "province", "place", "location"],
  period: ["month", "refperiod", "referenceperiod", "datamonth", "dataperiod"],
  value: ["figure", "number", "amount", "printed", "printedvalue", "thismonth"],
  unit: ["units", "uom", "unitasprinted"],
  basis: ["nature", "actualorforecast", "actualforecast", "status"],
  bound: ["hedge", "qualifier", "bounds"],
  publisher: ["source", "provider", "publishedby", "by"],
  published: [
    "publicationdate",
    "publicationday",
    "publishdate",
    "datepublished",
    "publishedon",
    "releasedate",
    "released",
    "dateofpublication",
  ],
  url: ["link", "address", "webaddress"],
  note: ["notes", "remark", "remarks", "comment", "comments"],
};
/** Columns that our own sheets carry for the reader's eyes. */
const FOR_EYES = ["lastmonth", "lastperiod", "previous", "lastvalue", "words", "label"];

/** Columns whose absence means that nothing was said. */
const OPTIONAL = ["bound", "url", "note"];

/** The name of a column that is to be left out. */
export const LEAVE_OUT = "leave out";

/** Which cell of a row gives which column of a statement. */
export interface ColumnMap {
  readonly indexOf: ReadonlyMap<string, number>;
  /** The sheet is one of ours that is filled in by hand: rows without a value are simply not filled in yet. */
  readonly isForm: boolean;
  /** Headers that mean nothing known, and those that mean a column another one has. */
  readonly unknown: readonly Cell[];
  readonly twice: readonly Cell[];
  readonly missing: readonly string[];
}

/**
 * Finds the columns of a header.
 *
 * @param answers what somebody said an unknown header means: header text to column name, or to {@link LEAVE_OUT}
 * @param given columns that have one value for the whole file
 */
export function mapColumns(
  header: readonly Cell[],
  answers: Readonly<Record<string, string>>,
  given: readonly string[],
): ColumnMap {
  const indexOf = new Map<string, number>();
  const [unknown, twice]: [Cell[], Cell[]] = [[], []];
  let isForm = false;
  header.forEach((cell, index) => {
    const plain = cell.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    if (FOR_EYES.includes(plain)) isForm = true;
    const column = answers[cell.text.trim()] ??
      (FOR_EYES.includes(plain)
        ? LEAVE_OUT
        : STATEMENT_COLUMNS.find((name) => name === plain || SYNONYMS[name]?.includes(plain)));
    if (column === LEAVE_OUT || (column === undefined && plain === "")) return;
    if (column === undefined) unknown.push(cell);
    else if (indexOf.has(column)) twice.push(cell);
    else indexOf.set(column, index);
  });
  const missing = STATEMENT_COLUMNS.filter((name) =>
    !indexOf.has(name) && !given.includes(name) && !OPTIONAL.includes(name)
  );
  return { indexOf, isForm, unknown, twice, missing };
}
