import { meanOf } from "./_errors.ts";
import type { BalanceScore } from "./score_balances.ts";

/** How near the account and the estimate came, over the published balances that count. */
export interface BalanceRecord {
  readonly count: number;
  /** Mean distances from what was said, kt; `undefined` without any. */
  readonly accountKt: number | undefined;
  readonly estimateKt: number | undefined;
  /** In how many the estimate came nearer, and in how many the account did; both within what was said is neither. */
  readonly nearer: number;
  readonly farther: number;
  /** What follows, in one or two sentences: no conclusion from fewer than eight, or from what may be chance. */
  readonly words: string;
}

const LEAST = 8;
const RARE = 0.05;

/**
 * Sums up {@link scoreBalances}.
 *
 * @example
 * ```ts
 * import { balanceRecord } from "@silicon/balance/review";
 * import assert from "node:assert/strict";
 * const { words } = balanceRecord([]);
 * assert.equal(words, "No published balance can be compared with both yet.");
 * ```
 */
export function balanceRecord(scores: readonly BalanceScore[]): BalanceRecord {
  const gaps = scores.filter(({ counted }) => counted).map(({ said, estimateGapKt }) =>
    [Math.abs(said.gapKt), Math.abs(estimateGapKt)] as const
  );
  const count = gaps.length;
  const nearer = gaps.filter(([account, own]) => own < account).length;
  const farther = gaps.filter(([account, own]) => own > account).length;
  const counts = { count, nearer, farther };
  if (count === 0) {
    const words = "No published balance can be compared with both yet.";
    return { ...counts, accountKt: undefined, estimateKt: undefined, words };
  }
  const accountKt = meanOf(gaps.map(([account]) => account));
  const estimateKt = meanOf(gaps.map(([, own]) => own));
  const means = { ...counts, accountKt, estimateKt };
  if (count < LEAST) {
    const balances = count === 1 ? "one published balance" : `${count} published balances`;
    const words = `Only ${balances} can be compared with both: too few to say which comes nearer.`;
    return { ...means, words };
  }
  const p = signTest(nearer, farther);
  const chance = `sign test, p = ${p < 0.001 ? "below 0.001" : p.toFixed(3)}`;
  const isSure = p < RARE;
  const [better, times] = nearer < farther ? ["account", farther] : ["estimate", nearer];
  const words =
    `Over ${count} published balances the account lies ${accountKt.toFixed(0)} kt from ` +
    `what was said on average, and the estimate that did not see it ${
      estimateKt.toFixed(0)
    } kt. The ${better} comes nearer in ${times} of the ${nearer + farther} in which they differ, ${
      isSure
        ? `more often than by chance (${chance})`
        : `which may be chance (${chance}): no conclusion`
    }.`;
  return { ...means, words };
}

/** Exact and two-sided: how often a fair coin falls at least as unevenly. */
function signTest(a: number, b: number): number {
  const n = a + b;
  let [ways, tail] = [1, 0];
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += ways;
    ways *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * tail / 2 ** n);
}
