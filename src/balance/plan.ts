import type { Month } from "../calendar/mod.ts";
import type { Range } from "./range.ts";

/** Which lines a balance counts: `core`, what every publisher counts; `wide` adds the lines that only some count. */
export type Scope = "core" | "wide";

/** What a market is called, and what its account starts from. */
export interface MarketNames {
  /** The good, as a sentence begins with it: `Lithium carbonate`. */
  readonly title: string;
  readonly country: string;
  /** The country's code in the statements: `CN`. */
  readonly region: string;
  /** Whose counts are used unless told otherwise. */
  readonly publisher: string;
  /** The quantity that is cut by region and restarted: production. */
  readonly lead: string;
  /** Series of the balances that publishers print, in kt and in words. */
  readonly balanceSeries: string;
  readonly classSeries: string;
  /** The first month that histories and records are made of. */
  readonly firstMonth: Month;
  readonly scope: Scope;
  /** Stock that nobody counts, in words. */
  readonly notCounted: readonly string[];
}

/** A number that moves the account, as written. */
export interface QuantitySpec {
  readonly id: string;
  /** Default the id in words. */
  readonly label?: string;
  /** `flow`: kt a month. `coefficient`: a level that does not depend on the days of the month. Default flow. */
  readonly kind?: "flow" | "coefficient";
  /** Default kt for a flow, mt/mt for a coefficient. */
  readonly unit?: string;
  /** The catalogue's series that prints it. Default none: it is assumed. */
  readonly series?: string;
  /** Takes what a printed balance leaves over, beside the others that do. Default no. */
  readonly closes?: boolean;
  /** Falls to a part of its rate around Chinese New Year. Default no. */
  readonly holiday?: boolean;
  /** Has a slider. Default no. */
  readonly lever?: boolean;
}

/** A line of the account, as written: an amount, or an amount times a unit use. */
export interface LineSpec {
  readonly id: string;
  /** Default the amount's label. */
  readonly label?: string;
  readonly side: "supply" | "use";
  /** A flow. */
  readonly amount: string;
  /** A coefficient: kt of the market's good a kt of the amount. Default none. */
  readonly unitUse?: string;
  /** Default core. */
  readonly scope?: Scope;
}

/** Whose count of a series stands for a quantity. */
export interface CountSpec {
  readonly series: string;
  readonly publisher: string;
}

/** A named stock, as written. */
export interface PoolSpec {
  readonly id: string;
  readonly label: string;
  readonly series: string;
  /** Whose counts make its line in the account; without one it is only part of the latest stock, whoever counted it. */
  readonly publisher?: string;
  /** Whether its change counts as observed change. Default no. */
  readonly counted?: boolean;
  /** Part of a build or draw that it takes, 0 to 1, with its bounds. */
  readonly share: Range;
}

/** Part of a pool or of another part: never added to it. */
export interface PartSpec {
  readonly id: string;
  readonly label: string;
  readonly series: string;
  /** Default whoever counts it. */
  readonly publisher?: string;
  /** Id of what it is part of. */
  readonly partOf: string;
}

/** A part of the lead quantity, as written. */
export interface RegionSpec {
  readonly id: string;
  readonly label: string;
  /** Of the lead quantity, 0 to 1, with its bounds; the values of all regions sum to 1. */
  readonly share: Range;
  /** A citation. Default the word `assumed`. */
  readonly source?: string;
}

/** A market as written: what is left out gets its default. */
export interface PlanSpec {
  readonly market?: Partial<MarketNames>;
  readonly quantities: readonly QuantitySpec[];
  readonly lines: readonly LineSpec[];
  readonly counts?: readonly CountSpec[];
  readonly pools?: readonly PoolSpec[];
  readonly parts?: readonly PartSpec[];
  readonly regions?: readonly RegionSpec[];
}

/** A quantity with its defaults filled in. */
export type Quantity = Required<Omit<QuantitySpec, "series">> & {
  readonly series: string | undefined;
};

/** A line with its defaults, and the places of its factors among the quantities. */
export interface Line extends Required<Omit<LineSpec, "unitUse">> {
  readonly sign: 1 | -1;
  readonly amountAt: number;
  /** -1 where there is no unit use. */
  readonly unitUseAt: number;
}

/** A market, checked: from it everything follows. Plain data, so that a panel can carry it into a page. */
export interface Plan {
  readonly market: MarketNames;
  /** Their order is the order of every list of values. */
  readonly quantities: readonly Quantity[];
  readonly lines: readonly Line[];
  readonly counts: readonly CountSpec[];
  readonly pools: readonly (PoolSpec & { readonly counted: boolean })[];
  readonly parts: readonly PartSpec[];
  readonly regions: readonly RegionSpec[];
}
