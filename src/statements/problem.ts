/** One thing wrong with a data file. */
export interface Problem {
  readonly file: string;
  /** 1-based line. */
  readonly line: number;
  /** 1-based character in the line. */
  readonly column: number;
  /** Name of the field, empty when the whole line is meant. */
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

const SHOWN = 20;

/**
 * Everything wrong with the data, reported at once. Nothing of a faulty load is handed out.
 *
 * @example
 * ```ts
 * import { DataError } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const error = new DataError([{
 *   file: "data/statements/2026-02.csv", line: 12, column: 40, field: "value",
 *   found: "375,5", expected: "a plain number like 375500 or -5.5",
 * }]);
 * assert.match(error.message, /2026-02\.csv:12:40 value: found "375,5", expected a plain number/);
 * ```
 */
export class DataError extends SyntaxError {
  override readonly name = "DataError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.slice(0, SHOWN).map(printProblem);
    const rest = problems.length - lines.length;
    if (rest > 0) lines.push(`and ${rest} more`);
    super(
      `Cannot load the data: ${problems.length} ${
        problems.length === 1 ? "problem" : "problems"
      }\n` +
        lines.join("\n"),
    );
    this.problems = problems;
  }
}

function printProblem(problem: Problem): string {
  const { file, line, column, field, found, expected } = problem;
  const where = `${file}:${line}:${column}${field ? ` ${field}` : ""}`;
  const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found;
  return `  ${where}: found ${JSON.stringify(shown)}, expected ${expected}`;
}
