import assert from "node:assert/strict";
import { neutralUse, quantityEffects } from "@silicon/balance/balance";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { monthlySeries } from "@silicon/balance/reconcile";

const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
const JANUARY = parseMonth("2026-01");
const FEBRUARY = parseMonth("2026-02");
const january = ledger.account(JANUARY);
const february = ledger.account(FEBRUARY);

/** The use of each sector, kt; both kinds of alloy together. */
function usesOf({ lines }: typeof january): number[] {
  const kt = (id: string) => lines.find((line) => line.id === id)!.kt.value;
  return [
    kt("polysilicon"),
    kt("silicone"),
    kt("exports"),
    kt("primary_alloy") + kt("secondary_alloy"),
  ];
}

Deno.test("openLedger() derives the months that SMM's January article fixes", () => {
  const point = (month: string) =>
    ledger.series("silicon_metal_production").points.find((point) => point.month === month)!;
  const december = point("2025-12");
  assert.deepEqual([december.low.toFixed(2), december.high.toFixed(2)], ["397.09", "397.62"]);
  assert.equal(december.status, "derived");
  const firstJanuary = point("2025-01");
  assert.ok(firstJanuary.low >= 303.89 && firstJanuary.high <= 304.21);
  const next = point("2026-02");
  assert.deepEqual([next.low.toFixed(2), next.high.toFixed(2)], ["273.52", "273.96"]);
  assert.equal(next.status, "forecast");
  assert.equal(next.value!.toFixed(1), "273.7");
});

Deno.test("October 2024 is closed with both outputs as SMM reported them", () => {
  const october = ledger.account(parseMonth("2024-10"));
  const reported = ["polysilicon", "silicone"].map((id) => october.lines.find((l) => l.id === id)!);
  assert.deepEqual(reported.map(({ status }) => status), ["actual", "actual"]);
  assert.deepEqual(reported.map(({ kt }) => kt.value.toFixed(1)), ["157.8", "105.9"]);
  assert.equal(october.balanceKt.value.toFixed(1), "73.5");
});

Deno.test("Ledger.series() reads every history as its kind in the catalogue", () => {
  const points = ledger.series("social_inventory_total").points.filter((p) =>
    p.status !== "missing"
  );
  assert.ok(points.length >= 12, "a stock stands at the last count of its months");
  const october = points.find(({ month }) => month === "2025-10")!;
  assert.deepEqual([october.value, october.statements[0]!.period], [558, "2025-10-30"]);
  for (const { id: series, kind } of ledger.catalogue.values()) {
    const { points } = ledger.series(series);
    const query = {
      series,
      publisher: "SMM",
      region: "CN",
      from: points[0]!.month,
      to: points.at(-1)!.month,
    };
    assert.deepEqual(points, monthlySeries(ledger.statements, { ...query, kind }).points, series);
  }
});

Deno.test("January's account closes on the published build with the assumed split", () => {
  assert.equal(january.supplyKt.value.toFixed(1), "375.5");
  assert.deepEqual(
    usesOf(january).map((kt) => kt.toFixed(1)),
    ["121.5", "98.8", "58.0", "67.2"],
  );
  assert.equal(january.useKt.value.toFixed(1), "345.5");
  assert.equal(january.balanceKt.value.toFixed(6), "30.000000");
  assert.equal(january.state, "loose");
  assert.equal((100 * january.balanceShareOfUse).toFixed(1), "8.7");
});

Deno.test("January's observed change and what it does not show of the build", () => {
  const social = january.pools.find(({ id }) => id === "social")!;
  assert.deepEqual([social.openingKt, social.closingKt, social.changeKt], [557, 554, -3]);
  assert.equal(january.observedChangeKt, -3);
  assert.equal(january.discrepancyKt!.toFixed(1), "33.0");
});

Deno.test("February's account is a question: -5.8 kt before any silicone cut", () => {
  assert.deepEqual(
    usesOf(february).map((kt) => kt.toFixed(1)),
    ["96.0", "87.6", "49.0", "47.0"],
  );
  assert.equal(february.balanceKt.value.toFixed(1), "-5.8");
  assert.equal(february.state, "slight destocking");
  assert.ok(february.balanceKt.low < 0 && february.balanceKt.high > 0);
});

Deno.test("the receipts of production and polysilicon add up exactly", () => {
  const production = ledger.receipt(FEBRUARY);
  assert.deepEqual(
    [production.totalKt, production.daysKt, production.rateKt].map((kt) => kt.toFixed(1)),
    ["-101.8", "-32.8", "-69.0"],
  );
  const polysilicon = ledger.receipt(FEBRUARY, "polysilicon_output");
  assert.deepEqual(
    [polysilicon.totalKt, polysilicon.daysKt, polysilicon.rateKt].map((kt) => kt.toFixed(1)),
    ["-21.3", "-9.2", "-12.1"],
  );
});

Deno.test("the pools of early February hold 1,009 kt", () => {
  const stocks = ledger.latestStocks();
  assert.deepEqual(stocks.map(({ id, kt }) => [id, kt]), [
    ["social", 562],
    ["plant", 208.7],
    ["downstream", 238.4],
  ]);
});

Deno.test("use would have to fall by 71.8 kt for a balanced February", () => {
  const neutral = neutralUse(february.supplyKt.value, 28, january.useKt.value, 31);
  assert.equal(neutral.changeKt.toFixed(1), "-71.8");
  assert.equal(neutral.balanceAtDailyUseKt.toFixed(1), "-38.3");
});

Deno.test("polysilicon's unit consumption alone moves January by 20.3 kt", () => {
  const effect = quantityEffects(ledger.plan, ledger.figures(JANUARY))
    .find(({ quantity }) => quantity === "polysilicon_unit_use")!;
  assert.equal(effect.spanKt.toFixed(1), "20.3");
});

Deno.test("every line that is not zero rests on a statement or an assumption", () => {
  for (const account of [january, february]) {
    for (const { id, sources } of account.lines) assert.ok(sources.length > 0, id);
  }
});

Deno.test("openLedger() as of an earlier day knows nothing printed later", async () => {
  const earlier = await openLedger({ asOf: parseDay("2026-01-31") });
  assert.ok(earlier.statements.every(({ published }) => published! <= "2026-01-31"));
  assert.throws(() => earlier.account(FEBRUARY), {
    name: "RangeError",
    message: /account for 2026-02: production is missing/,
  });
  assert.equal(earlier.publishedBalance(JANUARY), undefined);
});

Deno.test("Ledger.history() refuses a quantity that nobody prints, and one the market has not", () => {
  assert.equal(ledger.history().publisher, "SMM");
  assert.equal(ledger.history("exports").publisher, "China Customs");
  assert.throws(() => ledger.history("imports"), /quantities\.csv names no series for it/);
  assert.throws(() => ledger.history("export"), /must be one of .*did you mean exports\?/);
});

Deno.test("Ledger.month() and values() give the latest month and its quantities in the plan's order", () => {
  assert.equal(ledger.month("latest"), FEBRUARY);
  const { month, values } = ledger.values(FEBRUARY);
  assert.equal(month, FEBRUARY);
  const at = (id: string) => values[ledger.plan.quantities.findIndex((q) => q.id === id)]!;
  assert.deepEqual([at("production").toFixed(1), at("exports"), at("silicone_unit_use")], [
    "273.7",
    49,
    0.53,
  ]);
});

Deno.test("stockHistory() gives social stock by day with the break that is no build", () => {
  const { points, breaks } = ledger.stockHistory();
  assert.deepEqual(breaks, [{ day: "2025-02-28", beforeKt: 546, afterKt: 608 }]);
  assert.equal(points.at(-1)!.stockKt, 562);
  assert.ok(points.every((point, i) => i === 0 || points[i - 1]!.day < point.day));
});

Deno.test("accounts() closes every month from January 2025 on and keeps the identity in each", () => {
  const accounts = ledger.accounts(parseMonth("2025-01"), FEBRUARY);
  assert.equal(accounts.length, 14);
  for (const { month, lines, balanceKt } of accounts) {
    for (const { id, kt, status } of lines) {
      assert.ok(kt.low <= kt.value && kt.value <= kt.high, `${month} ${id}`);
      // What no publisher prints is named so, and its range reaches the balance.
      const isOpen = status === "assumed" && kt.high > kt.low;
      if (isOpen) assert.ok(balanceKt.high - balanceKt.low >= kt.high - kt.low, `${month} ${id}`);
    }
    const sum = lines.reduce(
      (kt, line) => kt + (line.side === "supply" ? 1 : -1) * line.kt.value,
      0,
    );
    assert.ok(Math.abs(sum - balanceKt.value) < 1e-9, month);
    assert.ok(balanceKt.low <= balanceKt.value && balanceKt.value <= balanceKt.high, month);
  }
});
