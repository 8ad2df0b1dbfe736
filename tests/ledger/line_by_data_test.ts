import assert from "node:assert/strict";
import { quantityEffects } from "@silicon/balance/balance";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { scenarioDesk } from "@silicon/balance/explorer";
import { type Ledger, openLedger, scenarioBase } from "@silicon/balance/ledger";
import {
  addStep,
  type Base,
  bridge,
  makeBase,
  project,
  resolveScenario,
  simulate,
  tornado,
} from "@silicon/balance/scenario";
import { loadData, type MarketData } from "@silicon/balance/statements";
import { numbersOf } from "../../src/explorer/desk/numbers.ts";
import { templateFor } from "../../src/intake/mod.ts";
import { withDataCopy } from "../cli/_data_folder.ts";
import { setupOf } from "../explorer/_panels.ts";

const JANUARY = parseMonth("2026-01"), FEBRUARY = parseMonth("2026-02");

/** Three rows of data: a quantity, its line in the account, and what is assumed of it. */
const ROWS = {
  "quantities.csv": "electronics_grade,Electronics grade,kt,flow,,,,yes\n",
  "account.csv": "electronics,Electronics grade,use,electronics_grade,,core\n",
  "assumptions.csv": "electronics_grade,,0.4,0.3,0.5,kt/day,assumed,a made-up grade\n",
};

interface Market {
  readonly ledger: Ledger;
  readonly data: MarketData;
  readonly base: Base;
}

async function marketOf(rows: Readonly<Record<string, string>>): Promise<Market> {
  let market: Market | undefined;
  await withDataCopy(async (folder) => {
    for (const [file, added] of Object.entries(rows)) {
      const text = await Deno.readTextFile(`${folder}/${file}`);
      await Deno.writeTextFile(`${folder}/${file}`, text + added);
    }
    const data = await loadData(new URL(`file://${folder}/`));
    const ledger = await openLedger({ asOf: parseDay("2026-02-10"), data });
    market = { ledger, data, base: scenarioBase(ledger, JANUARY) };
  });
  return market!;
}

const before = await marketOf({});
const after = await marketOf(ROWS);
const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
const nothingOn = ({ plan }: Base) =>
  resolveScenario(plan, {
    id: "nothing",
    title: "Nothing",
    description: "",
    source: "assumed",
    start: "2026-02",
    months: 3,
    steps: [],
  });

Deno.test("a line added by three rows of data stands in the account, with its source", () => {
  const [without, account] = [before, after].map(({ ledger }) => ledger.account(FEBRUARY));
  const line = account!.lines.find(({ id }) => id === "electronics")!;
  near(line.kt.value, 0.4 * 28);
  near(line.kt.high, 0.5 * 28);
  assert.equal(line.label, "Electronics grade");
  assert.match(line.sources[0]!.at!, /assumptions\.csv:\d+$/);
  near(account!.useKt.value, without!.useKt.value + 0.4 * 28);
  near(account!.balanceKt.value, without!.balanceKt.value - 0.4 * 28);
});

Deno.test("a line added by data takes its part of a month that a printed balance closes", () => {
  const [without, account] = [before, after].map(({ ledger }) => ledger.account(JANUARY));
  near(account!.balanceKt.value, without!.balanceKt.value);
  const alloyKt = ({ lines }: typeof account & object) =>
    lines.filter(({ id }) => id.endsWith("_alloy")).reduce((sum, { kt }) => sum + kt.value, 0);
  near(alloyKt(account!), alloyKt(without!) - 0.4 * 31);
});

Deno.test("a line added by data stands in the bridge, and the rows still sum to the change", () => {
  const { plan } = after.base;
  const [from, to] = [JANUARY, FEBRUARY].map((month) => ({
    label: month,
    months: [after.ledger.values(month)],
  }));
  const { rows, fromKt, toKt } = bridge(plan, from!, to!);
  const row = rows.find(({ id }) => id === "electronics")!;
  near(row.kt, 0.4 * 3);
  near(fromKt + rows.reduce((sum, { kt }) => sum + kt, 0), toKt);
});

Deno.test("a line added by data stands in the tornado of a month's account", () => {
  const { plan } = after.base;
  const effect = quantityEffects(plan, after.ledger.figures(FEBRUARY))
    .find(({ quantity }) => quantity === "electronics_grade")!;
  near(effect.spanKt, 0.2 * 28);
  assert.equal(effect.label, "Electronics grade");
});

Deno.test("a line added by data stands in the scenario's tornado, at the daily rate that goes on", () => {
  const bar = tornado(after.base, nothingOn(after.base), { line: "balanceKt", month: FEBRUARY })
    .find(({ assumption }) => assumption.label === "Electronics grade")!;
  near(bar.width, 0.2 * 28);
});

Deno.test("a line with an assumption for the month asked about stands in the scenario's tornado", async () => {
  const { base } = await marketOf({
    ...ROWS,
    "assumptions.csv": `${
      ROWS["assumptions.csv"]
    }electronics_grade,2026-02,10,8,13,kt,assumed,a made-up grade\n`,
  });
  const bar = tornado(base, nothingOn(base), { line: "balanceKt", month: FEBRUARY })
    .find(({ assumption }) => assumption.label === "Electronics grade in February 2026")!;
  near(bar.width, 5);
});

Deno.test("a line added by data has a slider, and moving it moves the balance", () => {
  const setup = setupOf(scenarioDesk(after.base, []));
  const lever = setup.levers.find(({ id }) => id === "electronics")!;
  assert.equal(lever.label, "Electronics grade");
  assert.deepEqual(lever.free, { quantity: "electronics_grade", kind: "percent" });
  const balanceKt = (values: Record<string, number>) =>
    numbersOf(setup, { ...setup.opening, values }).focus.flows.balanceKt;
  near(balanceKt({ electronics: -50 }) - balanceKt({}), 0.2 * 28);
  assert.ok(
    !setupOf(scenarioDesk(before.base, [])).levers.some(({ id }) => id === "electronics"),
  );
});

Deno.test("a step of 200 kt on a line added by data moves the balance by 200 kt, on every path too", () => {
  const { base } = after;
  const nothing = nothingOn(base);
  const more = addStep(base.plan, nothing, {
    quantity: "electronics_grade",
    kind: "absolute",
    value: 200,
  });
  const balances = [nothing, more].map((scenario) =>
    project(base, scenario).months.map(({ flows }) => flows.balanceKt)
  );
  balances[0]!.forEach((kt, t) => near(kt - balances[1]![t]!, 200));
  const sure = makeBase({ ...base, errors: { targets: [], correlations: [] } });
  const [calm, moved] = [nothing, more].map((scenario) =>
    simulate(sure, scenario, { paths: 3 }).lines.balanceKt!
  );
  calm!.forEach((kt, i) => near(kt - moved![i]!, 200));
});

Deno.test("a line added by data under a series stands in the template and its print in the account", async () => {
  const { data, ledger } = await marketOf({
    ...ROWS,
    "quantities.csv": "electronics_grade,Electronics grade,kt,flow,electronics_output,,,yes\n",
    "series.csv": "electronics_output,Electronics grade output,mt,flow,use,,\n",
    "statements/2026-02.csv":
      "electronics_output,level,CN,2026-01,9000,mt,actual,,SMM,2026-02-06,https://example.org/e,\n",
  });
  const rows = templateFor(data, FEBRUARY).filter(({ series }) => series === "electronics_output");
  assert.deepEqual(
    rows.map(({ measure, publisher, last_month }) => [measure, publisher, last_month]),
    [["level", "SMM", "9000"], ["mom", "SMM", ""]],
  );
  const line = ledger.account(JANUARY).lines.find(({ id }) => id === "electronics")!;
  assert.deepEqual([line.kt.value, line.status], [9, "actual"]);
});

Deno.test("stockHistory() reads the counts of the publisher whose pool it is", async () => {
  const { ledger } = await marketOf({
    "statements/2026-02.csv":
      "social_inventory_total,level,CN,2026-02-05,1000,mt,actual,,Harbour Watch,2026-02-06,https://example.org/h,\n",
  });
  const [pool, ...others] = ledger.plan.pools;
  const plan = { ...ledger.plan, pools: [{ ...pool!, publisher: "Harbour Watch" }, ...others] };
  const data = await loadData();
  const other = await openLedger({
    asOf: parseDay("2026-02-10"),
    data: { ...data, plan, statements: ledger.statements },
  });
  assert.deepEqual(other.stockHistory().points, [{ day: parseDay("2026-02-05"), stockKt: 1 }]);
});
