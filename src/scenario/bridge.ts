import {
  flowsOf,
  type Line,
  linesIn,
  logMeanSplit,
  type MonthValues,
  type Plan,
  type Scope,
} from "../balance/mod.ts";
import { daysInMonth } from "../calendar/mod.ts";
import { shapleySplit } from "./shapley_split.ts";

/** One end of a bridge: a month, or several months in a row. */
export interface BridgeEnd {
  readonly label: string;
  readonly months: readonly MonthValues[];
}

/** What moved within a line: days in the month, the daily rate of output or use, or the unit consumption. */
export type BridgeEffect = "days" | "rate" | "unitUse";

/** One step of a bridge. */
export interface BridgeRow {
  readonly id: string;
  readonly label: string;
  readonly side: Line["side"];
  /** What the line adds to the balance's change, kt: less use counts as +. */
  readonly kt: number;
  /** The same by cause; sums to `kt`. */
  readonly parts: readonly { readonly effect: BridgeEffect; readonly kt: number }[];
  /** Log-mean where every factor is above 0 in every month, else Shapley. */
  readonly method: "log-mean" | "Shapley";
}

/** The way from one balance to another. */
export interface Bridge {
  readonly from: string;
  readonly to: string;
  /** Balance of the first end, kt; + is a build. */
  readonly fromKt: number;
  /** Balance of the second end, kt; + is a build. */
  readonly toKt: number;
  /** In the order of the account; `fromKt` and all rows sum to `toKt`. */
  readonly rows: readonly BridgeRow[];
}

/**
 * What leads from one balance to another, line by line and cause by cause, with an exact sum.
 *
 * Method: lines add up, so each line's change is its own; within a line, days x daily rate x unit consumption are split
 * by logarithmic mean (LMDI), or by Shapley values where a factor is 0.
 *
 * @param plan the market
 * @param from a month or a span of months, of one scenario
 * @param to as many months, of the same or another scenario
 * @param scope which lines are counted. Default the market's own
 * @returns contributions in kt; + raises the balance
 * @throws {RangeError} when the ends differ in length or are empty
 *
 * @example
 * ```ts
 * import { bridge } from "@silicon/balance/scenario";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const end = (label: string) => ({ label, months: [ledger.values(parseMonth(label))] });
 * const { rows } = bridge(ledger.plan, end("2026-01"), end("2026-02"));
 * const production = rows.find(({ id }) => id === "production")!;
 * assert.deepEqual(
 *   production.parts.map(({ effect, kt }) => [effect, kt.toFixed(1)]),
 *   [["days", "-32.8"], ["rate", "-69.0"]],
 * );
 * ```
 */
export function bridge(
  plan: Plan,
  from: BridgeEnd,
  to: BridgeEnd,
  scope: Scope = plan.market.scope,
): Bridge {
  if (from.months.length === 0 || from.months.length !== to.months.length) {
    throw new RangeError(
      `Cannot bridge ${from.label} to ${to.label}: both must have the same number of months, have ${from.months.length} and ${to.months.length}`,
    );
  }
  const balanceOf = (months: readonly MonthValues[]) =>
    months.reduce((sum, { values }) => sum + flowsOf(plan, values, scope).balanceKt, 0);
  return {
    from: from.label,
    to: to.label,
    fromKt: balanceOf(from.months),
    toKt: balanceOf(to.months),
    rows: linesIn(plan, scope).map((line) => rowOf(line, from.months, to.months)),
  };
}

// Logarithms of anything smaller would measure rounding.
const LEAST_FACTOR = 1e-12;

function rowOf(
  line: Line,
  from: readonly MonthValues[],
  to: readonly MonthValues[],
): BridgeRow {
  const before = from.map((month) => factorsOf(line, month));
  const after = to.map((month) => factorsOf(line, month));
  const isPositive = [...before, ...after].flat().every((factor) => factor > LEAST_FACTOR);
  const split = isPositive ? logMeanSplit : shapleyOf;
  const effects: BridgeEffect[] = ["days", "rate", "unitUse"];
  const sums = before[0]!.map(() => 0);
  before.forEach((factors, t) =>
    split(factors, after[t]!).forEach((kt, k) => sums[k]! += line.sign * kt)
  );
  return {
    id: line.id,
    label: line.label,
    side: line.side,
    kt: sums.reduce((a, b) => a + b, 0),
    parts: sums.map((kt, k) => ({ effect: effects[k]!, kt })),
    method: isPositive ? "log-mean" : "Shapley",
  };
}

function factorsOf({ amountAt, unitUseAt }: Line, { month, values }: MonthValues): number[] {
  const days = daysInMonth(month);
  const factors = [days, values[amountAt]! / days];
  return unitUseAt < 0 ? factors : [...factors, values[unitUseAt]!];
}

function shapleyOf(before: readonly number[], after: readonly number[]): number[] {
  const changed = (joined: number) =>
    before.reduce((product, factor, k) => product * (joined >> k & 1 ? after[k]! : factor), 1);
  return shapleySplit(before.length, (joined) => [changed(joined)]).map(([part]) => part!);
}
