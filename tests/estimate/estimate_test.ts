import assert from "node:assert/strict";
import { flowsOf, placeOf } from "@silicon/balance/balance";
import { addMonths, monthRange, parseDay, parseMonth } from "@silicon/balance/calendar";
import { estimate, observationsOf, type Posterior, posteriorOf } from "@silicon/balance/estimate";
import {
  asOf,
  isNumber,
  loadData,
  type NumberStatement,
  reprinted,
  type Statement,
} from "@silicon/balance/statements";
import { printsOf, publications, scoreOf, summary } from "./_publications.ts";

const data = await loadData();
const DAY = parseDay("2026-02-10");
const now = estimate({ data, asOf: DAY });
const JANUARY = parseMonth("2026-01");
const balance = (from: string, to = from) => [
  { of: "balance", from: parseMonth(from), to: parseMonth(to) },
];
const ofStatements = (statements: readonly Statement[]) =>
  estimate({ data: { ...data, statements }, asOf: DAY });
const bits = ({ months, of }: Posterior) =>
  months.map((from) => ["balance", "supply", "use"].map((name) => of([{ of: name, from }])));

Deno.test("estimate() covers January 2024 to two months past the last outlook", () => {
  assert.deepEqual([now.months[0], now.months.at(-1)], ["2024-01", "2026-04"]);
});

Deno.test("estimate() holds January 2026's printed +30 in its band when that print is withheld", () => {
  const without = now.without(({ statements = [] }) =>
    statements.some(({ series, period }) =>
      period === JANUARY && (series === "implied_stock_change" || series === "balance_statement")
    )
  );
  const { value, sd } = without.of(balance(JANUARY));
  assert.ok(without.observations.length < now.observations.length);
  assert.ok(Math.abs(value - 30) < 1.645 * sd, `${value} +- ${sd}`);
  assert.ok(sd < 10, String(sd));
});

Deno.test("estimate() comes near what was printed of whole quarters", () => {
  assert.ok(Math.abs(now.of(balance("2024-07", "2024-09")).value - 364) < 15);
  assert.ok(Math.abs(now.of(balance("2025-01", "2025-03")).value - 45) < 40);
});

Deno.test("estimate() keeps a publisher's settled months as reconcile has them", () => {
  const inBounds: [string, number, number][] = [
    ["2025-12", 397.09, 397.62],
    ["2025-01", 303.89, 304.21],
    ["2026-01", 375.45, 375.55],
  ];
  for (const [month, low, high] of inBounds) {
    const { value } = now.of([{ of: "production", from: parseMonth(month) }]);
    assert.ok(value > low && value < high, `${month}: ${value}`);
  }
});

Deno.test("supply less use is the balance, and the lines sum to it as flowsOf() sums them", () => {
  for (const from of now.months) {
    for (const scope of ["core", "wide"] as const) {
      const [kt, supply, use] = ["balance", "supply", "use"].map((of) =>
        now.of([{ of, from, scope }]).value
      );
      assert.ok(Math.abs(supply! - use! - kt!) < 1e-9);
      const values = now.plan.quantities.map(({ id, kind }) =>
        now.of([kind === "flow" ? { of: id, from } : { of: id }]).value
      );
      assert.ok(Math.abs(flowsOf(now.plan, values, scope).balanceKt - kt!) < 1e-9);
    }
  }
});

Deno.test("the order of statements changes no bit of an estimate", () => {
  const { statements } = data;
  const turned = statements.map((_, i) => statements[(i * 1009 + 17) % statements.length]!);
  assert.equal(new Set(turned).size, statements.length);
  assert.deepEqual(bits(ofStatements(turned)), bits(now));
});

Deno.test("a vintage repeated on a later day changes no bit of an estimate", () => {
  const again = data.statements.filter(({ series, published = "" }) =>
    series === "silicon_metal_production" && published >= "2026-02-04"
  ).map((one) => ({ ...one, published: DAY, url: `${one.url}?again` }));
  assert.ok(again.length > 3);
  assert.deepEqual(bits(ofStatements([...data.statements, ...again])), bits(now));
});

Deno.test("without prints the assumptions stand, and what nothing holds is named", () => {
  const months = monthRange(parseMonth("2026-01"), parseMonth("2026-03"));
  const known = { ...data, asOf: DAY, months, statements: [] };
  assert.throws(
    () => posteriorOf({ plan: data.plan, months, ...observationsOf(known) }),
    /^RangeError: Cannot estimate production 2026-0\d: no print, no assumption and no movement holds it$/,
  );
  const row = data.assumptions.find(({ id }) => id === "exports")!;
  const production = { ...row, id: "production", value: 12, low: 10, high: 14, month: undefined };
  const assumptions = [...data.assumptions, production];
  const { of } = posteriorOf({
    plan: data.plan,
    months,
    ...observationsOf({ ...known, assumptions }),
  });
  const made = of([{ of: "production", from: parseMonth("2026-03") }]);
  assert.ok(Math.abs(made.value - 12 * 31) < 1e-6);
  assert.ok(Math.abs(made.sd - 4 / 3.29 * 31) < 0.5);
  assert.ok(Math.abs(of([{ of: "polysilicon_unit_use" }]).value - 1.2) < 1e-9);
});

Deno.test("two misprints of a factor ten move January 2026 by less than 2 kt and are named", () => {
  const wrong =
    (series: string, period: string, publisher: string) =>
    (one: Statement): one is NumberStatement =>
      isNumber(one) && one.series === series && one.period === period && one.measure === "level" &&
      one.publisher === publisher;
  const polysilicon = wrong("polysilicon_production", "2025-09", "SMM");
  const silicone = wrong("dmc_production", "2024-10", "SMM");
  const statements = data.statements.map((one) =>
    polysilicon(one) ? reprinted(one, "13000") : silicone(one) ? reprinted(one, "1998000") : one
  );
  const misled = ofStatements(statements);
  const moved = misled.of(balance(JANUARY)).value - now.of(balance(JANUARY)).value;
  assert.ok(Math.abs(moved) < 2, String(moved));
  const named = misled.outliers().flatMap(({ observation }) => observation.statements ?? []);
  assert.ok(named.some(({ printed }) => printed === "13000"));
  assert.ok(named.some(({ printed }) => printed === "1998000"));
});

Deno.test("an estimate of a day hears nothing that was printed later", () => {
  const day = parseDay("2025-08-10");
  const then = estimate({ data, asOf: day });
  const cut = estimate({ data: { ...data, statements: asOf(data.statements, day) }, asOf: day });
  assert.deepEqual(bits(cut), bits(then));
  assert.deepEqual(then.months.at(-1), addMonths(parseMonth("2025-08"), 2));
});

Deno.test("estimate() of a day before all its months says so", () => {
  assert.throws(
    () => estimate({ data, asOf: parseDay("2023-06-10") }),
    /^RangeError: Cannot estimate as of 2023-06-10: an estimate starts in 2024-01, and would end in 2022-02$/,
  );
});

Deno.test("a row of publishers.csv that is known later does not count yet", () => {
  const counts = data.plan.counts.map((count) =>
    count.of === "balance" ? { ...count, knownFrom: parseDay("2026-02-11") } : count
  );
  const { observations } = estimate({
    data: { ...data, plan: { ...data.plan, counts } },
    asOf: DAY,
  });
  assert.ok(!observations.some(({ id }) => id.startsWith("implied_stock_change")));
  assert.ok(now.observations.some(({ id }) => id.startsWith("implied_stock_change")));
});

Deno.test("a quantity that neither moves nor follows stands as assumed", () => {
  assert.equal(placeOf(now.plan, "other_use") >= 0, true);
  assert.deepEqual(now.of([{ of: "other_use", from: JANUARY }]), { value: 0, sd: 0 });
});

const counted = (await publications()).filter(({ counted }) => counted);

Deno.test("published balances left out one by one are told within 28 kt on average, and honestly", () => {
  const scores = counted.map((publication) => {
    const same = printsOf(now, publication);
    return scoreOf(publication, same.size > 0 ? now.without(({ id }) => same.has(id)) : now);
  });
  const { n, error, z } = summary(scores);
  assert.equal(n, 19);
  assert.ok(error < 28, `mean error ${error} kt`);
  assert.ok(z < 1.3, `rms z ${z}`);
  const quarter = scores.find(({ publication }) => publication.id === "SMM Q1 2025")!;
  assert.ok(Math.abs(quarter.z) < 1.96, `z of the first quarter of 2025 ${quarter.z}`);
});

Deno.test("published balances are met within 18 kt on average, and within 34 kt with their half-year left out", () => {
  assert.ok(summary(counted.map((one) => scoreOf(one, now))).error < 18);
  const halves = ["2024-01", "2024-07", "2025-01", "2025-07", "2026-01"].map(parseMonth);
  const scores = halves.flatMap((first) => {
    const last = addMonths(first, 5);
    const without = now.without(({ kind, terms, under = [] }) =>
      kind === "print" &&
      [...terms, ...under].some(({ of, from, to = from }) =>
        (of === "balance" || of === "use") && from! <= last && to! >= first
      )
    );
    return counted.filter(({ to }) => to >= first && to <= last).map((one) =>
      scoreOf(one, without)
    );
  });
  assert.equal(scores.length, 19);
  assert.ok(summary(scores).error < 34);
});

Deno.test("estimate() of a market that says nothing of its quantities' movement names the first", async () => {
  const lithium = await loadData(new URL("../fixtures/markets/lithium/", import.meta.url));
  assert.throws(
    () => estimate({ data: lithium, asOf: DAY }),
    /^RangeError: Cannot estimate production: quantities.csv says neither its walk nor what it follows, and assumptions.csv has no value for 20\d\d-\d\d$/,
  );
});

Deno.test("a market of another kind is estimated once its quantities move", async () => {
  const lithium = await loadData(new URL("../fixtures/markets/lithium/", import.meta.url));
  const quantities = lithium.plan.quantities.map((quantity) =>
    quantity.kind === "flow" ? { ...quantity, walk: 0.1 } : quantity
  );
  const { of, months, plan } = estimate({
    data: { ...lithium, plan: { ...lithium.plan, quantities } },
    asOf: DAY,
  });
  for (const { id } of plan.quantities.filter(({ kind }) => kind === "flow")) {
    const { value, sd } = of([{ of: id, from: months.at(-1)! }]);
    assert.ok(value > 0 && sd > 0 && sd < value, `${id}: ${value} +- ${sd}`);
  }
});
