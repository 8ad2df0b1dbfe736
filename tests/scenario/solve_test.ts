import {
  addStep,
  breakEven,
  type FreeStep,
  leastSurprisingMove,
  makeBase,
  outcomeOf,
  project,
  resolveScenario,
  swings,
  type Target,
} from "@silicon/balance/scenario";
import { planOf } from "@silicon/balance/balance";
import { parseMonth } from "@silicon/balance/calendar";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, FEBRUARY, MARCH, PLAN, SPEC, specOf } from "./_base.ts";

const NOTHING = resolveScenario(PLAN, specOf([]), { file: "base.json" });
const BALANCED: Target = { line: "balanceKt", month: FEBRUARY, value: 0 };
const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

Deno.test("breakEven() returns a 6.6% silicone cut for February", () => {
  const { value, method } = breakEven(
    BASE,
    NOTHING,
    { quantity: "silicone_output", kind: "percent", months: 1 },
    BALANCED,
  );
  assert.equal((-value).toFixed(1), "6.6");
  assert.equal(method, "closed form");
});

Deno.test("breakEven() put back gives the target, for any quantity, kind, line and month", () => {
  const free: fc.Arbitrary<FreeStep> = fc.oneof(
    fc.record({
      quantity: fc.constantFrom(
        "production",
        "polysilicon_output",
        "polysilicon_unit_use",
        "silicone_output",
        "exports",
      ),
      kind: fc.constantFrom("percent" as const, "absolute" as const, "level" as const),
    }),
    fc.record({
      quantity: fc.constant("production"),
      region: fc.constant("Xinjiang"),
      kind: fc.constantFrom("percent" as const, "dailyRate" as const),
      rampMonths: fc.integer({ min: 1, max: 3 }),
    }),
  );
  const target = fc.oneof(
    fc.record({ line: fc.constant("balanceKt" as const), value: fc.integer({ min: -9, max: 9 }) }),
    fc.record({
      line: fc.constant("closingStockKt" as const),
      value: fc.integer({ min: 985, max: 1010 }),
    }),
    fc.record({
      line: fc.constantFrom("coverTrailingDays" as const, "coverForwardDays" as const),
      value: fc.integer({ min: 97, max: 101 }),
    }),
    fc.record({
      line: fc.constant("shareOfUse" as const),
      value: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
    }),
  );
  fc.assert(
    fc.property(
      free,
      target,
      fc.constantFrom(FEBRUARY, MARCH, parseMonth("2026-04")),
      (step, aim, month) => {
        const answer = breakEven(BASE, NOTHING, step, { ...aim, month });
        const reached = outcomeOf(project(BASE, addStep(PLAN, NOTHING, answer.step)), {
          line: aim.line,
          month,
        });
        near(reached, aim.value);
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("breakEven() finds a pool's stock by Brent's method, and it comes back", () => {
  const answer = breakEven(
    BASE,
    NOTHING,
    { quantity: "production", kind: "percent" },
    { line: "poolKt", pool: "plant", month: MARCH, value: 100 },
  );
  const [, march] = project(BASE, addStep(PLAN, NOTHING, answer.step)).months;
  near(march!.pools[1]!.closingKt, 100);
  assert.equal(answer.method, "Brent");
});

Deno.test("breakEven() says that a step after the month does not move it", () => {
  assert.throws(
    () =>
      breakEven(BASE, NOTHING, { quantity: "exports", kind: "percent", from: "2026-03" }, BALANCED),
    /Cannot reach balanceKt 0 in 2026-02 by exports alone: the step does not move it/,
  );
});

Deno.test("breakEven() says that a cut of more than 100% would be needed", () => {
  assert.throws(
    () =>
      breakEven(BASE, NOTHING, { quantity: "exports", kind: "percent" }, {
        ...BALANCED,
        value: 60,
      }),
    /by exports alone: it would take -134\.\d+%, below -100/,
  );
});

Deno.test("breakEven() says that an absolute cut would be larger than the quantity", () => {
  assert.throws(
    () =>
      breakEven(BASE, NOTHING, { quantity: "exports", kind: "absolute" }, {
        ...BALANCED,
        value: 60,
      }),
    /by exports alone: .*exports must be >= 0 in 2026-02/,
  );
});

Deno.test("breakEven() says that no value lifts a pool below 0", () => {
  assert.throws(
    () =>
      breakEven(
        BASE,
        NOTHING,
        { quantity: "opening_stock", pool: "social", kind: "percent" },
        { line: "poolKt", pool: "plant", month: FEBRUARY, value: 500 },
      ),
    /the nearest it comes is/,
  );
});

Deno.test("breakEven() refuses a step that the scenario takes already, naming both", () => {
  const cut = resolveScenario(PLAN, specOf([{ quantity: "exports", kind: "percent", value: -5 }]), {
    file: "cut.json",
  });
  assert.throws(
    () => breakEven(BASE, cut, { quantity: "exports", kind: "percent" }, BALANCED),
    /steps\[0\] of cut\.json and steps\[1\] of cut\.json with a step added both move exports/,
  );
});

Deno.test("breakEven() refuses a month outside the horizon", () => {
  assert.throws(
    () =>
      breakEven(BASE, NOTHING, { quantity: "exports", kind: "percent" }, {
        ...BALANCED,
        month: parseMonth("2026-08"),
      }),
    /the month must be 2026-02 to 2026-07 in base\.json/,
  );
});

Deno.test("swings() names silicone output first among what changes February's sign", () => {
  const found = swings(BASE, NOTHING, { line: "balanceKt", month: FEBRUARY });
  const silicone = found.find(({ assumption }) => assumption.id === "silicone-february")!;
  assert.equal(((1 - silicone.signChangesAt / 165.2) * 100).toFixed(1), "6.6");
  assert.deepEqual(
    found.map(({ assumption }) => assumption.id),
    ["polysilicon-unit-use", "silicone-february"],
  );
});

Deno.test("swings() returns nothing when no range changes the sign", () => {
  const sure = makeBase({ ...SPEC, assumptions: [SPEC.assumptions![2]!] });
  assert.deepEqual(swings(sure, NOTHING, { line: "balanceKt", month: FEBRUARY }), []);
});

Deno.test("leastSurprisingMove() put back reaches the target", () => {
  const { moves, method, chance } = leastSurprisingMove(BASE, NOTHING, BALANCED);
  const moved = resolveScenario(
    PLAN,
    specOf(moves.map(({ target, relative }) => ({
      quantity: target,
      kind: "percent",
      value: 100 * relative,
    }))),
  );
  near(project(BASE, moved).months[0]!.flows.balanceKt, 0);
  assert.equal(method, "closed form");
  assert.ok(chance > 0 && chance < 0.5);
});

Deno.test("leastSurprisingMove() is nearer than a move of any quantity alone", () => {
  const joint = leastSurprisingMove(BASE, NOTHING, BALANCED);
  for (const { target, sd } of joint.moves) {
    const alone = breakEven(
      BASE,
      NOTHING,
      { quantity: target, kind: "percent" },
      BALANCED,
    );
    assert.ok(joint.distance <= Math.abs(alone.value) / 100 / sd + 1e-12);
  }
});

Deno.test("leastSurprisingMove() splits a product of two quantities evenly when they are equally unsure", () => {
  const normal = { kind: "normal", sd: 0.05 } as const;
  const base = makeBase({
    ...SPEC,
    errors: {
      targets: ["silicone_output", "silicone_unit_use"].map((target) => ({
        target,
        distribution: normal,
        persistence: 0,
      })),
      correlations: [],
    },
  });
  const { moves, method } = leastSurprisingMove(base, NOTHING, BALANCED);
  const needed = 1 - 5.816499999999962 / 87.556;
  moves.forEach(({ relative }) => near(1 + relative, Math.sqrt(needed), 1e-8));
  assert.equal(method, "iterated");
});

Deno.test("leastSurprisingMove() moves whole supply and use when the errors are on them", () => {
  const base = makeBase({
    ...SPEC,
    errors: {
      targets: ["supply", "use"].map((target) => ({
        target,
        distribution: { kind: "normal", sd: 0.02 } as const,
        persistence: 0,
      })),
      correlations: [],
    },
  });
  const { distance } = leastSurprisingMove(base, NOTHING, BALANCED);
  near(distance, 5.816499999999962 / (0.02 * Math.hypot(273.7395, 279.556)), 1e-9);
});

Deno.test("leastSurprisingMove() refuses a base without errors", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  assert.throws(
    () => leastSurprisingMove(base, NOTHING, BALANCED),
    /must name a target, names none/,
  );
});

Deno.test("leastSurprisingMove() moves whole use once where two lines share an amount", () => {
  const plan = planOf({
    quantities: [
      { id: "mined" },
      { id: "cells" },
      { id: "cathode_use", kind: "coefficient" },
      { id: "anode_use", kind: "coefficient" },
    ],
    lines: [
      { id: "mined", side: "supply", amount: "mined" },
      { id: "cathodes", side: "use", amount: "cells", unitUse: "cathode_use" },
      { id: "anodes", side: "use", amount: "cells", unitUse: "anode_use" },
    ],
  });
  const base = makeBase({
    plan,
    month: FEBRUARY,
    values: [280, 280, 0.75, 0.5],
    openingPools: [{ id: "all", label: "All", kt: 500, absorbs: 1 }],
    errors: {
      targets: [{ target: "use", distribution: { kind: "normal", sd: 0.1 }, persistence: 0 }],
      correlations: [],
    },
  });
  const nothing = resolveScenario(plan, specOf([], { start: "2026-03" }));
  const { moves, method } = leastSurprisingMove(base, nothing, {
    line: "balanceKt",
    month: MARCH,
    value: 0,
  });
  near(moves[0]!.relative, -0.2);
  assert.equal(method, "closed form");
});
