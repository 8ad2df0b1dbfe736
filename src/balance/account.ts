import type { Month } from "../calendar/mod.ts";
import type { Scope } from "./drivers.ts";
import type { MarketState } from "./market_state.ts";
import type { Range } from "./range.ts";

/** How a figure came about. */
export type Status = "actual" | "derived" | "forecast" | "assumed" | "residual" | "missing";

/** Where a figure comes from: a printed statement, an assumption, or a formula over others. */
export interface Source {
  /** Whether it is printed, assumed, or computed. */
  readonly kind: "statement" | "assumption" | "formula";
  /** One line a reader understands: `SMM, 6 Feb 2026: production 375,500 mt`. */
  readonly text: string;
  /** Address of the page, where there is one. */
  readonly url?: string;
  /** `data/statements/2026-02.csv:12` for what is in a file. */
  readonly at?: string;
}

/** What a line of the account is about. */
export type LineId =
  | "production"
  | "silicon97"
  | "secondarySilicon"
  | "imports"
  | "polysilicon"
  | "silicone"
  | "alloy"
  | "exports"
  | "otherUse";

/** One line of the account, kt a month. */
export interface AccountLine {
  /** Its name in code and data. */
  readonly id: LineId;
  /** Its name as people read it. */
  readonly label: string;
  /** Which side of the account it stands on. */
  readonly side: "supply" | "use";
  /** Quantity in kt, with its bounds. */
  readonly kt: Range;
  /** How it came about. */
  readonly status: Status;
  /** How the figure is made, in words: `output 101.3 kt x 1.20 mt/mt`. */
  readonly formula: string;
  /** What it rests on. */
  readonly sources: readonly Source[];
}

/** One named stock pool over the month, kt. Missing ends are `undefined`. */
export interface PoolLine {
  /** Its name in code and data. */
  readonly id: string;
  /** Its name as people read it. */
  readonly label: string;
  /** Who counted it. */
  readonly publisher: string;
  /** Stock at the end of the month before, kt. */
  readonly openingKt?: number;
  /** Stock at the month's end, kt. */
  readonly closingKt?: number;
  /** Closing - opening: + is a build. */
  readonly changeKt?: number;
  /** Whether the change counts as observed change in the discrepancy, or is shown beside it. */
  readonly counted: boolean;
  /** What it rests on. */
  readonly sources: readonly Source[];
}

/** A month's supply-demand account, kt. Balance = supply - use; + is a build, - is a draw. */
export interface Account {
  /** The month. */
  readonly month: Month;
  /** Days in the month. */
  readonly days: number;
  /** Which supply is counted. */
  readonly scope: Scope;
  /** Supply and use, line by line. */
  readonly lines: readonly AccountLine[];
  /** Supply, kt. */
  readonly supplyKt: Range;
  /** Use, kt. */
  readonly useKt: Range;
  /** Implied (theoretical) stock change = supply - use. Bounds by interval arithmetic over every line. */
  readonly balanceKt: Range;
  /** One standard deviation of the balance under independent errors on supply and on use, kt. */
  readonly balanceSdKt: number;
  /** The market's state at the balance's value. */
  readonly state: MarketState;
  /** The named stock pools. */
  readonly pools: readonly PoolLine[];
  /** Share of use: balance / use. */
  readonly balanceShareOfUse: number;
  /** Sum of the changes of the counted pools, kt; `undefined` when any is unknown. */
  readonly observedChangeKt?: number;
  /** Implied change - observed change, kt. */
  readonly discrepancyKt?: number;
}
