import {
  type Account,
  type CalendarReceipt,
  calendarReceipt,
  closeAccount,
  type Drivers,
  type Figures,
} from "../balance/mod.ts";
import {
  addDays,
  addMonths,
  type Day,
  daysInMonth,
  type Month,
  monthRange,
  parseDay,
  parseMonth,
} from "../calendar/mod.ts";
import { type MonthlySeries, monthlySeries } from "../reconcile/mod.ts";
import {
  asOf as knownOn,
  type Assumption,
  type Catalogue,
  loadData,
  type MarketData,
  type ScopeBreak,
  type Statement,
  vintagesOf,
} from "../statements/mod.ts";
import { figuresOf, type Shelf, valuesOf } from "./_figures.ts";
import {
  type LatestStock,
  latestStocks,
  poolsOf,
  type StockHistory,
  stockHistory,
} from "./_pools.ts";

/** What a ledger is opened with. */
export interface LedgerOptions {
  /** The day looked from: what was published by its end is known. `latest` is the last day of publication in the data. */
  readonly asOf: Day | "latest";
  /** Whose counts are used; never spliced with another's. SMM unless told otherwise. */
  readonly publisher?: string;
  /** Data already loaded; the repository's own unless told otherwise. */
  readonly data?: Omit<MarketData, "asPrinted" | "corrections">;
}

/** The books as they stood on a day: statements and assumptions made into series and accounts. */
export interface Ledger {
  /** The day looked from. */
  readonly asOf: Day;
  /** Who counted it. */
  readonly publisher: string;
  /** SHA-256 of all data files, hex. */
  readonly sha256: string;
  /** The series by id. */
  readonly catalogue: Catalogue;
  /** Every vintage known on the day. */
  readonly statements: readonly Statement[];
  /** The latest vintage of each figure. */
  readonly current: readonly Statement[];
  /** Values that no publisher prints in full. */
  readonly assumptions: readonly Assumption[];
  /** Days on which a series changed its scope. */
  readonly breaks: readonly ScopeBreak[];
  /** One publisher's reconciled monthly series, read as the catalogue's kind: a stock by the last count of a month. */
  series(id: string, publisher?: string): MonthlySeries;
  /** The assumption that holds for a month: its own, else the general one. */
  assumption(id: string, month: Month): Assumption;
  /** The month's drivers with their ranges and sources, before they are closed into an account. */
  figures(month: Month): Figures;
  /** The month's drivers as plain numbers, for the model. */
  drivers(month: Month): Drivers;
  /**
   * The month's account.
   *
   * @throws {RangeError} naming the figure that neither a statement nor an assumption gives
   */
  account(month: Month): Account;
  /** The accounts of every month from one to another that can be closed; months that lack a figure are left out. */
  accounts(from: Month, to: Month): readonly Account[];
  /**
   * The calendar receipt of production (or another monthly quantity) from the month before.
   *
   * @throws {RangeError} when either month is not known
   */
  receipt(month: Month, series?: string): CalendarReceipt;
  /** The receipts of every monthly output of the account that is known in the month and in the one before. */
  receipts(month: Month): readonly { readonly label: string; readonly receipt: CalendarReceipt }[];
  /**
   * The stock the industry held on the day, or around a month's end, by pool; pools without a count in the two weeks
   * before are left out.
   */
  latestStocks(month?: Month): readonly LatestStock[];
  /**
   * The month a text names; `latest` is the last with a figure for production, outlooks included.
   *
   * @throws {SyntaxError} when the text is neither
   */
  month(text: string): Month;
  /** The publisher's counts of a stock by day, with its changes of scope. Social stock unless told otherwise. */
  stockHistory(series?: string): StockHistory;
  /** The publisher's own figure for the month's balance, kt; `undefined` when it printed none, or only an outlook. */
  publishedBalance(month: Month): Statement | undefined;
}

/** The outputs whose calendar a month is read by. */
const OUTPUTS = ["silicon_metal_production", "polysilicon_production", "dmc_production"];
/** A month's stock is counted up to this long after its end: counts are weekly, and printed days later. */
const DAYS_PAST_END = 10;
const HISTORY_START = parseMonth("2024-01");
/** Outlooks reach at most this far past the day looked from. */
const OUTLOOK_MONTHS = 3;

/**
 * Opens the books as of a day.
 *
 * @throws {DataError} when a data file is faulty
 *
 * @example
 * ```ts
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const january = ledger.account(parseMonth("2026-01"));
 * assert.equal(january.useKt.value.toFixed(1), "345.5");
 * const receipt = ledger.receipt(parseMonth("2026-02"));
 * assert.equal(receipt.totalKt.toFixed(1), "-101.8");
 * ```
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { publisher = "SMM", data = await loadData() } = options;
  const asOf = options.asOf === "latest" ? lastPublication(data.statements) : options.asOf;
  const statements = knownOn(data.statements, asOf);
  // Sorted when first asked for: a look back at one series has no use for it.
  let sorted: readonly Statement[] | undefined;
  const current = () => sorted ??= vintagesOf(statements).current;
  const lastMonth = addMonths(parseMonth(asOf.slice(0, 7)), OUTLOOK_MONTHS);
  const reconciled = new Map<string, MonthlySeries>();

  const series = (id: string, by: string = publisher): MonthlySeries => {
    const key = `${id}|${by}`;
    let found = reconciled.get(key);
    if (found === undefined) {
      const info = data.catalogue.get(id);
      const query = { series: id, publisher: by, from: HISTORY_START, to: lastMonth };
      found = monthlySeries(statements, { ...query, ...info && { kind: info.kind } });
      reconciled.set(key, found);
    }
    return found;
  };

  const findAssumption = (id: string, month: Month): Assumption | undefined =>
    data.assumptions.find((a) => a.id === id && a.month === month) ??
      data.assumptions.find((a) => a.id === id && a.month === undefined);

  const assumption = (id: string, month: Month): Assumption => {
    const found = findAssumption(id, month);
    if (found === undefined) {
      throw new RangeError(`Cannot look up the assumption ${id}: none for ${month} or in general`);
    }
    return found;
  };

  const publishedBalance = (month: Month): Statement | undefined =>
    current().find((s) =>
      s.series === "implied_stock_change" && s.measure === "level" && s.period === month &&
      s.publisher === publisher && s.basis !== "forecast"
    );

  const shelf: Shelf = { series, assumption: findAssumption, publishedBalance };

  const account = (month: Month): Account =>
    closeAccount({
      month,
      scope: "narrow",
      figures: figuresOf(month, shelf),
      pools: poolsOf(month, current()),
      errorShare: assumption("balance_error", month).value,
    });

  const receipt = (month: Month, id = "silicon_metal_production"): CalendarReceipt => {
    const { points } = series(id);
    const kt = (at: Month): number => {
      const value = points.find((point) => point.month === at)?.value;
      if (value === undefined) {
        throw new RangeError(
          `Cannot compare ${month} with the month before: ${publisher}'s ${id} for ${at} is not known as of ${asOf}`,
        );
      }
      return value;
    };
    const before = addMonths(month, -1);
    return calendarReceipt({ month: before, kt: kt(before) }, { month, kt: kt(month) });
  };

  return {
    asOf,
    publisher,
    sha256: data.sha256,
    catalogue: data.catalogue,
    statements,
    get current() {
      return current();
    },
    assumptions: data.assumptions,
    breaks: data.breaks,
    series,
    assumption,
    publishedBalance,
    figures: (month) => figuresOf(month, shelf),
    drivers: (month) => ({ month, scope: "narrow", ...valuesOf(figuresOf(month, shelf)) }),
    account,
    accounts: (from, to) =>
      monthRange(from, to).flatMap((month) => {
        try {
          return [account(month)];
        } catch (error) {
          if (error instanceof RangeError) return [];
          throw error;
        }
      }),
    receipt,
    receipts: (month) =>
      OUTPUTS.flatMap((id) => {
        const known = [addMonths(month, -1), month].every((at) =>
          series(id).points.some((point) => point.month === at && point.value !== undefined)
        );
        const label = data.catalogue.get(id)?.label ?? id;
        return known ? [{ label, receipt: receipt(month, id) }] : [];
      }),
    stockHistory: (id = "social_inventory_total") =>
      stockHistory(id, publisher, current(), data.breaks),
    latestStocks: (month) => {
      if (month === undefined) return latestStocks(asOf, current());
      const day = addDays(parseDay(`${month}-${daysInMonth(month)}`), DAYS_PAST_END);
      return latestStocks(day < asOf ? day : asOf, current());
    },
    month: (text) => {
      if (text !== "latest") return parseMonth(text);
      const known = series("silicon_metal_production").points.findLast(({ value }) =>
        value !== undefined
      );
      if (known === undefined) {
        throw new RangeError(
          `Cannot name the latest month: ${publisher} has no production as of ${asOf}`,
        );
      }
      return known.month;
    },
  };
}

function lastPublication(statements: readonly Statement[]): Day {
  let last: Day | undefined;
  for (const { published } of statements) {
    if (published !== undefined && (last === undefined || published > last)) last = published;
  }
  if (last === undefined) {
    throw new RangeError("Cannot open the ledger as of the latest day: no statement is dated");
  }
  return last;
}
