import type { Month } from "../calendar/mod.ts";
import type { MonthFlows, ProjectedMonth, Projection } from "./project.ts";

/** A line of a projection that an outcome can be read from or solved for; its unit is kt, days, or a share. */
export type OutcomeLine =
  | "supplyKt"
  | "useKt"
  | "balanceKt"
  | "shareOfUse"
  | "closingStockKt"
  | "coverTrailingDays"
  | "coverForwardDays";

/** Which line of which month. */
export interface Outcome {
  readonly line: OutcomeLine;
  /** The base month or a projected month. */
  readonly month: Month;
}

/**
 * Reads one figure off a projection.
 *
 * @param projection what `project` gave
 * @param outcome line and month; the base month has flows, but no stock lines
 * @returns kt, days or a share, by the line; a balance with + is a build
 * @throws {RangeError} when the projection does not have that line in that month
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { outcomeOf, project, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const projection = project(base, nothing);
 * const balanceKt = outcomeOf(projection, { line: "balanceKt", month });
 * assert.equal(balanceKt, projection.months[0]!.flows.balanceKt);
 * ```
 */
export function outcomeOf(projection: Projection, { line, month }: Outcome): number {
  const found: MonthFlows | ProjectedMonth | undefined = month === projection.base.month
    ? projection.base
    : projection.months.find((candidate) => candidate.month === month);
  if (found === undefined) {
    const last = projection.months.at(-1)!.month;
    throw new RangeError(
      `Cannot read ${line} off ${projection.scenario.at}: month must be ${projection.base.month} to ${last}, is ${month}`,
    );
  }
  const value = lineOf(found, line);
  if (value === undefined) {
    throw new RangeError(
      `Cannot read ${line} off ${projection.scenario.at}: it has none for ${month}`,
    );
  }
  return value;
}

function lineOf(month: MonthFlows | ProjectedMonth, line: OutcomeLine): number | undefined {
  switch (line) {
    case "supplyKt":
    case "useKt":
    case "balanceKt":
      return month.flows[line];
    case "shareOfUse":
      return month.shareOfUse;
    default:
      return "closingStockKt" in month ? month[line] : undefined;
  }
}
