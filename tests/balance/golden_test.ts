import assert from "node:assert/strict";
import {
  calendarReceipt,
  closeAccount,
  closeOnBalance,
  daysOfCover,
  exactly,
  type Figure,
  flowsOf,
  marketState,
  neutralUse,
  valuesOf,
} from "@silicon/balance/balance";
import { parseMonth } from "@silicon/balance/calendar";
import { loadData } from "@silicon/balance/statements";

const JANUARY = parseMonth("2026-01");
const FEBRUARY = parseMonth("2026-02");
const JANUARY_PRODUCTION_KT = 375.5;
const FEBRUARY_PRODUCTION_KT = 375.5 * (1 - 0.271);

/** A number rounded as the golden numbers are printed. */
function printed(value: number, digits: number): string {
  return value.toFixed(digits);
}

const { plan } = await loadData();

const JANUARY_VALUES = {
  production: JANUARY_PRODUCTION_KT,
  extra_supply: 0,
  imports: 0,
  polysilicon_output: 80 / (1 - 0.21),
  polysilicon_unit_use: 1.2,
  silicone_output: 186.4,
  silicone_unit_use: 0.53,
  primary_alloy_use: 0,
  secondary_alloy_use: 0,
  exports: 58,
  other_use: 0,
};

const FEBRUARY_VALUES = {
  ...JANUARY_VALUES,
  production: FEBRUARY_PRODUCTION_KT,
  polysilicon_output: 80,
  silicone_output: 165.2,
  primary_alloy_use: 20,
  secondary_alloy_use: 27,
  exports: 49,
};

const flowsAt = (values: Record<string, number>) => flowsOf(plan, valuesOf(plan, values));

/** January's figures as the source has them, closed on its build of 30 kt. */
const closed = closeOnBalance(
  plan,
  JANUARY,
  valuesOf(plan, { ...JANUARY_VALUES, primary_alloy_use: 40, secondary_alloy_use: 60 })
    .map((value): Figure => ({ range: exactly(value), status: "assumed", sources: [] })),
  { kt: 30, source: { kind: "statement", text: "SMM, 6 Feb 2026: a build of about 30 kt" } },
);
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
    { month: JANUARY, kt: JANUARY_VALUES.polysilicon_output },
    { month: FEBRUARY, kt: 80 },
  );
  assert.equal(printed(receipt.fromKt, 1), "101.3");
  assert.equal(printed(receipt.totalKt, 1), "-21.3");
  assert.equal(printed(receipt.daysKt, 1), "-9.2");
  assert.equal(printed(receipt.rateKt, 1), "-12.1");
  assert.equal(printed(100 * receipt.rateShare, 1), "-12.5");
});

Deno.test("closeOnBalance() closes January on +30 kt: 345.5 = 121.5 + 98.8 + 58 + 67.2", () => {
  const flows = flowsOf(plan, closed.map(({ range }) => range.value));
  const line = (id: string) => flows.linesKt[plan.lines.findIndex((line) => line.id === id)]!;
  assert.equal(printed(line("primary_alloy") + line("secondary_alloy"), 1), "67.2");
  assert.equal(printed(line("secondary_alloy") / line("primary_alloy"), 9), "1.500000000");
  assert.equal(printed(line("polysilicon"), 1), "121.5");
  assert.equal(printed(line("silicone"), 1), "98.8");
  assert.equal(line("exports"), 58);
  assert.equal(printed(flows.useKt, 1), "345.5");
  assert.equal(printed(flows.balanceKt, 9), "30.000000000");
  assert.equal(printed(100 * flows.balanceKt / flows.useKt, 1), "8.7");
  assert.equal(marketState(flows.balanceKt, flows.useKt), "loose");
});

Deno.test("polysilicon's unit use alone moves January by 20.3 kt between its bounds", () => {
  const at = (unitUse: number) =>
    flowsAt({ ...JANUARY_VALUES, polysilicon_unit_use: unitUse }).balanceKt;
  assert.equal(printed(at(1.08) - at(1.28), 1), "20.3");
});

Deno.test("neutralUse() asks February's use to fall by 71.8 kt, and finds -38.3 kt by days alone", () => {
  const neutral = neutralUse(FEBRUARY_PRODUCTION_KT, 28, 345.5, 31);
  assert.equal(printed(neutral.changeKt, 1), "-71.8");
  assert.equal(printed(100 * neutral.changeShare, 1), "-20.8");
  assert.equal(printed(neutral.balanceAtDailyUseKt, 1), "-38.3");
});

Deno.test("flowsOf() gives February's balance as -5.8 kt, +87.6 kt for a full silicone cut, and 0 for one of 6.6%", () => {
  const flows = flowsAt(FEBRUARY_VALUES);
  assert.equal(printed(flows.balanceKt, 1), "-5.8");
  const full = flowsAt({ ...FEBRUARY_VALUES, silicone_output: 0 }).balanceKt - flows.balanceKt;
  assert.equal(printed(full, 1), "87.6");
  assert.equal(printed(100 * -flows.balanceKt / full, 1), "6.6");
  assert.equal(marketState(flows.balanceKt, flows.useKt), "slight destocking");
});

Deno.test("daysOfCover() gives 90.5 days for the pools of early February on January's use", () => {
  assert.equal(printed(daysOfCover(562 + 208.7 + 238.4, 345.5, 31), 1), "90.5");
  assert.equal(printed(daysOfCover(562, 345.5, 31), 0), "50");
});

Deno.test("closeAccount() gives a standard deviation near 10 kt for errors of 2% on supply and on use", () => {
  const account = closeAccount({
    plan,
    month: JANUARY,
    figures: closed,
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
