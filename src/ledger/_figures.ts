import { closeOnBalance, type Figure, type Plan, type Quantity } from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { MonthlySeries } from "../reconcile/mod.ts";
import {
  type Assumption,
  type NumberStatement,
  sourceOf,
  sourceOfAssumption,
} from "../statements/mod.ts";

/** What the figures of a month are looked up in. */
export interface Lookup {
  readonly plan: Plan;
  /** The history of a quantity that has a series, by whom the plan counts it. */
  history(quantity: string): MonthlySeries;
  assumption(id: string, month: Month): Assumption | undefined;
  /** The publisher's own balance for the month, if it printed one that is no outlook. */
  publishedBalance(month: Month): NumberStatement | undefined;
}

/**
 * Every quantity's figure for a month, in the plan's order: a statement first, then an assumption, then an error that
 * names what is missing. Where the publisher printed a balance, the closing quantities take what it leaves.
 */
export function figuresOf(month: Month, lookup: Lookup): readonly Figure[] {
  const figures = lookup.plan.quantities.map((quantity) => figureOf(month, quantity, lookup));
  const balance = lookup.publishedBalance(month);
  return balance === undefined ? figures : closeOnBalance(lookup.plan, month, figures, {
    kt: balance.value,
    source: sourceOf(balance),
  });
}

function figureOf(month: Month, quantity: Quantity, lookup: Lookup): Figure {
  const assumption = assumed(lookup, quantity.id, month);
  const figure = quantity.series === undefined
    ? assumption
    : printedOrAssumed(lookup.history(quantity.id), month, assumption);
  if (figure === undefined) {
    throw new RangeError(
      `Cannot close the account for ${month}: ${quantity.id} is missing: no statement known by then fixes it, and ` +
        "assumptions.csv has no value for it",
    );
  }
  return figure;
}

/** What statements say: a value, or the middle of bounds printed at both ends; else the assumption, kept within limits. */
function printedOrAssumed(
  series: MonthlySeries,
  month: Month,
  assumption: Figure | undefined,
): Figure | undefined {
  const point = series.points.find((point) => point.month === month);
  if (point === undefined || point.status === "missing") return assumption;
  const sources = point.statements.map(sourceOf);
  const { low, high, status } = point;
  if (status === "bounded" && assumption !== undefined) {
    const within = (value: number) => Math.min(Math.max(value, low), high);
    const { range } = assumption;
    return {
      range: { value: within(range.value), low: within(range.low), high: within(range.high) },
      status: "assumed",
      sources: [...assumption.sources, ...sources],
    };
  }
  if (status === "bounded" && !(low > 0 && Number.isFinite(high))) return undefined;
  return {
    range: { value: point.value ?? (low + high) / 2, low: Math.max(0, low), high },
    status: status === "bounded" ? "derived" : status,
    sources,
  };
}

function assumed(lookup: Lookup, id: string, month: Month): Figure | undefined {
  const assumption = lookup.assumption(id, month);
  if (assumption === undefined) return undefined;
  const { value, low, high, unit } = assumption;
  const scale = unit === "kt/day" ? daysInMonth(month) : 1;
  return {
    range: { value: value * scale, low: low * scale, high: high * scale },
    status: "assumed",
    sources: [sourceOfAssumption(assumption)],
  };
}
