import { type DriverName, type Drivers, flowsOf, type Source } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { type BookFigure, type Books, booksOf, FIGURE_LABELS, type FigureName } from "./_books.ts";
import { shapleySplit } from "./_shapley.ts";

/**
 * Why a figure of the headline is not what it was.
 * - `new data`: statements now fix, or limit, a figure that was assumed or an outlook (seen backwards: no longer do).
 * - `data revision`: the figure was printed before and is printed now, an outlook both times or a report both times,
 *   with another value.
 * - `changed assumption`: the figure was assumed before and is assumed now, with another value.
 * - `calendar`: the two headlines are of months with different numbers of days. Within one month it is 0.
 * - `method`: the account is closed in another way, since the publisher's own balance for the month has appeared (then
 *   aluminium alloy is what is left over) or is gone.
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
  /** The month. */
  readonly month: Month;
  /** Production, kt. */
  readonly productionKt: number;
  /** Use, kt. */
  readonly useKt: number;
  /** Supply - use, kt. */
  readonly balanceKt: number;
}

/** How far one cause moved the headline, kt. */
export interface ChangePart {
  /** The cause. */
  readonly cause: ChangeCause;
  /** Its part of the change of production, kt. */
  readonly productionKt: number;
  /** Its part of the change of use, kt. */
  readonly useKt: number;
  /** Its part of the change of the balance, kt; + towards a build. */
  readonly balanceKt: number;
}

/** How far one figure moved the headline, kt. */
export interface FigureChange extends ChangePart {
  /** The figure as people read it. */
  readonly label: string;
  /** What it was, in its unit; `undefined` when it was not used. */
  readonly before: number | undefined;
  /** What it is, in its unit; `undefined` when it is not used. */
  readonly after: number | undefined;
  /** kt, mt/mt or days. */
  readonly unit: string;
  /** What it rests on now. */
  readonly sources: readonly Source[];
}

/** An old and a new headline, and the change between them split by cause: old + parts = new, exactly. */
export interface WhatChanged {
  /** The headline before. */
  readonly before: HeadlineFigures;
  /** The headline after. */
  readonly after: HeadlineFigures;
  /** All five causes, in the order of {@link CHANGE_CAUSES}; a cause that did nothing is 0. */
  readonly parts: readonly ChangePart[];
  /** The figures that differ, largest effect on the balance first; they sum to the parts. */
  readonly figures: readonly FigureChange[];
}

/**
 * What the figures that came in between two states of the books did to the headline.
 *
 * Method: every figure that differs is a player, and its part is its Shapley value: the mean of what it does to the
 * headline over all orders in which the figures could have changed. Parts of a cause are the sums over its figures.
 *
 * @param before the books before, for example as of an earlier day
 * @param after the books after
 * @param month the month of the new headline
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
 * assert.ok(method.balanceKt !== 0); // SMM's +30 kt now closes January
 * ```
 */
export function whatChanged(
  before: Ledger,
  after: Ledger,
  month: Month,
  fromMonth: Month = month,
): WhatChanged {
  const [old, now] = [booksOf(before, fromMonth), booksOf(after, month)];
  const changed = changedFigures(old, now);
  const split = shapleySplit(changed.length, (joined) => {
    const isNew = (name: FigureName) => {
      const player = changed.indexOf(name);
      return player >= 0 && (joined & 1 << player) !== 0;
    };
    return headlineOf(old, now, isNew);
  });
  const figures = changed.map((name, i): FigureChange => {
    const [productionKt, useKt, balanceKt] = split[i] as [number, number, number];
    const [a, b] = [old.figures.get(name), now.figures.get(name)];
    return {
      label: FIGURE_LABELS[name],
      cause: causeOf(name, old, now),
      before: a?.value,
      after: b?.value,
      unit: unitOf(name),
      productionKt,
      useKt,
      balanceKt,
      sources: b?.sources ?? [],
    };
  });
  figures.sort((a, b) => Math.abs(b.balanceKt) - Math.abs(a.balanceKt));
  return {
    before: asHeadline(fromMonth, headlineOf(old, now, () => false)),
    after: asHeadline(month, headlineOf(old, now, () => true)),
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

/** Values this close are the same figure, up to the rounding of a daily rate times its days. */
const SAME = 1e-12;

function changedFigures(old: Books, now: Books): FigureName[] {
  const names = [...new Set([...old.figures.keys(), ...now.figures.keys()])];
  const differs = (a: number, b: number) => Math.abs(a - b) > SAME * Math.max(1, Math.abs(a));
  const closing = closesDifferently(old, now);
  return [
    ...(closing ? ["closing" as const] : []),
    ...names.filter((name) => {
      if (closing && CLOSING_FIGURES.includes(name)) return false;
      const [a, b] = [old.figures.get(name), now.figures.get(name)];
      return a !== undefined && b !== undefined &&
        differs(a.value / scaleOf(name, old), b.value / scaleOf(name, now));
    }),
  ];
}

/** The two figures that can close an account; books have one of them. */
const CLOSING_FIGURES: readonly FigureName[] = ["publishedBalanceKt", "alloyUseKt"];

function closesDifferently(old: Books, now: Books): boolean {
  return old.figures.has("publishedBalanceKt") !== now.figures.has("publishedBalanceKt");
}

/** What turns a figure into its daily rate: flows come by the day; unit use, days and a printed balance do not. */
function scaleOf(name: FigureName, { days }: Books): number {
  return unitOf(name) === "kt" && name !== "publishedBalanceKt" ? days : 1;
}

function unitOf(name: FigureName): string {
  return name === "days" ? "days" : name.endsWith("UnitUse") ? "mt/mt" : "kt";
}

/** Production, use and balance with some figures as they were and some as they are. */
function headlineOf(
  old: Books,
  now: Books,
  isNew: (name: FigureName) => boolean,
): [number, number, number] {
  const days = (isNew("days") ? now : old).days;
  const closing = closesDifferently(old, now);
  const numberOf = (name: FigureName): number | undefined => {
    const player = closing && CLOSING_FIGURES.includes(name) ? "closing" : name;
    const own = isNew(player) ? now : old;
    const value = own.figures.get(name)?.value;
    return value === undefined || own.days === days
      ? value
      : value / scaleOf(name, own) * scaleOf(name, { ...own, days });
  };
  const names = [...now.figures.keys()].filter((name): name is DriverName & FigureName =>
    name !== "publishedBalanceKt" && name !== "alloyUseKt" && name !== "days"
  );
  const drivers = {
    month: now.month,
    scope: now.scope,
    ...Object.fromEntries(names.map((name) => [name, numberOf(name)])),
    primaryAlloyUseKt: numberOf("alloyUseKt") ?? 0,
    secondaryAlloyUseKt: 0,
  } as unknown as Drivers;
  const { supplyKt, useKt, balanceKt } = flowsOf(drivers);
  const published = numberOf("publishedBalanceKt");
  return published === undefined
    ? [drivers.productionKt, useKt, balanceKt]
    : [drivers.productionKt, supplyKt - published, published];
}

function asHeadline(month: Month, [productionKt, useKt, balanceKt]: number[]): HeadlineFigures {
  return { month, productionKt: productionKt!, useKt: useKt!, balanceKt: balanceKt! };
}

function causeOf(name: FigureName, old: Books, now: Books): ChangeCause {
  if (name === "days") return "calendar";
  if (name === "closing") return "method";
  const [a, b] = [old.figures.get(name)!, now.figures.get(name)!];
  if (old.month !== now.month) return b.standing === "assumed" ? "changed assumption" : "new data";
  if (a.standing !== b.standing) return "new data";
  if (a.standing !== "assumed") return "data revision";
  // A print that merely limits a figure moves the assumption made within its limits.
  return printsOf(a) === printsOf(b) ? "changed assumption" : "new data";
}

function printsOf({ sources }: BookFigure): string {
  return sources.filter(({ kind }) => kind === "statement").map(({ at }) => at).sort().join();
}
