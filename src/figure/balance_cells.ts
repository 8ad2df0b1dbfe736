import type { GridCell } from "../scenario/mod.ts";
import type { BalanceCell } from "./balance_grid_chart.ts";

const PER_CENT = 100;

/**
 * A grid of two percentage steps as the cells that `balanceGridChart` draws.
 *
 * @param cells as `grid` gives them, x a change of supply and y a change of use, both in per cent and at most 0
 */
export function balanceCells(cells: readonly GridCell[]): BalanceCell[] {
  return cells.map(({ x, y, balanceKt, shareOfUse }) => ({
    supplyCutShare: Math.abs(x) / PER_CENT,
    demandDeclineShare: Math.abs(y) / PER_CENT,
    balanceKt,
    balanceShareOfUse: shareOfUse,
  }));
}
