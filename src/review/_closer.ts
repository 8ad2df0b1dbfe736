import type { Account } from "../balance/mod.ts";
import { type Month, monthRange } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { type BalanceBand, bandOf } from "./_band.ts";

/** A month's account with its band. */
export interface Closed {
  readonly account: Account;
  readonly band: BalanceBand;
}

/** A month that cannot be closed, and what it lacks. */
export interface Unclosed {
  readonly month: Month;
  readonly why: string;
}

/** Closes spans of months; each month once, however many spans it is in. */
export function closer(
  ledger: Ledger,
): (from: Month, to: Month) => { readonly closed: Closed[]; readonly unclosed: Unclosed[] } {
  const known = new Map<Month, Closed | Unclosed>();
  return (from, to) => {
    const closed: Closed[] = [];
    const unclosed: Unclosed[] = [];
    for (const month of monthRange(from, to)) {
      const result = known.get(month) ?? close(ledger, month);
      known.set(month, result);
      if ("why" in result) unclosed.push(result);
      else closed.push(result);
    }
    return { closed, unclosed };
  };
}

function close(ledger: Ledger, month: Month): Closed | Unclosed {
  try {
    const account = ledger.account(month);
    return { account, band: bandOf(ledger, account) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // `Cannot close the account for 2024-11: production is missing: no statement ...`
    const [, why = error.message] = /^[^:]*: ([^:]*)/.exec(error.message) ?? [];
    return { month, why };
  }
}

/** `2024-01 to 2024-03, 2024-11 cannot be closed: production is missing`, one part for each thing that lacks. */
export function whatLacks(unclosed: readonly Unclosed[]): string {
  const whys = [...new Set(unclosed.map(({ why }) => why))];
  return whys.map((why) => {
    const months = unclosed.filter((entry) => entry.why === why).map(({ month }) => month);
    const runs: Month[][] = [];
    for (const month of months) {
      const last = runs.at(-1);
      if (last && monthRange(last[0]!, month).length === last.length + 1) last.push(month);
      else runs.push([month]);
    }
    const named = runs.map((run) => run.length === 1 ? run[0] : `${run[0]} to ${run.at(-1)}`);
    return `${named.join(", ")} cannot be closed: ${why}`;
  }).join("; ");
}
