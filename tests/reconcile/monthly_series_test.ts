import assert from "node:assert/strict";
import { addMonths, monthRange, parseDay, parseMonth } from "@silicon/balance/calendar";
import { monthlySeries, type SeriesPoint } from "@silicon/balance/reconcile";
import { asOf, loadData, type Statement } from "@silicon/balance/statements";
import { type Print, statement } from "./_synthetic.ts";

const { statements: DATA, catalogue } = await loadData();

function smm(series: string, month: string, statements: readonly Statement[] = DATA): SeriesPoint {
  const from = parseMonth(month);
  const kind = catalogue.get(series)!.kind;
  return monthlySeries(statements, { series, publisher: "SMM", region: "CN", from, to: from, kind })
    .points[0]!;
}

function pointsOf(prints: readonly Print[], from: string, to: string): readonly SeriesPoint[] {
  const query = {
    series: "x_production",
    publisher: "Printer",
    region: "CN",
    from: parseMonth(from),
  };
  return monthlySeries(prints.map(statement), { ...query, to: parseMonth(to) }).points;
}

function assertWithin(point: SeriesPoint, low: number, high: number): void {
  assert.ok(
    point.low >= low && point.high <= high,
    `${point.month} is [${point.low}, ${point.high}], not within [${low}, ${high}]`,
  );
}

Deno.test("monthlySeries() derives December 2025 production from January's percentage", () => {
  const point = smm("silicon_metal_production", "2025-12");
  assert.equal(point.status, "derived");
  assert.equal(point.value!.toFixed(1), "397.4");
  assert.equal(point.low.toFixed(2), "397.09");
  assert.equal(point.high.toFixed(2), "397.62");
});

Deno.test("monthlySeries() keeps January 2025 within what January 2026 says of it", () => {
  const point = smm("silicon_metal_production", "2025-01");
  assert.equal(point.status, "derived");
  assertWithin(point, 303.89, 304.21);
});

Deno.test("monthlySeries() gives the interval of January 2025 from level and change on the year alone", () => {
  const only = DATA.filter((s) =>
    s.series === "silicon_metal_production" && s.publisher === "SMM" && s.region === "CN" &&
    s.period === "2026-01" && (s.measure === "level" || s.measure === "yoy")
  );
  const point = smm("silicon_metal_production", "2025-01", only);
  assert.equal(point.low.toFixed(2), "303.89");
  assert.equal(point.high.toFixed(2), "304.21");
});

Deno.test("monthlySeries() derives March 2025 from the half-year sum", () => {
  const point = smm("silicon_metal_production", "2025-03");
  assert.equal(point.status, "derived");
  assert.ok(Math.abs(point.value! - 342.8) < 0.3, `${point.value}`);
  assert.ok(point.low < 342.8 && 342.8 < point.high);
});

Deno.test("monthlySeries() bounds November 2025, which only an outlook speaks of", () => {
  const point = smm("silicon_metal_production", "2025-11");
  assert.equal(point.status, "bounded");
  assert.equal(point.value, undefined);
  assert.equal(point.basis, "forecast");
  assertWithin(point, 395, 400);
});

Deno.test("monthlySeries() forecasts February 2026 from the outlook's percentage", () => {
  const point = smm("silicon_metal_production", "2026-02");
  assert.equal(point.status, "forecast");
  assert.equal(point.value!.toFixed(1), "273.7");
  assert.equal(point.low.toFixed(2), "273.52");
  assert.equal(point.high.toFixed(2), "273.96");
});

Deno.test("monthlySeries() lets the latest outlook revise January 2026 polysilicon", () => {
  const seen = ["2026-01-12", "2026-01-26", "2026-02-06"].map((day) =>
    smm("polysilicon_production", "2026-01", asOf(DATA, parseDay(day))).value?.toFixed(1)
  );
  assert.deepEqual(seen, ["107.8", "100.0", "101.3"]);
});

Deno.test("monthlySeries() has every month of SMM production from January 2025 but November", () => {
  const { points } = monthlySeries(DATA, {
    series: "silicon_metal_production",
    publisher: "SMM",
    region: "CN",
    from: parseMonth("2025-01"),
    to: parseMonth("2026-02"),
  });
  const open = points.filter((point) => point.value === undefined).map((point) => point.month);
  assert.deepEqual(open, ["2025-11"]);
  assert.deepEqual(
    points.filter((point) => point.status === "derived").map((point) => point.month),
    ["2025-01", "2025-03", "2025-12"],
  );
});

Deno.test("monthlySeries() names the statements behind a month, the most direct first", () => {
  const { statements } = smm("silicon_metal_production", "2026-02");
  assert.equal(statements[0]!.measure, "mom");
  assert.equal(statements[0]!.period, "2026-02");
  assert.ok(statements.some((s) => s.measure === "level" && s.period === "2026-01"));
});

Deno.test("monthlySeries() tells 2.30 from 2.3", () => {
  const width = (printed: string) => {
    const prints: Print[] = [
      { measure: "level", period: "2025-01", printed: "307777" },
      { measure: "mom", period: "2025-02", printed },
    ];
    const point = pointsOf(prints, "2025-02", "2025-02")[0]!;
    return point.high - point.low;
  };
  assert.ok(width("2.3") > 5 * width("2.30"));
});

Deno.test("monthlySeries() reads a change of the daily rate by the days of both months", () => {
  const rate = { measure: "mom", unit: "%/day", printed: "0.00" } as const;
  const february = (year: number) =>
    pointsOf(
      [
        { measure: "level", period: `${year}-01`, printed: "310000.0" },
        { ...rate, period: `${year}-02` },
      ],
      `${year}-02`,
      `${year}-02`,
    )[0]!.value!;
  assert.equal(february(2025).toFixed(3), "280.000");
  assert.equal(february(2024).toFixed(3), "290.000");
});

Deno.test("monthlySeries() takes the missing month of a quarter from its sum", () => {
  const [january, february, march] = pointsOf(
    [
      { measure: "level", period: "2025-Q1", printed: "1000000.0" },
      { measure: "level", period: "2025-01", printed: "300000.0" },
      { measure: "level", period: "2025-03", printed: "400000.0" },
    ],
    "2025-01",
    "2025-03",
  );
  assert.equal(january!.status, "actual");
  assert.equal(february!.status, "derived");
  assert.equal(february!.value!.toFixed(3), "300.000");
  assert.equal(march!.value!.toFixed(3), "400.000");
});

Deno.test("monthlySeries() follows a span across the turn of the year", () => {
  const points = pointsOf(
    [
      { measure: "level", period: "2024-12/2025-01", printed: "700000.0" },
      { measure: "level", period: "2024-12", printed: "400000.0" },
    ],
    "2024-12",
    "2025-01",
  );
  assert.equal(points[1]!.value!.toFixed(3), "300.000");
});

Deno.test("monthlySeries() solves two months from their sum and their ratio", () => {
  const points = pointsOf(
    [
      { measure: "ytd", period: "2025-02", printed: "500000.0" },
      { measure: "mom", period: "2025-02", printed: "-33.333" },
    ],
    "2025-01",
    "2025-02",
  );
  assert.deepEqual(points.map((point) => point.value!.toFixed(1)), ["300.0", "200.0"]);
  assert.deepEqual(points.map((point) => point.status), ["derived", "derived"]);
});

Deno.test("monthlySeries() leaves two months of a sum open between them", () => {
  const points = pointsOf(
    [
      { measure: "ytd", period: "2025-02", printed: "500000.0" },
      { measure: "level", period: "2025-02", printed: "200000", bound: "at_least" },
    ],
    "2025-01",
    "2025-02",
  );
  assert.deepEqual(points.map((point) => point.status), ["bounded", "bounded"]);
  assert.ok(points[0]!.high <= 300.001);
  assert.equal(points[1]!.low, 200);
});

Deno.test("monthlySeries() reads both ends of an outlook's range as one figure", () => {
  const day = { published: "2025-08-04", basis: "forecast", period: "2025-08" } as const;
  const point = pointsOf(
    [
      { ...day, measure: "level", printed: "360000", bound: "range_low" },
      { ...day, measure: "level", printed: "370000", bound: "range_high" },
    ],
    "2025-08",
    "2025-08",
  )[0]!;
  assert.deepEqual([point.low, point.value, point.high], [360, 365, 370]);
  assert.equal(point.status, "forecast");
});

Deno.test("monthlySeries() lets an actual figure replace the outlook, however far off that was", () => {
  const point = pointsOf(
    [
      {
        measure: "level",
        period: "2025-08",
        printed: "365000",
        basis: "forecast",
        published: "2025-08-04",
      },
      { measure: "level", period: "2025-08", printed: "386000", published: "2025-09-03" },
    ],
    "2025-08",
    "2025-08",
  )[0]!;
  assert.equal(point.status, "actual");
  assert.equal(point.value!.toFixed(), "386");
  assert.equal(point.basis, "actual");
});

Deno.test("monthlySeries() takes the later of two prints that disagree", () => {
  const point = pointsOf(
    [
      { measure: "level", period: "2025-08", printed: "386000", published: "2025-09-03" },
      { measure: "level", period: "2025-08", printed: "391000", published: "2025-10-03" },
      { measure: "level", period: "2025-08", printed: "395000" },
    ],
    "2025-08",
    "2025-08",
  )[0]!;
  assert.equal(point.value!.toFixed(), "391");
});

Deno.test("monthlySeries() keeps a fine print when a coarse one repeats it later", () => {
  const point = pointsOf(
    [
      { measure: "level", period: "2025-08", printed: "386400", published: "2025-09-03" },
      {
        measure: "level",
        period: "2025-08",
        printed: "390000",
        bound: "about",
        published: "2025-10-03",
      },
    ],
    "2025-08",
    "2025-08",
  )[0]!;
  assertWithin(point, 386.3, 386.5);
});

Deno.test("monthlySeries() trusts a hedged figure half as far as a plain one of the same rounding", () => {
  const kt = { unit: "kt", measure: "level" } as const;
  const [january, february] = pointsOf(
    [
      { ...kt, period: "2025-01", printed: "301" },
      { ...kt, period: "2025-02", printed: "201", bound: "about" },
      { ...kt, period: "2025-02", measure: "ytd", printed: "502.60" },
    ],
    "2025-01",
    "2025-02",
  );
  // 0.6 kt are missing. Twice the error is a quarter of the weight, so February takes four parts in five.
  assert.equal(january!.value!.toFixed(2), "301.12");
  assert.equal(february!.value!.toFixed(2), "201.48");
});

Deno.test("monthlySeries() trusts an outlook less than an estimate, and lets neither move an actual figure", () => {
  const kt = { unit: "kt", measure: "level", published: "2025-03-20" } as const;
  const points = pointsOf(
    [
      { ...kt, period: "2025-01", printed: "301" },
      { ...kt, period: "2025-02", printed: "201", basis: "estimate" },
      { ...kt, period: "2025-03", printed: "101", basis: "forecast" },
      { ...kt, period: "2025-Q1", printed: "603.60", basis: "forecast" },
    ],
    "2025-01",
    "2025-03",
  );
  assert.deepEqual(points.map(({ value }) => value!.toFixed(2)), ["301.00", "201.12", "101.48"]);
  assert.deepEqual(points.map(({ basis }) => basis), ["actual", "forecast", "forecast"]);
});

Deno.test("monthlySeries() adds up weeks that cover a month, and none that leave a gap", () => {
  const week = (day: string) =>
    statement({ series: "x_weekly_production", measure: "level", period: day, printed: "70000.0" });
  const days = ["2025-02-07", "2025-02-14", "2025-02-21", "2025-02-28"];
  const february = parseMonth("2025-02");
  const query = {
    series: "x_production",
    publisher: "Printer",
    region: "CN",
    from: february,
    to: february,
  };
  const whole = monthlySeries(days.map(week), { ...query, kind: "flow" }).points[0]!;
  assert.equal(whole.value!.toFixed(3), "280.000");
  assert.equal(whole.status, "derived");
  const gap = monthlySeries(days.toSpliced(1, 1).map(week), { ...query, kind: "flow" }).points[0]!;
  assert.equal(gap.status, "missing");
});

Deno.test("monthlySeries() bounds a month by weeks that cross its edges", () => {
  const weeks = ["2025-03-05", "2025-03-12", "2025-03-19", "2025-03-26", "2025-04-02"].map((day) =>
    statement({ series: "x_weekly_production", measure: "level", period: day, printed: "70000.0" })
  );
  const march = parseMonth("2025-03");
  const query = {
    series: "x_production",
    publisher: "Printer",
    region: "CN",
    from: march,
    to: march,
  };
  const point = monthlySeries(weeks, { ...query, kind: "flow" }).points[0]!;
  assert.equal(point.value!.toFixed(1), "310.0");
  assert.ok(point.low < 210.1 && point.high > 349.9);
});

Deno.test("monthlySeries() reads a stock at the last print of the month's last week", () => {
  const level = (period: string, printed: string) =>
    statement({ measure: "level", period, printed });
  const levels = [
    level("2026-01-22", "556000"),
    level("2026-01-30", "554000"),
    level("2026-02-05", "562000"),
  ];
  const query = {
    series: "x_production",
    publisher: "Printer",
    region: "CN",
    kind: "stock",
  } as const;
  const [january, february] = monthlySeries(levels, {
    ...query,
    from: parseMonth("2026-01"),
    to: parseMonth("2026-02"),
  }).points;
  assert.equal(january!.value!.toFixed(), "554");
  assert.equal(february!.status, "missing");
});

Deno.test("monthlySeries() never adds up days unless told what kind the series is", () => {
  const level = statement({ measure: "level", period: "2026-01-30", printed: "554000" });
  const january = parseMonth("2026-01");
  const query = {
    series: "x_production",
    publisher: "Printer",
    region: "CN",
    from: january,
    to: january,
  };
  assert.equal(monthlySeries([level], query).points[0]!.status, "missing");
});

Deno.test("monthlySeries() of nothing is missing throughout", () => {
  const points = pointsOf([], "2025-01", "2025-03");
  assert.equal(points.length, 3);
  for (const point of points) {
    assert.deepEqual([point.status, point.value, point.low, point.high], [
      "missing",
      undefined,
      -Infinity,
      Infinity,
    ]);
    assert.equal(point.basis, undefined);
  }
});

Deno.test("monthlySeries() invents nothing before the first figure", () => {
  const points = pointsOf(
    [{ measure: "level", period: "2025-03", printed: "300000" }],
    "2024-12",
    "2025-03",
  );
  assert.deepEqual(points.map((point) => point.status), [
    "missing",
    "missing",
    "missing",
    "actual",
  ]);
});

Deno.test("monthlySeries() works over any range of years, leap years among them", () => {
  const from = parseMonth("1999-11"), to = parseMonth("2104-02");
  const prints: Print[] = monthRange(addMonths(from, 1), to).map((month) => ({
    measure: "mom",
    period: month,
    printed: "0.00000",
  }));
  const points = pointsOf(
    [{ measure: "level", period: from, printed: "300000.0" }, ...prints],
    from,
    to,
  );
  assert.equal(points.length, 1252);
  assert.equal(points.at(-1)!.value!.toFixed(2), "300.00");
});

Deno.test("monthlySeries() gives no value where two figures of one day contradict each other", () => {
  const day = { measure: "level", period: "2025-08", published: "2025-09-03" } as const;
  const point = pointsOf(
    [{ ...day, printed: "386000" }, { ...day, printed: "186000" }],
    "2025-08",
    "2025-08",
  )[0]!;
  assert.equal(point.status, "missing");
});

Deno.test("monthlySeries() keeps publishers and regions apart", () => {
  const prints = [
    statement({ measure: "level", period: "2025-08", printed: "386000", publisher: "Other" }),
    statement({ measure: "level", period: "2025-08", printed: "186000", region: "CN-XJ" }),
  ];
  const august = parseMonth("2025-08");
  const query = { series: "x_production", region: "CN", from: august, to: august };
  assert.equal(
    monthlySeries(prints, { ...query, publisher: "Printer" }).points[0]!.status,
    "missing",
  );
  const regional = monthlySeries(prints, { ...query, publisher: "Printer", region: "CN-XJ" });
  assert.equal(regional.points[0]!.value!.toFixed(), "186");
});
