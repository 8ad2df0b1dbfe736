import type { Json, Notebook } from "../notebook/mod.ts";
import { fact, FACT_MIME } from "../markup/mod.ts";

/** A number that an executed notebook states. */
export interface PageFact {
  /** What it is; one on a page. */
  name: string;
  /** The number, in `unit`. */
  value: number;
  /** Its unit. */
  unit: string;
  /** Largest difference that is no change, in the same unit. */
  tolerance?: number;
}

/** Something in the outputs of a notebook that its author should put right. */
export interface OutputFinding {
  /** Place of its cell among all cells, counted from 1. */
  cell: number;
  /** What is wrong, and what would be right. */
  message: string;
}

/**
 * The facts that an executed notebook states, in the order of the page. Outputs are not believed: what is no fact, or
 * has the name of an earlier one, is left out and reported.
 *
 * @param notebook the notebook with its outputs
 * @returns the facts, and what was left out
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const stated = { name: "balance", value: -32.8, unit: "kt" };
 * const output = { output_type: "display_data" as const, metadata: {},
 *   data: { "application/vnd.silicon.fact+json": stated } };
 * const cell = { cell_type: "code" as const, id: "a", metadata: {}, source: "", execution_count: 1,
 *   outputs: [output, output] };
 * const { facts, findings } = pageFacts({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
 * assert.deepEqual(facts, [stated]);
 * assert.deepEqual(findings, [{ cell: 1, message: "the fact balance is stated already, in cell 1" }]);
 * ```
 */
export function pageFacts(notebook: Notebook): { facts: PageFact[]; findings: OutputFinding[] } {
  const facts: PageFact[] = [];
  const findings: OutputFinding[] = [];
  const cells = new Map<string, number>();
  notebook.cells.forEach((cell, i) => {
    if (cell.cell_type !== "code") return;
    for (const output of cell.outputs) {
      const stated = "data" in output ? output.data[FACT_MIME] : undefined;
      if (stated === undefined) continue;
      for (const one of Array.isArray(stated) ? stated : [stated]) {
        try {
          const read = readFact(one);
          const earlier = cells.get(read.name);
          if (earlier !== undefined) {
            throw new RangeError(`the fact ${read.name} is stated already, in cell ${earlier}`);
          }
          cells.set(read.name, i + 1);
          facts.push(read);
        } catch (error) {
          findings.push({ cell: i + 1, message: (error as Error).message });
        }
      }
    }
  });
  return { facts, findings };
}

function readFact(stated: Json): PageFact {
  const { name, value, unit, tolerance } = (stated ?? {}) as { [key: string]: unknown };
  fact(
    name as string,
    value as number,
    unit as string,
    tolerance === undefined ? {} : { tolerance: tolerance as number },
  );
  return {
    name,
    value,
    unit,
    ...(tolerance === undefined ? {} : { tolerance }),
  } as PageFact;
}
