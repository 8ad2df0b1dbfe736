import { type Day, isDay } from "../calendar/mod.ts";
import {
  DATA_FOLDER,
  DataError,
  type Problem,
  readTable,
  type Statement,
} from "../statements/mod.ts";
import { reprinted } from "./_edits.ts";

/** A settled error: what stands in print, and what is used instead. */
export interface Correction {
  /** Series of the misprinted statement. */
  readonly series: string;
  /** Its measure. */
  readonly measure: string;
  /** Its region. */
  readonly region: string;
  /** Its period. */
  readonly period: string;
  /** Who printed it. */
  readonly publisher: string;
  /** When it was printed; `undefined` when that is not known. */
  readonly published: Day | undefined;
  /** The figure's text as printed. */
  readonly printed: string;
  /** The text that is used instead; `undefined` when the figure is left out. */
  readonly used: string | undefined;
  /** Why. */
  readonly reason: string;
  /** Who or what found it. */
  readonly foundBy: string;
  /** `data/corrections.csv`. */
  readonly file: string;
  /** 1-based line in the file. */
  readonly line: number;
}

const COLUMNS = [
  "series",
  "measure",
  "region",
  "period",
  "publisher",
  "published",
  "printed",
  "used",
  "reason",
  "found_by",
];

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Reads `data/corrections.csv`. Problems are returned, not thrown, so that all files can report together.
 *
 * @param text the file's text
 * @param file its path, as messages name it
 */
export function readCorrections(
  text: string,
  file: string,
): { corrections: Correction[]; problems: Problem[] } {
  const table = readTable(text, file, COLUMNS);
  const problems = [...table.problems];
  const corrections: Correction[] = [];
  for (const row of table.rows) {
    const { line } = row;
    const field = (name: string) => row.fields[name]!;
    const wrong = (name: string, expected: string) =>
      problems.push({
        file,
        line,
        column: row.columnOf(name),
        field: name,
        found: field(name),
        expected,
      });
    const before = problems.length;
    for (
      const name of ["series", "measure", "region", "period", "publisher", "reason", "found_by"]
    ) {
      if (field(name) === "") wrong(name, "a text");
    }
    const published = field("published");
    if (published !== "" && !isDay(published)) wrong("published", "a day that exists, or nothing");
    if (!NUMBER.test(field("printed"))) wrong("printed", "the number as printed");
    if (!/^$|^-?\d+(\.\d+)?$/.test(field("used"))) wrong("used", "a plain number, or nothing");
    if (problems.length > before) continue;
    corrections.push({
      series: field("series"),
      measure: field("measure"),
      region: field("region"),
      period: field("period"),
      publisher: field("publisher"),
      published: published === "" ? undefined : published as Day,
      printed: field("printed"),
      used: field("used") || undefined,
      reason: field("reason"),
      foundBy: field("found_by"),
      file,
      line,
    });
  }
  return { corrections, problems };
}

/**
 * Loads the repository's own corrections.
 *
 * @param folder the data folder
 * @throws {DataError} with file, line and column of everything that is wrong
 */
export async function loadCorrections(folder: URL = DATA_FOLDER): Promise<Correction[]> {
  const text = await Deno.readTextFile(new URL("corrections.csv", folder));
  const { corrections, problems } = readCorrections(text, "data/corrections.csv");
  if (problems.length > 0) throw new DataError(problems);
  return corrections;
}

/**
 * The statements with known errors settled. Apply before looking back with `asOf`: a correction expects its misprint.
 *
 * @param statements every vintage, as printed
 * @param corrections what to use instead
 * @returns the statements in the same order; corrected ones say in their note what stood in print
 * @throws {RangeError} when a correction's printed figure no longer occurs: then the correction is to be removed
 *
 * @example
 * ```ts
 * import { applyCorrections, findings, loadCorrections } from "@silicon/balance/reconcile";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, catalogue } = await loadData();
 * const settled = applyCorrections(statements, await loadCorrections());
 * assert.deepEqual(findings(settled, catalogue), []);
 * ```
 */
export function applyCorrections(
  statements: readonly Statement[],
  corrections: readonly Correction[],
): Statement[] {
  const byPrint = new Map(corrections.map((correction) => [printOf(correction), correction]));
  const open = new Set(corrections);
  const settled = statements.flatMap((statement) => {
    const correction = byPrint.get(printOf(statement));
    if (correction === undefined) return [statement];
    open.delete(correction);
    const { used, reason } = correction;
    if (used === undefined) return [];
    const note = [statement.note, `printed ${statement.printed}: ${reason}`].filter(Boolean);
    return [{ ...reprinted(statement, used), note: note.join("; ") }];
  });
  if (open.size > 0) {
    const stale = [...open].map(({ file, line, series, period, printed, publisher }) =>
      `${file}:${line} ${publisher} prints no ${series} of ${printed} for ${period}`
    );
    throw new RangeError(
      `Cannot apply the corrections: the printed figure no longer occurs\n  ${stale.join("\n  ")}`,
    );
  }
  return settled;
}

function printOf(print: Correction | Statement): string {
  const { series, measure, region, period, publisher, published, printed } = print;
  return [series, measure, region, period, publisher, published, printed].join("|");
}
