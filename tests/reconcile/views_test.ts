import assert from "node:assert/strict";
import { addMonths, parseMonth } from "@silicon/balance/calendar";
import {
  monthlySeries,
  monthVintages,
  publishersSideBySide,
  sampleCapacity,
  stockPools,
} from "@silicon/balance/reconcile";
import { asOf, loadData, type Statement, UNDATED_KNOWN_FROM } from "@silicon/balance/statements";

const { plan, asPrinted: DATA, catalogue, breaks } = await loadData();

const DAYS = [...new Set(DATA.map(({ published }) => published ?? UNDATED_KNOWN_FROM))].sort();

Deno.test("asOf() re-creates every day's view out of what was printed day by day", () => {
  const printedOn = Map.groupBy(DATA, ({ published }) => published ?? UNDATED_KNOWN_FROM);
  assert.ok(DAYS.length > 200);
  const known = new Set<Statement>();
  for (const day of DAYS) {
    for (const statement of printedOn.get(day)!) known.add(statement);
    const view = asOf(DATA, day);
    assert.equal(view.length, known.size, day);
    assert.ok(view.every((statement) => known.has(statement)), day);
    // What is printed later changes nothing of what was known before.
    assert.deepEqual(asOf(asOf(DATA, DAYS.at(-1)!), day), view, day);
  }
  assert.equal(known.size, DATA.length);
});

Deno.test("monthVintages() re-creates the view of every publication date", () => {
  const followed = [
    ["silicon_metal_production", "SMM", ["2025-02", "2025-08", "2025-11", "2026-01", "2026-02"]],
    ["polysilicon_production", "SMM", ["2025-09", "2026-01", "2026-02"]],
    ["silicon_metal_production", "Baichuan", ["2025-10", "2025-12"]],
  ] as const;
  for (const [series, publisher, months] of followed) {
    const own = DATA.filter((one) => one.publisher === publisher);
    for (const month of months.map(parseMonth)) {
      const vintages = monthVintages(DATA, { series, publisher, region: "CN", month });
      assert.ok(vintages.length > 0, `${publisher} ${series} ${month}`);
      for (const day of DAYS) {
        const query = { series, publisher, region: "CN", from: month, to: month };
        const { points } = monthlySeries(asOf(own, day), query);
        const held = vintages.findLast(({ knownFrom }) => knownFrom <= day)?.point;
        assert.deepEqual(held?.value, points[0]!.value, `${month} as of ${day}`);
        assert.deepEqual(held?.status ?? "missing", points[0]!.status);
        assert.equal(held?.low ?? -Infinity, points[0]!.low);
        assert.equal(held?.high ?? Infinity, points[0]!.high);
      }
    }
  }
});

Deno.test("monthVintages() follows August 2025 from its outlook to its figure", () => {
  const vintages = monthVintages(DATA, {
    series: "silicon_metal_production",
    publisher: "SMM",
    region: "CN",
    month: parseMonth("2025-08"),
  });
  const first = vintages[0]!;
  assert.equal(first.knownFrom, "2025-08-04");
  assert.deepEqual([first.point.low, first.point.high], [360, 370]);
  const actual = vintages.find(({ point }) => point.status === "actual")!;
  assert.equal(actual.knownFrom, "2025-09-03");
  assert.equal(actual.point.value!.toFixed(), "386");
});

Deno.test("monthVintages() of a month nobody speaks of is empty", () => {
  const month = parseMonth("2031-01");
  assert.deepEqual(
    monthVintages(DATA, {
      series: "silicon_metal_production",
      publisher: "SMM",
      region: "CN",
      month,
    }),
    [],
  );
});

Deno.test("publishersSideBySide() shows SMM 10 to 15% above Baichuan", () => {
  const table = publishersSideBySide(DATA, catalogue, {
    series: "silicon_metal_production",
    region: "CN",
    reference: "SMM",
    from: parseMonth("2025-10"),
    to: parseMonth("2026-01"),
  });
  for (const month of ["2025-10", "2025-12", "2026-01"]) {
    const { figures } = table.months.find((one) => one.month === month)!;
    assert.equal(figures[0]!.publisher, "SMM");
    const baichuan = figures.find(({ publisher }) => publisher === "Baichuan")!;
    assert.ok(
      baichuan.gapShare! < -0.09 && baichuan.gapShare! > -0.16,
      `${month} ${baichuan.gapShare}`,
    );
  }
  assert.notEqual(table.scope, "");
});

Deno.test("publishersSideBySide() lays CNIA's polysilicon beside SMM's, with the scopes in words", () => {
  const { months, scope } = publishersSideBySide(DATA, catalogue, {
    series: "polysilicon_production",
    region: "CN",
    reference: "SMM",
    from: parseMonth("2025-06"),
    to: parseMonth("2026-01"),
  });
  const gaps = months.flatMap(({ month, figures }) =>
    figures.filter(({ publisher, gap }) => publisher === "CNIA Silicon Branch" && gap !== undefined)
      .map(({ gap }) => `${month} ${gap!.toFixed(1)}`)
  );
  assert.deepEqual(gaps, [
    "2025-06 2.0",
    "2025-07 -2.2",
    "2025-10 2.6",
    "2025-11 2.0",
    "2025-12 -2.8",
    "2026-01 4.6",
  ]);
  assert.match(scope, /CNIA Silicon Branch/);
});

Deno.test("publishersSideBySide() gives no gap where the reference has no value", () => {
  const november = parseMonth("2025-11");
  const table = publishersSideBySide(DATA, catalogue, {
    series: "silicon_metal_production",
    region: "CN",
    reference: "SMM",
    from: november,
    to: november,
  });
  const baichuan = table.months[0]!.figures.find(({ publisher }) => publisher === "Baichuan")!;
  assert.equal(baichuan.gap, undefined);
});

Deno.test("stockPools() leaves 33 kt of January 2026 outside social stock", () => {
  const january = stockPools(plan, DATA, breaks, { month: parseMonth("2026-01") });
  assert.equal(january.theoreticalKt, 30);
  assert.equal(january.observedKt, -3);
  assert.equal(january.unexplainedKt, 33);
  const pools = january.lines.filter(({ kind }) => kind === "pool");
  assert.deepEqual(pools.map(({ openingKt, closingKt }) => [openingKt, closingKt]), [[557, 554]]);
  assert.ok(january.lines.some(({ kind }) => kind === "exclusion"));
});

Deno.test("stockPools() takes the wider scope of February 2025 off the pool's change", () => {
  const month = parseMonth("2025-02");
  const { lines } = stockPools(plan, DATA, breaks, { month });
  const widened = lines.find(({ kind }) => kind === "scope break")!;
  assert.equal(widened.changeKt, 546 - 608);
});

Deno.test("stockPools() names what moved between warehouses, which changes no pool", () => {
  const moved = (month: string) =>
    stockPools(plan, DATA, breaks, { month: parseMonth(month) }).lines
      .filter(({ kind }) => kind === "transfer");
  // March 2025: general -8, delivery +4. April: -3 and 0.
  assert.match(
    moved("2025-03")[0]!.label,
    /general warehouses and delivery warehouses: at most 4 kt/,
  );
  assert.equal(moved("2025-03")[0]!.changeKt, 0);
  assert.match(moved("2025-04")[0]!.label, /none shows/);
  assert.match(moved("2026-01")[0]!.label, /size not printed/);
  // Plants' stock may have come in; nobody prints how much, so it is missing and not 0.
  assert.equal(moved("2026-01")[1]!.changeKt, undefined);
  const [cancelled] = moved("2025-11").filter(({ openingKt }) => openingKt !== undefined);
  assert.deepEqual([cancelled!.openingKt, cancelled!.closingKt, cancelled!.changeKt], [236, 33, 0]);
});

Deno.test("stockPools() sums pool and scope break into the observed change", () => {
  // January's last print is made to stand at the month's end, so that February has both its ends.
  const moved = DATA.map((one) =>
    one.series === "social_inventory_total" && one.period === "2025-02-07"
      ? { ...one, period: "2025-01-31" }
      : one
  );
  const { observedKt, lines } = stockPools(plan, moved, breaks, {
    month: parseMonth("2025-02"),
    theoreticalKt: -15,
  });
  assert.equal(lines[0]!.changeKt, 608 - 543);
  assert.equal(observedKt, 608 - 543 - 62);
});

Deno.test("stockPools() never adds the parts or what stands beside the pool", () => {
  for (let month = parseMonth("2025-01"); month < "2026-02"; month = addMonths(month, 1)) {
    const { lines, observedKt } = stockPools(plan, DATA, breaks, { month, theoreticalKt: 0 });
    const counted = lines.filter(({ kind }) => kind === "pool" || kind === "scope break");
    const sum = counted.reduce<number | undefined>(
      (total, { changeKt }) =>
        total === undefined || changeKt === undefined ? undefined : total + changeKt,
      0,
    );
    assert.equal(observedKt, sum);
  }
});

Deno.test("sampleCapacity() finds one capacity for Xinjiang and the week that does not fit", () => {
  const { spans, misfits } = sampleCapacity(DATA, { region: "CN-XJ", publisher: "SMM" });
  assert.equal(spans.length, 1);
  assert.ok(spans[0]!.lowKt >= 48.35 && spans[0]!.highKt <= 48.47);
  assert.ok(spans[0]!.pairs.length >= 18);
  assert.deepEqual(misfits.map(({ period }) => period), ["2025-05-29"]);
});

Deno.test("sampleCapacity() finds the north-west's larger sample of June 2025", () => {
  const { spans, misfits } = sampleCapacity(DATA, { region: "CN-NW", publisher: "SMM" });
  assert.deepEqual(spans.map(({ from }) => from), ["2025-01-10", "2025-06-05"]);
  assert.ok(spans[1]!.lowKt > spans[0]!.highKt);
  assert.deepEqual(misfits, []);
});

Deno.test("sampleCapacity() tells Yunnan's break in June 2025 from its doubled week", () => {
  const { spans, misfits } = sampleCapacity(DATA, { region: "CN-YN", publisher: "SMM" });
  assert.equal(spans.at(-1)!.from, "2025-06-12");
  assert.deepEqual(misfits.map(({ period }) => period), ["2024-12-10"]);
});

Deno.test("sampleCapacity() breaks on the days, and between the capacities, that are on file", () => {
  for (const region of ["CN-XJ", "CN-NW", "CN-SC", "CN-YN"]) {
    const { spans } = sampleCapacity(DATA, { region, publisher: "SMM" });
    const known = breaks.filter((one) =>
      one.series === "silicon_metal_sample_production" && one.region === region
    );
    assert.deepEqual(spans.slice(1).map(({ from }) => from), known.map(({ date }) => date));
    known.forEach(({ before, after }, i) => {
      for (const [kt, span] of [[before!, spans[i]!], [after!, spans[i + 1]!]] as const) {
        assert.ok(span.lowKt <= kt && kt <= span.highKt, `${region} ${kt}`);
      }
    });
  }
});

Deno.test("sampleCapacity() leaves weeks of no output out", () => {
  const { spans } = sampleCapacity(DATA, { region: "CN-SC", publisher: "SMM" });
  assert.ok(spans.flatMap(({ pairs }) => pairs).every(({ output }) => output.value! > 0));
});

Deno.test("sampleCapacity() of a region without a sample is empty", () => {
  assert.deepEqual(sampleCapacity(DATA, { region: "CN-GD", publisher: "SMM" }).spans, []);
});
