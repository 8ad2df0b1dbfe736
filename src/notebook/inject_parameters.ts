import type { Cell, CodeCell, Json, Notebook } from "./nbformat.ts";
import { findParametersCell, parametersOf, type ParameterValues } from "./parameters_of.ts";
import { fits } from "./_value_type.ts";
import { describeParameters } from "./_describe_parameters.ts";

const INJECTED = "injected-parameters";

/**
 * Puts values into a notebook by papermill's conventions: a cell tagged `injected-parameters` right
 * after the cell tagged `parameters`, in place of one from an earlier run, and the values under
 * `metadata.papermill.parameters`.
 *
 * @param notebook the notebook, left as it is
 * @param values one for each parameter to set; with none, an injected cell is only removed
 * @returns a copy with the cell
 * @throws {TypeError} for an unknown name or a value of the wrong type; lists the names and types
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const cell = { cell_type: "code" as const, id: "p", metadata: { tags: ["parameters"] },
 *   source: 'const month = "2026-02";', execution_count: null, outputs: [] };
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: [cell] };
 * const injected = injectParameters(notebook, { month: "2026-01" });
 * assert.equal(injected.cells[1]?.source, '// Parameters\nconst month = "2026-01";');
 * ```
 */
export function injectParameters(notebook: Notebook, values: ParameterValues): Notebook {
  const declared = parametersOf(notebook);
  const cells: Cell[] = notebook.cells.filter((cell) => !cell.metadata.tags?.includes(INJECTED));
  const names = Object.keys(values);
  if (names.length === 0) return { ...notebook, cells };
  const lines = names.map((name) => {
    const parameter = declared.find((one) => one.name === name);
    const value = values[name] as Json;
    if (parameter === undefined) {
      throw new TypeError(
        `Cannot inject parameters: there is no ${name}${describeParameters(declared)}`,
      );
    }
    if (!fits(values[name] ?? null, parameter.type)) {
      throw new TypeError(
        `Cannot inject parameters: ${name} must be ${parameter.type}, is ${JSON.stringify(value)}${
          describeParameters(declared)
        }`,
      );
    }
    const annotation = parameter.annotation === undefined ? "" : `: ${parameter.annotation}`;
    return `const ${name}${annotation} = ${JSON.stringify(value)};`;
  });
  const injected: CodeCell = {
    cell_type: "code",
    id: freeId(cells),
    metadata: { tags: [INJECTED] },
    source: ["// Parameters", ...lines].join("\n"),
    execution_count: null,
    outputs: [],
  };
  cells.splice(cells.indexOf(findParametersCell(notebook) as Cell) + 1, 0, injected);
  const papermill = notebook.metadata["papermill"];
  const earlier = typeof papermill === "object" && papermill !== null && !Array.isArray(papermill)
    ? papermill
    : {};
  const metadata = { ...notebook.metadata, papermill: { ...earlier, parameters: values } };
  return { ...notebook, metadata, cells };
}

function freeId(cells: readonly Cell[]): string {
  let id = INJECTED;
  while (cells.some((cell) => cell.id === id)) id += "-";
  return id;
}
