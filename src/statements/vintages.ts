import type { Statement } from "./statement.ts";

/** Statements in their current state, with every earlier vintage still reachable. */
export interface Vintages {
  /** The latest print of each figure. A range's two ends, printed together, are both here. */
  readonly current: readonly Statement[];
  /** Every print of the same figure by the same publisher, oldest first; undated ones come first. */
  of(statement: Statement): readonly Statement[];
}

/**
 * Sorts prints of one figure into vintages: the last day of publication replaces the earlier ones.
 *
 * @param statements what is known, for example by {@link asOf}
 *
 * @example
 * ```ts
 * import { asOf, loadData, vintagesOf } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, plan } = await loadData();
 * const vintages = vintagesOf(statements);
 * const outlook = vintages.current.find((s) =>
 *   s.series === plan.quantities[0]!.series && s.measure === "mom" && s.period === "2026-02"
 * )!;
 * assert.equal(outlook.printed, "-27.1");
 * assert.ok(vintages.of(outlook).length >= 2);
 * ```
 */
export function vintagesOf(statements: readonly Statement[]): Vintages {
  const groups = Map.groupBy(statements, figureKey);
  const current: Statement[] = [];
  for (const group of groups.values()) {
    group.sort((a, b) => compareText(a.published ?? "", b.published ?? ""));
    const last = group.at(-1)!.published;
    current.push(...group.filter(({ published }) => published === last));
  }
  return { current, of: (statement) => groups.get(figureKey(statement)) ?? [] };
}

/** What makes two prints the same figure: a publisher is part of a series' identity. */
export function figureKey(statement: Statement): string {
  const { series, measure, region, period, publisher, unit } = statement;
  return `${series}|${measure}|${region}|${period}|${publisher}|${unit}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
