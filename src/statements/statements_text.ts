import { csvField } from "../markup/mod.ts";
import { STATEMENT_COLUMNS } from "./read_statements.ts";

/** The texts of a statement's columns. */
export type StatementFields = Readonly<Record<string, string>>;

/**
 * Statements as the text of a statements file.
 *
 * @param rows texts by column name; a column that is not there is empty
 * @returns a header, and one record for each row, in the order given
 *
 * @example
 * ```ts
 * import { statementsText } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const [header, row] = statementsText([{ series: "dmc_production", note: "one, two" }]).split("\n");
 * assert.match(header!, /^series,measure/);
 * assert.equal(row, 'dmc_production,,,,,,,,,,,"one, two"');
 * ```
 */
export function statementsText(rows: readonly StatementFields[]): string {
  const records = rows.map((row) =>
    STATEMENT_COLUMNS.map((name) => csvField(row[name] ?? "")).join()
  );
  return [STATEMENT_COLUMNS.join(), ...records, ""].join("\n");
}
