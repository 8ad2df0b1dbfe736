import type { ParameterValue } from "./_value_type.ts";

/** What was asked of each parameter, not yet checked against a notebook: texts from a command line, or values from a file. */
export type ParameterChoices = {
  [name: string]: ({ text: string } | { value: ParameterValue })[];
};

/**
 * Reads `name=value` arguments as the command line gives them. A comma separates several values of
 * one parameter, which span a grid; `\,` is a comma, and commas within brackets belong to an array.
 *
 * @param args texts such as `month=2026-02` or `asOf=2025-12-31,2026-02-10`
 * @returns the choices for each name; a name given twice collects the values of both
 * @throws {SyntaxError} when an argument has no name or no `=`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.deepEqual(parseParameterArguments(["month=2026-02", "cut=0.1,0.2"]), {
 *   month: [{ text: "2026-02" }],
 *   cut: [{ text: "0.1" }, { text: "0.2" }],
 * });
 * ```
 */
export function parseParameterArguments(args: readonly string[]): ParameterChoices {
  const choices: ParameterChoices = {};
  for (const arg of args) {
    const [, name, values] = /^([^=\s]+)=([^]*)$/.exec(arg) ?? [];
    if (name === undefined || values === undefined) {
      throw new SyntaxError(`Cannot read a parameter: expected name=value, got ${arg}`);
    }
    choices[name] = [...choices[name] ?? [], ...splitValues(values).map((text) => ({ text }))];
  }
  return choices;
}

/**
 * Reads a parameter file: a JSON object from names to values. A list stands for several values that
 * span a grid, unless the parameter is itself an array.
 *
 * @param text content of the file
 * @param name what errors call the file
 * @returns the choices for each name
 * @throws {SyntaxError} when the text is not JSON
 * @throws {TypeError} when it is not an object of strings, numbers, booleans, nulls and lists of these
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.deepEqual(parseParameterFile('{ "month": "2026-02" }', "p.json"), {
 *   month: [{ value: "2026-02" }],
 * });
 * ```
 */
export function parseParameterFile(text: string, name = "the parameter file"): ParameterChoices {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${name}: it is not JSON, ${(error as Error).message}`);
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new TypeError(`Cannot read ${name}: expected an object from names to values`);
  }
  const choices = Object.entries(input).map(([key, value]) => {
    if (!isParameterValue(value)) {
      throw new TypeError(
        `Cannot read ${name}: ${key} must be a string, number, boolean, null or a list of these`,
      );
    }
    return [key, [{ value }]];
  });
  return Object.fromEntries(choices);
}

function isParameterValue(value: unknown): value is ParameterValue {
  if (Array.isArray(value)) return value.every(isParameterValue);
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let depth = 0;
  let value = "";
  for (const piece of text.match(/\\[\\,]|"(?:[^"\\]|\\[^])*"|[^]/g) ?? [""]) {
    if (piece === "[") depth++;
    if (piece === "]") depth--;
    if (piece === "," && depth === 0) {
      values.push(value);
      value = "";
    } else value += depth === 0 && /^\\[\\,]$/.test(piece) ? piece[1] : piece;
  }
  return [...values, value];
}
