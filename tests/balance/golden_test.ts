import assert from "node:assert/strict";
import {
  calendarReceipt,
  closeAccount,
  closingResidual,
  daysOfCover,
  type Drivers,
  exactly,
  type Figures,
  flowsOf,
  marketState,
  neutralUse,
} from "@silicon/balance/balance";
import { parseMonth } from "@silicon/balance/calendar";

const JANUARY = parseMonth("2026-01");
const FEBRUARY = parseMonth("2026-02");
const JANUARY_PRODUCTION_KT = 375.5;
const FEBRUARY_PRODUCTION_KT = 375.5 * (1 - 0.271);

/** A number rounded as the golden numbers are printed. */
function printed(value: number, digits: number): string {
  return value.toFixed(digits);
}

const january: Drivers = {
  month: JANUARY,
  scope: "narrow",
  productionKt: JANUARY_PRODUCTION_KT,
  silicon97Kt: 0,
  secondarySiliconKt: 0,
  importsKt: 0,
  polysiliconOutputKt: 80 / (1 - 0.21),
  polysiliconUnitUse: 1.2,
  siliconeOutputKt: 186.4,
  siliconeUnitUse: 0.53,
  primaryAlloyUseKt: 0,
  secondaryAlloyUseKt: 0,
  exportsKt: 58,
  otherUseKt: 0,
};

const february: Drivers = {
  ...january,
  month: FEBRUARY,
  productionKt: FEBRUARY_PRODUCTION_KT,
  polysiliconOutputKt: 80,
  siliconeOutputKt: 165.2,
  primaryAlloyUseKt: 20,
  secondaryAlloyUseKt: 27,
  exportsKt: 49,
};

Deno.test("calendarReceipt() splits February's production fall into -32.8 for days and -69.0 for the rate", () => {
  const receipt = calendarReceipt(
    { month: JANUARY, kt: JANUARY_PRODUCTION_KT },
    { month: FEBRUARY, kt: FEBRUARY_PRODUCTION_KT },
  );
  assert.equal(printed(receipt.toKt, 1), "273.7");
  assert.equal(printed(receipt.totalKt, 1), "-101.8");
  assert.equal(printed(receipt.daysKt, 1), "-32.8");
  assert.equal(printed(receipt.rateKt, 1), "-69.0");
  assert.equal(printed(receipt.fromRateKtPerDay, 3), "12.113");
  assert.equal(printed(receipt.toRateKtPerDay, 3), "9.776");
  assert.equal(printed(100 * receipt.rateShare, 1), "-19.3");
});

Deno.test("February's production is 5.4% below the year before", () => {
  assert.equal(printed(100 * (FEBRUARY_PRODUCTION_KT / 289.5 - 1), 1), "-5.4");
});

Deno.test("calendarReceipt() splits polysilicon's fall into -9.2 for days and -12.1 for the rate", () => {
  const receipt = calendarReceipt(
    { month: JANUARY, kt: january.polysiliconOutputKt },
    { month: FEBRUARY, kt: 80 },
  );
  assert.equal(printed(receipt.fromKt, 1), "101.3");
  assert.equal(printed(receipt.totalKt, 1), "-21.3");
  assert.equal(printed(receipt.daysKt, 1), "-9.2");
  assert.equal(printed(receipt.rateKt, 1), "-12.1");
  assert.equal(printed(100 * receipt.rateShare, 1), "-12.5");
});

Deno.test("closingResidual() closes January on +30 kt with use of 345.5 kt", () => {
  const alloyKt = closingResidual(january, 30);
  const flows = flowsOf({ ...january, secondaryAlloyUseKt: alloyKt });
  assert.equal(printed(alloyKt, 1), "67.2");
  assert.equal(printed(flows.polysiliconUseKt, 1), "121.5");
  assert.equal(printed(flows.siliconeUseKt, 1), "98.8");
  assert.equal(printed(flows.useKt, 1), "345.5");
  assert.equal(printed(flows.balanceKt, 9), "30.000000000");
  assert.equal(printed(100 * flows.balanceKt / flows.useKt, 1), "8.7");
  assert.equal(marketState(flows.balanceKt, flows.useKt), "loose");
});

Deno.test("polysilicon's unit use alone moves January by 20.3 kt between its bounds", () => {
  const at = (polysiliconUnitUse: number) => flowsOf({ ...january, polysiliconUnitUse }).balanceKt;
  assert.equal(printed(at(1.08) - at(1.28), 1), "20.3");
});

Deno.test("neutralUse() asks February's use to fall by 71.8 kt, and finds -38.3 kt by days alone", () => {
  const neutral = neutralUse(FEBRUARY_PRODUCTION_KT, 28, 345.5, 31);
  assert.equal(printed(neutral.changeKt, 1), "-71.8");
  assert.equal(printed(100 * neutral.changeShare, 1), "-20.8");
  assert.equal(printed(neutral.balanceAtDailyUseKt, 1), "-38.3");
});

Deno.test("flowsOf() gives February's balance as -5.8 kt, and +87.6 kt for a full silicone cut", () => {
  const flows = flowsOf(february);
  assert.equal(printed(flows.balanceKt, 1), "-5.8");
  assert.equal(
    printed(flowsOf({ ...february, siliconeOutputKt: 0 }).balanceKt - flows.balanceKt, 1),
    "87.6",
  );
  assert.equal(marketState(flows.balanceKt, flows.useKt), "slight destocking");
});

Deno.test("daysOfCover() gives 90.5 days for the pools of early February on January's use", () => {
  assert.equal(printed(daysOfCover(562 + 208.7 + 238.4, 345.5, 31), 1), "90.5");
  assert.equal(printed(daysOfCover(562, 345.5, 31), 0), "50");
});

Deno.test("closeAccount() gives a standard deviation near 10 kt for errors of 2% on supply and on use", () => {
  const figures = Object.fromEntries(
    Object.entries(january).filter(([name]) => name !== "month" && name !== "scope").map((
      [name, value],
    ) => [name, { range: exactly(value as number), status: "assumed", sources: [] }]),
  ) as unknown as Figures;
  const account = closeAccount({
    month: JANUARY,
    scope: "narrow",
    figures: {
      ...figures,
      secondaryAlloyUseKt: {
        range: exactly(closingResidual(january, 30)),
        status: "residual",
        sources: [],
      },
    },
    pools: [{
      id: "social",
      label: "Social stock",
      publisher: "SMM",
      openingKt: 557,
      closingKt: 554,
      counted: true,
      sources: [],
    }],
    errorShare: 0.02,
  });
  assert.equal(printed(account.balanceSdKt, 1), "10.2");
  assert.equal(account.observedChangeKt, -3);
  assert.equal(printed(account.discrepancyKt!, 1), "33.0");
});
