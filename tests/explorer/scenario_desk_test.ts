import assert from "node:assert/strict";
import fc from "fast-check";
import { planOf } from "@silicon/balance/balance";
import { parseMonth } from "@silicon/balance/calendar";
import { scenarioDesk, supplyCutPanel } from "@silicon/balance/explorer";
import {
  drawProbability,
  fanOf,
  makeBase,
  project,
  resolveScenario,
  simulate,
} from "@silicon/balance/scenario";
import { parseScenarioFile } from "@silicon/balance/ledger";
import { answerOf } from "../../src/explorer/desk/drawn.ts";
import { numbersOf, type Quantiles } from "../../src/explorer/desk/numbers.ts";
import { scenarioOf, specOf } from "../../src/explorer/desk/scenario_of.ts";
import type { State } from "../../src/explorer/desk/setup.ts";
import { stateOf, stateText } from "../../src/explorer/page/state_link.ts";
import { BASE, FEBRUARY, PLAN, specOf as scenarioSpec } from "../scenario/_base.ts";
import { PRESETS, setupOf, shownBy } from "./_panels.ts";
import { anyState } from "./_any_state.ts";

const DESK = scenarioDesk(BASE, PRESETS, { source: "SMM; model" });
const SETUP = setupOf(DESK);
const BASE_STATE: State = { preset: "base", months: 6, focus: FEBRUARY, values: {} };

Deno.test("scenarioDesk() says February's balance and state in words, picture and markup", () => {
  const shown = shownBy(DESK);
  for (const type of ["text/plain", "image/svg+xml", "text/html"] as const) {
    assert.match(shown[type]!, /February 2026: balance -5\.8 kt, slight destocking/, type);
  }
});

Deno.test("scenarioDesk() draws charts and tables into the markup, before any script", () => {
  const before = DESK.html.slice(0, DESK.html.indexOf("<script"));
  assert.equal(before.match(/<svg[^>]*role="img"/g)?.length, 8);
  assert.equal(before.match(/<table/g)?.length, 2);
  assert.match(before, /<td class="number">273\.7<\/td>/);
});

Deno.test("numbersOf() puts the silicone break-even of February at -6.6%", () => {
  const { breakEvens } = numbersOf(SETUP, BASE_STATE);
  assert.equal(breakEvens["silicone"]!.toFixed(1), "-6.6");
  assert.equal(breakEvens["opening-stock"], undefined);
});

Deno.test("numbersOf() at a break-even gives a balance of zero", () => {
  const { breakEvens } = numbersOf(SETUP, BASE_STATE);
  for (const [id, value] of Object.entries(breakEvens)) {
    if (value === undefined) continue;
    const { focus } = numbersOf(SETUP, { ...BASE_STATE, values: { [id]: value } });
    assert.ok(Math.abs(focus.flows.balanceKt) < 1e-9, `${id} at ${value}`);
  }
});

Deno.test("numbersOf() in the base state equals the projection of the base", () => {
  const { projection, bridge } = numbersOf(SETUP, BASE_STATE);
  const plain = project(BASE, resolveScenario(PLAN, scenarioSpec([])));
  assert.deepEqual(projection.months.map((m) => m.flows), plain.months.map((m) => m.flows));
  assert.deepEqual(bridge, []);
});

Deno.test("numbersOf() draws its fan from what simulate() gives, in whatever order states come", () => {
  for (const months of [6, 12, 3]) {
    for (const values of [{ silicone: -6.6 }, {}]) {
      const { scenario, fan } = numbersOf(SETUP, { ...SETUP.opening, months, values });
      const { paths, seed } = SETUP;
      const simulation = simulate(BASE, scenario, { paths, seed });
      const middle = (line: "balanceKt" | "closingStockKt") =>
        fanOf(simulation, line).map(({ quantiles }) => quantiles);
      const shown = ({ p05, p25, p50, p75, p95 }: Quantiles) =>
        p05.map((_, t) => [p05[t], p25[t], p50[t], p75[t], p95[t]]);
      assert.deepEqual(shown(fan.balanceKt), middle("balanceKt"));
      assert.deepEqual(shown(fan.stockKt).slice(1), middle("closingStockKt"));
      assert.deepEqual(
        fan.drawProbability,
        drawProbability(simulation).map(({ probability }) => probability),
      );
    }
  }
});

Deno.test("numbersOf() bridges from the base to the scenario exactly", () => {
  fc.assert(
    fc.property(anyState(SETUP), (state) => {
      const { bridge, reference, focusAt, focus } = numbersOf(SETUP, state);
      const end = bridge.reduce(
        (sum, { kt }) => sum + kt,
        reference.months[focusAt]!.flows.balanceKt,
      );
      assert.ok(Math.abs(end - focus.flows.balanceKt) < 1e-6);
    }),
    { numRuns: 40 },
  );
});

Deno.test("specOf() writes a scenario that a file loads, with the same projection", () => {
  fc.assert(
    fc.property(anyState(SETUP), (state) => {
      const loaded = parseScenarioFile(PLAN, JSON.stringify(specOf(SETUP, state)), "saved.json");
      assert.deepEqual(
        project(BASE, loaded).months,
        project(BASE, scenarioOf(SETUP, state)).months,
      );
    }),
    { numRuns: 60 },
  );
});

Deno.test("specOf() of a preset that nobody changed keeps what it does", () => {
  for (const preset of PRESETS) {
    const state = { ...BASE_STATE, preset: preset.id, months: preset.months };
    const { months } = project(BASE, resolveScenario(PLAN, specOf(SETUP, state)));
    assert.deepEqual(months, project(BASE, preset).months, preset.id);
  }
});

Deno.test("specOf() puts a moved lever in place of the preset's own step", () => {
  const state = { ...BASE_STATE, preset: "silicone-cut", values: { silicone: -3 } };
  assert.deepEqual(specOf(SETUP, state).steps, [
    { quantity: "silicone_output", kind: "percent", value: -3 },
  ]);
});

Deno.test("stateText() and stateOf() bring any state back", () => {
  fc.assert(fc.property(anyState(SETUP), (state) => {
    assert.deepEqual(stateOf(SETUP, stateText(SETUP, state)), state);
  }));
});

Deno.test("stateOf() opens with the levers that the desk was told, and brings any other state back", () => {
  const setup = setupOf(scenarioDesk(BASE, PRESETS, { values: { exports: -10 } }));
  assert.deepEqual(stateOf(setup, ""), setup.opening);
  assert.equal(stateText(setup, setup.opening), "");
  fc.assert(fc.property(anyState(setup), (state) => {
    assert.deepEqual(stateOf(setup, stateText(setup, state)), state);
  }));
});

Deno.test("stateOf() leaves alone what it does not know or what is out of range", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (preset, months, silicone) => {
      const text = new URLSearchParams({ preset, months, silicone, focus: months }).toString();
      const state = stateOf(SETUP, text);
      assert.ok(numbersOf(SETUP, state).projection.months.length === state.months);
    }),
    { numRuns: 40 },
  );
  assert.deepEqual(
    stateOf(SETUP, "silicone=-900&months=999&focus=2031-01&preset=none"),
    SETUP.opening,
  );
});

Deno.test("scenarioDesk() opens with the preset, horizon and levers it is told", () => {
  const desk = scenarioDesk(BASE, PRESETS, {
    preset: "silicone-cut",
    months: 12,
    values: { exports: -10 },
  });
  assert.deepEqual(setupOf(desk).opening.values, { exports: -10 });
  assert.match(desk.text, /balance \+4\.8 kt, tight balance/);
});

Deno.test("scenarioDesk() takes a scenario without steps as the name of the base", () => {
  const named = resolveScenario(
    PLAN,
    scenarioSpec([], { id: "plain", title: "The source's base case" }),
  );
  const setup = setupOf(scenarioDesk(BASE, [named, ...PRESETS], { preset: "plain" }));
  assert.equal(setup.baseTitle, "The source's base case");
  assert.equal(setup.opening.preset, "base");
  assert.equal(setup.presets.length, PRESETS.length);
});

Deno.test("scenarioDesk() names what it cannot open with", () => {
  const late = resolveScenario(PLAN, scenarioSpec([], { id: "late", start: "2026-04" }));
  assert.throws(
    () => scenarioDesk(BASE, [late]),
    /a preset must start in 2026-02, .* starts in 2026-04/,
  );
  assert.throws(() => scenarioDesk(BASE, [], { preset: "x" }), /preset must be base, is "x"/);
  assert.throws(
    () => scenarioDesk(BASE, [], { values: { silicone: 99 } }),
    /values\.silicone must be -60 to 40, is 99/,
  );
  assert.throws(
    () => scenarioDesk(BASE, [], { values: { nothing: 1 } }),
    /values\.nothing must name one of production-xinjiang/,
  );
  assert.throws(() => scenarioDesk(BASE, [], { id: "Not an id" }), /id must be small letters/);
});

Deno.test("supplyCutPanel() marks the cut or rise of each region that brings the balance to zero", () => {
  const setup = setupOf(supplyCutPanel(BASE, []));
  assert.equal(setup.levers.length, BASE.regionShares.length);
  const { breakEvens } = numbersOf(setup, setup.opening);
  assert.equal(breakEvens["production-xinjiang"]!.toFixed(1), "3.7");
});

Deno.test("numbersOf() keeps the break-evens of every lever of January and February 2026", () => {
  const { breakEvens } = numbersOf(SETUP, BASE_STATE);
  assert.deepEqual(
    Object.entries(breakEvens).map(([id, value]) => [id, value?.toFixed(2)]),
    [
      ["production-xinjiang", "3.66"],
      ["production-inner-mongolia", "15.18"],
      ["production-gansu", "21.25"],
      ["production-yunnan", "70.83"],
      ["production-sichuan", "106.24"],
      ["production-other", "16.34"],
      ["polysilicon", "-6.06"],
      ["silicone", "-6.64"],
      ["primary-alloy", "-23.68"],
      ["secondary-alloy", "-25.93"],
      ["exports", "-11.87"],
      ["polysilicon-unit-use", "1.13"],
      ["silicone-unit-use", "0.49"],
      ["opening-stock", undefined],
    ],
  );
});

Deno.test("a market's own lines are the desk's sliders, account and way from the base", () => {
  const plan = planOf({
    market: { title: "Lithium carbonate", country: "Chile", lead: "brine_output" },
    quantities: [
      { id: "brine_output", lever: true },
      { id: "recycled", lever: true },
      { id: "battery_output", lever: true },
      { id: "battery_unit_use", kind: "coefficient", lever: true },
      { id: "glass_use" },
      { id: "grease_use" },
    ],
    lines: [
      { id: "brine", label: "Brine", side: "supply", amount: "brine_output" },
      { id: "recycled", side: "supply", amount: "recycled" },
      {
        id: "batteries",
        label: "Batteries",
        side: "use",
        amount: "battery_output",
        unitUse: "battery_unit_use",
      },
      { id: "glass", label: "Glass", side: "use", amount: "glass_use" },
      { id: "grease", label: "Grease", side: "use", amount: "grease_use" },
    ],
    regions: [
      { id: "CL-AN", label: "Antofagasta", share: { value: 0.8, low: 0.7, high: 0.9 } },
      { id: "other", label: "Other", share: { value: 0.2, low: 0.1, high: 0.3 } },
    ],
  });
  const base = makeBase({
    plan,
    month: parseMonth("2026-01"),
    values: [62, 6.2, 31, 0.6, 31, 0],
    openingPools: [{ id: "all", label: "Stock", kt: 90, absorbs: 1 }],
    regionShares: plan.regions.map(({ id, label, share }) => ({ region: id, label, share })),
  });
  const desk = scenarioDesk(base, [], { values: { recycled: -50, "battery-unit-use": 0.63 } });
  const setup = setupOf(desk);
  assert.match(setup.subtitle, /Lithium carbonate, Chile, thousand tonnes/);
  assert.deepEqual(setup.levers.map(({ id, label }) => [id, label]), [
    ["brine-output-antofagasta", "Antofagasta"],
    ["brine-output-other", "Other"],
    ["recycled", "Recycled"],
    ["batteries", "Batteries"],
    ["battery-unit-use", "Batteries"],
    ["opening-stock", "Opening stock"],
  ]);
  const numbers = numbersOf(setup, setup.opening);
  assert.deepEqual(numbers.bridge.map(({ label, kt }) => [label, kt.toFixed(2)]), [
    ["Recycled", "-2.80"],
    ["Batteries", "-0.84"],
  ]);
  const [account] = answerOf(setup, numbers).tables;
  assert.deepEqual(account!.csv().split("\n").slice(1, 7).map((row) => row.split(",")[0]), [
    "brineKt",
    "recycledKt",
    "supplyKt",
    "batteriesKt",
    "glassKt",
    "useKt",
  ]);
});
