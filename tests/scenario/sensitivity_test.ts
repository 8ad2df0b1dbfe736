import {
  flowsOf,
  linesIn,
  marketState,
  type MonthValues,
  placeOf,
  type Plan,
  planOf,
} from "@silicon/balance/balance";
import { daysInMonth, parseMonth } from "@silicon/balance/calendar";
import {
  addStep,
  bridge,
  grid,
  project,
  resolveScenario,
  tornado,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { setAssumption } from "../../src/scenario/_set_assumption.ts";
import { BASE, FEBRUARY, JANUARY, MARCH, PLAN, specOf, valueOf } from "./_base.ts";

const NOTHING = resolveScenario(PLAN, specOf([]));
const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

Deno.test("tornado() gives one bar an assumption, widest first, low and high from the base put there", () => {
  const bars = tornado(BASE, NOTHING, { line: "balanceKt", month: FEBRUARY });
  assert.equal(bars.length, BASE.assumptions.length);
  bars.slice(1).forEach(({ width }, i) => assert.ok(width <= bars[i]!.width));
  for (const { assumption, atLow } of bars) {
    const low = setAssumption(BASE, assumption.id, assumption.range.low);
    assert.equal(atLow, project(low, NOTHING).months[0]!.flows.balanceKt);
  }
});

Deno.test("tornado() shows what depends on Xinjiang's share once a step cuts there", () => {
  const cut = resolveScenario(
    PLAN,
    specOf([{ quantity: "production", region: "Xinjiang", kind: "percent", value: -10 }]),
  );
  const width = (scenario: typeof cut) =>
    tornado(BASE, scenario, { line: "balanceKt", month: FEBRUARY })
      .find(({ assumption }) => assumption.id === "share-xinjiang")!.width;
  near(width(NOTHING), 0);
  near(width(cut), 0.1 * 0.16 * 375.5 * (1 - 0.271));
});

Deno.test("tornado() rests two thirds of January's build on polysilicon's unit consumption", () => {
  const [first] = tornado(BASE, NOTHING, { line: "balanceKt", month: JANUARY });
  assert.equal(first!.assumption.id, "polysilicon-unit-use");
  assert.equal(first!.width.toFixed(1), "20.3");
  assert.equal((first!.width / first!.outcome).toFixed(3), "0.675");
});

Deno.test("setAssumption() keeps region shares summing to 1 and leaves the base alone", () => {
  const moved = setAssumption(BASE, "share-xinjiang", 0.66);
  near(moved.regionShares.reduce((sum, { share }) => sum + share.value, 0), 1);
  assert.equal(moved.regionShares[0]!.share.value, 0.66);
  assert.equal(BASE.regionShares[0]!.share.value, 0.58);
});

Deno.test("setAssumption() moves a unit consumption in every month", () => {
  const { base, months } = project(setAssumption(BASE, "silicone-unit-use", 0.5), NOTHING);
  for (const month of [base, ...months]) assert.equal(valueOf(month, "silicone_unit_use"), 0.5);
});

Deno.test("setAssumption() refuses an unknown assumption", () => {
  assert.throws(() => setAssumption(BASE, "luck", 1), /id must be one of .* is "luck"/);
});

Deno.test("grid() gives in each cell what a projection with both steps gives", () => {
  const axes = {
    x: { step: { quantity: "production", kind: "percent" }, values: [-10, 0, 10] },
    y: { step: { quantity: "silicone_output", kind: "percent" }, values: [-20, 0] },
  } as const;
  const cells = grid(BASE, NOTHING, axes, MARCH);
  assert.equal(cells.length, 6);
  for (const { x, y, balanceKt, shareOfUse, state, closingStockKt } of cells) {
    const scenario = addStep(PLAN, addStep(PLAN, NOTHING, { ...axes.x.step, value: x }), {
      ...axes.y.step,
      value: y,
    });
    const march = project(BASE, scenario).months[1]!;
    assert.equal(balanceKt, march.flows.balanceKt);
    assert.equal(shareOfUse, march.shareOfUse);
    assert.equal(state, marketState(balanceKt, march.flows.useKt));
    assert.equal(closingStockKt, march.closingStockKt);
  }
});

Deno.test("grid() refuses axes that move the same quantity", () => {
  const side = { step: { quantity: "exports", kind: "percent" }, values: [0] } as const;
  assert.throws(
    () => grid(BASE, NOTHING, { x: side, y: side }, MARCH),
    /both move exports in 2026-02/,
  );
});

Deno.test("bridge() splits January to February as published: production -32.8 days and -69.0 rate", () => {
  const { base, months } = project(BASE, NOTHING);
  const { rows, fromKt, toKt } = bridge(
    PLAN,
    { label: "January", months: [base] },
    { label: "February", months: [months[0]!] },
  );
  const parts = (id: string) =>
    rows.find((row) => row.id === id)!.parts.map(({ effect, kt }) => `${effect} ${kt.toFixed(1)}`);
  assert.deepEqual(parts("production"), ["days -32.8", "rate -69.0"]);
  // Of output: days -9.2 and rate -12.1 kt, each times 1.2 mt/mt, and less use raises the balance.
  assert.deepEqual(parts("polysilicon"), ["days 11.0", "rate 14.5", "unitUse 0.0"]);
  near(fromKt + rows.reduce((sum, { kt }) => sum + kt, 0), toKt);
});

/** A plan of a few quantities and lines, and two spans of months with values of it. */
const ANY_BRIDGE: fc.Arbitrary<[Plan, MonthValues[], MonthValues[]]> = fc.record({
  flows: fc.integer({ min: 1, max: 5 }),
  coefficients: fc.integer({ min: 0, max: 3 }),
  months: fc.integer({ min: 1, max: 3 }),
}).chain(({ flows, coefficients, months }) => {
  const line = fc.record({
    side: fc.constantFrom("supply" as const, "use" as const),
    scope: fc.constantFrom("core" as const, "wide" as const),
    unitUse: fc.option(fc.nat(Math.max(0, coefficients - 1))),
  });
  const amount = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true }));
  const unitUse = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true }));
  const month = fc.record({
    month: fc.constantFrom(JANUARY, FEBRUARY, MARCH),
    values: fc.tuple(
      fc.array(amount, { minLength: flows, maxLength: flows }),
      fc.array(unitUse, { minLength: coefficients, maxLength: coefficients }),
    ).map((values) => values.flat()),
  });
  const span = fc.array(month, { minLength: months, maxLength: months });
  return fc.tuple(
    fc.array(line, { minLength: flows, maxLength: flows }).map((drawn) => {
      // Every quantity stands on a line, and the first one is counted supply: the lead.
      const given = drawn.map(({ unitUse, ...row }, i) => ({
        ...row,
        id: `line_${i}`,
        ...(i === 0 ? { side: "supply" as const, scope: "core" as const } : {}),
        amount: `flow_${i}`,
        ...(coefficients === 0 || unitUse === null ? {} : { unitUse: `unit_${unitUse}` }),
      }));
      const rest = Array.from({ length: coefficients }, (_, k) => ({
        id: `rest_${k}`,
        side: "use" as const,
        amount: `flow_${k % flows}`,
        unitUse: `unit_${k}`,
      }));
      return planOf({
        quantities: [
          ...drawn.map((_, i) => ({ id: `flow_${i}` })),
          ...rest.map(({ unitUse }) => ({ id: unitUse, kind: "coefficient" as const })),
        ],
        lines: [...given, ...rest],
      });
    }),
    span,
    span,
  );
});

Deno.test("bridge() rows sum exactly to the change of the balance, for any plan, scope and values", () => {
  fc.assert(
    fc.property(ANY_BRIDGE, fc.constantFrom("core", "wide"), ([plan, from, to], scope) => {
      const result = bridge(
        plan,
        { label: "a", months: from },
        { label: "b", months: to },
        scope,
      );
      const balance = (months: readonly MonthValues[]) =>
        months.reduce((sum, { values }) => sum + flowsOf(plan, values, scope).balanceKt, 0);
      // Twice all amounts: what the parts may cancel, since a unit use is at most 2.
      const scale = 1 +
        2 * [...from, ...to].flatMap(({ values }) => values).reduce((a, b) => a + b);
      near(result.fromKt, balance(from));
      near(result.toKt, balance(to));
      const sum = result.rows.reduce((total, { kt }) => total + kt, 0);
      near(sum, balance(to) - balance(from), 1e-11 * scale);
      assert.deepEqual(result.rows.map(({ id }) => id), linesIn(plan, scope).map(({ id }) => id));
      for (const { kt, parts } of result.rows) {
        near(parts.reduce((total, part) => total + part.kt, 0), kt, 1e-12 * scale);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("bridge() uses Shapley where a flow starts from 0", () => {
  const { base } = project(BASE, NOTHING);
  const { rows } = bridge(
    PLAN,
    { label: "none", months: [{ ...base, values: base.values.with(placeOf(PLAN, "exports"), 0) }] },
    { label: "some", months: [base] },
  );
  const exports = rows.find(({ id }) => id === "exports")!;
  assert.equal(exports.method, "Shapley");
  near(exports.kt, -58);
  assert.equal(rows.find(({ id }) => id === "production")!.method, "log-mean");
});

Deno.test("bridge() between two scenarios shows no days, and only what their steps move", () => {
  const cut = resolveScenario(PLAN, specOf([{ quantity: "exports", kind: "percent", value: -10 }]));
  const ends = [NOTHING, cut].map((scenario) => ({
    label: scenario.id,
    months: project(BASE, scenario).months,
  }));
  const { rows } = bridge(PLAN, ends[0]!, ends[1]!);
  for (const { id, kt, parts } of rows) {
    near(parts[0]!.kt, 0);
    if (id !== "exports") near(kt, 0);
  }
  const days = [2, 3, 4, 5, 6, 7].reduce(
    (sum, m) => sum + daysInMonth(parseMonth(`2026-0${m}`)),
    0,
  );
  near(rows.find(({ id }) => id === "exports")!.kt, 0.1 * 49 / 28 * days);
});

Deno.test("bridge() refuses ends of different length, and of none", () => {
  const { base } = project(BASE, NOTHING);
  const end = (label: string, count: number) => ({ label, months: Array(count).fill(base) });
  assert.throws(
    () => bridge(PLAN, end("a", 1), end("b", 2)),
    /same number of months, have 1 and 2/,
  );
  assert.throws(() => bridge(PLAN, end("a", 0), end("b", 0)), /have 0 and 0/);
});

Deno.test("bridge() leaves a line of the wide scope out of the core one", () => {
  const { base } = project(BASE, NOTHING);
  const more = { ...base, values: base.values.with(placeOf(PLAN, "extra_supply"), 62) };
  const ends = [{ label: "a", months: [base] }, { label: "b", months: [more] }] as const;
  const core = bridge(PLAN, ...ends), wide = bridge(PLAN, ...ends, "wide");
  near(core.toKt - core.fromKt, 0);
  assert.ok(core.rows.every(({ id }) => id !== "extra_supply"));
  near(wide.rows.find(({ id }) => id === "extra_supply")!.kt, 62);
});
