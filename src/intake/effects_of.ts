import type { Account } from "../balance/mod.ts";
import { addMonths, type Day, type Month, monthOf, monthRange } from "../calendar/mod.ts";
import { type Ledger, openLedger } from "../ledger/mod.ts";
import { headline } from "../review/mod.ts";
import type { SeriesPoint } from "../reconcile/mod.ts";
import {
  type MarketData,
  readPeriod,
  type Statement,
  UNDATED_KNOWN_FROM,
} from "../statements/mod.ts";
import type { UpdatePlan } from "./plan_update.ts";

/** A month of a reconciled series that the new figures move. */
export interface SeriesChange {
  readonly series: string;
  readonly publisher: string;
  readonly unit: string;
  readonly before: SeriesPoint | undefined;
  readonly after: SeriesPoint;
}

/** A line of a month's account that the new figures move, kt. */
export interface AccountChange {
  readonly month: Month;
  /** As people read it: a line's label, or Supply, Use, Balance. */
  readonly label: string;
  /** `undefined` when the account could not be closed. */
  readonly beforeKt: number | undefined;
  /** `undefined` when the account cannot be closed. */
  readonly afterKt: number | undefined;
  /** How the figure came about before; empty for sums. */
  readonly beforeStatus: string;
  readonly afterStatus: string;
}

/** A month's headline; `undefined` where its account cannot be closed. */
export interface HeadlineChange {
  readonly month: Month;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What one figure does to a month's balance. */
export interface FigureEffect {
  readonly statement: Statement;
  /** kt; + towards a build. `undefined` when the account closes only with it, or not at all. */
  readonly balanceKt: number | undefined;
}

/** What new figures change in series, accounts and headline. */
export interface Effects {
  /** The day both sides are looked at from: nothing but the new figures differs. */
  readonly asOf: Day;
  /** At most 500 publishers' series are looked at, those of the first new figures. */
  readonly series: readonly SeriesChange[];
  /** Lines of accounts that move by more than is printed. */
  readonly accounts: readonly AccountChange[];
  /** Of the newest month whose account closed before, and of the newest whose account closes after. */
  readonly headlines: readonly HeadlineChange[];
  /** The month whose balance `figures` speak of: the newest that closes before and after. */
  readonly month: Month | undefined;
  /**
   * One for each added figure, in order: what it does once the series before its own, and its own earlier figures, are
   * in. They sum to the change of that month's balance. None when there are more than {@link MOST_TOLD_APART}.
   */
  readonly figures: readonly FigureEffect[];
  /** Months the new figures speak of whose account still lacks a figure, and why. */
  readonly open: readonly { readonly month: Month; readonly reason: string }[];
}

/** For each of these a ledger is opened once more: a month's figures, not a history's. */
export const MOST_TOLD_APART: number = 200;
/** Publishers' series whose changes are listed; nobody reads more. */
const MOST_HISTORIES = 500;

const OUTLOOK_MONTHS = 3;
/** Half the last place in which accounts are printed; least squares moves the whole history by less. */
const LEAST_CHANGE = 0.05;

/**
 * Opens a ledger with and without the new figures, both as of the day on which the last of them was published, and
 * compares them.
 *
 * @example
 * ```ts
 * import { effectsOf, planUpdate, readIncoming } from "./mod.ts";
 * import { loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const { series, label } = data.plan.quantities[0]!;
 * const { region, publisher } = data.plan.market;
 * const text = `${STATEMENT_COLUMNS.join()}\n` +
 *   `${series},level,${region},2026-02,270000,mt,estimate,,${publisher},2026-02-27,,made up\n`;
 * const incoming = await readIncoming(new TextEncoder().encode(text), "new.csv", data.catalogue);
 * const { accounts } = await effectsOf(data, planUpdate(data, incoming));
 * const line = accounts.find((change) => change.label === label && change.month === "2026-02")!;
 * assert.ok(line.afterKt! < line.beforeKt!);
 * ```
 */
export async function effectsOf(data: MarketData, plan: UpdatePlan): Promise<Effects> {
  const asOf = [...data.statements, ...plan.added].reduce<Day>(
    (last, { published = last }) => published > last ? published : last,
    UNDATED_KNOWN_FROM,
  );
  const ledgerOn = (statements: readonly Statement[]) =>
    openLedger({ asOf, data: { ...data, statements } });
  const before = await ledgerOn(data.statements);
  const after = await ledgerOn([...data.statements, ...plan.added]);
  const months = monthRange(
    addMonths(data.plan.market.firstMonth, 1),
    addMonths(monthOf(asOf), OUTLOOK_MONTHS),
  );
  const closed = months.map((month) => ({
    month,
    before: closeOrWhy(before, month),
    after: closeOrWhy(after, month),
  }));
  const last = (sides: readonly ("before" | "after")[]) =>
    closed.findLast((row) => sides.every((side) => typeof row[side] !== "string"))?.month;
  const month = last(["before", "after"]);
  const told = new Set([last(["before"]), last(["after"])].filter((m) => m !== undefined));
  const spoken = new Set(plan.added.flatMap(({ period }) => {
    const { from, to } = readPeriod(period)!;
    return monthRange(from, to);
  }));
  return {
    asOf,
    series: seriesChanges(before, after, plan.added),
    accounts: closed.flatMap(accountChanges),
    headlines: [...told].map((month) => ({
      month,
      before: headlineOf(before, month),
      after: headlineOf(after, month),
    })),
    month,
    figures: await figureEffects(data, plan, before, month, ledgerOn),
    open: closed.flatMap(({ month, after }) =>
      typeof after === "string" && spoken.has(month) ? [{ month, reason: after }] : []
    ),
  };
}

/**
 * Figures are added one after the other, so that their effects sum to the whole: series by series, and one by one only
 * within a series that moves the balance, for opening a ledger takes time.
 */
async function figureEffects(
  data: MarketData,
  plan: UpdatePlan,
  before: Ledger,
  month: Month | undefined,
  ledgerOn: (statements: readonly Statement[]) => Promise<Ledger>,
): Promise<FigureEffect[]> {
  if (plan.added.length > MOST_TOLD_APART) return [];
  const effects = new Map<Statement, number | undefined>();
  let known = data.statements;
  let last = balanceOf(before, month);
  const balanceWith = async (added: readonly Statement[]) =>
    balanceOf(await ledgerOn([...known, ...added]), month);
  for (const group of Map.groupBy(plan.added, (s) => `${s.series}|${s.publisher}`).values()) {
    const moves = !near(await balanceWith(group), last);
    for (const [i, statement] of group.entries()) {
      const now = moves ? await balanceWith(group.slice(0, i + 1)) : last;
      effects.set(statement, now === undefined || last === undefined ? undefined : now - last);
      last = now;
    }
    known = [...known, ...group];
  }
  return plan.added.map((statement) => ({ statement, balanceKt: effects.get(statement) }));
}

function balanceOf(ledger: Ledger, month: Month | undefined): number | undefined {
  const account = month === undefined ? "" : closeOrWhy(ledger, month);
  return typeof account === "string" ? undefined : account.balanceKt.value;
}

/** The account, or the sentence that says what it lacks. */
function closeOrWhy(ledger: Ledger, month: Month): Account | string {
  try {
    return ledger.account(month);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function headlineOf(ledger: Ledger, month: Month): string | undefined {
  try {
    return headline(ledger, month);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function seriesChanges(before: Ledger, after: Ledger, added: readonly Statement[]): SeriesChange[] {
  const named = new Map(
    added.filter(({ measure, region }) =>
      measure !== "class" && region === before.plan.market.region
    )
      .map(({ series, publisher }) => [`${series}|${publisher}`, { series, publisher }]),
  );
  return [...named.values()].slice(0, MOST_HISTORIES).flatMap(({ series, publisher }) => {
    const old = before.series(series, publisher);
    const now = after.series(series, publisher);
    return now.points.flatMap((point): SeriesChange[] => {
      const was = old.points.find(({ month }) => month === point.month);
      return samePoint(was, point)
        ? []
        : [{ series, publisher, unit: now.unit, before: was, after: point }];
    });
  });
}

function samePoint(a: SeriesPoint | undefined, b: SeriesPoint): boolean {
  return a?.status === b.status && near(a.value, b.value) && near(a.low, b.low) &&
    near(a.high, b.high);
}

function near(a: number | undefined, b: number | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && Math.abs(a - b) < LEAST_CHANGE);
}

function accountChanges(
  { month, before, after }: { month: Month; before: Account | string; after: Account | string },
): AccountChange[] {
  const old = linesOf(before);
  const now = linesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((label) => {
    const [a, b] = [old.get(label), now.get(label)];
    if (near(a?.kt, b?.kt) && a?.status === b?.status) return [];
    return [{
      month,
      label,
      beforeKt: a?.kt,
      afterKt: b?.kt,
      beforeStatus: a?.status ?? "",
      afterStatus: b?.status ?? "",
    }];
  });
}

function linesOf(account: Account | string): Map<string, { kt: number; status: string }> {
  if (typeof account === "string") return new Map();
  const { lines, supplyKt, useKt, balanceKt } = account;
  return new Map([
    ...lines.map(({ label, kt, status }) => [label, { kt: kt.value, status }] as const),
    ["Supply", { kt: supplyKt.value, status: "" }],
    ["Use", { kt: useKt.value, status: "" }],
    ["Balance (+ build, - draw)", { kt: balanceKt.value, status: "" }],
  ]);
}
