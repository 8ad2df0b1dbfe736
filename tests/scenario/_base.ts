import { type Drivers, rangeOf } from "@silicon/balance/balance";
import { type Month, parseMonth } from "@silicon/balance/calendar";
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

const JANUARY_DRIVERS: Drivers = {
  month: JANUARY,
  scope: "narrow",
  productionKt: PRODUCTION_KT,
  silicon97Kt: 0,
  secondarySiliconKt: 0,
  importsKt: 0,
  polysiliconOutputKt: POLYSILICON_KT,
  polysiliconUnitUse: 1.2,
  siliconeOutputKt: SILICONE_KT,
  siliconeUnitUse: 0.53,
  primaryAlloyUseKt: PRIMARY_ALLOY_KT,
  secondaryAlloyUseKt: ALLOY_KT - PRIMARY_ALLOY_KT,
  exportsKt: EXPORTS_KT,
  otherUseKt: 0,
};

/** January and February 2026 as the market's published figures and the assumption set give them. */
export const SPEC: BaseSpec = {
  drivers: JANUARY_DRIVERS,
  given: [{
    month: FEBRUARY,
    values: {
      productionKt: PRODUCTION_KT * (1 - 0.271),
      polysiliconOutputKt: 80,
      siliconeOutputKt: 165.2,
      primaryAlloyUseKt: FEBRUARY_PRIMARY_KT,
      secondaryAlloyUseKt: 47 - FEBRUARY_PRIMARY_KT,
      exportsKt: 49,
    },
  }],
  openingPools: [
    { id: "social", label: "Social stock", kt: 562, absorbs: 0.5 },
    { id: "plant", label: "Plant stock", kt: 208.7, absorbs: 0.3 },
    { id: "downstream", label: "Downstream stock", kt: 238.4, absorbs: 0.2 },
  ],
  regionShares: [
    { region: "Xinjiang", share: rangeOf(0.58, 0.5, 0.66) },
    { region: "Inner Mongolia", share: rangeOf(0.14, 0.1, 0.18) },
    { region: "Gansu", share: rangeOf(0.1, 0.07, 0.13) },
    { region: "Yunnan", share: rangeOf(0.03, 0.02, 0.04) },
    { region: "Sichuan", share: rangeOf(0.02, 0.01, 0.03) },
    { region: "Other", share: rangeOf(0.13, 0.08, 0.18) },
  ],
  newYear: { daysBefore: 7, daysAfter: 15, operatingShare: 0.44 },
  assumptions: [
    {
      id: "polysilicon-unit-use",
      label: "Polysilicon unit consumption",
      target: { kind: "driver", driver: "polysiliconUnitUse" },
      range: rangeOf(1.2, 1.08, 1.28),
      source: "SMM, Aug 2024: 128 kt used 154 kt",
    },
    {
      id: "silicone-unit-use",
      label: "Silicone unit consumption",
      target: { kind: "driver", driver: "siliconeUnitUse" },
      range: rangeOf(0.53, 0.5, 0.58),
      source: "assumed",
    },
    {
      id: "exports-january",
      label: "Exports in January",
      target: { kind: "driver", driver: "exportsKt", month: JANUARY },
      range: rangeOf(58, 50, 66),
      source: "assumed",
    },
    {
      id: "silicone-february",
      label: "Silicone output in February",
      target: { kind: "driver", driver: "siliconeOutputKt", month: FEBRUARY },
      range: rangeOf(165.2, 145, 168.4),
      source: "assumed",
    },
    {
      id: "exports-february",
      label: "Exports in February",
      target: { kind: "driver", driver: "exportsKt", month: FEBRUARY },
      range: rangeOf(49, 45, 53),
      source: "assumed",
    },
    {
      id: "share-xinjiang",
      label: "Xinjiang's share of production",
      target: { kind: "regionShare", region: "Xinjiang" },
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
    drivers: [
      { target: "productionKt", distribution: { kind: "normal", sd: 0.02 }, persistence: 0.6 },
      {
        target: "polysiliconOutputKt",
        distribution: { kind: "normal", sd: 0.03 },
        persistence: 0.6,
      },
      { target: "siliconeOutputKt", distribution: { kind: "normal", sd: 0.03 }, persistence: 0.6 },
      { target: "exportsKt", distribution: { kind: "normal", sd: 0.08 }, persistence: 0.3 },
    ],
    correlations: [
      { between: ["productionKt", "polysiliconOutputKt"], value: 0.3 },
      { between: ["polysiliconOutputKt", "siliconeOutputKt"], value: 0.2 },
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
