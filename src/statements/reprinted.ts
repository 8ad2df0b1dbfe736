import { printedHalfWidth } from "./printed_half_width.ts";
import type { NumberStatement } from "./statement.ts";

/**
 * The statement as if another number had been printed.
 *
 * @example
 * ```ts
 * import { isNumber, loadData, reprinted } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements } = await loadData();
 * const january = statements.filter(isNumber).find(({ printed }) => printed === "375500")!;
 * assert.equal(reprinted(january, "376000").value, 376);
 * ```
 */
export function reprinted(statement: NumberStatement, printed: string): NumberStatement {
  const { basis, bound, value, halfWidth } = statement;
  const number = Number(statement.printed);
  // How many model units a printed unit is: what the loader converted by.
  const scale = number === 0
    ? halfWidth / printedHalfWidth(statement.printed, basis, bound)
    : value / number;
  return {
    ...statement,
    printed,
    value: Number(printed) * scale,
    halfWidth: printedHalfWidth(printed, basis, bound) * scale,
  };
}
