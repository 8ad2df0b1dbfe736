import { loadScenarios, openLedger, parseScenarioFile } from "@silicon/balance/ledger";
import { combineScenarios, project, type Scenario } from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import { BASE, FEBRUARY, PLAN, specOf } from "../scenario/_base.ts";

const MARKET = await openLedger({ asOf: "latest" });

const SHIPPED = [
  "base-case",
  "cuts-deepen",
  "polysilicon-restarts",
  "restarts-above",
  "restarts-as-expected",
  "restarts-below",
  "silicone-cut-large",
  "silicone-cut-small",
  "wet-season",
];

async function loadFrom(files: Record<string, unknown>): Promise<Scenario[]> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/scenarios`);
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/scenarios/${name}`, JSON.stringify(content));
    }
    return await loadScenarios({ plan: PLAN, folder: new URL(`file://${folder}/`) });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("loadScenarios() reads the shipped scenarios, each with a title, a description and a source", async () => {
  const scenarios = await loadScenarios(MARKET);
  assert.deepEqual(scenarios.map(({ id }) => id), SHIPPED);
  for (const { title, description, source } of scenarios) {
    assert.ok(title !== "" && description !== "" && source !== "");
  }
});

Deno.test("loadScenarios() gives scenarios that all project to the end of their horizon", async () => {
  for (const scenario of await loadScenarios(MARKET)) {
    const { months } = project(BASE, scenario);
    assert.equal(months.length, scenario.months);
  }
});

Deno.test("loadScenarios() ships silicone cuts on either side of February's balance", async () => {
  const scenarios = await loadScenarios(MARKET);
  const balance = (id: string) =>
    project(BASE, scenarios.find((scenario) => scenario.id === id)!)
      .months.find(({ month }) => month === FEBRUARY)!.flows.balanceKt;
  assert.equal(balance("base-case").toFixed(1), "-5.8");
  assert.ok(balance("silicone-cut-small") < 0);
  assert.ok(balance("silicone-cut-large") > 0);
});

Deno.test("loadScenarios() ships restarts below, as and above expectation, in that order", async () => {
  const scenarios = await loadScenarios(MARKET);
  const byId = (id: string) => scenarios.find((scenario) => scenario.id === id)!;
  const surprise = (id: string) =>
    project(BASE, byId(id), { reference: byId("restarts-as-expected") })
      .months.at(-1)!.restartSurpriseKtPerDay;
  assert.ok(surprise("restarts-below") < 0);
  assert.equal(surprise("restarts-as-expected"), 0);
  assert.ok(surprise("restarts-above") > 0);
});

Deno.test("loadScenarios() ships a wet season that goes with restarts and silicone cuts", async () => {
  const scenarios = await loadScenarios(MARKET);
  const some = scenarios.filter(({ id }) =>
    ["wet-season", "restarts-above", "silicone-cut-large", "polysilicon-restarts"].includes(id)
  );
  assert.equal(combineScenarios(some).steps.length, some.flatMap(({ steps }) => steps).length);
});

Deno.test("loadScenarios() resolves scenarios after the ones they extend, whatever the file names", async () => {
  const [child] = await loadFrom({
    "a.json": specOf([], { id: "child", extends: ["parent"] }),
    "z.json": specOf([{ quantity: "exports", kind: "percent", value: -5 }], { id: "parent" }),
  });
  assert.equal(child!.steps[0]!.at, "steps[0] of z.json");
});

Deno.test("loadScenarios() refuses a circle of extensions and an id used twice, naming the files", async () => {
  const circle = loadFrom({
    "a.json": specOf([], { id: "a", extends: ["b"] }),
    "b.json": specOf([], { id: "b", extends: ["a"] }),
  });
  await assert.rejects(circle, /a\.json: extends must not lead back.*a -> b -> a/);
  const twice = loadFrom({ "a.json": specOf([]), "b.json": specOf([]) });
  await assert.rejects(twice, /b\.json: id must be its own, is that of a\.json/);
});

Deno.test("loadScenarios() finds none in a market without scenarios", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assert.deepEqual(await loadScenarios({ plan: PLAN, folder: new URL(`file://${folder}/`) }), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("parseScenarioFile() refuses text that is not JSON, naming the file", () => {
  assert.throws(
    () => parseScenarioFile(PLAN, "{", "broken.json"),
    (error: Error) => error instanceof SyntaxError && error.message.includes("broken.json"),
  );
});

const BAD: readonly [string, Record<string, unknown>, RegExp][] = [
  ["a missing field", { title: undefined }, /bad\.json: title: /],
  ["an unknown field", { titel: "x" }, /bad\.json: .*titel/],
  ["a value of the wrong type", {
    steps: [{ quantity: "exports", kind: "percent", value: "5" }],
  }, /bad\.json: steps\[0\]\.value: /],
  ["an unknown field of a step", {
    steps: [{ quantity: "exports", kind: "percent", value: 5, duration: 3 }],
  }, /bad\.json: steps\[0\]: .*duration/],
];
for (const [name, fields, message] of BAD) {
  Deno.test(`parseScenarioFile() refuses ${name}, naming file and field`, () => {
    assert.throws(
      () => parseScenarioFile(PLAN, JSON.stringify({ ...specOf([]), ...fields }), "bad.json"),
      (error: Error) => error instanceof TypeError && message.test(error.message),
    );
  });
}

Deno.test("parseScenarioFile() refuses an unknown quantity, naming file, field and the nearest", () => {
  const text = JSON.stringify(specOf([{ quantity: "export", kind: "percent", value: 5 }]));
  assert.throws(
    () => parseScenarioFile(PLAN, text, "bad.json"),
    /bad\.json: steps\[0\]\.quantity must be one of .*, is "export"; did you mean exports\?/,
  );
});

Deno.test("parseScenarioFile() refuses a step that no counted line would feel", () => {
  const text = JSON.stringify(specOf([{ quantity: "extra_supply", kind: "absolute", value: 5 }]));
  assert.throws(() => parseScenarioFile(PLAN, text, "more.json"), {
    name: "RangeError",
    message: "Cannot read more.json: steps[0].quantity must be on a line that the market's " +
      'scope counts, is "extra_supply"',
  });
});

Deno.test("parseScenarioFile() reads a file that begins with a byte order mark", () => {
  const text = JSON.stringify(specOf([{ quantity: "exports", kind: "percent", value: -5 }]));
  assert.equal(parseScenarioFile(PLAN, `\ufeff${text}`, "cut.json").steps.length, 1);
});
