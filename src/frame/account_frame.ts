import { type Account, daysOfCover, type PoolLine, type Range } from "../balance/mod.ts";
import { monthLabel } from "../calendar/mod.ts";
import { numberText, percentText } from "../markup/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

interface AccountRow {
  readonly line: string;
  readonly amount: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly unit: string;
  readonly status: string | undefined;
  readonly how: string;
}

const SUPPLY = "Supply";
const USE = "Use";
const BALANCE = "Balance = supply - use (+ build, - draw)";

/**
 * A month's account from top to bottom: supply lines, use lines, balance, stock by pool, observed change, statistical
 * discrepancy and days of cover.
 *
 * @param account a closed account, kt
 * @returns columns line, amount, low, high, unit (kt or days), status, how. + is a build, - is a draw, as the row
 *   labels say. Cover is on this month's own daily use.
 *
 * @example
 * ```ts
 * import { accountFrame } from "@silicon/balance/frame";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const account = ledger.account(parseMonth("2026-01"));
 * assert.equal(accountFrame(account).column("amount").values[0], account.lines[0]!.kt.value);
 * ```
 */
export function accountFrame(account: Account): DataFrame {
  const { market } = account;
  const counted = account.pools.filter((pool) => pool.counted);
  const rows: AccountRow[] = [
    ...linesOf(account, "supply"),
    total(SUPPLY, account.supplyKt, `sum of the above, ${account.scope} scope`),
    ...linesOf(account, "use"),
    total(USE, account.useKt, "sum of the above"),
    total(
      BALANCE,
      account.balanceKt,
      `implied stock change, ${
        percentText(account.balanceShareOfUse, 1)
      } of use: ${account.state}; one standard deviation ${numberText(account.balanceSdKt, 1)} kt`,
    ),
    ...account.pools.flatMap((pool) => stockRows(pool)),
    kt(
      "Observed stock change (+ build, - draw)",
      account.observedChangeKt,
      counted.length === 0 ? "no pool is counted" : counted.map((pool) => pool.label).join(" + "),
    ),
    kt("Statistical discrepancy", account.discrepancyKt, "balance - observed change"),
    ...account.pools.map((pool) => coverRow(pool, account)),
  ];
  return frameOf(rows, [
    { key: "line" },
    { key: "amount", digits: 1, align: "right" },
    { key: "low", digits: 1, align: "right" },
    { key: "high", digits: 1, align: "right" },
    { key: "unit" },
    { key: "status" },
    { key: "how", label: "How it is made" },
  ], {
    caption: `Supply-demand account, ${market.title}, ${market.country}, ${
      monthLabel(account.month)
    } (${account.days} days)`,
    totals: [SUPPLY, USE, BALANCE],
  });
}

function linesOf(account: Account, side: "supply" | "use"): AccountRow[] {
  return account.lines.filter((line) => line.side === side).map((line) => ({
    line: line.label,
    ...bounds(line.kt),
    unit: "kt",
    status: line.status,
    how: line.formula,
  }));
}

// Bounds that say nothing more than the value would only fill the table.
function bounds({ value, low, high }: Range): Pick<AccountRow, "amount" | "low" | "high"> {
  const known = low === high;
  return { amount: value, low: known ? undefined : low, high: known ? undefined : high };
}

function total(line: string, range: Range, how: string): AccountRow {
  return { line, ...bounds(range), unit: "kt", status: undefined, how };
}

function kt(line: string, amount: number | undefined, how: string): AccountRow {
  return { line, amount, low: undefined, high: undefined, unit: "kt", status: undefined, how };
}

function stockRows(pool: PoolLine): AccountRow[] {
  const shown = pool.counted ? "" : "; shown beside the account";
  return [
    kt(`${pool.label}, opening`, pool.openingKt, `${pool.publisher}${shown}`),
    kt(`${pool.label}, closing`, pool.closingKt, `${pool.publisher}${shown}`),
    kt(`${pool.label}, change (+ build, - draw)`, pool.changeKt, `closing - opening${shown}`),
  ];
}

function coverRow(pool: PoolLine, account: Account): AccountRow {
  const cover = pool.closingKt === undefined
    ? undefined
    : daysOfCover(pool.closingKt, account.useKt.value, account.days);
  return {
    ...kt(`${pool.label}, days of cover`, cover, "closing stock ÷ this month's daily use"),
    unit: "days",
  };
}
