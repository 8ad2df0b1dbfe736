import {
  type Account,
  type Figure,
  type Plan,
  type QuantityEffect,
  quantityEffects,
  type Range,
  type Source,
} from "../balance/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { percentText } from "../markup/mod.ts";
import { sourceOfAssumption } from "../statements/mod.ts";
import { countedQuantities } from "./_naive.ts";
import { NORMAL_90, spreadOf } from "./_errors.ts";
import { scoreOutlooks } from "./score_outlooks.ts";

/** The middle 90% of an account's balance, and what it follows from. */
export interface BalanceBand extends Range {
  readonly sdKt: number;
  /** How it is computed, and the assumption or the figures behind it. */
  readonly grounds: readonly Source[];
}

/**
 * The band of an account's balance: the wider of what independent errors on supply and on use give, and what the ranges
 * of the figures give, each taken as the middle 90% of a normal distribution. An account closed on a printed balance has
 * the first alone, since whatever its uses are, the closing ones take up the difference.
 */
export function bandOf(ledger: Ledger, account: Account): BalanceBand {
  const { month, balanceKt: { value }, balanceSdKt } = account;
  const error = ledger.assumption("balance_error", month);
  const onPrint = account.lines.some(({ status }) => status === "residual");
  const figures = widenedFigures(ledger, ledger.figures(month));
  const deviations = onPrint
    ? []
    : deviationsOf(ledger.plan, quantityEffects(ledger.plan, figures, account.scope));
  const rangesKt = Math.hypot(...deviations.map(({ sdKt }) => sdKt));
  const sdKt = Math.max(balanceSdKt, rangesKt);
  const share = percentText(error.value, 0);
  const why = rangesKt > balanceSdKt
    ? `what the figures' ranges give: ${
      deviations.slice(0, 3).map(({ label, sdKt }) =>
        `${label.toLowerCase()} ${sdKt.toFixed(1)} kt`
      )
        .join(", ")
    } and less from the others`
    : `what independent errors of ${share} on supply and on use give`;
  const formula = `90% band = balance +- ${NORMAL_90.toFixed(3)} x ${sdKt.toFixed(1)} kt, ${why}`;
  const reach = NORMAL_90 * sdKt;
  return {
    value,
    low: value - reach,
    high: value + reach,
    sdKt,
    grounds: [
      { kind: "formula", text: formula },
      ...(rangesKt > balanceSdKt ? [] : [sourceOfAssumption(error)]),
    ],
  };
}

/** One standard deviation of the balance from each figure's range, largest first; the closing ones move as one. */
function deviationsOf(
  { quantities }: Plan,
  effects: readonly QuantityEffect[],
): { readonly label: string; readonly sdKt: number }[] {
  const closes = ({ quantity }: QuantityEffect) =>
    quantities.some(({ id, closes }) => closes && id === quantity);
  const closing = effects.filter(closes);
  return [
    ...effects.filter((effect) => !closes(effect)),
    {
      label: closing.map(({ label }) => label).join(" and "),
      spanKt: closing.reduce((sum, { spanKt }) => sum + spanKt, 0),
    },
  ].map(({ label, spanKt }) => ({ label, sdKt: spanKt / (2 * NORMAL_90) }))
    .sort((a, b) => b.sdKt - a.sdKt);
}

/** The figures with every outlook's range as wide as its publisher's record. */
export function widenedFigures(ledger: Ledger, figures: readonly Figure[]): readonly Figure[] {
  return figures.map((figure, at) => widened(ledger, ledger.plan.quantities[at]!.id, figure));
}

/** An outlook knows only how it was rounded; its publisher's record, or the error assumed of supply, says the rest. */
function widened(ledger: Ledger, quantity: string, figure: Figure): Figure {
  if (figure.status !== "forecast") return figure;
  const { value, low, high } = figure.range;
  const reach = NORMAL_90 * value * outlookSpread(ledger, quantity);
  return {
    ...figure,
    range: {
      value,
      low: Math.max(0, Math.min(low, value - reach)),
      high: Math.max(high, value + reach),
    },
  };
}

/** Scoring reconciles every publisher's past views, and a note asks for the same ledger many times. */
const spreads = new WeakMap<Ledger, Map<string, number>>();

function outlookSpread(ledger: Ledger, quantity: string): number {
  const known = spreads.get(ledger) ?? new Map<string, number>();
  if (!spreads.has(ledger)) {
    spreads.set(ledger, known);
    const { outlooks } = scoreOutlooks(ledger);
    for (const id of countedQuantities(ledger)) {
      const { series, publisher, region } = ledger.history(id);
      const errors = outlooks.filter((score) =>
        score.series === series && score.publisher === publisher && score.region === region &&
        (score.leadMonths ?? 0) > 0 && score.unit === "kt" && score.period.length === 7
      ).map(({ outlook, outcome }) => outcome / outlook - 1);
      const spread = spreadOf(errors);
      if (spread !== undefined) known.set(id, spread);
    }
  }
  const month = ledger.asOf.slice(0, 7) as Account["month"];
  return known.get(quantity) ?? ledger.assumption("balance_error", month).value;
}
