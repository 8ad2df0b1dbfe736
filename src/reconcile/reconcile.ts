import {
  type Catalogue,
  isNumber,
  type NumberStatement,
  type Statement,
} from "../statements/mod.ts";
import { contradictionFindings } from "./_contradictions.ts";
import { isOnePublisher, monthAt, subjectOf } from "./_fact.ts";
import { factsOf } from "./_facts.ts";
import { solve } from "./_solve.ts";
import type { Finding } from "./finding.ts";
import { pointsOf, unitOf } from "./monthly_series.ts";
import type { MonthlySeries } from "./series.ts";

/** All histories, and what is wrong in the statements they were made of. */
export interface Reconciliation {
  /** One for every series, publisher and region with monthly figures, in that order of names. */
  readonly series: readonly MonthlySeries[];
  /** Contradictions within histories; {@link findings} adds what only shows across series. */
  readonly findings: readonly Finding[];
}

/** Measures that speak of a month's level. */
const MONTHLY = new Set<Statement["measure"]>([
  "level",
  "mom",
  "yoy",
  "ytd",
  "ytd_yoy",
  "change",
  "change_mom",
  "change_mom_pp",
  "change_yoy_pp",
]);

/**
 * Makes every publisher's history of every series consistent, and says where its statements contradict each other.
 *
 * Each history is solved as {@link monthlySeries} does, over the months its statements speak of. Time grows with the
 * number of statements.
 *
 * @param statements what is known; prices, classes, shares and figures of unnamed publishers are left alone
 * @param catalogue tells flows from stocks; without it figures dated to a day are left out
 * @returns histories in their series' units, and findings
 *
 * @example
 * ```ts
 * import { reconcile } from "@silicon/balance/reconcile";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, catalogue, plan: { market, quantities } } = await loadData();
 * const { series } = reconcile(statements, catalogue);
 * const production = series.find((one) =>
 *   one.series === quantities[0]!.series && one.publisher === market.publisher &&
 *   one.region === market.region
 * )!;
 * const march = production.points.find((point) => point.month === "2025-03")!;
 * assert.equal(march.status, "derived");
 * assert.ok(march.low < 342.8 && 342.8 < march.high);
 * ```
 */
export function reconcile(
  statements: readonly Statement[],
  catalogue?: Catalogue,
): Reconciliation {
  const series: MonthlySeries[] = [];
  const findings: Finding[] = [];
  for (const { subject, publisher, regions } of groupsOf(statements)) {
    const kind = catalogue?.get(subject)?.kind;
    for (const [region, own] of regions) {
      const facts = factsOf(own, kind);
      if (facts.length === 0) continue;
      const solution = solve(facts);
      findings.push(...contradictionFindings({ facts, kind, solution, regions }));
      const last = solution.first + solution.lows.length - 1;
      const points = pointsOf(solution, monthAt(solution.first), monthAt(last));
      series.push({ series: subject, publisher, region, unit: unitOf(own, subject), points });
    }
  }
  return { series, findings };
}

interface Group {
  readonly subject: string;
  readonly publisher: string;
  readonly regions: Map<string, NumberStatement[]>;
}

function groupsOf(statements: readonly Statement[]): Group[] {
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    if (!isNumber(statement) || !MONTHLY.has(statement.measure) || !isOnePublisher(statement)) {
      continue;
    }
    const subject = subjectOf(statement);
    const { publisher, region } = statement;
    const key = `${subject}|${publisher}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, group = { subject, publisher, regions: new Map() });
    const own = group.regions.get(region);
    if (own) own.push(statement);
    else group.regions.set(region, [statement]);
  }
  return [...groups].sort(([a], [b]) => a < b ? -1 : 1).map(([, group]) => group);
}
