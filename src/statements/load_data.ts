import { createHash } from "node:crypto";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plan } from "../balance/mod.ts";
import { existsSync } from "node:fs";
import { type Assumption, readAssumptions } from "./assumptions.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import { applyCorrections, type Correction, readCorrections } from "./corrections.ts";
import { DataError, type Problem } from "./problem.ts";
import { readPlan } from "./read_plan.ts";
import { readStatements } from "./read_statements.ts";
import { readSettled } from "./read_settled.ts";
import { readScopeBreaks, type ScopeBreak } from "./scope_breaks.ts";
import type { Statement } from "./statement.ts";

/** Everything under `data/`, validated. */
export interface MarketData {
  readonly plan: Plan;
  readonly catalogue: Catalogue;
  /** Every vintage of every figure, in file order, with known misprints settled. */
  readonly statements: readonly Statement[];
  /** The same, misprints and all. */
  readonly asPrinted: readonly Statement[];
  readonly corrections: readonly Correction[];
  readonly assumptions: readonly Assumption[];
  readonly breaks: readonly ScopeBreak[];
  /**
   * SHA-256 over the names and contents of every file that a number can depend on, scenarios too, hex. The footer of a
   * page that was made from the data says the same.
   */
  readonly sha256: string;
}

/** The project's own data, which an installed package is without. */
export const DATA_FOLDER: URL = new URL("../../data/", import.meta.url);

/**
 * Loads and checks all data files. Either everything is handed out, or one error lists everything wrong.
 *
 * @param folder the data folder; the project's own unless told otherwise
 * @throws {RangeError} when no folder is named and the package was installed without one
 * @throws {DataError} with file, line, column, the offending text and what would be right, for every problem
 * @throws {Deno.errors.NotFound} when a file that must exist does not
 *
 * @example
 * ```ts
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, catalogue, plan: { market, quantities } } = await loadData();
 * const january = statements.find((s) =>
 *   s.series === quantities[0]!.series && s.publisher === market.publisher &&
 *   s.measure === "level" && s.period === "2026-01"
 * )!;
 * assert.equal(january.printed, "375500");
 * assert.equal(january.value, 375.5);
 * assert.equal(january.unit, "kt");
 * assert.equal(catalogue.get(january.series)!.kind, "flow");
 * ```
 */
export async function loadData(folder: URL = DATA_FOLDER): Promise<MarketData> {
  const files = await readAll(folder);
  // In messages and sources a file goes by its folder's name: data/market.csv, lithium/market.csv.
  const label = `${basename(fileURLToPath(folder))}/`;
  const read = (name: string): [text: string, file: string] => {
    const text = files.get(name);
    if (text !== undefined) return [text, label + name];
    throw new Deno.errors.NotFound(
      `Cannot load the data: there is no ${fileURLToPath(folder)}${name}`,
    );
  };
  const { catalogue, problems } = readCatalogue(...read("series.csv"));
  // All else names series, and would be wrong with them.
  if (problems.length > 0) throw new DataError(problems);
  const asPrinted: Statement[] = [];
  const printed: Problem[] = [];
  for (const name of files.keys()) {
    if (!name.startsWith("statements/")) continue;
    const result = readStatements(...read(name), catalogue);
    asPrinted.push(...result.statements);
    printed.push(...result.problems);
  }
  const publishers = new Set(asPrinted.map(({ publisher }) => publisher));
  const market = readPlan((table) => read(`${table}.csv`), catalogue, publishers);
  const assumed = readAssumptions(...read("assumptions.csv"), market.plan);
  const broken = readScopeBreaks(...read("breaks.csv"), catalogue);
  const corrected = readCorrections(...read("corrections.csv"));
  for (const result of [market, assumed, broken, corrected]) problems.push(...result.problems);
  problems.push(...printed, ...duplicateProblems(asPrinted));
  const { corrections } = corrected;
  const settled = applyCorrections(asPrinted, corrections);
  // A figure that could not be read is not missing from print.
  if (problems.length === 0) problems.push(...settled.problems);
  const { plan } = market;
  if (problems.length > 0 || plan === undefined) throw new DataError(problems);
  return {
    plan,
    catalogue,
    statements: settled.statements,
    asPrinted,
    corrections,
    assumptions: assumed.assumptions,
    breaks: broken.breaks,
    sha256: hashOf(files),
  };
}

/** Every file that a number can depend on, by its name from the folder. */
async function readAll(folder: URL): Promise<Map<string, string>> {
  if (folder.href === DATA_FOLDER.href && !existsSync(folder)) {
    throw new RangeError(
      "Cannot load the data: the package comes without any, and no folder of your own was named",
    );
  }
  const files = new Map<string, string>();
  for (const [name, text] of await readSettled(folder)) files.set(`statements/${name}`, text);
  for (const [within, ending] of [["", ".csv"], ["scenarios/", ".json"]] as const) {
    for (const name of await namesIn(new URL(within, folder))) {
      if (!name.endsWith(ending)) continue;
      files.set(within + name, await Deno.readTextFile(new URL(within + name, folder)));
    }
  }
  return files;
}

async function namesIn(folder: URL): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return []; // A market need not have scenarios.
    throw error;
  }
}

/** The rule by which pages hash the data that they read. */
function hashOf(files: ReadonlyMap<string, string>): string {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const names = [...files.keys()].map((name) => `data/${name}`).sort();
  return sha256(names.map((name) => `${name} ${sha256(files.get(name.slice(5))!)}\n`).join(""));
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
