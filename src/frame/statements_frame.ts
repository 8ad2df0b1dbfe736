import type { Statement } from "../statements/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

/**
 * What publishers printed, one row for each figure, in the order given.
 *
 * @param statements figures with their publisher and place
 * @returns columns series, measure, region, period, amount (in the unit beside it, mt as kt), unit, printed, hedge,
 *   basis, publisher, published, place (file and line); `amount` is missing where a word was printed
 *
 * @example
 * ```ts
 * import { statementsFrame } from "@silicon/balance/frame";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const frame = statementsFrame([{
 *   series: "production", measure: "level", region: "XX", period: "2026-01",
 *   printed: "375500", printedUnit: "mt", value: 375.5, unit: "kt", halfWidth: 0.05,
 *   balanceClass: undefined, basis: "actual", bound: "", publisher: "Metals Daily",
 *   published: parseDay("2026-02-06"), url: "", note: "", file: "data/statements/2026-02.csv", line: 12,
 * }]);
 * assert.deepEqual(frame.column("amount").values, [375.5]);
 * ```
 */
export function statementsFrame(statements: readonly Statement[]): DataFrame {
  return frameOf(statements.map(rowOf), [
    { key: "series" },
    { key: "measure" },
    { key: "region" },
    { key: "period" },
    { key: "amount", digits: 2, align: "right" },
    { key: "unit" },
    { key: "printed", label: "As printed", align: "right" },
    { key: "hedge" },
    { key: "basis" },
    { key: "publisher" },
    { key: "published" },
    { key: "place", label: "File and line" },
  ], { caption: "Figures as publishers printed them; tonnages also in kt" });
}

function rowOf(statement: Statement) {
  const unit = statement.printedUnit === "class" ? "" : statement.printedUnit;
  return {
    series: statement.series,
    measure: statement.measure,
    region: statement.region,
    period: statement.period,
    amount: statement.value,
    unit: statement.unit,
    printed: unit === "%" ? `${statement.printed}%` : `${statement.printed} ${unit}`.trim(),
    hedge: statement.bound === "" ? undefined : statement.bound.replaceAll("_", " "),
    basis: statement.basis,
    publisher: statement.publisher,
    published: statement.published,
    place: `${statement.file}:${statement.line}`,
  };
}
