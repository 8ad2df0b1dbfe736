import {
  type Account,
  type DriverEffect,
  driverEffects,
  type DriverName,
  type Figure,
  type Figures,
  type Range,
  type Source,
} from "../balance/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { percentText } from "../markup/mod.ts";
import { sourceOfAssumption } from "../statements/mod.ts";
import { DRIVER_SERIES } from "./_driver_series.ts";
import { NORMAL_90 } from "./_quantiles.ts";
import { scoreOutlooks } from "./score_outlooks.ts";
import { spreadOf } from "./_spread.ts";

/** The middle 90% of an account's balance, and what it follows from. */
export interface BalanceBand extends Range {
  /** One standard deviation, kt. */
  readonly sdKt: number;
  /** How it is computed, and the assumption or the figures behind it. */
  readonly grounds: readonly Source[];
}

/**
 * The band of an account's balance: the wider of what independent errors on supply and on use give, and what the ranges
 * of the figures give, each taken as the middle 90% of a normal distribution. An account closed on a printed balance has
 * the first alone, since whatever its uses are, alloy takes up the difference.
 */
export function bandOf(ledger: Ledger, account: Account): BalanceBand {
  const { month, scope, balanceKt: { value }, balanceSdKt } = account;
  const error = ledger.assumption("balance_error", month);
  const onPrint = account.lines.some(({ id, status }) => id === "alloy" && status === "residual");
  const figures = widenedFigures(ledger, ledger.figures(month));
  const deviations = onPrint ? [] : deviationsOf(driverEffects(month, scope, figures));
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

/** One standard deviation of the balance from each figure's range, largest first; the two alloys move as one. */
function deviationsOf(
  effects: readonly DriverEffect[],
): { readonly label: string; readonly sdKt: number }[] {
  const isAlloy = ({ driver }: DriverEffect) => driver.endsWith("AlloyUseKt");
  const alloyKt = effects.filter(isAlloy).reduce((sum, { spanKt }) => sum + spanKt, 0);
  return [
    ...effects.filter((effect) => !isAlloy(effect)),
    { label: "Aluminium alloy use", spanKt: alloyKt },
  ].map(({ label, spanKt }) => ({ label, sdKt: spanKt / (2 * NORMAL_90) }))
    .sort((a, b) => b.sdKt - a.sdKt);
}

/** The figures with every outlook's range as wide as its publisher's record. */
export function widenedFigures(ledger: Ledger, figures: Figures): Figures {
  const entries = (Object.entries(figures) as [DriverName, Figure][]).map((
    [driver, figure],
  ) => [driver, widened(ledger, driver, figure)]);
  return Object.fromEntries(entries) as Figures;
}

/** An outlook knows only how it was rounded; its publisher's record, or the error assumed of supply, says the rest. */
function widened(ledger: Ledger, driver: DriverName, figure: Figure): Figure {
  if (figure.status !== "forecast") return figure;
  const { value, low, high } = figure.range;
  const reach = NORMAL_90 * value * outlookSpread(ledger, driver);
  return {
    ...figure,
    range: {
      value,
      low: Math.max(0, Math.min(low, value - reach)),
      high: Math.max(high, value + reach),
    },
  };
}

/** Scoring reconciles every publisher's past views, and a note asks for the same books many times. */
const spreads = new WeakMap<Ledger, Map<DriverName, number>>();

function outlookSpread(ledger: Ledger, driver: DriverName): number {
  const known = spreads.get(ledger) ?? new Map<DriverName, number>();
  if (!spreads.has(ledger)) {
    spreads.set(ledger, known);
    const { outlooks } = scoreOutlooks(ledger);
    for (const { driver, series, publisher = ledger.publisher } of DRIVER_SERIES) {
      const errors = outlooks.filter((score) =>
        score.series === series && score.publisher === publisher && score.region === "CN" &&
        (score.leadMonths ?? 0) > 0 && score.unit === "kt" && score.period.length === 7
      ).map(({ outlook, outcome }) => outcome / outlook - 1);
      const spread = spreadOf(errors);
      if (spread !== undefined) known.set(driver, spread);
    }
  }
  const month = ledger.asOf.slice(0, 7) as Account["month"];
  return known.get(driver) ?? ledger.assumption("balance_error", month).value;
}
