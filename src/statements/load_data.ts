import { createHash } from "node:crypto";
import { type Assumption, readAssumptions } from "./assumptions.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { DataError, type Problem } from "./problem.ts";
import { readStatements } from "./read_statements.ts";
import { readSettled } from "./read_settled.ts";
import { readScopeBreaks, type ScopeBreak } from "./scope_breaks.ts";
import type { Statement } from "./statement.ts";

/** Everything under `data/`, validated. */
export interface MarketData {
  /** The series by id. */
  readonly catalogue: Catalogue;
  /** Every vintage of every figure, in file order. */
  readonly statements: readonly Statement[];
  /** Values that no publisher prints in full. */
  readonly assumptions: readonly Assumption[];
  /** Days on which a series changed its scope. */
  readonly breaks: readonly ScopeBreak[];
  /** SHA-256 over the names and contents of all files read, hex. */
  readonly sha256: string;
}

/** The repository's own data. */
export const DATA_FOLDER: URL = new URL("../../data/", import.meta.url);

/**
 * Loads and checks all data files. Either everything is handed out, or one error lists everything wrong.
 *
 * @param folder the data folder; the repository's own unless told otherwise
 * @throws {DataError} with file, line, column, the offending text and what would be right, for every problem
 * @throws {Deno.errors.NotFound} when a file that must exist does not
 *
 * @example
 * ```ts
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, catalogue } = await loadData();
 * const january = statements.find((s) =>
 *   s.series === "silicon_metal_production" && s.measure === "level" && s.period === "2026-01"
 * )!;
 * assert.equal(january.printed, "375500");
 * assert.equal(january.value, 375.5);
 * assert.equal(january.unit, "kt");
 * assert.equal(catalogue.get(january.series)!.kind, "flow");
 * ```
 */
export async function loadData(folder: URL = DATA_FOLDER): Promise<MarketData> {
  const hash = createHash("sha256");
  const read = async (name: string): Promise<string> => {
    const text = await Deno.readTextFile(new URL(name, folder));
    hash.update(`${name}\0${text}\0`);
    return text;
  };
  const { catalogue, problems } = readCatalogue(await read("series.csv"), "data/series.csv");
  const assumed = readAssumptions(await read("assumptions.csv"), "data/assumptions.csv");
  const broken = readScopeBreaks(await read("breaks.csv"), "data/breaks.csv");
  problems.push(...assumed.problems, ...broken.problems);

  const statements: Statement[] = [];
  for (const [name, text] of await readSettled(folder)) {
    hash.update(`statements/${name}\0${text}\0`);
    const result = readStatements(text, `data/statements/${name}`, catalogue);
    statements.push(...result.statements);
    problems.push(...result.problems);
  }
  problems.push(...duplicateProblems(statements));
  if (problems.length > 0) throw new DataError(problems);
  const { assumptions } = assumed;
  const { breaks } = broken;
  return { catalogue, statements, assumptions, breaks, sha256: hash.digest("hex") };
}

/** The same figure printed by the same publisher on the same day may stand once. */
export function duplicateProblems(statements: readonly Statement[]): Problem[] {
  const seen = new Map<string, Statement>();
  const problems: Problem[] = [];
  for (const statement of statements) {
    const { series, measure, region, period, printed, publisher, published, file, line, bound } =
      statement;
    const key = [series, measure, region, period, printed, bound, publisher, published].join("|");
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, statement);
      continue;
    }
    const found = `${series} ${measure} ${period} ${printed} ${publisher}`;
    const expected = `each figure once; it stands at ${first.file}:${first.line}`;
    problems.push({ file, line, column: 1, field: "", found, expected });
  }
  return problems;
}
