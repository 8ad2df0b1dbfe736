import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Account, AccountLine, PoolLine, Source, Status } from "./account.ts";
import { flowsOf, linesIn } from "./flows.ts";
import { marketState } from "./market_state.ts";
import type { Line, Plan, Scope } from "./plan.ts";
import { exactly, productOf, type Range } from "./range.ts";

/** One quantity of a month: its value and bounds, how it came about, and what it rests on. */
export interface Figure {
  readonly range: Range;
  readonly status: Status;
  readonly sources: readonly Source[];
}

/** One named stock pool as given; an end that nobody counted is `undefined`. */
export interface PoolInput extends Omit<PoolLine, "openingKt" | "closingKt" | "changeKt"> {
  readonly openingKt: number | undefined;
  readonly closingKt: number | undefined;
}

/** What an account is closed from. */
export interface AccountInput {
  readonly plan: Plan;
  readonly month: Month;
  /** One figure for each quantity, in the plan's order. */
  readonly figures: readonly Figure[];
  readonly pools: readonly PoolInput[];
  /** Standard deviation of the error of supply and of use, as a share of each; at least 0. */
  readonly errorShare: number;
  /** Default the market's own. */
  readonly scope?: Scope;
}

/**
 * Closes a month's account: lines, totals with bounds, stock change, discrepancy, market state.
 *
 * @param input kt a month for flows, the coefficients' own units
 * @returns the account in kt; balance + is a build, - is a draw
 * @throws {RangeError} when a quantity is negative or not finite, or use is 0
 *
 * @example
 * ```ts
 * import { closeAccount, exactly, type Figure, planOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 * });
 * const figures = [375.5, 345].map((value): Figure => ({
 *   range: exactly(value), status: "assumed", sources: [],
 * }));
 * const account = closeAccount({
 *   plan, month: parseMonth("2026-01"), figures, pools: [], errorShare: 0.02,
 * });
 * assert.equal(account.balanceKt.value, 30.5);
 * assert.equal(account.state, "loose");
 * ```
 */
export function closeAccount(input: AccountInput): Account {
  const { plan, month, figures, errorShare, scope = plan.market.scope } = input;
  checkFigures(plan, month, figures);
  const lines = linesIn(plan, scope).map((line) => accountLine(line, plan, figures));
  const at = (supplyEnd: keyof Range, useEnd: keyof Range) => {
    const ofSupply = new Set(
      plan.lines.flatMap(({ sign, amountAt, unitUseAt }) => sign > 0 ? [amountAt, unitUseAt] : []),
    );
    const values = figures.map(({ range }, i) => range[ofSupply.has(i) ? supplyEnd : useEnd]);
    return flowsOf(plan, values, scope);
  };
  const [middle, lowest, highest] = [at("value", "value"), at("low", "high"), at("high", "low")];
  const pools = input.pools.map(poolLine);
  const counted = pools.filter((pool) => pool.counted).map((pool) => pool.changeKt);
  const observedChangeKt = counted.length > 0 && counted.every((change) => change !== undefined)
    ? counted.reduce((sum, change) => sum + change, 0)
    : undefined;
  return {
    market: plan.market,
    month,
    days: daysInMonth(month),
    scope,
    lines,
    supplyKt: { value: middle.supplyKt, low: lowest.supplyKt, high: highest.supplyKt },
    useKt: { value: middle.useKt, low: highest.useKt, high: lowest.useKt },
    balanceKt: { value: middle.balanceKt, low: lowest.balanceKt, high: highest.balanceKt },
    balanceSdKt: errorShare * Math.hypot(middle.supplyKt, middle.useKt),
    balanceShareOfUse: middle.balanceKt / middle.useKt,
    state: marketState(middle.balanceKt, middle.useKt),
    pools,
    ...(observedChangeKt === undefined ? {} : {
      observedChangeKt,
      discrepancyKt: middle.balanceKt - observedChangeKt,
    }),
  };
}

function checkFigures(plan: Plan, month: Month, figures: readonly Figure[]): void {
  plan.quantities.forEach(({ id }, at) => {
    const { low, value, high } = figures[at]?.range ?? exactly(NaN);
    for (const end of [low, value, high]) {
      if (!Number.isFinite(end) || end < 0) {
        throw new RangeError(
          `Cannot close the account for ${month}: ${id} must be a number >= 0, is ${end}`,
        );
      }
    }
  });
}

function accountLine(line: Line, plan: Plan, figures: readonly Figure[]): AccountLine {
  const { id, label, side, amountAt, unitUseAt } = line;
  const amount = figures[amountAt]!;
  if (unitUseAt < 0) {
    const { range, status, sources } = amount;
    return {
      id,
      label,
      side,
      kt: range,
      status,
      formula: `${range.value.toFixed(1)} kt, ${status}`,
      sources,
    };
  }
  const unitUse = figures[unitUseAt]!;
  return {
    id,
    label,
    side,
    kt: productOf(amount.range, unitUse.range),
    status: amount.status,
    formula: `${amount.range.value.toFixed(1)} kt x ${unitUse.range.value.toFixed(2)} ${
      plan.quantities[unitUseAt]!.unit
    }`,
    sources: uniqueSources([...amount.sources, ...unitUse.sources]),
  };
}

function uniqueSources(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.at ?? source.text, source])).values()];
}

function poolLine({ openingKt, closingKt, ...pool }: PoolInput): PoolLine {
  return {
    ...pool,
    ...(openingKt === undefined ? {} : { openingKt }),
    ...(closingKt === undefined ? {} : { closingKt }),
    ...(openingKt === undefined || closingKt === undefined
      ? {}
      : { changeKt: closingKt - openingKt }),
  };
}
