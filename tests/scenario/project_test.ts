import { parseMonth } from "@silicon/balance/calendar";
import {
  type Base,
  makeBase,
  outcomeOf,
  project,
  resolveScenario,
  type ScenarioSpec,
  type StepSpec,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, FEBRUARY, JANUARY, PLAN, SPEC, specOf, valueOf, withValues } from "./_base.ts";

const play = (steps: ScenarioSpec["steps"], more: Partial<ScenarioSpec> = {}, base: Base = BASE) =>
  project(base, resolveScenario(PLAN, specOf(steps, more), { file: "test.json" }));
const near = (actual: number | undefined, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual! - expected) <= tolerance, `${actual} is not ${expected}`);

Deno.test("project() closes January on the published build of 30 kt", () => {
  const { base } = play([]);
  near(base.flows.balanceKt, 30);
  assert.equal(base.state, "loose");
});

Deno.test("project() gives February a draw of 5.8 kt, a slight destocking", () => {
  const [february] = play([]).months;
  assert.equal(february!.month, FEBRUARY);
  assert.equal(february!.flows.balanceKt.toFixed(1), "-5.8");
  const silicone = PLAN.lines.findIndex(({ id }) => id === "silicone");
  assert.equal(february!.flows.linesKt[silicone]!.toFixed(1), "87.6");
  assert.equal(february!.productionKtPerDay.toFixed(3), "9.776");
  assert.equal(february!.state, "slight destocking");
});

Deno.test("project() goes on at the daily rate of the last given month, times the days", () => {
  const [february, march, april] = play([]).months;
  near(march!.productionKtPerDay, february!.productionKtPerDay);
  near(valueOf(march!, "polysilicon_output"), 80 / 28 * 31);
  near(valueOf(april!, "polysilicon_output"), 80 / 28 * 30);
  assert.equal(valueOf(march!, "polysilicon_unit_use"), 1.2);
});

Deno.test("project() shuts secondary alloy on the dates of Chinese New Year, in 2027 as well", () => {
  const { months } = play([], { months: 13 });
  const perDay = (month: string) => {
    const found = months.find((candidate) => candidate.month === month)!;
    return valueOf(found, "secondary_alloy_use") / found.days;
  };
  // 7 days before and 15 from 17 February 2026: 19 days of February, 3 of March; 2 of January 2027.
  const open = perDay("2026-06");
  near(perDay("2026-03") / open, (31 - 3 * (1 - 0.44)) / 31);
  near(perDay("2027-01") / open, (31 - 2 * (1 - 0.44)) / 31);
  near(perDay("2027-02") / open, (28 - 20 * (1 - 0.44)) / 28);
});

Deno.test("project() without steps equals a scenario of steps of size nothing", () => {
  const nothing = play([
    { quantity: "production", region: "Xinjiang", kind: "percent", value: 0 },
    { quantity: "exports", kind: "absolute", value: 0 },
    { quantity: "silicone_output", kind: "percent", value: -50, probability: 0 },
    { quantity: "opening_stock", kind: "percent", value: 0 },
  ]);
  assert.deepEqual(nothing.months, play([]).months);
});

Deno.test("project() moves the country's production by a region's share", () => {
  const cut = play([{ quantity: "production", region: "Xinjiang", kind: "percent", value: -10 }]);
  near(valueOf(cut.months[0]!, "production"), 375.5 * (1 - 0.271) * (1 - 0.058));
  near(cut.months[0]!.restartSurpriseKtPerDay, -0.058 * 375.5 * (1 - 0.271) / 28);
});

Deno.test("project() ramps a step in equal parts and ends it after its months", () => {
  const { months } = play([{
    quantity: "exports",
    kind: "absolute",
    value: -9,
    from: "2026-03",
    months: 4,
    rampMonths: 3,
  }]);
  const unshocked = play([]).months;
  const moved = months.map((month, t) =>
    valueOf(month, "exports") - valueOf(unshocked[t]!, "exports")
  );
  [0, -3, -6, -9, -9, 0].forEach((kt, t) => near(moved[t], kt));
});

Deno.test("project() sets a level and a daily rate", () => {
  const { months } = play([
    { quantity: "exports", kind: "level", value: 60 },
    { quantity: "production", kind: "dailyRate", value: 10 },
  ]);
  assert.deepEqual(months.map((month) => valueOf(month, "exports")), [60, 60, 60, 60, 60, 60]);
  months.forEach(({ productionKtPerDay }) => near(productionKtPerDay, 10));
});

Deno.test("project() weighs an uncertain step by its probability", () => {
  const { months } = play([
    { quantity: "exports", kind: "percent", value: -20, probability: 0.25 },
  ]);
  near(valueOf(months[0]!, "exports"), 49 * 0.95);
});

Deno.test("project() measures the restart surprise against the reference", () => {
  const restart = (value: number) =>
    resolveScenario(
      PLAN,
      specOf([{ quantity: "production", kind: "percent", value, from: "2026-03" }]),
    );
  const { months } = project(BASE, restart(4), { reference: restart(10) });
  near(months[0]!.restartSurpriseKtPerDay, 0);
  near(months[1]!.restartSurpriseKtPerDay, -0.06 * 375.5 * (1 - 0.271) / 28);
});

Deno.test("project() stops the fall of stock at the hold rate", () => {
  const hold = play([]).months.map(({ holdRateKtPerDay }) => holdRateKtPerDay);
  const { months } = play(hold.map((value, t): StepSpec => ({
    quantity: "production",
    kind: "dailyRate",
    value,
    from: `2026-0${t + 2}`,
    months: 1,
  })));
  months.forEach(({ flows }) => near(flows.balanceKt, 0));
});

Deno.test("project() gives cover on this month's and on next month's daily use", () => {
  const { months } = play([]);
  near(months[0]!.coverTrailingDays, months[0]!.closingStockKt / (months[0]!.flows.useKt / 28));
  near(months[0]!.coverForwardDays, months[0]!.closingStockKt / (months[1]!.flows.useKt / 31));
  assert.equal(months.at(-1)!.coverForwardDays, undefined);
});

Deno.test("project() plays out 24 months", () => {
  assert.equal(play([], { months: 24 }).months.at(-1)!.month, "2028-01");
});

Deno.test("project() leaves known months alone when the base has moved past the scenario's start", () => {
  const march = makeBase({
    ...SPEC,
    month: FEBRUARY,
    given: [],
    assumptions: [],
  });
  const { months } = play(
    [{ quantity: "exports", kind: "percent", value: -50, months: 1 }],
    {},
    march,
  );
  assert.equal(months[0]!.month, "2026-03");
  near(valueOf(months[0]!, "exports"), 58 / 28 * 31);
});

Deno.test("project() refuses a horizon that ends before the base", () => {
  const late = makeBase({
    ...SPEC,
    month: parseMonth("2026-07"),
    given: [],
    assumptions: [],
  });
  assert.throws(
    () => play([], {}, late),
    /Cannot project test\.json: its horizon must reach 2026-08/,
  );
});

Deno.test("project() refuses a step that makes production negative, naming file and field", () => {
  assert.throws(
    () => play([{ quantity: "production", region: "Yunnan", kind: "absolute", value: -20 }]),
    /Cannot project steps\[0\] of test\.json: production \(Yunnan\) must be >= 0 in 2026-02/,
  );
});

Deno.test("project() refuses regions and pools the base does not have", () => {
  const nowhere = makeBase({ ...SPEC, regionShares: [], assumptions: [] });
  assert.throws(
    () =>
      play(
        [{ quantity: "production", region: "Xinjiang", kind: "percent", value: -1 }],
        {},
        nowhere,
      ),
    /steps\[0\] of test\.json: region must be one of none, is "CN-XJ"/,
  );
  assert.throws(
    () => play([{ quantity: "opening_stock", pool: "moon", kind: "percent", value: -1 }]),
    /steps\[0\] of test\.json: pool must be one of social.*"moon"/,
  );
});

Deno.test("project() moves the opening stock of one pool, or of all in proportion", () => {
  const opening = (step: Partial<StepSpec>) =>
    play([{ quantity: "opening_stock", kind: "absolute", value: -100, ...step }])
      .months[0]!.pools.map(({ openingKt }) => openingKt);
  opening({ pool: "plant" }).forEach((kt, i) => near(kt, [562, 108.7, 238.4][i]!));
  const factor = 1 - 100 / 1009.1;
  opening({}).forEach((kt, i) => near(kt, [562, 208.7, 238.4][i]! * factor));
});

Deno.test("project() never lets stock vanish: opening + balances = closing, and pools sum to the total", () => {
  const percent = fc.double({ min: -100, max: 150, noNaN: true });
  fc.assert(
    fc.property(
      percent,
      percent,
      percent,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 24 }),
      (production, silicone, stock, probability, months) => {
        const projection = play([
          { quantity: "production", kind: "percent", value: production, probability },
          { quantity: "silicone_output", kind: "percent", value: silicone },
          { quantity: "opening_stock", kind: "percent", value: stock },
        ], { months });
        let stockKt = projection.openingStockKt;
        for (const month of projection.months) {
          near(month.openingStockKt, stockKt, 1e-6);
          stockKt += month.flows.balanceKt;
          near(month.closingStockKt, stockKt, 1e-6);
          near(month.pools.reduce((sum, pool) => sum + pool.closingKt, 0), stockKt, 1e-6);
          near(
            month.pools.reduce((sum, pool) => sum + pool.changeKt, 0),
            month.flows.balanceKt,
            1e-6,
          );
          if (stockKt >= 0) month.pools.forEach(({ closingKt }) => assert.ok(closingKt >= 0));
        }
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("outcomeOf() refuses a month that is not there, and stock in the base month", () => {
  const projection = play([]);
  assert.throws(
    () => outcomeOf(projection, { line: "balanceKt", month: parseMonth("2027-01") }),
    /month must be 2026-01 to 2026-07, is 2027-01/,
  );
  assert.throws(
    () => outcomeOf(projection, { line: "closingStockKt", month: JANUARY }),
    /it has none for 2026-01/,
  );
});

Deno.test("project() counts a line of the wide scope in it alone", () => {
  const spec = withValues(SPEC, { extra_supply: 62 });
  const supply = (base: Base) => play([], {}, base).months[1]!.flows.supplyKt;
  near(supply(makeBase({ ...spec, scope: "wide" })) - supply(makeBase(spec)), 62);
});
