import type { NumberStatement } from "../statements/mod.ts";

/** The kind of slip that would explain a wrong figure. */
export type RepairKind =
  | "factor of 10"
  | "sign"
  | "points for percent"
  | "neighbouring month"
  | "neighbouring region"
  | "dropped digit"
  | "wrong digit";

/** One edit of one statement that removes a contradiction. */
export interface Repair {
  readonly kind: RepairKind;
  readonly statement: NumberStatement;
  readonly field: "value" | "measure" | "period" | "region";
  readonly from: string;
  readonly to: string;
}

/** What is wrong. */
export type FindingCode =
  /** Statements on one history, or prints of one figure, that cannot all be true. */
  | "contradiction"
  /** A total that differs from the sum of its parts. */
  | "parts-do-not-add-up"
  /** Output and operating rate that do not fit the sample's capacity. */
  | "off-capacity"
  /** A week's total or a stock that is nearer to ten times, or to a tenth, of what stands beside it. */
  | "out-of-line";

/** Something that cannot be right in the statements. Data, for a printer or a test to read. */
export interface Finding {
  readonly code: FindingCode;
  /** The smallest set of statements that contradict each other; each knows its file and line. */
  readonly statements: readonly NumberStatement[];
  /** The statement that the others speak against; `undefined` when they cannot tell. */
  readonly suspect: NumberStatement | undefined;
  /** What the suspect's figure would have to be, in its own unit; `undefined` without a suspect. */
  readonly expected: { readonly low: number; readonly high: number } | undefined;
  /** The likeliest single edits, any one of which removes the contradiction; empty when no common slip explains it. */
  readonly repairs: readonly Repair[];
}

/**
 * A finding as text: what, where, and how to mend it.
 *
 * @returns lines; the first says what is wrong, the others name a statement each with file and line
 *
 * @example
 * ```ts
 * import { findings, printFinding } from "@silicon/balance/reconcile";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { asPrinted } = await loadData();
 * const slip = findings(asPrinted).find((finding) => finding.suspect?.printed === "-1450")!;
 * assert.match(printFinding(slip), /factor of 10: value -1450 should be -14500/);
 * ```
 */
export function printFinding(finding: Finding): string {
  const { code, statements, suspect, expected, repairs } = finding;
  const head: string[] = [code];
  if (suspect && expected) {
    const range = `${shown(expected.low)} to ${shown(expected.high)} ${suspect.unit}`;
    head.push(`${suspect.series} ${suspect.measure} ${suspect.period} would have to be ${range}`);
  }
  for (const repair of repairs) {
    head.push(`${repair.kind}: ${repair.field} ${repair.from} should be ${repair.to}`);
  }
  const lines = statements.map((statement) => {
    const { file, line, series, measure, region, period, printed, printedUnit } = statement;
    const what = `${series} ${measure} ${region} ${period}: ${printed} ${printedUnit}`;
    return `  ${file}:${line} ${what}, ${statement.publisher} ${statement.published ?? "undated"}`;
  });
  return [head.join("; "), ...lines].join("\n");
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "any amount" : "no amount";
  return String(Number(value.toPrecision(6)));
}
