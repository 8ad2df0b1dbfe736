import type { Account, CalendarReceipt, Figure, MonthValues, Plan } from "../balance/mod.ts";
import type { Day, Month } from "../calendar/mod.ts";
import type { MonthlySeries } from "../reconcile/mod.ts";
import type {
  Assumption,
  Catalogue,
  MarketData,
  NumberStatement,
  ScopeBreak,
  Statement,
} from "../statements/mod.ts";
import type { LatestStock, StockHistory } from "./_pools.ts";

/** What a ledger is opened with. */
export interface LedgerOptions {
  /** The day looked from: what was published by its end is known. `latest` is the last day of publication in the data. */
  readonly asOf: Day | "latest";
  /** Whose counts are used; never spliced with another's. The market's own unless told otherwise. */
  readonly publisher?: string;
  /** Where the market lies, from the working folder. The project's own unless told otherwise, or empty. */
  readonly folder?: string | URL;
  /** Data already loaded, in place of a folder. */
  readonly data?: Omit<MarketData, "asPrinted" | "corrections">;
}

/** The data as it stood on a day: statements and assumptions made into series and accounts. */
export interface Ledger {
  readonly asOf: Day;
  readonly plan: Plan;
  readonly publisher: string;
  readonly folder: URL;
  /** Who is counted, for the line under a chart: `A publisher, Customs; assumptions in assumptions.csv`. */
  readonly source: string;
  readonly sha256: string;
  readonly catalogue: Catalogue;
  readonly statements: readonly Statement[];
  /** The latest vintage of each figure. */
  readonly current: readonly Statement[];
  readonly assumptions: readonly Assumption[];
  readonly breaks: readonly ScopeBreak[];
  /** One publisher's reconciled monthly series, read as the catalogue's kind: a stock by the last count of a month. */
  series(id: string, publisher?: string): MonthlySeries;
  /**
   * The series of a quantity, by whom the market counts it.
   *
   * @param quantity its id. Default the market's lead quantity: production
   * @throws {RangeError} when there is no such quantity, or nobody prints it
   */
  history(quantity?: string): MonthlySeries;
  /** The assumption that holds for a month: its own, else the general one. */
  assumption(id: string, month: Month): Assumption;
  /** The month's quantities in the plan's order, with ranges and sources, before they are closed into an account. */
  figures(month: Month): readonly Figure[];
  values(month: Month): MonthValues;
  /**
   * The month's account.
   *
   * @throws {RangeError} naming the figure that neither a statement nor an assumption gives
   */
  account(month: Month): Account;
  /** The accounts of every month from one to another that can be closed; months that lack a figure are left out. */
  accounts(from: Month, to: Month): readonly Account[];
  /**
   * The calendar receipt of the lead quantity (or another) from the month before.
   *
   * @throws {RangeError} when either month is not known
   */
  receipt(month: Month, quantity?: string): CalendarReceipt;
  /** The receipts of every output that the market's publisher counts and that is known in the month and the one before. */
  receipts(month: Month): readonly { readonly label: string; readonly receipt: CalendarReceipt }[];
  /**
   * The stock of each pool by its latest count, whoever counts it: on the day looked from, or up to ten days past a
   * month's end. Pools without a count in the two weeks before are left out.
   */
  latestStocks(month?: Month): readonly LatestStock[];
  /**
   * The month a text names; `latest` is the last with a figure for production, outlooks included.
   *
   * @throws {SyntaxError} when the text is neither
   */
  month(text: string): Month;
  /** The publisher's counts of a stock by day, with its changes of scope. The first counted pool unless told otherwise. */
  stockHistory(series?: string): StockHistory;
  /** The publisher's own figure for the month's balance, kt; `undefined` when it printed none, or only an outlook. */
  publishedBalance(month: Month): NumberStatement | undefined;
}
