import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Account,
  type CalendarReceipt,
  calendarReceipt,
  closeAccount,
  placeOf,
  type Plan,
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
  DATA_FOLDER,
  isNumber,
  loadData,
  type Statement,
  vintagesOf,
} from "../statements/mod.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";
import { figuresOf, type Lookup } from "./_figures.ts";
import { latestStocks, poolsOf, stockHistory } from "./_pools.ts";

/** A month's stock is counted up to this long after its end: counts are weekly, and printed days later. */
const DAYS_PAST_END = 10;
/** Outlooks reach at most this far past the day looked from. */
const OUTLOOK_MONTHS = 3;

/**
 * Opens the data as of a day.
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
  const folder = options.folder ? folderUrl(options.folder) : DATA_FOLDER;
  const { data = await loadData(folder) } = options;
  const { plan } = data;
  const { market } = plan;
  const { publisher = market.publisher } = options;
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
      const { region } = market;
      const query = { series: id, publisher: by, region, from: market.firstMonth, to: lastMonth };
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

  const publishedBalance = (month: Month) =>
    current().filter(isNumber).find((s) =>
      s.series === market.balanceSeries && s.measure === "level" && s.period === month &&
      s.publisher === publisher && s.basis !== "forecast"
    );

  // Who looks through another publisher's eyes sees that one in the market's place.
  const own = (by: string | undefined) =>
    by === undefined || by === market.publisher ? publisher : by;
  const history = (id = market.lead): MonthlySeries => {
    const { series: of } = plan.quantities[placeOf(plan, id)]!;
    if (of === undefined) {
      throw new RangeError(`Cannot read ${id}: quantities.csv names no series for it`);
    }
    const by = plan.counts.find(({ series, role }) => series === of && role === "is")?.publisher;
    return series(of, own(by));
  };
  const counters = plan.counts.filter(({ series, role }) =>
    role === "is" && plan.quantities.some((quantity) => quantity.series === series)
  ).map((count) => count.publisher);
  const lookup: Lookup = {
    plan,
    history,
    assumption: findAssumption,
    publishedBalance,
  };
  const figures = (month: Month) => figuresOf(month, lookup);

  const account = (month: Month): Account =>
    closeAccount({
      plan,
      month,
      figures: figures(month),
      pools: poolsOf(plan, month, current()),
      errorShare: assumption("balance_error", month).value,
    });

  const receipt = (month: Month, quantity = market.lead): CalendarReceipt => {
    const { points, publisher: by } = history(quantity);
    const kt = (at: Month): number => {
      const value = points.find((point) => point.month === at)?.value;
      if (value === undefined) {
        throw new RangeError(
          `Cannot compare ${month} with the month before: ${by}'s ${quantity} for ${at} is not known as of ${asOf}`,
        );
      }
      return value;
    };
    const before = addMonths(month, -1);
    return calendarReceipt({ month: before, kt: kt(before) }, { month, kt: kt(month) });
  };

  return {
    asOf,
    plan,
    folder,
    source: `${[...new Set([publisher, ...counters])].join(", ")}; assumptions in assumptions.csv`,
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
    history,
    assumption,
    publishedBalance,
    figures,
    values: (month) => ({ month, values: figures(month).map(({ range }) => range.value) }),
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
      plan.quantities.flatMap((quantity) => {
        const { id, series: of, label } = quantity;
        if (of === undefined || quantity.kind !== "flow") return [];
        const { publisher: by, points } = history(id);
        const known = [addMonths(month, -1), month].every((at) =>
          points.some((point) => point.month === at && point.value !== undefined)
        );
        return by === publisher && known
          ? [{ label: data.catalogue.get(of)?.label ?? label, receipt: receipt(month, id) }]
          : [];
      }),
    stockHistory: (id = stockSeries(plan)) =>
      stockHistory(
        data.catalogue.get(id)?.label ?? id,
        id,
        own([...plan.pools, ...plan.parts].find((stock) => stock.series === id)?.publisher),
        market.region,
        current(),
        data.breaks,
      ),
    latestStocks: (month) => {
      if (month === undefined) return latestStocks(plan, asOf, current());
      const day = addDays(parseDay(`${month}-${daysInMonth(month)}`), DAYS_PAST_END);
      return latestStocks(plan, day < asOf ? day : asOf, current());
    },
    month: (text) => {
      if (text !== "latest") return parseMonth(text);
      const known = history().points.findLast(({ value }) => value !== undefined);
      if (known === undefined) {
        throw new RangeError(
          `Cannot name the latest month: ${history().publisher} has no ${market.lead} of ${market.region} as of ${asOf}; name the month`,
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

function stockSeries({ pools }: Plan): string {
  return (pools.find(({ counted }) => counted) ?? pools[0])?.series ?? "";
}

function folderUrl(folder: string | URL): URL {
  const url = folder instanceof URL ? folder : pathToFileURL(resolve(folder));
  return url.href.endsWith("/") ? url : new URL(`${url.href}/`);
}
