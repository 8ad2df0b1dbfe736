import {
  addMonths,
  type Day,
  isMonth,
  type Month,
  monthRange,
  parseMonth,
} from "../calendar/mod.ts";
import type { Plan } from "../balance/mod.ts";
import { asOf as knownOn, type MarketData, type Statement } from "../statements/mod.ts";
import { observationsOf } from "./observations_of.ts";
import { type Posterior, posteriorOf } from "./posterior.ts";

/** What is estimated: the months from the market's first to two past the last one of which the lead quantity is printed. */
export interface EstimateOptions {
  readonly data: Pick<MarketData, "plan" | "statements" | "assumptions" | "breaks">;
  /** What was in print by its end is heard. */
  readonly asOf: Day;
}

const MONTHS_AHEAD = 2;

/**
 * A market's numbers as they could be known on a day: every quantity of every month, with one covariance.
 *
 * @throws {RangeError} naming what neither print nor assumption holds, or on a day before there is anything to estimate
 *
 * @example
 * ```ts
 * import { estimate } from "@silicon/balance/estimate";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { of } = estimate({ data: await loadData(), asOf: parseDay("2026-02-10") });
 * const { value, sd } = of([{ of: "balance", from: parseMonth("2026-01") }]);
 * assert.ok(Math.abs(value - 30) < 1.645 * sd && sd < 10);
 * ```
 */
export function estimate({ data, asOf }: EstimateOptions): Posterior {
  const { plan, assumptions, breaks } = data;
  const statements = knownOn(data.statements, asOf);
  const { firstMonth } = plan.market;
  const last = addMonths(lastOf(plan, asOf, statements), MONTHS_AHEAD);
  if (last < firstMonth) {
    throw new RangeError(
      `Cannot estimate as of ${asOf}: an estimate starts in ${firstMonth}, and would end in ${last}`,
    );
  }
  const months = monthRange(firstMonth, last);
  const known = { plan, asOf, months, assumptions, breaks, statements };
  return posteriorOf({ plan, months, ...observationsOf(known) });
}

/** The last month of which the market's publisher prints the lead quantity. */
function lastOf({ market, quantities }: Plan, asOf: Day, known: readonly Statement[]): Month {
  const { series } = quantities.find(({ id }) => id === market.lead)!;
  let last = parseMonth(asOf.slice(0, 7));
  let isFound = false;
  for (const { period, ...statement } of known) {
    const isLead = statement.series === series && statement.publisher === market.publisher &&
      statement.region === market.region;
    if (isLead && isMonth(period) && (!isFound || period > last)) [last, isFound] = [period, true];
  }
  return last;
}
