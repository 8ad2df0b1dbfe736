import type { Range } from "../balance/mod.ts";
import { estimate, type Observation, type Posterior } from "../estimate/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { comparePublished, type PublishedComparison } from "./compare_published.ts";
import { NORMAL_90 } from "./_errors.ts";

/** A published balance beside the account and beside an estimate that did not see it. */
export interface BalanceScore {
  readonly said: PublishedComparison & {
    readonly published: NonNullable<PublishedComparison["published"]>;
    readonly accountKt: Range;
    readonly gapKt: number;
  };
  /** The estimate without what the publisher printed of these months, there and on the same page; 90% band. */
  readonly estimateKt: Range;
  /** The estimate less the nearest balance that was said, kt: 0 inside. */
  readonly estimateGapKt: number;
  /** That gap over the error of both; `undefined` where the plan gives no error of the publisher's balances. */
  readonly z: number | undefined;
  /**
   * Whether it counts in an average: not where the account closes on the figure, nor words beside a figure of the same
   * publisher and months, nor an outlook that the publisher has since reported on.
   */
  readonly counted: boolean;
}

/**
 * How near the account and the estimate come to what publishers said of the balance. The account has seen what it is
 * compared with, in its assumptions at least; the estimate has not.
 *
 * @returns one for each print of months that the account closes and the estimate speaks of, in the order of
 * {@link comparePublished}; none is estimated where there is none
 * @throws {RangeError} when the market's plan does not hold an estimate, naming what it lacks
 *
 * @example
 * ```ts
 * import { scoreBalances } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const scores = scoreBalances(await openLedger({ asOf: parseDay("2026-02-10") }));
 * const january = scores.find(({ said }) => said.period === "2026-01" && !said.balanceClass)!;
 * assert.ok(january.estimateKt.low < 30 && january.estimateKt.high > 30);
 * assert.equal(january.counted, false); // The account closes on it.
 * ```
 */
export function scoreBalances(ledger: Ledger): BalanceScore[] {
  const closed = comparePublished(ledger).filter(isClosed);
  if (closed.length === 0) return [];
  const all = estimate({ data: ledger, asOf: ledger.asOf });
  const [first, last] = [all.months[0]!, all.months.at(-1)!];
  /** Of such publishers the estimate leaves unheard only what they have since replaced. */
  const isHeard = ({ publisher }: PublishedComparison) =>
    ledger.plan.counts.some((count) => count.publisher === publisher && count.of === "balance");
  const fits = new Map<string, Posterior>();
  return closed.filter(({ from, to }) => from >= first && to <= last).map((said): BalanceScore => {
    const { publisher, from, to, published: { low, high } } = said;
    const own = all.observations.filter((one) => isOf(one, said));
    const key = own.map(({ id }) => id).join("|");
    const fit = fits.get(key) ?? (own.length === 0 ? all : all.without((one) => own.includes(one)));
    fits.set(key, fit);
    const { value, sd } = fit.of([{ of: "balance", from, to }]);
    const estimateGapKt = value - Math.min(Math.max(value, low), high);
    const print = own.find(({ terms: [term], statements = [] }) =>
      term!.from === from && term!.to === to &&
      statements.some((one) => said.statements.includes(one))
    );
    const repeats = said.balanceClass !== undefined &&
      closed.some((other) =>
        other.balanceClass === undefined && other.publisher === publisher && other.from === from &&
        other.to === to
      );
    return {
      said,
      estimateKt: { value, low: value - NORMAL_90 * sd, high: value + NORMAL_90 * sd },
      estimateGapKt,
      z: print && estimateGapKt / Math.hypot(sd, print.sd),
      counted: said.closedOnPrint.length === 0 && !repeats &&
        !(print === undefined && isHeard(said)),
    };
  });
}

function isClosed(said: PublishedComparison): said is BalanceScore["said"] {
  return said.published !== undefined && said.accountKt !== undefined;
}

/** Whether a print speaks of the balance or the use of a comparison's months, there or on the same page of some of them. */
function isOf(
  { kind, terms, under = [], statements = [] }: Observation,
  said: BalanceScore["said"],
) {
  const pages = new Set(said.statements.map(({ url }) => url));
  return kind === "print" && statements.some((one) => one.publisher === said.publisher) &&
    [...terms, ...under].some(({ of, from, to = from }) =>
      (of === "balance" || of === "use") &&
      (from === said.from && to === said.to ||
        from! >= said.from && to! <= said.to && statements.some(({ url }) => pages.has(url)))
    );
}
