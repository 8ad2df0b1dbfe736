import { type Drivers, marketState } from "@silicon/balance/balance";
import { daysInMonth, parseMonth } from "@silicon/balance/calendar";
import {
  addStep,
  bridge,
  grid,
  project,
  reliance,
  resolveScenario,
  setAssumption,
  tornado,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, FEBRUARY, JANUARY, MARCH, specOf } from "./_base.ts";

const NOTHING = resolveScenario(specOf([]));
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
    specOf([{ driver: "productionKt", region: "Xinjiang", kind: "percent", value: -10 }]),
  );
  const width = (scenario: typeof cut) =>
    tornado(BASE, scenario, { line: "balanceKt", month: FEBRUARY })
      .find(({ assumption }) => assumption.id === "share-xinjiang")!.width;
  near(width(NOTHING), 0);
  near(width(cut), 0.1 * 0.16 * 375.5 * (1 - 0.271));
});

Deno.test("reliance() rests two thirds of January's build on polysilicon's unit consumption", () => {
  const [first] = reliance(BASE, NOTHING, { line: "balanceKt", month: JANUARY });
  assert.equal(first!.assumption.id, "polysilicon-unit-use");
  assert.equal(first!.moves.toFixed(1), "20.3");
  assert.equal(first!.shareOfHeadline!.toFixed(3), "0.675");
});

Deno.test("setAssumption() keeps region shares summing to 1 and leaves the base alone", () => {
  const moved = setAssumption(BASE, "share-xinjiang", 0.66);
  near(moved.regionShares.reduce((sum, { share }) => sum + share.value, 0), 1);
  assert.equal(moved.regionShares[0]!.share.value, 0.66);
  assert.equal(BASE.regionShares[0]!.share.value, 0.58);
});

Deno.test("setAssumption() moves a unit consumption in every month", () => {
  const { base, months } = project(setAssumption(BASE, "silicone-unit-use", 0.5), NOTHING);
  for (const { drivers } of [base, ...months]) assert.equal(drivers.siliconeUnitUse, 0.5);
});

Deno.test("setAssumption() refuses an unknown assumption", () => {
  assert.throws(() => setAssumption(BASE, "luck", 1), /id must be one of .* is "luck"/);
});

Deno.test("grid() gives in each cell what a projection with both steps gives", () => {
  const axes = {
    x: { step: { driver: "productionKt", kind: "percent" }, values: [-10, 0, 10] },
    y: { step: { driver: "siliconeOutputKt", kind: "percent" }, values: [-20, 0] },
  } as const;
  const cells = grid(BASE, NOTHING, axes, MARCH);
  assert.equal(cells.length, 6);
  for (const { x, y, balanceKt, shareOfUse, state, closingStockKt } of cells) {
    const scenario = addStep(addStep(NOTHING, { ...axes.x.step, value: x }), {
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

Deno.test("grid() refuses axes that move the same driver", () => {
  const side = { step: { driver: "exportsKt", kind: "percent" }, values: [0] } as const;
  assert.throws(() => grid(BASE, NOTHING, { x: side, y: side }, MARCH), /both move exportsKt/);
});

Deno.test("bridge() splits January to February as published: production -32.8 days and -69.0 rate", () => {
  const { base, months } = project(BASE, NOTHING);
  const { rows, fromKt, toKt } = bridge(
    { label: "January", drivers: [base.drivers] },
    { label: "February", drivers: [months[0]!.drivers] },
  );
  const parts = (id: string) =>
    rows.find((row) => row.id === id)!.parts.map(({ effect, kt }) => `${effect} ${kt.toFixed(1)}`);
  assert.deepEqual(parts("production"), ["days -32.8", "rate -69.0"]);
  // Of output: days -9.2 and rate -12.1 kt, each times 1.2 mt/mt, and less use raises the balance.
  assert.deepEqual(parts("polysilicon"), ["days 11.0", "rate 14.5", "unitUse 0.0"]);
  near(fromKt + rows.reduce((sum, { kt }) => sum + kt, 0), toKt);
});

Deno.test("bridge() sums exactly for any drivers, by log-mean or Shapley", () => {
  const amount = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true }));
  const drivers: fc.Arbitrary<Drivers> = fc.record({
    month: fc.constantFrom(JANUARY, FEBRUARY, MARCH),
    scope: fc.constant("broad" as const),
    productionKt: amount,
    silicon97Kt: amount,
    secondarySiliconKt: amount,
    importsKt: amount,
    polysiliconOutputKt: amount,
    polysiliconUnitUse: fc.double({ min: 0, max: 2, noNaN: true }),
    siliconeOutputKt: amount,
    siliconeUnitUse: fc.double({ min: 0, max: 2, noNaN: true }),
    primaryAlloyUseKt: amount,
    secondaryAlloyUseKt: amount,
    exportsKt: amount,
    otherUseKt: amount,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }).chain((n) =>
        fc.tuple(
          fc.array(drivers, { minLength: n, maxLength: n }),
          fc.array(drivers, { minLength: n, maxLength: n }),
        )
      ),
      ([from, to]) => {
        const result = bridge({ label: "a", drivers: from }, { label: "b", drivers: to });
        near(
          result.fromKt + result.rows.reduce((sum, { kt }) => sum + kt, 0),
          result.toKt,
          1e-7,
        );
        for (const { kt, parts } of result.rows) {
          near(parts.reduce((sum, part) => sum + part.kt, 0), kt, 1e-9);
        }
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("bridge() uses Shapley where a flow starts from 0", () => {
  const { base } = project(BASE, NOTHING);
  const { rows } = bridge(
    { label: "none", drivers: [{ ...base.drivers, exportsKt: 0 }] },
    { label: "some", drivers: [base.drivers] },
  );
  const exports = rows.find(({ id }) => id === "exports")!;
  assert.equal(exports.method, "Shapley");
  near(exports.kt, -58);
  assert.equal(rows.find(({ id }) => id === "production")!.method, "log-mean");
});

Deno.test("bridge() between two scenarios shows no days, and only what their steps move", () => {
  const cut = resolveScenario(specOf([{ driver: "exportsKt", kind: "percent", value: -10 }]));
  const ends = [NOTHING, cut].map((scenario) => ({
    label: scenario.id,
    drivers: project(BASE, scenario).months.map(({ drivers }) => drivers),
  }));
  const { rows } = bridge(ends[0]!, ends[1]!);
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

Deno.test("bridge() refuses ends of different length or scope", () => {
  const { drivers } = project(BASE, NOTHING).base;
  assert.throws(
    () => bridge({ label: "a", drivers: [drivers] }, { label: "b", drivers: [drivers, drivers] }),
    /same number of months, have 1 and 2/,
  );
  assert.throws(
    () =>
      bridge({ label: "a", drivers: [drivers] }, {
        label: "b",
        drivers: [{ ...drivers, scope: "broad" }],
      }),
    /one scope, are narrow and broad/,
  );
});
