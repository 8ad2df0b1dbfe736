import { linesIn } from "../balance/mod.ts";
import { addMonths, type Month, monthLabel } from "../calendar/mod.ts";
import { type Assumption, type Base, type GivenMonth, makeBase } from "../scenario/mod.ts";
import type { Ledger } from "./ledger.ts";

/** Months ahead that publishers give outlooks for. */
const OUTLOOK_MONTHS = 3;

/**
 * The base that scenarios start from: a month's quantities, the outlooks printed for later months, the stock counted,
 * and every assumption with its range.
 *
 * Stock is the count of each pool nearest after the base month, up to ten days past its end; it stands for that end.
 *
 * @param month the last month whose account is known
 * @throws {RangeError} when the month cannot be closed, or no stock was counted around its end
 *
 * @example
 * ```ts
 * import { openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * assert.equal(base.given[0]!.month, "2026-02");
 * assert.equal(base.given[0]!.values.exports, 49);
 * ```
 */
export function scenarioBase(ledger: Ledger, month: Month): Base {
  const { plan } = ledger;
  const value = (id: string): number => ledger.assumption(id, month).value;
  const stocks = ledger.latestStocks(month);
  const shareOf = (id: string) => plan.pools.find((pool) => pool.id === id)!.share.value;
  const shareSum = stocks.reduce((sum, { id }) => sum + shareOf(id), 0);
  const given = givenMonths(ledger, month);
  const error = value("balance_error");
  const newYear = plan.quantities.some(({ holiday }) => holiday)
    ? {
      daysBefore: value("new_year_days_before"),
      daysAfter: value("new_year_days_after"),
      operatingShare: value("new_year_operating_share"),
    }
    : undefined;
  return makeBase({
    plan,
    ...ledger.values(month),
    given,
    openingPools: stocks.map(({ id, label, kt }) => ({
      id,
      label,
      kt,
      absorbs: shareOf(id) / shareSum,
    })),
    regionShares: plan.regions.map(({ id, label, share }) => ({ region: id, label, share })),
    ...(newYear === undefined ? {} : { newYear }),
    assumptions: assumptionsOf(ledger, month, given),
    errors: {
      file: "data/assumptions.csv",
      targets: ["supply", "use"].map((target) => ({
        target,
        distribution: { kind: "normal", sd: error },
        persistence: value("error_persistence"),
      })),
      correlations: [],
    },
  });
}

/** Later months as far as the lead quantity has an outlook; what only a general assumption gives is left to its daily rate. */
function givenMonths(ledger: Ledger, base: Month): GivenMonth[] {
  const given: GivenMonth[] = [];
  for (let ahead = 1; ahead <= OUTLOOK_MONTHS; ahead++) {
    const month = addMonths(base, ahead);
    const outlook = ledger.history().points.find((point) => point.month === month);
    if (outlook?.value === undefined) break;
    const figures = ledger.figures(month);
    given.push({
      month,
      values: Object.fromEntries(
        ownPlaces(ledger, month).map(({ id, at }) => [id, figures[at]!.range.value]),
      ),
    });
  }
  return given;
}

/** The quantities that a print, or an assumption for this very month, gives. */
function ownPlaces(ledger: Ledger, month: Month): { id: string; label: string; at: number }[] {
  const figures = ledger.figures(month);
  return ledger.plan.quantities.map(({ id, label }, at) => ({ id, label, at })).filter((
    { id, at },
  ) =>
    figures[at]!.status !== "assumed" ||
    ledger.assumptions.some((assumption) => assumption.id === id && assumption.month === month)
  );
}

function assumptionsOf(
  ledger: Ledger,
  base: Month,
  given: readonly GivenMonth[],
): Assumption[] {
  const { plan } = ledger;
  const general = (id: string, label: string, target: Assumption["target"]): Assumption => {
    const { value, low, high, source } = ledger.assumption(id, base);
    return { id, label, target, range: { value, low, high }, source };
  };
  const lead = plan.quantities.find(({ id }) => id === plan.market.lead)!.label.toLowerCase();
  const holiday = plan.quantities.filter((quantity) => quantity.holiday).map(({ label }) => label);
  return [
    ...plan.quantities.filter(({ kind }) => kind === "coefficient").map(({ id, label }) =>
      general(id, label, { kind: "quantity", quantity: id })
    ),
    ...given.flatMap(({ month }) => outlookAssumptions(ledger, month)),
    ...lastingAssumptions(ledger, base, given),
    ...plan.regions.map(({ id, label, share, source = "assumed" }): Assumption => ({
      id: `region_share_${id}`,
      label: `${label}'s share of ${lead}`,
      target: { kind: "regionShare", region: id },
      range: share,
      source,
    })),
    ...(holiday.length === 0 ? [] : [
      general("new_year_operating_share", `${holiday.join(", ")} running through New Year`, {
        kind: "newYear",
        field: "operatingShare",
      }),
    ]),
  ];
}

/** The flows that are assumed in the base month and go on at that rate, since no later month says more of them. */
function lastingAssumptions(
  ledger: Ledger,
  base: Month,
  given: readonly GivenMonth[],
): Assumption[] {
  const { plan } = ledger;
  const counted = linesIn(plan).map(({ amountAt }) => amountAt);
  return ledger.figures(base).flatMap(({ range, status, sources }, at): Assumption[] => {
    const { id, label } = plan.quantities[at]!;
    const goesOn = status === "assumed" && !given.some(({ values }) => values[id] !== undefined);
    if (!counted.includes(at) || !goesOn || range.low === range.high) return [];
    const target = { kind: "quantity", quantity: id, month: base } as const;
    return [{ id, label, target, range, source: sources[0]?.text ?? "assumed" }];
  });
}

/** The quantities of an outlook month that statements or assumptions give with a range. */
function outlookAssumptions(ledger: Ledger, month: Month): Assumption[] {
  const figures = ledger.figures(month);
  return ownPlaces(ledger, month).flatMap(({ id, label, at }): Assumption[] => {
    const { range, sources } = figures[at]!;
    if (range.low === range.high) return [];
    return [{
      id: `${id}-${month}`,
      label: `${label} in ${monthLabel(month)}`,
      target: { kind: "quantity", quantity: id, month },
      range,
      source: sources[0]?.text ?? "assumed",
    }];
  });
}
