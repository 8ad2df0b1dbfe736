import type { Account } from "../balance/mod.ts";
import type { SupplyUseRow } from "./supply_use_balance_chart.ts";

/**
 * Accounts as the rows that `supplyUseBalanceChart` draws. A month is a forecast when a line of supply is one.
 *
 * @param accounts closed accounts in order of month, kt
 */
export function supplyUseRows(accounts: readonly Account[]): SupplyUseRow[] {
  return accounts.map(({ month, lines, supplyKt, useKt, balanceKt }) => ({
    month,
    supplyKt: supplyKt.value,
    supplyLowKt: supplyKt.low,
    supplyHighKt: supplyKt.high,
    useKt: useKt.value,
    useLowKt: useKt.low,
    useHighKt: useKt.high,
    balanceKt: balanceKt.value,
    balanceLowKt: balanceKt.low,
    balanceHighKt: balanceKt.high,
    status: lines.some(({ side, status }) => side === "supply" && status === "forecast")
      ? "forecast"
      : "actual",
  }));
}
