import { rangeOf } from "@silicon/balance/balance";
import {
  type Base,
  claimVerdict,
  type Distribution,
  drawProbability,
  type ErrorModel,
  type ErrorTarget,
  fanOf,
  firstPassage,
  makeBase,
  project,
  quantilesOf,
  resolveScenario,
  type Scenario,
  type ScenarioSpec,
  sdOf,
  simulate,
  type SimulatedLine,
  type Simulation,
  standardScores,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, FEBRUARY, PLAN, SPEC, specOf, valueOf } from "./_base.ts";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const scenarioOf = (steps: ScenarioSpec["steps"] = [], more: Partial<ScenarioSpec> = {}) =>
  resolveScenario(PLAN, specOf(steps, more));
const NOTHING = scenarioOf();

function withErrors(errors: [ErrorTarget, Distribution, number?][]): Base {
  return makeBase({
    ...SPEC,
    errors: {
      targets: errors.map(([target, distribution, persistence = 0]) => ({
        target,
        distribution,
        persistence,
      })),
      correlations: [],
    },
  });
}

const ALL_LINES: readonly SimulatedLine[] = [
  "supplyKt",
  "useKt",
  "balanceKt",
  "closingStockKt",
];

/** Production or exports on each path of a month: that side of the account with the rest of it, which is sure, taken off. */
function linePaths(
  { lines, paths }: Simulation,
  base: Base,
  scenario: Scenario,
  quantity: "production" | "exports",
  t: number,
): Float64Array {
  const month = project(base, scenario).months[t]!;
  const side = quantity === "production" ? "supplyKt" : "useKt";
  const restKt = month.flows[side] - valueOf(month, quantity);
  return lines[side]!.slice(t * paths, (t + 1) * paths).map((kt) => kt - restKt);
}

/** Mean and sd of numbers. */
function momentsOf(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return {
    mean,
    sd: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length),
  };
}

Deno.test("simulate() without errors gives the projection on every path and line", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  const cut = scenarioOf([{
    quantity: "production",
    region: "Xinjiang",
    kind: "percent",
    value: -9,
  }]);
  const { lines } = simulate(base, cut, { paths: 3, lines: ALL_LINES });
  project(base, cut).months.forEach(({ flows, closingStockKt }, t) => {
    const expected = { ...flows, closingStockKt };
    for (const line of ALL_LINES) {
      for (let i = 0; i < 3; i++) near(lines[line]![t * 3 + i]!, expected[line]!, 1e-9);
    }
  });
});

Deno.test("simulate() never lets stock vanish: opening + balances = closing on every path", () => {
  const distribution: fc.Arbitrary<Distribution> = fc.oneof(
    fc.record({
      kind: fc.constant("normal" as const),
      sd: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("lognormal" as const),
      sd: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("triangular" as const),
      low: fc.double({ min: -1, max: -0.1, noNaN: true }),
      mode: fc.constant(0),
      high: fc.double({ min: 0.1, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("empirical" as const),
      errors: fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), {
        minLength: 2,
        maxLength: 9,
      }),
    }),
  );
  const target = fc.constantFrom<ErrorTarget>(
    "production",
    "silicone_unit_use",
    "silicone_output",
    "supply",
    "use",
    "opening_stock",
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.tuple(target, distribution, fc.double({ min: 0, max: 0.99, noNaN: true })),
        {
          selector: ([name]) => name,
          minLength: 1,
        },
      ),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 1200 }),
      fc.integer({ min: 0, max: 2 ** 40 }),
      (errors, probability, paths, seed) => {
        const scenario = scenarioOf([
          { quantity: "silicone_output", kind: "percent", value: -30, probability },
          { quantity: "opening_stock", kind: "absolute", value: 50, probability },
        ], { months: 3 });
        const result = simulate(withErrors(errors), scenario, { paths, seed, lines: ALL_LINES });
        const { balanceKt, closingStockKt, supplyKt, useKt } = result.lines;
        for (let i = 0; i < paths; i++) {
          let stockKt = result.openingStockKt[i]!;
          for (let t = 0; t < 3; t++) {
            const at = t * paths + i;
            assert.ok(supplyKt![at]! >= 0 && useKt![at]! >= 0);
            near(balanceKt![at]!, supplyKt![at]! - useKt![at]!, 1e-9);
            stockKt += balanceKt![at]!;
            near(closingStockKt![at]!, stockKt, 1e-6);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("simulate() with symmetric errors has the projection as its mean, within sampling error", () => {
  const paths = 40_000;
  const symmetric: Distribution[] = [
    { kind: "normal", sd: 0.03 },
    { kind: "normal", sd: 0.2 },
    { kind: "triangular", low: -0.1, mode: 0, high: 0.1 },
    { kind: "empirical", errors: [-0.08, -0.02, 0, 0.02, 0.08] },
  ];
  const months = project(BASE, NOTHING).months;
  for (const distribution of symmetric) {
    const base = withErrors([
      ["production", distribution, 0.5],
      ["silicone_unit_use", distribution, 0.9],
    ]);
    const fan = fanOf(simulate(base, NOTHING, { paths }), "balanceKt");
    fan.forEach(({ mean }, t) => {
      const siliconeKt = valueOf(months[t]!, "silicone_output") *
        valueOf(months[t]!, "silicone_unit_use");
      const sdKt = sdOf(distribution) * Math.hypot(valueOf(months[t]!, "production"), siliconeKt);
      near(mean, months[t]!.flows.balanceKt, 4 * sdKt / Math.sqrt(paths));
    });
  }
});

Deno.test("simulate() gives an error its standard deviation, in the first month and the last", () => {
  const paths = 100_000;
  const kinds: Distribution[] = [
    { kind: "normal", sd: 0.05 },
    { kind: "lognormal", sd: 0.3 },
    { kind: "triangular", low: -0.1, mode: 0.05, high: 0.2 },
  ];
  const { months } = project(BASE, NOTHING);
  for (const distribution of kinds) {
    const base = withErrors([["exports", distribution, 0.8]]);
    const simulation = simulate(base, NOTHING, { paths, lines: ["useKt"] });
    for (const t of [0, 5]) {
      const { sd } = momentsOf(linePaths(simulation, base, NOTHING, "exports", t));
      near(sd / valueOf(months[t]!, "exports") / sdOf(distribution), 1, 0.02);
    }
  }
});

Deno.test("simulate() with 2% errors on supply and use has a balance sd near 10 kt in January's size", () => {
  const errors: [ErrorTarget, Distribution][] = [
    ["supply", { kind: "normal", sd: 0.02 }],
    ["use", { kind: "normal", sd: 0.02 }],
  ];
  const { lines } = simulate(withErrors(errors), scenarioOf([], { months: 1 }), { paths: 50_000 });
  near(momentsOf(lines.balanceKt!).sd, 0.02 * Math.hypot(273.7395, 279.556), 0.1);
});

Deno.test("simulate() keeps correlations within a month and persistence between months", () => {
  const paths = 100_000;
  const plain = (target: ErrorTarget, persistence: number) => ({
    target,
    distribution: { kind: "normal", sd: 0.05 } as const,
    persistence,
  });
  const base = makeBase({
    ...SPEC,
    errors: {
      targets: [plain("production", 0.7), plain("exports", 0.7)],
      correlations: [{ between: ["production", "exports"], value: -0.6 }],
    },
  });
  const simulation = simulate(base, NOTHING, { paths, lines: ["supplyKt", "useKt"] });
  const month = (quantity: "production" | "exports", t: number) => {
    const values = linePaths(simulation, base, NOTHING, quantity, t);
    const { mean, sd } = momentsOf(values);
    return values.map((v) => (v - mean) / sd);
  };
  const correlation = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, v, i) => sum + v * b[i]!, 0) / paths;
  near(correlation(month("production", 0), month("exports", 0)), -0.6, 0.015);
  near(correlation(month("production", 4), month("exports", 4)), -0.6, 0.015);
  near(correlation(month("production", 2), month("production", 3)), 0.7, 0.015);
  near(correlation(month("production", 1), month("production", 3)), 0.49, 0.015);
});

Deno.test("simulate() lets an uncertain step happen on its share of the paths", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  const scenario = scenarioOf([
    { quantity: "exports", kind: "percent", value: -20, probability: 0.3 },
  ]);
  const { lines } = simulate(base, scenario, { paths: 20_000, lines: ["useKt"] });
  const values = lines.useKt!.subarray(0, 20_000);
  const without = project(base, NOTHING).months[0]!.flows.useKt;
  const outcomes = [...new Set(values)].sort((a, b) => a - b);
  assert.equal(outcomes.length, 2);
  near(outcomes[0]!, without - 0.2 * 49, 1e-9);
  near(outcomes[1]!, without, 1e-9);
  near(values.filter((kt) => kt < without - 5).length / 20_000, 0.3, 0.015);
  near(momentsOf(values).mean, project(base, scenario).months[0]!.flows.useKt, 0.15);
});

Deno.test("simulate() gives the same paths for the same seed, others for another", () => {
  const run = (seed: number) => simulate(BASE, NOTHING, { paths: 600, seed }).lines.balanceKt!;
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7), run(8));
});

Deno.test("simulate() gives these very paths for seed 1, whatever the machine", () => {
  const { lines } = simulate(BASE, scenarioOf([], { months: 2 }), { paths: 3, seed: 1 });
  assert.deepEqual([...lines.balanceKt!], SEED_1_BALANCES);
});

const SEED_1_BALANCES: readonly number[] = [
  -4.9830441212991445,
  -14.769642816224632,
  -1.3547874992611355,
  -17.468070325844394,
  -23.281196613612224,
  -17.20252726565684,
];

Deno.test("simulate() begins longer runs with the same paths", () => {
  const few = simulate(BASE, NOTHING, { paths: 512 });
  const many = simulate(BASE, NOTHING, { paths: 2000 });
  assert.deepEqual(few.lines.balanceKt!.slice(0, 512), many.lines.balanceKt!.slice(0, 512));
});

const BAD_ERRORS: readonly [string, ErrorModel, RegExp][] = [
  ["correlations that are not positive semi-definite", {
    file: "errors.json",
    targets: ["production", "exports", "imports"].map((target) => ({
      target,
      distribution: { kind: "normal", sd: 0.1 },
      persistence: 0,
    })),
    correlations: [
      { between: ["production", "exports"], value: 0.9 },
      { between: ["exports", "imports"], value: 0.9 },
      { between: ["production", "imports"], value: -0.9 },
    ],
  }, /errors of errors\.json: correlations must form a positive semi-definite matrix/],
  ["a correlation above 1", {
    targets: SPEC.errors!.targets,
    correlations: [{ between: ["production", "exports"], value: 1.1 }],
  }, /correlations\[0\]\.value must be -1 to 1, is 1\.1/],
  ["a correlation with something without an error", {
    targets: SPEC.errors!.targets,
    correlations: [{ between: ["production", "imports"], value: 0.1 }],
  }, /correlations\[0\]\.between must name two different targets/],
  ["persistence of 1", {
    targets: [{ ...SPEC.errors!.targets[0]!, persistence: 1 }],
    correlations: [],
  }, /errors\[0\]\.persistence must be >= 0 and < 1, is 1/],
  [
    "an unknown target",
    {
      targets: [{ ...SPEC.errors!.targets[0]!, target: "export" }],
      correlations: [],
    },
    /errors\[0\]\.target must be one of production, .*, supply, use, opening_stock, is "export"; did you mean exports\?/,
  ],
  ["a target named twice", {
    targets: [SPEC.errors!.targets[0]!, SPEC.errors!.targets[0]!],
    correlations: [],
  }, /errors\[1\]\.target must be named once/],
  ["triangular corners out of order", {
    targets: [{
      ...SPEC.errors!.targets[0]!,
      distribution: { kind: "triangular", low: 0, mode: -0.1, high: 0.1 },
    }],
    correlations: [],
  }, /errors\[0\]\.distribution must have -1 <= low <= mode <= high/],
  ["a single past error", {
    targets: [{ ...SPEC.errors!.targets[0]!, distribution: { kind: "empirical", errors: [0.1] } }],
    correlations: [],
  }, /errors\[0\]\.distribution\.errors must hold at least 2/],
];
for (const [name, errors, message] of BAD_ERRORS) {
  Deno.test(`simulate() refuses ${name}, naming the field`, () => {
    assert.throws(() => simulate(BASE, NOTHING, { errors }), message);
  });
}

Deno.test("simulate() takes perfect correlations, which are semi-definite", () => {
  const [first, second] = SPEC.errors!.targets;
  const errors: ErrorModel = {
    targets: [first!, { ...second!, persistence: first!.persistence }],
    correlations: [{ between: ["production", "polysilicon_output"], value: 1 }],
  };
  const simulation = simulate(BASE, NOTHING, { errors, paths: 100, lines: ["supplyKt", "useKt"] });
  const { supplyKt, useKt } = simulation.lines;
  const restKt = project(BASE, NOTHING).months[0]!.flows.useKt - 96;
  for (let i = 0; i < 100; i++) {
    const polysilicon = ((useKt![i]! - restKt) / 96 - 1) / 0.03;
    near(polysilicon, (supplyKt![i]! / 273.7395 - 1) / 0.02, 1e-9);
  }
});

Deno.test("simulate() refuses half a path and a negative seed", () => {
  assert.throws(() => simulate(BASE, NOTHING, { paths: 0.5 }), /paths must be a whole number >= 1/);
  assert.throws(() => simulate(BASE, NOTHING, { seed: -1 }), /seed must be a whole number >= 0/);
});

Deno.test("quantilesOf() equals the quantiles of the sorted values, for any values and count", () => {
  const numbers = fc.oneof(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constantFrom(-1, 0, 0, 0, 1e-9, 5),
  );
  fc.assert(
    fc.property(
      fc.array(numbers, { minLength: 1, maxLength: 300 }),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
      (few, copies, probabilities) => {
        const values = Float64Array.from(
          { length: few.length * copies },
          (_, i) => few[i % few.length]! * (1 + (i % 7)),
        );
        const sorted = values.slice().sort();
        const expected = probabilities.map((p) => {
          const place = p * (sorted.length - 1);
          const below = sorted[Math.floor(place)]!;
          const above = sorted[Math.min(sorted.length - 1, Math.floor(place) + 1)]!;
          return below + (above - below) * (place - Math.floor(place));
        });
        assert.deepEqual(quantilesOf(values, probabilities), expected);
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("quantilesOf() finds the ends and the middle of a million skewed numbers", () => {
  const values = Float64Array.from({ length: 1_000_001 }, (_, i) => ((i * 7919) % 1_000_001) ** 3);
  assert.deepEqual(quantilesOf(values, [0, 0.5, 1]), [0, 500_000 ** 3, 1_000_000 ** 3]);
});

Deno.test("fanOf() brackets the normal quantiles of a single error", () => {
  const base = withErrors([["production", { kind: "normal", sd: 0.02 }]]);
  const [february] = fanOf(simulate(base, NOTHING, { paths: 200_000 }), "balanceKt");
  const sdKt = 0.02 * 273.7395;
  [-1.6449, -0.6745, 0, 0.6745, 1.6449].forEach((z, i) =>
    near((february!.quantiles[i]! + 5.8165) / sdKt, z, 0.02)
  );
});

Deno.test("fanOf() gives cover as the projection does when nothing is uncertain", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  const fan = fanOf(simulate(base, NOTHING, { paths: 2 }), "coverTrailingDays", [0.5]);
  project(base, NOTHING).months.forEach(({ coverTrailingDays }, t) =>
    near(fan[t]!.quantiles[0]!, coverTrailingDays, 1e-9)
  );
});

Deno.test("fanOf() refuses a line that was not kept", () => {
  assert.throws(
    () => fanOf(simulate(BASE, NOTHING, { paths: 10 }), "supplyKt"),
    /lines must include it, are useKt, balanceKt, closingStockKt/,
  );
});

Deno.test("drawProbability() of February follows from its balance and error", () => {
  const base = withErrors([["production", { kind: "normal", sd: 0.02 }]]);
  const [february] = drawProbability(simulate(base, NOTHING, { paths: 100_000 }));
  // 5.8165 / (0.02 x 273.7395) = 1.0624 standard deviations below 0.
  near(february!.probability, 0.8560, 0.006);
});

Deno.test("claimVerdict() sums states to 1 and judges tight or slight destocking in February", () => {
  const simulation = simulate(BASE, NOTHING, { paths: 50_000 });
  const { probability, byState, standardError } = claimVerdict(simulation, {
    month: FEBRUARY,
    states: ["tight balance", "slight destocking"],
  });
  near(Object.values(byState).reduce((a, b) => a + b, 0), 1, 1e-9);
  near(probability, byState["tight balance"] + byState["slight destocking"], 1e-9);
  near(standardError, Math.sqrt(probability * (1 - probability) / 50_000), 1e-12);
});

Deno.test("claimVerdict() is sure when nothing is uncertain", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  const simulation = simulate(base, NOTHING, { paths: 4 });
  const verdictOf = (states: Parameters<typeof claimVerdict>[1]["states"]) =>
    claimVerdict(simulation, { month: FEBRUARY, states }).verdict;
  assert.equal(verdictOf(["slight destocking"]), "likely");
  assert.equal(verdictOf(["loose"]), "unlikely");
});

Deno.test("firstPassage() gives months and never that sum to 1, never included", () => {
  const simulation = simulate(BASE, scenarioOf([], { months: 12 }), { paths: 5000 });
  const { byMonth, never } = firstPassage(simulation, { kt: 850 });
  near(byMonth.reduce((sum, { share }) => sum + share, 0) + never, 1, 1e-9);
  assert.ok(never > 0 && never < 1);
  near(byMonth.at(-1)!.cumulative, 1 - never, 1e-9);
});

Deno.test("firstPassage() finds the projection's own month, by kt and by days of cover", () => {
  const base = makeBase({ ...SPEC, errors: { targets: [], correlations: [] } });
  const simulation = simulate(base, NOTHING, { paths: 3 });
  const { months } = project(base, NOTHING);
  const first = (test: (m: typeof months[number]) => boolean) => months.find(test)!.month;
  assert.equal(
    firstPassage(simulation, { kt: 950 }).medianMonth,
    first(({ closingStockKt }) => closingStockKt <= 950),
  );
  assert.equal(
    firstPassage(simulation, { coverTrailingDays: 90 }).medianMonth,
    first(({ coverTrailingDays }) => coverTrailingDays <= 90),
  );
  assert.equal(firstPassage(simulation, { kt: 100 }).never, 1);
  assert.equal(firstPassage(simulation, { kt: 100 }).medianMonth, undefined);
});

Deno.test("simulate() moves the opening stock by its error once a path", () => {
  const base = makeBase({
    ...SPEC,
    openingPools: [{ id: "all", label: "All", kt: 1000, absorbs: 1 }],
    regionShares: [{ region: "all", label: "All", share: rangeOf(1, 1, 1) }],
    assumptions: [],
    errors: {
      targets: [{
        target: "opening_stock",
        distribution: { kind: "normal", sd: 0.05 },
        persistence: 0,
      }],
      correlations: [],
    },
  });
  const { openingStockKt, lines } = simulate(base, NOTHING, { paths: 20_000 });
  near(momentsOf(openingStockKt).sd, 50, 1);
  const drop = (i: number) => openingStockKt[i]! - lines.closingStockKt![5 * 20_000 + i]!;
  near(drop(0), drop(19_999), 1e-9);
});

Deno.test("standardScores() drawn ahead give the very paths that simulate() draws, on shorter horizons too", () => {
  const [paths, seed] = [1300, 5];
  const base = withErrors([
    ["production", { kind: "normal", sd: 0.05 }, 0.6],
    ["exports", { kind: "normal", sd: 0.4 }, 0.2],
    ["silicone_output", { kind: "lognormal", sd: 0.1 }, 0.9],
    ["silicone_unit_use", { kind: "normal", sd: 0.05 }],
    ["opening_stock", { kind: "normal", sd: 0.03 }],
    ["use", { kind: "triangular", low: -0.1, mode: 0, high: 0.2 }],
  ]);
  const scores = standardScores(base.errors, { paths, months: 9, seed });
  for (const months of [1, 4, 9]) {
    const scenario = scenarioOf([
      { quantity: "exports", kind: "percent", value: -30, probability: 0.4 },
    ], { months });
    const options = { paths, seed, lines: ALL_LINES };
    const expected = simulate(base, scenario, options);
    // Room that was used before: what stood in it must not show.
    const room = (_: string, size: number) => new Float64Array(size).fill(NaN);
    const { lines, openingStockKt } = simulate(base, scenario, { ...options, scores, room });
    assert.deepEqual(openingStockKt, expected.openingStockKt);
    for (const line of ALL_LINES) assert.deepEqual(lines[line], expected.lines[line], line);
  }
});

Deno.test("simulate() puts its paths into the room it is given, asked for by name and size", () => {
  const given = new Map<string, Float64Array>();
  const room = (name: string, size: number) => {
    given.set(name, new Float64Array(size));
    return given.get(name)!;
  };
  const { lines, openingStockKt } = simulate(BASE, scenarioOf([], { months: 3 }), {
    paths: 20,
    lines: ["balanceKt", "closingStockKt"],
    room,
  });
  assert.deepEqual([...given].map(([name, { length }]) => [name, length]), [
    ["balanceKt", 60],
    ["closingStockKt", 60],
    ["openingStockKt", 20],
  ]);
  assert.equal(lines.balanceKt, given.get("balanceKt"));
  assert.equal(lines.closingStockKt, given.get("closingStockKt"));
  assert.equal(openingStockKt, given.get("openingStockKt"));
});

Deno.test("simulate() refuses scores that are not its own", () => {
  const of = (months: number, seed = 1) =>
    standardScores(BASE.errors, { paths: 600, months, seed });
  const run = (scores: ReturnType<typeof of>, options = {}) =>
    simulate(BASE, scenarioOf([], { months: 3 }), { paths: 600, scores, ...options });
  run(of(3));
  assert.throws(() => run(of(3, 2)), /scores must have been drawn for its errors, seed/);
  assert.throws(
    () => run(of(3), { paths: 500 }),
    /scores must have been drawn for its errors, seed/,
  );
  assert.throws(
    () => run(of(3), { errors: { ...BASE.errors } }),
    /scores must have been drawn for its errors, seed/,
  );
  assert.throws(() => run(of(2)), /scores must reach over 3 months, reach over 2/);
});

Deno.test("simulate() gives a scenario with uncertain steps the errors of one without", () => {
  const never = scenarioOf([
    { quantity: "exports", kind: "percent", value: -30, probability: 0 },
  ], { months: 3 });
  const { lines } = simulate(BASE, never, { paths: 700, seed: 4 });
  const without = simulate(BASE, scenarioOf([], { months: 3 }), { paths: 700, seed: 4 }).lines;
  for (const line of ["useKt", "balanceKt", "closingStockKt"] as const) {
    lines[line]!.forEach((kt, i) => near(kt, without[line]![i]!, 1e-9));
  }
});
