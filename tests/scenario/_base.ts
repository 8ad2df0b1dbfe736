import { placeOf, rangeOf, valuesOf } from "@silicon/balance/balance";
import { type Month, parseMonth } from "@silicon/balance/calendar";
import { loadData } from "@silicon/balance/statements";
import { type Base, type BaseSpec, makeBase, type ScenarioSpec } from "@silicon/balance/scenario";

export const JANUARY: Month = parseMonth("2026-01");
export const FEBRUARY: Month = parseMonth("2026-02");
export const MARCH: Month = parseMonth("2026-03");

const PRODUCTION_KT = 375.5;
const POLYSILICON_KT = 80 / 0.79;
const SILICONE_KT = 186.4;
const EXPORTS_KT = 58;
const PRIMARY_ALLOY_KT = 27.2;
const JANUARY_BUILD_KT = 30;
const ALLOY_KT = PRODUCTION_KT - JANUARY_BUILD_KT - POLYSILICON_KT * 1.2 - SILICONE_KT * 0.53 -
  EXPORTS_KT;
const FEBRUARY_PRIMARY_KT = PRIMARY_ALLOY_KT * 28 / 31;

export const { plan: PLAN } = await loadData();

const JANUARY_VALUES = valuesOf(PLAN, {
  production: PRODUCTION_KT,
  extra_supply: 0,
  imports: 0,
  polysilicon_output: POLYSILICON_KT,
  polysilicon_unit_use: 1.2,
  silicone_output: SILICONE_KT,
  silicone_unit_use: 0.53,
  primary_alloy_use: PRIMARY_ALLOY_KT,
  secondary_alloy_use: ALLOY_KT - PRIMARY_ALLOY_KT,
  exports: EXPORTS_KT,
  other_use: 0,
});

/** January and February 2026 as the market's published figures and the assumption set give them. */
export const SPEC: BaseSpec = {
  plan: PLAN,
  month: JANUARY,
  values: JANUARY_VALUES,
  given: [{
    month: FEBRUARY,
    values: {
      production: PRODUCTION_KT * (1 - 0.271),
      polysilicon_output: 80,
      silicone_output: 165.2,
      primary_alloy_use: FEBRUARY_PRIMARY_KT,
      secondary_alloy_use: 47 - FEBRUARY_PRIMARY_KT,
      exports: 49,
    },
  }],
  openingPools: [
    { id: "social", label: "Social stock", kt: 562, absorbs: 0.5 },
    { id: "plant", label: "Plant stock", kt: 208.7, absorbs: 0.3 },
    { id: "downstream", label: "Downstream stock", kt: 238.4, absorbs: 0.2 },
  ],
  regionShares: [
    { region: "CN-XJ", label: "Xinjiang", share: rangeOf(0.58, 0.5, 0.66) },
    { region: "CN-NM", label: "Inner Mongolia", share: rangeOf(0.14, 0.1, 0.18) },
    { region: "CN-GS", label: "Gansu", share: rangeOf(0.1, 0.07, 0.13) },
    { region: "CN-YN", label: "Yunnan", share: rangeOf(0.03, 0.02, 0.04) },
    { region: "CN-SC", label: "Sichuan", share: rangeOf(0.02, 0.01, 0.03) },
    { region: "other", label: "Other", share: rangeOf(0.13, 0.08, 0.18) },
  ],
  newYear: { daysBefore: 7, daysAfter: 15, operatingShare: 0.44 },
  assumptions: [
    {
      id: "polysilicon-unit-use",
      label: "Polysilicon unit consumption",
      target: { kind: "quantity", quantity: "polysilicon_unit_use" },
      range: rangeOf(1.2, 1.08, 1.28),
      source: "SMM, Aug 2024: 128 kt used 154 kt",
    },
    {
      id: "silicone-unit-use",
      label: "Silicone unit consumption",
      target: { kind: "quantity", quantity: "silicone_unit_use" },
      range: rangeOf(0.53, 0.5, 0.58),
      source: "assumed",
    },
    {
      id: "exports-january",
      label: "Exports in January",
      target: { kind: "quantity", quantity: "exports", month: JANUARY },
      range: rangeOf(58, 50, 66),
      source: "assumed",
    },
    {
      id: "silicone-february",
      label: "Silicone output in February",
      target: { kind: "quantity", quantity: "silicone_output", month: FEBRUARY },
      range: rangeOf(165.2, 145, 168.4),
      source: "assumed",
    },
    {
      id: "exports-february",
      label: "Exports in February",
      target: { kind: "quantity", quantity: "exports", month: FEBRUARY },
      range: rangeOf(49, 45, 53),
      source: "assumed",
    },
    {
      id: "share-xinjiang",
      label: "Xinjiang's share of production",
      target: { kind: "regionShare", region: "CN-XJ" },
      range: rangeOf(0.58, 0.5, 0.66),
      source: "assumed",
    },
    {
      id: "new-year-operating",
      label: "Secondary alloy running through New Year",
      target: { kind: "newYear", field: "operatingShare" },
      range: rangeOf(0.44, 0.2, 0.7),
      source: "assumed",
    },
    {
      id: "stock-social",
      label: "Social stock at the opening",
      target: { kind: "openingStock", pool: "social" },
      range: rangeOf(562, 540, 580),
      source: "SMM, 5 Feb 2026",
    },
  ],
  errors: {
    targets: [
      { target: "production", distribution: { kind: "normal", sd: 0.02 }, persistence: 0.6 },
      {
        target: "polysilicon_output",
        distribution: { kind: "normal", sd: 0.03 },
        persistence: 0.6,
      },
      { target: "silicone_output", distribution: { kind: "normal", sd: 0.03 }, persistence: 0.6 },
      { target: "exports", distribution: { kind: "normal", sd: 0.08 }, persistence: 0.3 },
    ],
    correlations: [
      { between: ["production", "polysilicon_output"], value: 0.3 },
      { between: ["polysilicon_output", "silicone_output"], value: 0.2 },
    ],
  },
};

export const BASE: Base = makeBase(SPEC);

/** A scenario of the given steps from February on, six months unless told otherwise. */
export function specOf(
  steps: ScenarioSpec["steps"],
  more: Partial<ScenarioSpec> = {},
): ScenarioSpec {
  return {
    id: "test",
    title: "Test",
    description: "A test's scenario",
    source: "assumed",
    start: "2026-02",
    months: 6,
    steps,
    ...more,
  };
}

/** A month's value of a quantity. */
export function valueOf({ values }: { readonly values: readonly number[] }, id: string): number {
  return values[placeOf(PLAN, id)]!;
}

/** A base spec with other values of some quantities in its month. */
export function withValues(spec: BaseSpec, byId: Readonly<Record<string, number>>): BaseSpec {
  const values = PLAN.quantities.map(({ id }, at) => byId[id] ?? spec.values[at]!);
  return { ...spec, values };
}
