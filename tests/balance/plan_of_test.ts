import assert from "node:assert/strict";
import {
  exactly,
  nearest,
  placeOf,
  PlanError,
  planOf,
  type PlanSpec,
  rangeOf,
  valuesOf,
} from "@silicon/balance/balance";

const SPEC: PlanSpec = {
  quantities: [
    { id: "mined" },
    { id: "scrap" },
    { id: "battery_output" },
    { id: "battery_unit_use", kind: "coefficient" },
    { id: "other_use", closes: true },
  ],
  lines: [
    { id: "mined", side: "supply", amount: "mined" },
    { id: "scrap", side: "supply", amount: "scrap", scope: "wide" },
    { id: "batteries", side: "use", amount: "battery_output", unitUse: "battery_unit_use" },
    { id: "other", side: "use", amount: "other_use", label: "All else" },
  ],
  pools: [
    { id: "port", label: "Port", series: "port_stock", share: rangeOf(0.6, 0.4, 0.8) },
    { id: "plant", label: "Plant", series: "plant_stock", share: rangeOf(0.4, 0.2, 0.6) },
  ],
  parts: [{ id: "sheds", label: "Sheds", series: "shed_stock", partOf: "port" }],
  regions: [
    { id: "N", label: "North", share: rangeOf(0.7, 0.6, 0.8) },
    { id: "S", label: "South", share: rangeOf(0.3, 0.2, 0.4) },
  ],
};

/** The spec with one row of a table changed, or one added. */
function withRow(
  table: "quantities" | "lines" | "pools" | "parts" | "regions",
  row: number,
  fields: Record<string, unknown>,
): PlanSpec {
  const rows: object[] = [...SPEC[table]!];
  rows[row] = { ...rows[row], ...fields };
  return { ...SPEC, [table]: rows };
}

const BAD: readonly [string, PlanSpec, Partial<PlanError>, RegExp][] = [
  [
    "an amount that is no quantity, with the nearest",
    withRow("lines", 2, { amount: "batery_output" }),
    {
      table: "account",
      row: 2,
      field: "amount",
      found: "batery_output",
    },
    /row 3 of account: amount must be a flow: mined, scrap, battery_output, other_use; did you mean battery_output\?, is "batery_output"/,
  ],
  [
    "a unit use that is no quantity, with the nearest",
    withRow("lines", 2, { unitUse: "battery_unit_uses" }),
    {
      table: "account",
      row: 2,
      field: "unit_use",
    },
    /must be a coefficient: battery_unit_use; did you mean battery_unit_use\?/,
  ],
  ["a unit use that is a flow", withRow("lines", 2, { unitUse: "scrap" }), {
    table: "account",
    row: 2,
    field: "unit_use",
    found: "scrap",
  }, /must be a coefficient: battery_unit_use, is "scrap"/],
  ["an amount that is a coefficient", withRow("lines", 3, { amount: "battery_unit_use" }), {
    table: "account",
    row: 3,
    field: "amount",
  }, /must be a flow/],
  ["two quantities of one id", withRow("quantities", 5, { id: "mined" }), {
    table: "quantities",
    row: 5,
    field: "quantity",
    found: "mined",
  }, /row 6 of quantities: quantity must be an id of its own, is "mined"/],
  ["two lines of one id", withRow("lines", 4, { id: "other", side: "use", amount: "scrap" }), {
    table: "account",
    row: 4,
    field: "line",
  }, /an id of its own/],
  ["two pools of one id", withRow("pools", 1, { id: "port" }), {
    table: "pools",
    row: 1,
    field: "pool",
  }, /an id of its own/],
  ["two parts of one id", withRow("parts", 1, { ...SPEC.parts![0] }), {
    table: "parts",
    row: 1,
    field: "part",
  }, /an id of its own/],
  ["two regions of one id", withRow("regions", 1, { id: "N" }), {
    table: "regions",
    row: 1,
    field: "region",
  }, /an id of its own/],
  ["a quantity on no line", withRow("quantities", 5, { id: "glass_output" }), {
    table: "quantities",
    row: 5,
    field: "quantity",
    found: "glass_output",
  }, /must be on a line of the account, is "glass_output"/],
  ["pool shares that do not sum to 1", withRow("pools", 1, { share: exactly(0.5) }), {
    table: "pools",
    row: 1,
    field: "share",
    found: "1.1",
  }, /must be 1 in sum over all rows/],
  ["region shares that do not sum to 1", withRow("regions", 0, { share: exactly(0.6) }), {
    table: "regions",
    row: 1,
    field: "share",
    found: "0.8999999999999999",
  }, /must be 1 in sum over all rows/],
  ["a part of nothing", withRow("parts", 0, { partOf: "moon" }), {
    table: "parts",
    row: 0,
    field: "part_of",
    found: "moon",
  }, /must be the id of a pool or a part/],
  ["a closing quantity of supply", withRow("quantities", 1, { closes: true }), {
    table: "quantities",
    row: 1,
    field: "closes",
  }, /must be empty unless the quantity is a counted line of use/],
  ["a closing quantity with a unit use", withRow("quantities", 2, { closes: true }), {
    table: "quantities",
    row: 2,
    field: "closes",
  }, /must be empty unless the quantity is a counted line of use/],
  ["a closing quantity that the market does not count", withRow("lines", 3, { scope: "wide" }), {
    table: "quantities",
    row: 4,
    field: "closes",
  }, /must be empty unless the quantity is a counted line of use/],
  [
    "a closing quantity on two lines",
    withRow("lines", 4, { id: "more", side: "use", amount: "other_use" }),
    {
      table: "quantities",
      row: 4,
      field: "closes",
    },
    /must be empty unless the quantity is a counted line of use/,
  ],
  ["a slider of what the market does not count", withRow("quantities", 1, { lever: true }), {
    table: "quantities",
    row: 1,
    field: "lever",
  }, /must be empty unless the quantity is on a counted line/],
  ["a lead quantity that is no supply", { ...SPEC, market: { lead: "other_use" } }, {
    table: "market",
    field: "lead",
    found: "other_use",
  }, /lead must be a counted amount of supply: mined, is "other_use"/],
];
for (const [name, spec, where, message] of BAD) {
  Deno.test(`planOf() refuses ${name}, naming table, row and field`, () => {
    assert.throws(() => planOf(spec), (error) => {
      assert.ok(error instanceof PlanError);
      assert.deepEqual(
        Object.fromEntries(
          Object.keys(where).map((key) => [key, error[key as keyof PlanError]]),
        ),
        where,
      );
      assert.match(error.message, message);
      return true;
    });
  });
}

for (
  const id of ["supply", "use", "balance", "opening_stock", "days", "closing", "published_balance"]
) {
  Deno.test(`planOf() keeps ${id} for what is no quantity`, () => {
    assert.throws(() => planOf(withRow("quantities", 0, { id })), {
      name: "PlanError",
      message: new RegExp(`row 1 of quantities: quantity must be none of supply, .*, is "${id}"`),
    });
  });
}

Deno.test("planOf() fills in labels, units and scopes, and gives lines their places", () => {
  const plan = planOf(SPEC);
  assert.deepEqual(
    plan.quantities.map(({ label, kind, unit }) => [label, kind, unit]),
    [
      ["Mined", "flow", "kt"],
      ["Scrap", "flow", "kt"],
      ["Battery output", "flow", "kt"],
      ["Battery unit use", "coefficient", "mt/mt"],
      ["Other use", "flow", "kt"],
    ],
  );
  assert.deepEqual(
    plan.lines.map((
      { label, scope, sign, amountAt, unitUseAt },
    ) => [label, scope, sign, amountAt, unitUseAt]),
    [
      ["Mined", "core", 1, 0, -1],
      ["Scrap", "wide", 1, 1, -1],
      ["Battery output", "core", -1, 2, 3],
      ["All else", "core", -1, 4, -1],
    ],
  );
  assert.equal(plan.market.lead, "mined");
});

Deno.test("planOf() lets two lines share an amount", () => {
  const plan = planOf(
    withRow("lines", 4, { id: "recycling", side: "use", amount: "battery_output" }),
  );
  assert.deepEqual(plan.lines.map(({ amountAt }) => amountAt), [0, 1, 2, 4, 2]);
});

Deno.test("nearest() asks for the id that is most like another, and nothing where none is", () => {
  const known = ["battery_output", "battery_unit_use", "exports"];
  assert.equal(nearest("batteryOutputKt", known), "; did you mean battery_output?");
  assert.equal(nearest("export", known), "; did you mean exports?");
  assert.equal(nearest("luck", known), "");
  assert.equal(nearest("exports", []), "");
});

Deno.test("placeOf() refuses an unknown quantity, saying what was read and which is nearest", () => {
  const plan = planOf(SPEC);
  assert.equal(placeOf(plan, "battery_unit_use"), 3);
  assert.throws(() => placeOf(plan, "scraps", "steps[0].quantity"), {
    name: "RangeError",
    message:
      'steps[0].quantity must be one of mined, scrap, battery_output, battery_unit_use, other_use, is "scraps"; did you mean scrap?',
  });
});

Deno.test("valuesOf() refuses a number for no quantity, and a quantity without one", () => {
  const plan = planOf(SPEC);
  const all = { mined: 1, scrap: 2, battery_output: 3, battery_unit_use: 4, other_use: 5 };
  assert.deepEqual(valuesOf(plan, all), [1, 2, 3, 4, 5]);
  assert.throws(() => valuesOf(plan, { ...all, luck: 1 }), /must be one of .*, is "luck"/);
  const { scrap: _, ...some } = all;
  assert.throws(() => valuesOf(plan, some), /scrap must have one, has none/);
});
