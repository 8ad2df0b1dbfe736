import { type Catalogue, isNumber, type Statement } from "../statements/mod.ts";
import { capacityFindings } from "./_capacity_findings.ts";
import { datedFindings } from "./_dated_findings.ts";
import { partFindings } from "./_part_findings.ts";
import type { Finding } from "./finding.ts";
import { reconcile } from "./reconcile.ts";

/**
 * Everything that cannot be right in the statements: histories that contradict themselves, totals that differ from
 * their parts, weeks that do not fit the sample's capacity, weeks and stocks far out of line with those beside them.
 *
 * Figures that a publisher has since revised, percentages that were cut instead of rounded, and views that the same
 * article recalls as overtaken are no findings.
 *
 * @param catalogue tells flows from stocks
 * @returns findings as data; print them with `printFinding`
 *
 * @example
 * ```ts
 * import { findings } from "@silicon/balance/reconcile";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { asPrinted, catalogue } = await loadData();
 * const weekly = findings(asPrinted, catalogue).filter((one) => one.code === "off-capacity");
 * assert.deepEqual(weekly.map((one) => one.suspect!.printed).sort(), ["59", "8510"]);
 * ```
 */
export function findings(statements: readonly Statement[], catalogue?: Catalogue): Finding[] {
  const numbers = statements.filter(isNumber);
  return [
    ...reconcile(statements, catalogue).findings,
    ...partFindings(numbers),
    ...capacityFindings(numbers),
    ...datedFindings(numbers, catalogue),
  ];
}
