import { z } from "zod";
import { isDay } from "../calendar/mod.ts";
import type { Catalogue } from "./catalogue.ts";
import { issuesIn, readTable, type TableRow } from "./_table.ts";
import { readPeriod } from "./period.ts";
import { printedHalfWidth } from "./printed_half_width.ts";
import type { Problem } from "./problem.ts";
import {
  BALANCE_CLASSES,
  type BalanceClass,
  BASES,
  BOUNDS,
  type Measure,
  MEASURES,
  type Statement,
} from "./statement.ts";

const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `one of ${words.map((word) => word || "(empty)").join(", ")}` });

const ROW = z.object({
  series: z.string(),
  measure: oneOf(MEASURES),
  region: z.string().regex(
    /^([A-Z]{2}(-[A-Z]+)?|WORLD|sample:.+)$/,
    "a country like CN, a part of one like CN-EAST, WORLD or sample:NAME",
  ),
  period: z.string().refine((text) => readPeriod(text) !== undefined, {
    error: "a period like 2026-01, 2026-02-05, 2025-Q1, 2025-H1, 2025 or 2025-01/2025-02",
  }),
  value: z.string(),
  unit: z.string(),
  basis: oneOf(BASES),
  bound: oneOf(BOUNDS),
  publisher: z.string().min(1, "the name of the publisher"),
  published: z.string().refine((text) => text === "" || isDay(text), {
    error: "a day that exists, as YYYY-MM-DD, or nothing",
  }),
  url: z.string().regex(/^(https?:\/\/\S+)?$/, "an http(s) address or nothing"),
  note: z.string(),
});

/** The columns of a statements file, in order. */
export const STATEMENT_COLUMNS: readonly string[] = Object.keys(ROW.shape);

const NUMBER = /^-?\d+(\.\d+)?$/;
const PERCENT_MEASURES: readonly Measure[] = [
  "ytd_yoy",
  "share",
  "change_mom_pp",
  "change_yoy_pp",
];

/** Statements are printed in mt; the model counts in kt. The one place where that is converted. */
const MT_PER_KT = 1000;

/**
 * Reads one statements file.
 *
 * @param file its path, as error messages and statements name it
 * @returns the statements in file order, and every problem; duplicates across files are the loader's to find
 */
export function readStatements(
  text: string,
  file: string,
  catalogue: Catalogue,
): { statements: Statement[]; problems: Problem[] } {
  const table = readTable(text, file, STATEMENT_COLUMNS);
  const problems = [...table.problems];
  const statements: Statement[] = [];
  for (const row of table.rows) {
    const result = readRow(row, file, catalogue);
    if (Array.isArray(result)) problems.push(...result);
    else statements.push(result);
  }
  return { statements, problems };
}

function readRow(row: TableRow, file: string, catalogue: Catalogue): Statement | Problem[] {
  const parsed = ROW.safeParse(row.fields);
  const problems = parsed.success ? [] : issuesIn(row, parsed.error);
  const info = catalogue.get(row.fields["series"]!);
  if (info === undefined) {
    const expected = `a series of data/series.csv${perhaps(row.fields["series"]!, catalogue)}`;
    problems.push(row.problem("series", expected));
  }
  const written = row.fields["measure"] as Measure;
  const text = row.fields["value"]!;
  if (written === "class") {
    if (!(BALANCE_CLASSES as readonly string[]).includes(text)) {
      problems.push(row.problem("value", `one of ${BALANCE_CLASSES.join(", ")}`));
    }
  } else if (!NUMBER.test(text)) {
    problems.push(row.problem("value", "a plain number like 375500 or -5.5"));
  }
  if (info !== undefined && MEASURES.includes(written)) {
    const units = unitsOf(written, info.unit);
    if (!units.includes(row.fields["unit"]!)) {
      const expected = `${units.join(" or ")} for ${written} of ${info.id}`;
      problems.push(row.problem("unit", expected));
    }
  }
  if (!parsed.success || problems.length > 0) return problems;
  const { measure, value: printed, unit: printedUnit, published, ...rest } = parsed.data;
  const scale = printedUnit === "mt" || printedUnit === "mt/yr" ? MT_PER_KT : 1;
  const common = {
    ...rest,
    printed,
    printedUnit,
    unit: scale === 1 ? printedUnit : printedUnit.replace("mt", "kt"),
    published: isDay(published) ? published : undefined,
    file,
    line: row.line,
  };
  if (measure === "class") return { ...common, measure, balanceClass: printed as BalanceClass };
  const halfWidth = printedHalfWidth(printed, rest.basis, rest.bound) / scale;
  return { ...common, measure, value: Number(printed) / scale, halfWidth };
}

function unitsOf(measure: Measure, levelUnit: string): readonly string[] {
  if (measure === "class") return ["class"];
  if (PERCENT_MEASURES.includes(measure)) return ["%"];
  // A change of the daily rate is printed beside the month's where the months differ in length.
  if (measure === "mom") return ["%", "%/day"];
  // Some publishers print the year's change as a quantity.
  if (measure === "yoy") return levelUnit === "%" ? ["%"] : ["%", levelUnit];
  return [levelUnit];
}

/** A hint for a mistyped series: the known id that shares the longest beginning. */
function perhaps(id: string, catalogue: Catalogue): string {
  let best = "";
  let length = 5;
  for (const known of catalogue.keys()) {
    let shared = 0;
    while (shared < id.length && known[shared] === id[shared]) shared++;
    if (shared > length) [best, length] = [known, shared];
  }
  return best ? `, perhaps ${best}` : "";
}
