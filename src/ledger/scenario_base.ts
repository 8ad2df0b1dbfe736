import type { DriverName } from "../balance/mod.ts";
import { addMonths, type Month, monthLabel } from "../calendar/mod.ts";
import { type Assumption, type Base, type GivenMonth, makeBase } from "../scenario/mod.ts";
import type { Ledger } from "./open_ledger.ts";

/** The assumption that stands in for a driver, where no statement fixes it. */
const STAND_INS: Readonly<Partial<Record<DriverName, string>>> = {
  polysiliconOutputKt: "polysilicon_output",
  siliconeOutputKt: "silicone_output",
  exportsKt: "exports",
  primaryAlloyUseKt: "alloy_use",
  secondaryAlloyUseKt: "alloy_use",
};

/** Months ahead that publishers give outlooks for. */
const OUTLOOK_MONTHS = 3;

/**
 * The base that scenarios start from: a month's drivers, the outlooks printed for later months, the stock counted, and
 * every assumption with its range.
 *
 * Stock is the count of each pool nearest after the base month, up to ten days past its end; it stands for that end.
 *
 * @param ledger the books as of a day
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
 * assert.equal(base.given[0]!.values.siliconeOutputKt, 165.2);
 * ```
 */
export function scenarioBase(ledger: Ledger, month: Month): Base {
  const value = (id: string): number => ledger.assumption(id, month).value;
  const stocks = ledger.latestStocks(month);
  const shares = stocks.map(({ id }) => value(`pool_share_${id}`));
  const shareSum = shares.reduce((sum, share) => sum + share, 0);
  const given = givenMonths(ledger, month);
  const error = value("balance_error");
  return makeBase({
    drivers: ledger.drivers(month),
    given,
    openingPools: stocks.map(({ id, label, kt }, i) => ({
      id,
      label,
      kt,
      absorbs: shares[i]! / shareSum,
    })),
    regionShares: regionsOf(ledger).map(({ id, region }) => {
      const { value, low, high } = ledger.assumption(id, month);
      return { region, share: { value, low, high } };
    }),
    newYear: {
      daysBefore: value("new_year_days_before"),
      daysAfter: value("new_year_days_after"),
      operatingShare: value("new_year_operating_share"),
    },
    assumptions: assumptionsOf(ledger, month, given),
    errors: {
      file: "data/assumptions.csv",
      drivers: (["supplyKt", "useKt"] as const).map((target) => ({
        target,
        distribution: { kind: "normal", sd: error },
        persistence: value("error_persistence"),
      })),
      correlations: [],
    },
  });
}

/** Later months as far as production has an outlook; a driver that only a general assumption gives is left to its daily rate. */
function givenMonths(ledger: Ledger, base: Month): GivenMonth[] {
  const given: GivenMonth[] = [];
  for (let ahead = 1; ahead <= OUTLOOK_MONTHS; ahead++) {
    const month = addMonths(base, ahead);
    const outlook = ledger.series("silicon_metal_production").points.find((p) => p.month === month);
    if (outlook?.value === undefined) break;
    const figures = ledger.figures(month);
    const values: Partial<Record<DriverName, number>> = {};
    for (const [name, figure] of Object.entries(figures)) {
      const driver = name as DriverName;
      const standIn = STAND_INS[driver];
      const own = figure.status !== "assumed" ||
        (standIn !== undefined && hasOwn(ledger, standIn, month));
      if (own) values[driver] = figure.range.value;
    }
    given.push({ month, values });
  }
  return given;
}

function hasOwn(ledger: Ledger, id: string, month: Month): boolean {
  return ledger.assumptions.some((assumption) =>
    assumption.id === id && assumption.month === month
  );
}

const REGION = "region_share_";

function regionsOf(ledger: Ledger): { id: string; region: string }[] {
  return ledger.assumptions.filter(({ id }) => id.startsWith(REGION)).map(({ id }) => ({
    id,
    region: id.slice(REGION.length).split("_")
      .map((word) => word[0]!.toUpperCase() + word.slice(1)).join(" "),
  }));
}

function assumptionsOf(
  ledger: Ledger,
  base: Month,
  given: readonly GivenMonth[],
): Assumption[] {
  const general = (id: string, label: string, target: Assumption["target"]): Assumption => {
    const { value, low, high, source } = ledger.assumption(id, base);
    return { id, label, target, range: { value, low, high }, source };
  };
  return [
    general("polysilicon_unit_use", "Polysilicon unit consumption", {
      kind: "driver",
      driver: "polysiliconUnitUse",
    }),
    general("silicone_unit_use", "Silicone unit consumption", {
      kind: "driver",
      driver: "siliconeUnitUse",
    }),
    ...given.flatMap(({ month }) => outlookAssumptions(ledger, month)),
    ...regionsOf(ledger).map(({ id, region }) =>
      general(id, `${region}'s share of production`, { kind: "regionShare", region })
    ),
    general("new_year_operating_share", "Secondary alloy running through New Year", {
      kind: "newYear",
      field: "operatingShare",
    }),
  ];
}

/** The drivers of an outlook month that statements or assumptions give with a range. */
function outlookAssumptions(ledger: Ledger, month: Month): Assumption[] {
  const figures = ledger.figures(month);
  const drivers: [DriverName, string][] = [
    ["productionKt", "Production"],
    ["polysiliconOutputKt", "Polysilicon output"],
    ["siliconeOutputKt", "Silicone output"],
    ["exportsKt", "Exports"],
    ["secondaryAlloyUseKt", "Secondary alloy use"],
  ];
  return drivers.flatMap(([driver, label]) => {
    const { range, status, sources } = figures[driver];
    const standIn = STAND_INS[driver];
    const own = status !== "assumed" || (standIn !== undefined && hasOwn(ledger, standIn, month));
    if (!own || range.low === range.high) return [];
    return [{
      id: `${driver}-${month}`,
      label: `${label} in ${monthLabel(month)}`,
      target: { kind: "driver", driver, month } as const,
      range,
      source: sources[0]?.text ?? "assumed",
    }];
  });
}
