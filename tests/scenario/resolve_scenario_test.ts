import {
  combineScenarios,
  makeBase,
  project,
  resolveScenario,
  type StepSpec,
} from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BASE, JANUARY, PLAN, SPEC, specOf, withValues } from "./_base.ts";

const FILE = { file: "data/scenarios/test.json" };

const BAD_STEPS: readonly [string, Record<string, unknown>, RegExp][] = [
  [
    "an unknown quantity, and names the nearest",
    { quantity: "siliconeOutputKt" },
    /steps\[0\]\.quantity must be one of production, .*, is "siliconeOutputKt"; did you mean silicone_output\?/,
  ],
  [
    "an unknown region, and names the nearest",
    { region: "Xinjang" },
    /steps\[0\]\.region must be one of Xinjiang, .*, is "Xinjang"; did you mean Xinjiang\?/,
  ],
  [
    "a month before the horizon",
    { from: "2026-01" },
    /steps\[0\]\.from must be a month of the horizon/,
  ],
  [
    "a month after the horizon",
    { from: "2026-08" },
    /steps\[0\]\.from must be a month of the horizon/,
  ],
  ["months beyond the horizon", { months: 7 }, /steps\[0\]\.months must end by 2026-07/],
  [
    "a probability above 1",
    { probability: 1.01 },
    /steps\[0\]\.probability must be 0 to 1, is 1\.01/,
  ],
  ["a probability below 0", { probability: -0.1 }, /steps\[0\]\.probability/],
  ["a cut of more than 100%", { value: -101 }, /steps\[0\]\.value must be >= -100, is -101/],
  [
    "negative production as a level",
    { kind: "level", value: -1 },
    /steps\[0\]\.value must be >= 0/,
  ],
  ["a value that is not a number", { value: NaN }, /steps\[0\]\.value/],
  ["an unknown kind", { kind: "factor" }, /steps\[0\]\.kind must be one of/],
  ["half a month of ramp", { rampMonths: 0.5 }, /steps\[0\]\.rampMonths/],
  ["a region of exports", { quantity: "exports", region: "Xinjiang" }, /steps\[0\]\.region/],
  ["a pool of production", { pool: "social" }, /steps\[0\]\.pool/],
  [
    "a daily rate of a unit consumption",
    { quantity: "silicone_unit_use", kind: "dailyRate", value: 1 },
    /steps\[0\]\.kind must be percent, absolute or level/,
  ],
  ["a later opening stock", { quantity: "opening_stock", from: "2026-03" }, /steps\[0\]\.from/],
];

for (const [name, fields, message] of BAD_STEPS) {
  Deno.test(`resolveScenario() refuses ${name}, naming file and field`, () => {
    const step = { quantity: "production", kind: "percent", value: -5, ...fields } as StepSpec;
    assert.throws(
      () => resolveScenario(PLAN, specOf([step]), FILE),
      (error: Error) =>
        error instanceof RangeError && error.message.includes(FILE.file) &&
        message.test(error.message),
    );
  });
}

for (
  const fields of [{ months: 25 }, { months: 0 }, { start: "2026-13" }, { extends: ["nothing"] }]
) {
  Deno.test(`resolveScenario() refuses ${JSON.stringify(fields)}, naming file and field`, () => {
    const [field] = Object.keys(fields);
    assert.throws(
      () => resolveScenario(PLAN, specOf([], fields), FILE),
      (error: Error) => error.message.startsWith(`Cannot read ${FILE.file}: ${field}`),
    );
  });
}

Deno.test("resolveScenario() takes over the steps of the scenarios it extends", () => {
  const parent = resolveScenario(
    PLAN,
    specOf([{ quantity: "exports", kind: "percent", value: -5 }], { id: "parent" }),
  );
  const child = resolveScenario(
    PLAN,
    specOf([{ quantity: "silicone_output", kind: "percent", value: -5 }], { extends: ["parent"] }),
    { library: [parent] },
  );
  assert.deepEqual(child.steps.map(({ name }) => name), ["exports", "silicone_output"]);
});

Deno.test("resolveScenario() refuses to move what an extended scenario moves, naming both", () => {
  const step: StepSpec = { quantity: "exports", kind: "percent", value: -5 };
  const parent = resolveScenario(PLAN, specOf([step], { id: "parent" }), { file: "parent.json" });
  assert.throws(
    () =>
      resolveScenario(PLAN, specOf([{ ...step, value: -6 }], { extends: ["parent"] }), {
        file: "child.json",
        library: [parent],
      }),
    /steps\[0\] of child\.json and steps\[0\] of parent\.json both move exports in 2026-02/,
  );
});

Deno.test("resolveScenario() lets a step follow another on the same quantity", () => {
  const { steps } = resolveScenario(
    PLAN,
    specOf([
      { quantity: "exports", kind: "percent", value: -5, months: 2 },
      { quantity: "exports", kind: "percent", value: 5, from: "2026-04" },
    ]),
  );
  assert.deepEqual(steps.map(({ from, until }) => [from, until]), [
    ["2026-02", "2026-03"],
    ["2026-04", undefined],
  ]);
});

Deno.test("combineScenarios() refuses a region's step beside the country's, naming both", () => {
  const country = resolveScenario(
    PLAN,
    specOf([{ quantity: "production", kind: "percent", value: -5 }]),
    {
      file: "country.json",
    },
  );
  const region = resolveScenario(
    PLAN,
    specOf([{ quantity: "production", region: "Xinjiang", kind: "percent", value: -5 }]),
    { file: "region.json" },
  );
  assert.throws(
    () => combineScenarios([country, region]),
    /steps\[0\] of region\.json and steps\[0\] of country\.json both move production \(Xinjiang\)/,
  );
});

Deno.test("combineScenarios() counts a scenario that two of them extend once", () => {
  const parent = resolveScenario(
    PLAN,
    specOf([{ quantity: "exports", kind: "percent", value: -5 }], { id: "parent" }),
  );
  const children = ["silicone_output", "polysilicon_output"].map((quantity) =>
    resolveScenario(
      PLAN,
      specOf([{ quantity, kind: "percent", value: -5 }], { id: quantity, extends: ["parent"] }),
      { library: [parent] },
    )
  );
  assert.equal(combineScenarios(children).steps.length, 3);
});

Deno.test("combineScenarios() refuses scenarios that start in different months, naming both", () => {
  const a = resolveScenario(PLAN, specOf([]), { file: "a.json" });
  const b = resolveScenario(PLAN, specOf([], { start: "2026-03" }), { file: "b.json" });
  assert.throws(() => combineScenarios([a, b]), /a\.json starts in 2026-02, b\.json in 2026-03/);
});

Deno.test("combineScenarios() does not depend on the order where steps do not touch", () => {
  const spec = (quantity: string, region?: string) =>
    fc.record({
      value: fc.double({ min: -40, max: 40, noNaN: true }),
      rampMonths: fc.integer({ min: 1, max: 4 }),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    }).map((fields) =>
      resolveScenario(
        PLAN,
        specOf([{ quantity, kind: "percent", ...fields, ...(region && { region }) }], {
          id: region ?? quantity,
        }),
      )
    );
  fc.assert(
    fc.property(
      spec("production", "Xinjiang"),
      spec("production", "Yunnan"),
      spec("silicone_output"),
      spec("opening_stock"),
      (a, b, c, d) => {
        assert.deepEqual(
          project(BASE, combineScenarios([a, b, c, d])).months,
          project(BASE, combineScenarios([d, b, combineScenarios([c, a])])).months,
        );
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("makeBase() refuses a negative quantity", () => {
  assert.throws(
    () => makeBase(withValues(SPEC, { production: -1 })),
    /values production must be a number >= 0, is -1/,
  );
});

Deno.test("makeBase() refuses region shares that do not sum to 1", () => {
  assert.throws(
    () => makeBase({ ...SPEC, regionShares: SPEC.regionShares!.slice(1) }),
    /regionShares must sum to 1, is 0\.4/,
  );
});

Deno.test("makeBase() refuses a given month that is not after the base month", () => {
  assert.throws(
    () => makeBase({ ...SPEC, given: [{ month: JANUARY, values: {} }] }),
    /given months must each be later than January 2026/,
  );
});

Deno.test("makeBase() refuses an assumption about something the base does not have", () => {
  const [first] = SPEC.assumptions!;
  assert.throws(
    () =>
      makeBase({
        ...SPEC,
        assumptions: [{ ...first!, target: { kind: "openingStock", pool: "moon" } }],
      }),
    /assumption polysilicon-unit-use must be about a number of the base/,
  );
});
