import {
  DRIVER_LABELS,
  type DriverName,
  type Figure,
  type Scope,
  type Source,
} from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { sourceOf } from "../statements/mod.ts";

/** What a headline is computed from: the drivers with alloy as one, the printed balance, days, and the closing rule. */
export type FigureName =
  | Exclude<DriverName, "primaryAlloyUseKt" | "secondaryAlloyUseKt">
  | "alloyUseKt"
  | "publishedBalanceKt"
  | "days"
  | "closing";

/** The figures as people read them. */
export const FIGURE_LABELS: Readonly<Record<FigureName, string>> = {
  ...DRIVER_LABELS,
  alloyUseKt: "Aluminium alloy use",
  publishedBalanceKt: "Published balance",
  days: "Days in the month",
  closing: "How the account is closed",
};

/** A figure of the books: what it is worth and how firmly it stands. */
export interface BookFigure {
  readonly value: number;
  readonly standing: "assumed" | "outlook" | "reported";
  readonly sources: readonly Source[];
}

/** A month's books, ready to be mixed with another's. */
export interface Books {
  readonly month: Month;
  readonly days: number;
  readonly scope: Scope;
  /** `alloyUseKt` where alloy is assumed, `publishedBalanceKt` where it is what a printed balance leaves over. */
  readonly figures: ReadonlyMap<FigureName, BookFigure>;
}

/** The books of a month. */
export function booksOf(ledger: Ledger, month: Month): Books {
  const { primaryAlloyUseKt, secondaryAlloyUseKt, ...others } = ledger.figures(month);
  const figures = new Map<FigureName, BookFigure>(
    (Object.entries(others) as [FigureName, Figure][]).map((
      [name, figure],
    ) => [name, bookFigure(figure)]),
  );
  const published = ledger.publishedBalance(month);
  if (secondaryAlloyUseKt.status === "residual" && published?.value !== undefined) {
    const sources = [sourceOf(published)];
    figures.set("publishedBalanceKt", { value: published.value, standing: "reported", sources });
  } else {
    const value = primaryAlloyUseKt.range.value + secondaryAlloyUseKt.range.value;
    figures.set("alloyUseKt", { ...bookFigure(secondaryAlloyUseKt), value });
  }
  const days = daysInMonth(month);
  figures.set("days", { value: days, standing: "reported", sources: [] });
  const { scope } = ledger.account(month);
  return { month, days, scope, figures };
}

function bookFigure({ range, status, sources }: Figure): BookFigure {
  const standing = status === "assumed"
    ? "assumed"
    : status === "forecast"
    ? "outlook"
    : "reported";
  return { value: range.value, standing, sources };
}
