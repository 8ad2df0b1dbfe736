import type { Figure, Scope, Source } from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { sourceOf } from "../statements/mod.ts";

/** What a headline is computed from beside the quantities: the printed balance, and the days of the month. */
export const PUBLISHED_BALANCE = "published_balance", DAYS = "days";

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
  /** By id; the closing quantities where they are assumed, the printed balance where they are what it leaves over. */
  readonly figures: ReadonlyMap<string, BookFigure>;
}

/** The books of a month. */
export function booksOf(ledger: Ledger, month: Month): Books {
  const { plan } = ledger;
  const books = new Map<string, BookFigure>();
  ledger.figures(month).forEach((figure, at) => {
    if (figure.status !== "residual") books.set(plan.quantities[at]!.id, bookFigure(figure));
  });
  const published = ledger.publishedBalance(month);
  if (published !== undefined && books.size < plan.quantities.length) {
    const sources = [sourceOf(published)];
    books.set(PUBLISHED_BALANCE, { value: published.value, standing: "reported", sources });
  }
  const days = daysInMonth(month);
  books.set(DAYS, { value: days, standing: "reported", sources: [] });
  return { month, days, scope: plan.market.scope, figures: books };
}

function bookFigure({ range, status, sources }: Figure): BookFigure {
  const standing = status === "assumed"
    ? "assumed"
    : status === "forecast"
    ? "outlook"
    : "reported";
  return { value: range.value, standing, sources };
}
