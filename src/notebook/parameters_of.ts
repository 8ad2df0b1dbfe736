import type { CodeCell, Notebook } from "./nbformat.ts";
import { type Declaration, readDeclarations } from "./_declarations.ts";
import { type ParameterValue, typeOfLiteral } from "./_value_type.ts";

/** A value for each parameter that is set. */
export type ParameterValues = { [name: string]: ParameterValue };

/** TypeScript text of a parameter's type, such as `string`, `number[]` or `"low" | "high"`. */
export type ParameterType = string;

/** One name that the parameters cell declares. */
export interface Parameter {
  /** Name of the constant. */
  name: string;
  /** What may be set: the annotation where it says so by itself, otherwise the type of the value. */
  type: ParameterType;
  /** The value in the cell; absent when it is `undefined`. */
  initial?: ParameterValue;
  /** The annotation as written, which the injected cell repeats. */
  annotation?: string;
}

/**
 * The cell tagged `parameters`.
 *
 * @param notebook the notebook
 * @returns the first such code cell, or undefined
 */
export function findParametersCell(notebook: Notebook): CodeCell | undefined {
  return notebook.cells.find((cell): cell is CodeCell =>
    cell.cell_type === "code" && (cell.metadata.tags?.includes("parameters") ?? false)
  );
}

/**
 * The names that a notebook's parameters cell declares. The cell holds `const` or `let`
 * declarations of literals and nothing else.
 *
 * @param notebook the notebook
 * @returns parameters in the order of the cell; none where no cell is tagged `parameters`
 * @throws {SyntaxError} when the cell holds anything else; names the line
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const cell = { cell_type: "code" as const, id: "p", metadata: { tags: ["parameters"] },
 *   source: 'const month = "2026-02";\nconst paths: number = 1_000;', execution_count: null, outputs: [] };
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: [cell] };
 * assert.deepEqual(parametersOf(notebook), [
 *   { name: "month", type: "string", initial: "2026-02" },
 *   { name: "paths", type: "number", initial: 1000, annotation: "number" },
 * ]);
 * ```
 */
export function parametersOf(notebook: Notebook): Parameter[] {
  const cell = findParametersCell(notebook);
  if (cell === undefined) return [];
  return readDeclarations(cell.source).map(toParameter);
}

function toParameter({ name, annotation, value }: Declaration): Parameter {
  return {
    name,
    type: typeOfLiteral(value, annotation),
    ...(value !== undefined && { initial: value }),
    ...(annotation !== undefined && { annotation }),
  };
}
