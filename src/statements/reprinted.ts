import { printedHalfWidth } from "./printed_half_width.ts";
import type { Statement } from "./statement.ts";

/**
 * The statement as if another number had been printed.
 *
 * @example
 * ```ts
 * import { loadData, reprinted } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements } = await loadData();
 * const january = statements.find(({ printed }) => printed === "375500")!;
 * assert.equal(reprinted(january, "376000").value, 376);
 * ```
 */
export function reprinted(statement: Statement, printed: string): Statement {
  const { basis, bound } = statement;
  // How many model units a printed unit is: what the loader converted by.
  const scale = unitScale(statement);
  const halfWidth = printedHalfWidth(printed, basis, bound) * scale;
  return { ...statement, printed, value: Number(printed) * scale, halfWidth };
}

function unitScale({ printed, value, halfWidth, basis, bound }: Statement): number {
  const number = Number(printed);
  return number === 0 ? halfWidth / printedHalfWidth(printed, basis, bound) : value! / number;
}
