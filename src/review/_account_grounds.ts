import type { Figure, Scope, Source } from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { sourceOf } from "../statements/mod.ts";

/** What a headline is computed from beside the quantities: the printed balance, and the days of the month. */
export const PUBLISHED_BALANCE = "published_balance", DAYS = "days";

/** A figure that an account is closed on: what it is worth and how firmly it stands. */
export interface GroundFigure {
  readonly value: number;
  readonly standing: "assumed" | "outlook" | "reported";
  readonly sources: readonly Source[];
}

/** What a month's account is closed on, ready to be mixed with another's. */
export interface AccountGrounds {
  readonly month: Month;
  readonly days: number;
  readonly scope: Scope;
  /** By id; the closing quantities where they are assumed, the printed balance where they are what it leaves over. */
  readonly figures: ReadonlyMap<string, GroundFigure>;
}

/** What a month's account is closed on. */
export function groundsOf(ledger: Ledger, month: Month): AccountGrounds {
  const { plan } = ledger;
  const known = new Map<string, GroundFigure>();
  ledger.figures(month).forEach((figure, at) => {
    if (figure.status !== "residual") known.set(plan.quantities[at]!.id, groundFigure(figure));
  });
  const published = ledger.publishedBalance(month);
  if (published !== undefined && known.size < plan.quantities.length) {
    const sources = [sourceOf(published)];
    known.set(PUBLISHED_BALANCE, { value: published.value, standing: "reported", sources });
  }
  const days = daysInMonth(month);
  known.set(DAYS, { value: days, standing: "reported", sources: [] });
  return { month, days, scope: plan.market.scope, figures: known };
}

function groundFigure({ range, status, sources }: Figure): GroundFigure {
  const standing = status === "assumed"
    ? "assumed"
    : status === "forecast"
    ? "outlook"
    : "reported";
  return { value: range.value, standing, sources };
}
