import type { Month } from "../calendar/mod.ts";
import type { MarketNames, Scope } from "./plan.ts";
import type { MarketState } from "./market_state.ts";
import type { Range } from "./range.ts";

/** How a figure came about. */
export type Status = "actual" | "derived" | "forecast" | "assumed" | "residual" | "missing";

/** Where a figure comes from: a printed statement, an assumption, or a formula over others. */
export interface Source {
  readonly kind: "statement" | "assumption" | "formula";
  /** One line a reader understands: `Publisher, 6 February 2026: production 375,500 mt`. */
  readonly text: string;
  readonly url?: string;
  /** `data/statements/2026-02.csv:12` for what is in a file. */
  readonly at?: string;
}

/** One line of the account, kt a month. */
export interface AccountLine {
  readonly id: string;
  readonly label: string;
  readonly side: "supply" | "use";
  readonly kt: Range;
  readonly status: Status;
  /** In words: `101.3 kt x 1.20 mt/mt`. */
  readonly formula: string;
  readonly sources: readonly Source[];
}

/** One named stock pool over the month, kt. Missing ends are `undefined`. */
export interface PoolLine {
  readonly id: string;
  readonly label: string;
  readonly publisher: string;
  readonly openingKt?: number;
  readonly closingKt?: number;
  /** Closing - opening: + is a build. */
  readonly changeKt?: number;
  /** Whether the change counts as observed change in the discrepancy, or is shown beside it. */
  readonly counted: boolean;
  readonly sources: readonly Source[];
}

/** A month's supply-demand account, kt. Balance = supply - use; + is a build, - is a draw. */
export interface Account {
  readonly market: MarketNames;
  readonly month: Month;
  readonly days: number;
  readonly scope: Scope;
  readonly lines: readonly AccountLine[];
  readonly supplyKt: Range;
  readonly useKt: Range;
  /** Implied (theoretical) stock change = supply - use. Bounds by interval arithmetic over every line. */
  readonly balanceKt: Range;
  /** One standard deviation of the balance under independent errors on supply and on use, kt. */
  readonly balanceSdKt: number;
  readonly state: MarketState;
  readonly pools: readonly PoolLine[];
  /** Share of use: balance / use. */
  readonly balanceShareOfUse: number;
  /** Sum of the changes of the counted pools, kt; `undefined` when any is unknown. */
  readonly observedChangeKt?: number;
  /** Implied change - observed change, kt. */
  readonly discrepancyKt?: number;
}
