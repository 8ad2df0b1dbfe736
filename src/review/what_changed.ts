import { flowsOf, placeOf, type Plan, type Source } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { shapleySplit } from "../scenario/mod.ts";
import {
  type AccountGrounds,
  DAYS,
  type GroundFigure,
  groundsOf,
  PUBLISHED_BALANCE,
} from "./_account_grounds.ts";

/**
 * Why a figure of the headline is not what it was.
 * - `new data`: statements now fix, or limit, a figure that was assumed or an outlook (seen backwards: no longer do).
 * - `data revision`: the figure was printed before and is printed now, an outlook both times or a report both times,
 *   with another value.
 * - `changed assumption`: the figure was assumed before and is assumed now, with another value.
 * - `calendar`: the two headlines are of months with different numbers of days. Within one month it is 0.
 * - `method`: the account is closed in another way, since the publisher's own balance for the month has appeared (then
 *   the closing quantities are what is left over) or is gone.
 *
 * When the two headlines are of different months, every figure is another figure: what statements give is new data,
 * what is assumed is a changed assumption, both by daily rate, and the number of days is calendar.
 */
export type ChangeCause =
  | "data revision"
  | "new data"
  | "changed assumption"
  | "calendar"
  | "method";

/** The causes, in the order in which they are listed. */
export const CHANGE_CAUSES: readonly ChangeCause[] = [
  "data revision",
  "new data",
  "changed assumption",
  "calendar",
  "method",
];

/** A month's headline, kt: balance = supply - use; + is a build, - is a draw. */
export interface HeadlineFigures {
  readonly month: Month;
  readonly productionKt: number;
  readonly useKt: number;
  /** Supply - use, kt. */
  readonly balanceKt: number;
}

/** How far one cause moved the headline, kt. */
export interface ChangePart {
  readonly cause: ChangeCause;
  readonly productionKt: number;
  readonly useKt: number;
  /** Its part of the change of the balance, kt; + towards a build. */
  readonly balanceKt: number;
}

/** How far one figure moved the headline, kt. */
export interface FigureChange extends ChangePart {
  readonly label: string;
  /** What it was, in its unit; `undefined` when it was not used. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly unit: string;
  readonly sources: readonly Source[];
}

/** An old and a new headline, and the change between them split by cause: old + parts = new, exactly. */
export interface WhatChanged {
  readonly before: HeadlineFigures;
  readonly after: HeadlineFigures;
  /** All five causes, in the order of {@link CHANGE_CAUSES}; a cause that did nothing is 0. */
  readonly parts: readonly ChangePart[];
  /** The figures that differ, largest effect on the balance first; they sum to the parts. */
  readonly figures: readonly FigureChange[];
}

/**
 * What the figures that came in between two days did to the headline.
 *
 * Method: every figure that differs is a player, and its part is its Shapley value: the mean of what it does to the
 * headline over all orders in which the figures could have changed. Parts of a cause are the sums over its figures.
 *
 * @param fromMonth the month of the old headline; the same unless told otherwise
 * @returns parts in kt that sum to the change of production, use and balance up to rounding of the last digit
 * @throws {RangeError} when either account cannot be closed, naming the missing figure
 *
 * @example
 * ```ts
 * import { whatChanged } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const before = await openLedger({ asOf: parseDay("2026-02-04") });
 * const after = await openLedger({ asOf: parseDay("2026-02-10") });
 * const { parts, ...headline } = whatChanged(before, after, parseMonth("2026-01"));
 * const sum = parts.reduce((total, part) => total + part.balanceKt, headline.before.balanceKt);
 * assert.ok(Math.abs(sum - headline.after.balanceKt) < 1e-9);
 * const method = parts.find(({ cause }) => cause === "method")!;
 * assert.ok(method.balanceKt !== 0); // the publisher's +30 kt now closes January
 * ```
 */
export function whatChanged(
  before: Ledger,
  after: Ledger,
  month: Month,
  fromMonth: Month = month,
): WhatChanged {
  const [old, now] = [groundsOf(before, fromMonth), groundsOf(after, month)];
  const { plan } = after;
  const changed = changedFigures(plan, old, now);
  const split = shapleySplit(changed.length, (joined) => {
    const isNew = (name: string) => {
      const player = changed.indexOf(name);
      return player >= 0 && (joined & 1 << player) !== 0;
    };
    return headlineOf(plan, old, now, isNew);
  });
  const figures = changed.map((name, i): FigureChange => {
    const [productionKt, useKt, balanceKt] = split[i] as [number, number, number];
    const [a, b] = [old.figures.get(name), now.figures.get(name)];
    return {
      label: LABELS[name] ?? plan.quantities[placeOf(plan, name)]!.label,
      cause: causeOf(name, old, now),
      before: a?.value,
      after: b?.value,
      unit: unitOf(plan, name),
      productionKt,
      useKt,
      balanceKt,
      sources: b?.sources ?? [],
    };
  });
  figures.sort((a, b) => Math.abs(b.balanceKt) - Math.abs(a.balanceKt));
  return {
    before: asHeadline(fromMonth, headlineOf(plan, old, now, () => false)),
    after: asHeadline(month, headlineOf(plan, old, now, () => true)),
    parts: CHANGE_CAUSES.map((cause) => {
      const own = figures.filter((figure) => figure.cause === cause);
      const sum = (of: (figure: FigureChange) => number) => own.reduce((x, f) => x + of(f), 0);
      return {
        cause,
        productionKt: sum((figure) => figure.productionKt),
        useKt: sum((figure) => figure.useKt),
        balanceKt: sum((figure) => figure.balanceKt),
      };
    }),
    figures,
  };
}

/** How the account is closed: on a printed balance, or on what is assumed of the closing quantities. */
const CLOSING = "closing";
const LABELS: Readonly<Record<string, string>> = {
  [PUBLISHED_BALANCE]: "Published balance",
  [DAYS]: "Days in the month",
  [CLOSING]: "How the account is closed",
};

/** Values this close are the same figure, up to the rounding of a daily rate times its days. */
const SAME = 1e-12;

function changedFigures(plan: Plan, old: AccountGrounds, now: AccountGrounds): string[] {
  const names = [...new Set([...old.figures.keys(), ...now.figures.keys()])];
  const differs = (a: number, b: number) => Math.abs(a - b) > SAME * Math.max(1, Math.abs(a));
  const closing = closesDifferently(old, now);
  return [
    ...(closing ? [CLOSING] : []),
    ...names.filter((name) => {
      if (closing && isClosing(plan, name)) return false;
      const [a, b] = [old.figures.get(name), now.figures.get(name)];
      return a !== undefined && b !== undefined &&
        differs(a.value / scaleOf(plan, name, old), b.value / scaleOf(plan, name, now));
    }),
  ];
}

/** Whether a figure closes an account; it is closed on the printed balance, or the quantities that it would fix. */
function isClosing({ quantities }: Plan, name: string): boolean {
  return name === PUBLISHED_BALANCE || quantities.some(({ id, closes }) => closes && id === name);
}

function closesDifferently(old: AccountGrounds, now: AccountGrounds): boolean {
  return old.figures.has(PUBLISHED_BALANCE) !== now.figures.has(PUBLISHED_BALANCE);
}

/** What turns a figure into its daily rate: flows come by the day; coefficients, days and a printed balance do not. */
function scaleOf({ quantities }: Plan, name: string, { days }: AccountGrounds): number {
  return quantities.some(({ id, kind }) => id === name && kind === "flow") ? days : 1;
}

function unitOf({ quantities }: Plan, name: string): string {
  return name === DAYS ? DAYS : quantities.find(({ id }) => id === name)?.unit ?? "kt";
}

/** Production, use and balance with some figures as they were and some as they are. */
function headlineOf(
  plan: Plan,
  old: AccountGrounds,
  now: AccountGrounds,
  isNew: (name: string) => boolean,
): [number, number, number] {
  const days = (isNew(DAYS) ? now : old).days;
  const closing = closesDifferently(old, now);
  const numberOf = (name: string): number | undefined => {
    const own = isNew(closing && isClosing(plan, name) ? CLOSING : name) ? now : old;
    const value = own.figures.get(name)?.value;
    return value === undefined || own.days === days
      ? value
      : value / scaleOf(plan, name, own) * scaleOf(plan, name, { ...own, days });
  };
  const values = plan.quantities.map(({ id }) => numberOf(id) ?? 0);
  const { supplyKt, useKt, balanceKt } = flowsOf(plan, values, now.scope);
  const leadKt = values[placeOf(plan, plan.market.lead)]!;
  const published = numberOf(PUBLISHED_BALANCE);
  return published === undefined
    ? [leadKt, useKt, balanceKt]
    : [leadKt, supplyKt - published, published];
}

function asHeadline(month: Month, [productionKt, useKt, balanceKt]: number[]): HeadlineFigures {
  return { month, productionKt: productionKt!, useKt: useKt!, balanceKt: balanceKt! };
}

function causeOf(name: string, old: AccountGrounds, now: AccountGrounds): ChangeCause {
  if (name === DAYS) return "calendar";
  if (name === CLOSING) return "method";
  const [a, b] = [old.figures.get(name)!, now.figures.get(name)!];
  if (old.month !== now.month) return b.standing === "assumed" ? "changed assumption" : "new data";
  if (a.standing !== b.standing) return "new data";
  if (a.standing !== "assumed") return "data revision";
  // A print that merely limits a figure moves the assumption made within its limits.
  return printsOf(a) === printsOf(b) ? "changed assumption" : "new data";
}

function printsOf({ sources }: GroundFigure): string {
  return sources.filter(({ kind }) => kind === "statement").map(({ at }) => at).sort().join();
}
