import { addMonths, type Month, monthsBetween } from "../calendar/mod.ts";
import type { Base } from "./base.ts";
import type { Outcome } from "./outcome.ts";
import type { Play } from "./_play.ts";
import type { Scenario } from "./scenario.ts";

/** A figure to be reached: a line of a month, or one pool's stock at the end of it. */
export type Target =
  | (Outcome & {
    /** In the line's unit. */
    readonly value: number;
  })
  | {
    readonly line: "poolKt";
    readonly pool: string;
    readonly month: Month;
    readonly value: number;
  };

/**
 * How far a played-out scenario is from a target, in kt, as a function that is linear in every flow: ratios (cover, share
 * of use) are multiplied out by their denominator. A pool alone is not linear, since it stops at 0.
 *
 * @throws {RangeError} when the target's month or pool is not there
 */
export function gapOf(base: Base, scenario: Scenario, target: Target): (play: Play) => number {
  const t = monthsBetween(base.month, target.month) - 1;
  const { line, value } = target;
  const needsNext = line === "coverForwardDays";
  const end = addMonths(scenario.start, scenario.months - 1);
  const last = needsNext ? addMonths(end, -1) : end;
  if (t < 0 || target.month > last) {
    throw new RangeError(
      `Cannot solve for ${line} in ${target.month}: the month must be ${
        addMonths(base.month, 1)
      } to ${last} in ${scenario.at}`,
    );
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot solve for ${line}: the target must be a number, is ${value}`);
  }
  switch (line) {
    case "supplyKt":
    case "useKt":
    case "balanceKt":
      return ({ flows }) => flows[t]![line] - value;
    case "shareOfUse":
      return ({ flows }) => flows[t]!.balanceKt - value * flows[t]!.useKt;
    case "closingStockKt":
      return ({ stockKt }) => stockKt[t + 1]! - value;
    case "coverTrailingDays":
      return ({ stockKt, flows, days }) => stockKt[t + 1]! - value * flows[t]!.useKt / days[t]!;
    case "coverForwardDays":
      return ({ stockKt, flows, days }) =>
        stockKt[t + 1]! - value * flows[t + 1]!.useKt / days[t + 1]!;
    case "poolKt": {
      const pool = base.openingPools.findIndex(({ id }) => id === target.pool);
      if (pool < 0) {
        const known = base.openingPools.map(({ id }) => id).join(", ");
        throw new RangeError(
          `Cannot solve for a pool: pool must be one of ${known}, is "${target.pool}"`,
        );
      }
      return ({ poolsKt }) => poolsKt[t + 1]![pool]! - value;
    }
  }
}
