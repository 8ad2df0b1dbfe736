import type { Account } from "./account.ts";
import { calendarReceipt } from "./calendar_receipt.ts";

/** One part of a change of balance, kt: + towards a build, - towards a draw. */
export interface BridgeStep {
  /** What moved it. */
  readonly label: string;
  /** How far, kt: + towards a build, - towards a draw. */
  readonly kt: number;
}

/** How one month's balance became another's: start + steps = end, exact. */
export interface AccountBridge {
  /** The balance before, kt; + is a build. */
  readonly startKt: number;
  /** The parts: production by days and by daily rate, then every other line that moved. */
  readonly steps: readonly BridgeStep[];
  /** The balance after, kt; + is a build. */
  readonly endKt: number;
}

/**
 * The bridge from one account's balance to another's, line by line; production is split into days and daily rate.
 *
 * @param from the earlier account, kt
 * @param to the later account on the same scope, kt
 * @throws {RangeError} when the scopes differ, since a change of scope is no change of the market
 *
 * @example
 * ```ts
 * import { accountBridge } from "@silicon/balance/balance";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const bridge = accountBridge(
 *   ledger.account(parseMonth("2026-01")),
 *   ledger.account(parseMonth("2026-02")),
 * );
 * assert.equal(bridge.steps[0]!.label, "Production: days");
 * const sum = bridge.steps.reduce((total, step) => total + step.kt, bridge.startKt);
 * assert.ok(Math.abs(sum - bridge.endKt) < 1e-9);
 * ```
 */
export function accountBridge(from: Account, to: Account): AccountBridge {
  if (from.scope !== to.scope) {
    throw new RangeError(
      `Cannot bridge ${from.month} to ${to.month}: scopes differ, ${from.scope} and ${to.scope}`,
    );
  }
  const steps = to.lines.flatMap((line): BridgeStep[] => {
    const beforeKt = from.lines.find(({ id }) => id === line.id)!.kt.value;
    const afterKt = line.kt.value;
    if (line.id === "production" && beforeKt > 0 && afterKt > 0) {
      const receipt = calendarReceipt({ month: from.month, kt: beforeKt }, {
        month: to.month,
        kt: afterKt,
      });
      return [
        { label: "Production: days", kt: receipt.daysKt },
        { label: "Production: daily rate", kt: receipt.rateKt },
      ];
    }
    return [{
      label: line.label,
      kt: line.side === "supply" ? afterKt - beforeKt : beforeKt - afterKt,
    }];
  });
  return {
    startKt: from.balanceKt.value,
    steps: steps.filter(({ kt }) => kt !== 0),
    endKt: to.balanceKt.value,
  };
}
