import type { Day, Month } from "../calendar/mod.ts";
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
  /** Standard deviation of the daily rate's change from month to month, in logs. Default none. */
  readonly walk?: number;
  /** A level that it follows in every month, in place of a walk. Default none. */
  readonly follows?: FollowsSpec;
}

/** How a flow follows a level that no month has for its own. */
export interface FollowsSpec {
  /** Id of an assumption: kt in an even month. */
  readonly level: string;
  /** Part of the level, 0 to 1. */
  readonly share: number;
  /** Standard deviation of a month around it, in logs. */
  readonly sd: number;
  /** Series of an operating rate, by the market's publisher: in months that have one it counts in place of the holiday. */
  readonly rate?: string;
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

/**
 * What a publisher's count of a series is to the market.
 * - `is`: the quantity by definition. The first such row of a quantity's series says whose count the account uses.
 * - `multiple`: the quantity times a ratio of its own, which the estimate finds.
 * - `part`: the quantity less a rest, which an assumption holds.
 * - `share`: percent of use.
 * - `stock`: a stock, whose changes are what is counted.
 */
export type CountRole = "is" | "multiple" | "part" | "share" | "stock";

/** Whose count of a series says what of the market. */
export interface CountSpec {
  readonly series: string;
  readonly publisher: string;
  /** Default `is`. */
  readonly role?: CountRole;
  /**
   * What is counted: quantities, lines (`line:ID`), `supply`, `use` or `balance`; a second one may be taken off:
   * `exports - imports`. Default the quantity that has the series.
   */
  readonly of?: string;
  /** Of a part: the id of the assumption that holds the rest. */
  readonly rest?: string;
  /** Of a multiple: the count over the quantity, and its standard deviation. Default 1 and 0.03. */
  readonly ratio?: number;
  readonly ratioSd?: number;
  /** Standard deviation of a report beside its rounding, as a share; of a balance, as a share of the lead. Default 0. */
  readonly actualSd?: number;
  /** The same of an outlook. Default 0.05. */
  readonly forecastSd?: number;
  /** Which lines the publisher counts. Default wide. */
  readonly scope?: Scope;
  /** First day on which the row counts. Default always. */
  readonly knownFrom?: Day;
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
  /** Standard deviation of a change beside that part, kt. Default none: its changes say nothing of the balance. */
  readonly changeSd?: number;
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
export type Quantity =
  & Required<Omit<QuantitySpec, "series" | "walk" | "follows">>
  & Pick<QuantitySpec, "walk" | "follows">
  & { readonly series: string | undefined };

/** A count with its defaults. */
export type Count =
  & Required<Omit<CountSpec, "of" | "rest" | "knownFrom">>
  & Pick<CountSpec, "rest" | "knownFrom">
  & { readonly of: string };

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
  readonly counts: readonly Count[];
  readonly pools: readonly (PoolSpec & { readonly counted: boolean })[];
  readonly parts: readonly PartSpec[];
  readonly regions: readonly RegionSpec[];
}
