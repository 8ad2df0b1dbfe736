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
  type ScenarioSpec,
  sdOf,
  simulate,
  type SimulatedLine,
  simulateShare,
  standardScores,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, FEBRUARY, SPEC, specOf } from "./_base.ts";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const scenarioOf = (steps: ScenarioSpec["steps"] = [], more: Partial<ScenarioSpec> = {}) =>
  resolveScenario(specOf(steps, more));
const NOTHING = scenarioOf();

function withErrors(errors: [ErrorTarget, Distribution, number?][]): Base {
  return makeBase({
    ...SPEC,
    errors: {
      drivers: errors.map(([target, distribution, persistence = 0]) => ({
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
  "productionKt",
  "polysiliconUseKt",
  "siliconeUseKt",
  "alloyUseKt",
  "exportsKt",
  "otherUseKt",
];

/** Mean and sd of numbers. */
function momentsOf(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return {
    mean,
    sd: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length),
  };
}

Deno.test("simulate() without errors gives the projection on every path and line", () => {
  const base = makeBase({ ...SPEC, errors: { drivers: [], correlations: [] } });
  const cut = scenarioOf([{
    driver: "productionKt",
    region: "Xinjiang",
    kind: "percent",
    value: -9,
  }]);
  const { lines } = simulate(base, cut, { paths: 3, lines: ALL_LINES });
  project(base, cut).months.forEach(({ flows, closingStockKt, drivers }, t) => {
    const expected: Record<string, number> = {
      ...flows,
      closingStockKt,
      productionKt: drivers.productionKt,
    };
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
    "productionKt",
    "siliconeUnitUse",
    "siliconeOutputKt",
    "supplyKt",
    "useKt",
    "openingStockKt",
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
          { driver: "siliconeOutputKt", kind: "percent", value: -30, probability },
          { driver: "openingStockKt", kind: "absolute", value: 50, probability },
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
      ["productionKt", distribution, 0.5],
      ["siliconeUnitUse", distribution, 0.9],
    ]);
    const fan = fanOf(simulate(base, NOTHING, { paths }), "balanceKt");
    fan.forEach(({ mean }, t) => {
      const { productionKt } = months[t]!.drivers;
      const sdKt = sdOf(distribution) * Math.hypot(productionKt, months[t]!.flows.siliconeUseKt);
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
    const base = withErrors([["exportsKt", distribution, 0.8]]);
    const { lines } = simulate(base, NOTHING, { paths, lines: ["exportsKt"] });
    for (const t of [0, 5]) {
      const { sd } = momentsOf(lines.exportsKt!.subarray(t * paths, (t + 1) * paths));
      near(sd / months[t]!.drivers.exportsKt / sdOf(distribution), 1, 0.02);
    }
  }
});

Deno.test("simulate() with 2% errors on supply and use has a balance sd near 10 kt in January's size", () => {
  const errors: [ErrorTarget, Distribution][] = [
    ["supplyKt", { kind: "normal", sd: 0.02 }],
    ["useKt", { kind: "normal", sd: 0.02 }],
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
      drivers: [plain("productionKt", 0.7), plain("exportsKt", 0.7)],
      correlations: [{ between: ["productionKt", "exportsKt"], value: -0.6 }],
    },
  });
  const { lines } = simulate(base, NOTHING, { paths, lines: ["productionKt", "exportsKt"] });
  const month = (line: "productionKt" | "exportsKt", t: number) => {
    const values = lines[line]!.subarray(t * paths, (t + 1) * paths);
    const { mean, sd } = momentsOf(values);
    return values.map((v) => (v - mean) / sd);
  };
  const correlation = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, v, i) => sum + v * b[i]!, 0) / paths;
  near(correlation(month("productionKt", 0), month("exportsKt", 0)), -0.6, 0.015);
  near(correlation(month("productionKt", 4), month("exportsKt", 4)), -0.6, 0.015);
  near(correlation(month("productionKt", 2), month("productionKt", 3)), 0.7, 0.015);
  near(correlation(month("productionKt", 1), month("productionKt", 3)), 0.49, 0.015);
});

Deno.test("simulate() lets an uncertain step happen on its share of the paths", () => {
  const base = makeBase({ ...SPEC, errors: { drivers: [], correlations: [] } });
  const scenario = scenarioOf([
    { driver: "exportsKt", kind: "percent", value: -20, probability: 0.3 },
  ]);
  const { lines } = simulate(base, scenario, { paths: 20_000, lines: ["exportsKt"] });
  const values = lines.exportsKt!.subarray(0, 20_000);
  assert.deepEqual([...new Set(values)].sort(), [39.2, 49]);
  near(values.filter((kt) => kt < 40).length / 20_000, 0.3, 0.015);
  near(momentsOf(values).mean, project(base, scenario).months[0]!.drivers.exportsKt, 0.15);
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
    drivers: (["productionKt", "exportsKt", "importsKt"] as const).map((target) => ({
      target,
      distribution: { kind: "normal", sd: 0.1 },
      persistence: 0,
    })),
    correlations: [
      { between: ["productionKt", "exportsKt"], value: 0.9 },
      { between: ["exportsKt", "importsKt"], value: 0.9 },
      { between: ["productionKt", "importsKt"], value: -0.9 },
    ],
  }, /errors of errors\.json: correlations must form a positive semi-definite matrix/],
  ["a correlation above 1", {
    drivers: SPEC.errors!.drivers,
    correlations: [{ between: ["productionKt", "exportsKt"], value: 1.1 }],
  }, /correlations\[0\]\.value must be -1 to 1, is 1\.1/],
  ["a correlation with something without an error", {
    drivers: SPEC.errors!.drivers,
    correlations: [{ between: ["productionKt", "importsKt"], value: 0.1 }],
  }, /correlations\[0\]\.between must name two different targets/],
  ["persistence of 1", {
    drivers: [{ ...SPEC.errors!.drivers[0]!, persistence: 1 }],
    correlations: [],
  }, /errors\[0\]\.persistence must be >= 0 and < 1, is 1/],
  ["an unknown target", {
    drivers: [{ ...SPEC.errors!.drivers[0]!, target: "luck" as ErrorTarget }],
    correlations: [],
  }, /errors\[0\]\.target must be a driver, is "luck"/],
  ["a target named twice", {
    drivers: [SPEC.errors!.drivers[0]!, SPEC.errors!.drivers[0]!],
    correlations: [],
  }, /errors\[1\]\.target must be named once/],
  ["triangular corners out of order", {
    drivers: [{
      ...SPEC.errors!.drivers[0]!,
      distribution: { kind: "triangular", low: 0, mode: -0.1, high: 0.1 },
    }],
    correlations: [],
  }, /errors\[0\]\.distribution must have -1 <= low <= mode <= high/],
  ["a single past error", {
    drivers: [{ ...SPEC.errors!.drivers[0]!, distribution: { kind: "empirical", errors: [0.1] } }],
    correlations: [],
  }, /errors\[0\]\.distribution\.errors must hold at least 2/],
];
for (const [name, errors, message] of BAD_ERRORS) {
  Deno.test(`simulate() refuses ${name}, naming the field`, () => {
    assert.throws(() => simulate(BASE, NOTHING, { errors }), message);
  });
}

Deno.test("simulate() takes perfect correlations, which are semi-definite", () => {
  const [first, second] = SPEC.errors!.drivers;
  const errors: ErrorModel = {
    drivers: [first!, { ...second!, persistence: first!.persistence }],
    correlations: [{ between: ["productionKt", "polysiliconOutputKt"], value: 1 }],
  };
  const { lines } = simulate(BASE, NOTHING, {
    errors,
    paths: 100,
    lines: ["productionKt", "polysiliconUseKt"],
  });
  const { productionKt, polysiliconUseKt } = lines;
  for (let i = 0; i < 100; i++) {
    near((polysiliconUseKt![i]! / 96 - 1) / 0.03, (productionKt![i]! / 273.7395 - 1) / 0.02, 1e-9);
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
  const base = withErrors([["productionKt", { kind: "normal", sd: 0.02 }]]);
  const [february] = fanOf(simulate(base, NOTHING, { paths: 200_000 }), "balanceKt");
  const sdKt = 0.02 * 273.7395;
  [-1.6449, -0.6745, 0, 0.6745, 1.6449].forEach((z, i) =>
    near((february!.quantiles[i]! + 5.8165) / sdKt, z, 0.02)
  );
});

Deno.test("fanOf() gives cover as the projection does when nothing is uncertain", () => {
  const base = makeBase({ ...SPEC, errors: { drivers: [], correlations: [] } });
  const fan = fanOf(simulate(base, NOTHING, { paths: 2 }), "coverTrailingDays", [0.5]);
  project(base, NOTHING).months.forEach(({ coverTrailingDays }, t) =>
    near(fan[t]!.quantiles[0]!, coverTrailingDays, 1e-9)
  );
});

Deno.test("fanOf() refuses a line that was not kept", () => {
  assert.throws(
    () => fanOf(simulate(BASE, NOTHING, { paths: 10 }), "exportsKt"),
    /lines must include it, are useKt, balanceKt, closingStockKt/,
  );
});

Deno.test("drawProbability() of February follows from its balance and error", () => {
  const base = withErrors([["productionKt", { kind: "normal", sd: 0.02 }]]);
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
  const base = makeBase({ ...SPEC, errors: { drivers: [], correlations: [] } });
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
  const base = makeBase({ ...SPEC, errors: { drivers: [], correlations: [] } });
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
    regionShares: [{ region: "All", share: rangeOf(1, 1, 1) }],
    assumptions: [],
    errors: {
      drivers: [{
        target: "openingStockKt",
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
    ["productionKt", { kind: "normal", sd: 0.05 }, 0.6],
    ["exportsKt", { kind: "normal", sd: 0.4 }, 0.2],
    ["siliconeOutputKt", { kind: "lognormal", sd: 0.1 }, 0.9],
    ["siliconeUnitUse", { kind: "normal", sd: 0.05 }],
    ["openingStockKt", { kind: "normal", sd: 0.03 }],
    ["useKt", { kind: "triangular", low: -0.1, mode: 0, high: 0.2 }],
  ]);
  const scores = standardScores(base.errors, { paths, months: 9, seed });
  for (const months of [1, 4, 9]) {
    const scenario = scenarioOf([
      { driver: "exportsKt", kind: "percent", value: -30, probability: 0.4 },
    ], { months });
    const expected = simulate(base, scenario, { paths, seed, lines: ALL_LINES });
    const lines = Object.fromEntries(
      ALL_LINES.map((line) => [line, new Float64Array(months * paths).fill(NaN)]),
    );
    const openingStockKt = new Float64Array(paths);
    const share = { seed, errors: base.errors, scores, from: 0, to: paths };
    simulateShare(base, scenario, { paths, openingStockKt, lines }, share);
    assert.deepEqual(openingStockKt, expected.openingStockKt);
    for (const line of ALL_LINES) assert.deepEqual(lines[line], expected.lines[line], line);
  }
});

Deno.test("simulateShare() refuses scores that are not its own", () => {
  const paths = 600;
  const of = (months: number, seed = 1) => standardScores(BASE.errors, { paths, months, seed });
  const run = (scores: ReturnType<typeof of>, size = paths) =>
    simulateShare(BASE, scenarioOf([], { months: 3 }), {
      paths: size,
      openingStockKt: new Float64Array(size),
      lines: {},
    }, { seed: 1, errors: BASE.errors, scores, from: 0, to: size });
  run(of(3));
  assert.throws(() => run(of(3, 2)), /scores must have been drawn for its errors, seed/);
  assert.throws(() => run(of(3), 500), /scores must have been drawn for its errors, seed/);
  assert.throws(() => run(of(2)), /scores must reach over 3 months, reach over 2/);
});

Deno.test("simulate() gives a scenario with uncertain steps the errors of one without", () => {
  const never = scenarioOf([
    { driver: "exportsKt", kind: "percent", value: -30, probability: 0 },
  ], { months: 3 });
  const { lines } = simulate(BASE, never, { paths: 700, seed: 4 });
  const without = simulate(BASE, scenarioOf([], { months: 3 }), { paths: 700, seed: 4 }).lines;
  for (const line of ["useKt", "balanceKt", "closingStockKt"] as const) {
    lines[line]!.forEach((kt, i) => near(kt, without[line]![i]!, 1e-9));
  }
});
