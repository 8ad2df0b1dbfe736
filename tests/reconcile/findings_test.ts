import assert from "node:assert/strict";
import type { Month } from "@silicon/balance/calendar";
import { type Finding, findings, printFinding, reconcile } from "@silicon/balance/reconcile";
import { asOf, loadData, type NumberStatement } from "@silicon/balance/statements";
import { historyOf, printAll, random, reprint, statement } from "./_synthetic.ts";

const { asPrinted: DATA, statements: SETTLED, catalogue } = await loadData();
const RAW = findings(DATA, catalogue);

function about(found: readonly Finding[], series: string, period: string): Finding {
  const one = found.find(({ suspect }) => suspect?.series === series && suspect.period === period);
  assert.ok(one, `no finding about ${series} ${period}`);
  return one;
}

/** Two years of one publisher's figures, and the print to spoil. */
function history(): NumberStatement[] {
  return printAll(historyOf(24, random(7)), "2023-01" as Month, "x_production");
}

function spoil(
  prints: readonly NumberStatement[],
  right: NumberStatement,
  wrong: NumberStatement,
): Finding[] {
  return findings(prints.map((print) => print === right ? wrong : print));
}

function printOf(
  prints: readonly NumberStatement[],
  measure: string,
  period: string,
): NumberStatement {
  return prints.find((print) => print.measure === measure && print.period === period)!;
}

Deno.test("findings() finds the change of February 2025 a factor of 10 too small", () => {
  const finding = about(RAW, "silicon_metal_production", "2025-02");
  assert.equal(finding.code, "contradiction");
  assert.equal(finding.suspect!.printed, "-1450");
  assert.deepEqual(finding.repairs.map(({ kind, to }) => [kind, to]), [["factor of 10", "-14500"]]);
});

Deno.test("findings() finds Xinjiang's rate of 59% and wants 56", () => {
  const finding = about(RAW, "silicon_metal_sample_operating_rate", "2025-05-29");
  assert.equal(finding.code, "off-capacity");
  assert.deepEqual(finding.repairs.map(({ to }) => to), ["56"]);
});

Deno.test("findings() finds Yunnan's doubled week, which no single edit mends", () => {
  const finding = about(RAW, "silicon_metal_sample_production", "2024-12-10");
  assert.equal(finding.suspect!.region, "CN-YN");
  assert.ok(finding.expected!.low > 4 && finding.expected!.high < 4.2);
  assert.deepEqual(finding.repairs, []);
});

Deno.test("findings() finds the digit missing in general stock of 21 February 2025", () => {
  const finding = about(RAW, "social_inventory_general", "2025-02-21");
  assert.equal(finding.code, "parts-do-not-add-up");
  assert.deepEqual(finding.repairs.map(({ kind, to }) => [kind, to]), [[
    "dropped digit",
    "150000",
  ]]);
});

Deno.test("findings() finds two weekly totals that a summary prints tenfold", () => {
  const prints = [
    ["dmc_weekly_production", "2025-02-21", "397000", "39700"],
    ["polysilicon_weekly_production", "2025-02-23", "240000", "24000"],
  ] as const;
  for (const [series, period, printed, right] of prints) {
    const finding = about(RAW, series, period);
    assert.equal(finding.suspect!.printed, printed);
    assert.deepEqual(finding.statements.map((one) => one.printed), [printed, right]);
    assert.deepEqual(finding.repairs.map(({ kind, to }) => [kind, to]), [["factor of 10", right]]);
  }
});

Deno.test("findings() finds those weekly totals by other weeks and months where no second print is", () => {
  for (const printed of ["397000", "240000"]) {
    const slip = DATA.find((one) => one.printed === printed)!;
    const alone = DATA.filter((one) => one.period !== slip.period || one === slip);
    const [finding, ...others] = findings(alone, catalogue)
      .filter(({ statements }) => statements.some((one) => one === slip));
    assert.deepEqual(others, []);
    assert.equal(finding!.code, "out-of-line");
    assert.ok(finding!.repairs.some(({ to }) => to === printed.slice(0, -1)));
  }
});

Deno.test("findings() finds a share that is not its part of the whole", () => {
  const finding = RAW.find(({ statements }) => statements[0]!.series === "furnace_operating_rate")!;
  assert.deepEqual(finding.statements.map(({ printed }) => printed), ["31.23", "233", "756"]);
  // Three figures cannot tell which of them is wrong, only which digit would do.
  assert.equal(finding.suspect, undefined);
  assert.deepEqual(finding.repairs.map(({ from, to }) => [from, to]), [["756", "746"]]);
});

Deno.test("findings() has nothing against the statements that are right", () => {
  const known = [
    "dmc_weekly_production 2025-02-21 397000",
    "furnaces_total 2025-02 756",
    "polysilicon_weekly_production 2025-02-23 240000",
    "silicon_metal_production 2024-08 -3.31",
    "silicon_metal_production 2025-02 -1450",
    "silicon_metal_sample_operating_rate 2025-05-29 59",
    "silicon_metal_sample_production 2024-12-10 8510",
    "social_inventory_general 2025-02-21 50000",
  ];
  const named = RAW.map(({ suspect, repairs }) => suspect ?? repairs[0]!.statement)
    .map(({ series, period, printed }) => `${series} ${period} ${printed}`);
  assert.deepEqual(named.sort(), known);
});

Deno.test("findings() names file and line of every statement in a contradiction", () => {
  for (const finding of RAW) {
    assert.ok(finding.statements.length >= 2);
    for (const { file, line } of finding.statements) {
      assert.match(file, /^data\/statements\/.+\.csv$/);
      assert.ok(line > 1);
      assert.ok(printFinding(finding).includes(`${file}:${line}`));
    }
  }
});

Deno.test("findings() of the corrected statements is empty", () => {
  assert.deepEqual(findings(SETTLED, catalogue), []);
});

Deno.test("findings() of the corrected statements is empty on every day of publication", () => {
  const days = new Set(DATA.flatMap(({ published }) => published ?? []));
  assert.ok(days.size > 200);
  for (const day of days) assert.deepEqual(findings(asOf(SETTLED, day), catalogue), [], day);
});

Deno.test("findings() of nothing is empty", () => assert.deepEqual(findings([]), []));

Deno.test("findings() of a true history is empty", () => assert.deepEqual(findings(history()), []));

Deno.test("findings() returns a set from which no statement can be spared", () => {
  const { statements } = about(RAW, "silicon_metal_production", "2025-02");
  const distinct = new Map(statements.map((one) => [`${one.measure} ${one.printed}`, one]));
  assert.equal(reconcile([...distinct.values()]).findings.length, 1);
  for (const one of distinct.values()) {
    const rest = [...distinct.values()].filter((other) => other !== one);
    assert.deepEqual(reconcile(rest).findings, []);
  }
});

Deno.test("findings() undoes a lost sign", () => {
  const prints = history();
  const right = prints.find((one) => one.measure === "mom" && one.value! < -5)!;
  const [finding, ...others] = spoil(prints, right, reprint(right, right.printed.slice(1)));
  assert.deepEqual(others, []);
  assert.deepEqual(finding!.repairs.map(({ kind, to }) => [kind, to]), [["sign", right.printed]]);
});

Deno.test("findings() undoes a dropped digit", () => {
  const prints = history();
  const right = printOf(prints, "level", "2024-03");
  const wrong = reprint(right, right.printed.slice(0, 1) + right.printed.slice(2));
  const [finding] = spoil(prints, right, wrong);
  assert.equal(finding!.suspect, wrong);
  const texts = finding!.repairs.map(({ to }) => to);
  assert.ok(finding!.repairs.every(({ kind }) => kind === "dropped digit"));
  assert.ok(texts.includes(right.printed), texts.join());
});

Deno.test("findings() undoes a figure dated to the neighbouring month", () => {
  const prints = history().filter(({ measure }) => measure !== "change_mom");
  const right = printOf(prints, "yoy", "2024-06");
  const wrong = { ...right, period: "2024-07" };
  const [finding] = findings([
    ...prints.filter((one) => one !== right && one.period !== "2024-07" || one.measure !== "yoy"),
    wrong,
  ]);
  assert.equal(finding!.suspect, wrong);
  assert.deepEqual(finding!.repairs.map(({ field, to }) => [field, to]), [["period", "2024-06"]]);
});

Deno.test("findings() undoes a figure credited to another region", () => {
  const country = history();
  const province = printAll(
    historyOf(24, random(8)).map((level) => level / 4),
    "2023-01" as Month,
    "x_production",
  )
    .map((one) => ({ ...one, region: "CN-XJ" }));
  const right = province.find((one) => one.measure === "level" && one.period === "2024-03")!;
  const wrong = { ...right, region: "CN" };
  const true_ = printOf(country, "level", "2024-03");
  const rest = [...country, ...province].filter((one) => one !== right && one !== true_);
  const found = findings([...rest, wrong]);
  const finding = found.find(({ suspect }) => suspect === wrong)!;
  assert.deepEqual(finding.repairs.map(({ field, to }) => [field, to]), [["region", "CN-XJ"]]);
});

Deno.test("findings() undoes points read as a percentage", () => {
  const rate = { series: "x_rate", unit: "%" } as const;
  const found = findings([
    statement({
      ...rate,
      measure: "level",
      period: "2025-01",
      printed: "40.00",
      published: "2025-02-05",
    }),
    statement({
      ...rate,
      measure: "level",
      period: "2025-02",
      printed: "50.00",
      published: "2025-02-05",
    }),
    statement({
      ...rate,
      measure: "mom",
      period: "2025-02",
      printed: "10.00",
      published: "2025-02-05",
    }),
  ]);
  assert.equal(found.length, 1);
  assert.deepEqual(found[0]!.repairs.map(({ field, to }) => [field, to]), [[
    "measure",
    "change_mom_pp",
  ]]);
});

Deno.test("findings() reports a contradiction that no edit mends, and no value comes of it", () => {
  const day = { measure: "level", published: "2025-09-03", period: "2025-08" } as const;
  const prints = [
    statement({ ...day, printed: "386417" }),
    statement({ ...day, printed: "291533" }),
  ];
  const { findings: found, series } = reconcile(prints);
  assert.equal(found.length, 1);
  assert.equal(found[0]!.suspect, undefined);
  assert.deepEqual(found[0]!.repairs, []);
  assert.ok(series[0]!.points.every((point) => point.value === undefined));
});

Deno.test("findings() takes a small change of the month before as a revision, not as an error", () => {
  const rate = { series: "x_rate", unit: "%" } as const;
  const found = findings([
    statement({
      ...rate,
      measure: "level",
      period: "2025-04",
      printed: "41.6",
      published: "2025-05-14",
    }),
    statement({
      ...rate,
      measure: "level",
      period: "2025-05",
      printed: "41.3",
      published: "2025-06-13",
    }),
    statement({
      ...rate,
      measure: "change_mom_pp",
      period: "2025-05",
      printed: "-0.8",
      published: "2025-06-13",
    }),
  ]);
  assert.deepEqual(found, []);
});

Deno.test("findings() takes a percentage that was cut instead of rounded as right", () => {
  const day = { published: "2025-03-20" } as const;
  const found = findings([
    statement({ ...day, measure: "level", period: "2025-01", printed: "52498.235" }),
    statement({ ...day, measure: "level", period: "2025-02", printed: "44191.581" }),
    statement({ ...day, measure: "mom", period: "2025-02", printed: "-15.83" }),
  ]);
  assert.deepEqual(found, []);
});

Deno.test("findings() catches a slip in an outlook", () => {
  const day = { published: "2025-02-28", basis: "forecast", period: "2025-03" } as const;
  const found = findings([
    statement({ measure: "level", period: "2025-02", printed: "289500", published: "2025-02-28" }),
    statement({ ...day, measure: "level", printed: "34000" }),
    statement({ ...day, measure: "mom", printed: "17.4" }),
  ]);
  assert.equal(found.length, 1);
  assert.ok(found[0]!.repairs.some(({ to }) => to === "340000"));
});

Deno.test("findings() lets a view that the same article recalls as overtaken stand", () => {
  const day = { measure: "level", period: "2024-08", published: "2024-08-22" } as const;
  const found = findings([
    statement({ ...day, printed: "131000", basis: "estimate" }),
    statement({ ...day, printed: "139000", basis: "forecast" }),
  ]);
  assert.deepEqual(found, []);
});

Deno.test("findings() holds nobody to what another unnamed broker prints", () => {
  const day = { measure: "level", period: "2025-08", publisher: "unnamed broker" } as const;
  const prints = [
    statement({ ...day, printed: "386417" }),
    statement({ ...day, printed: "291533" }),
  ];
  assert.deepEqual(findings(prints), []);
});

Deno.test("reconcile() gives a history for every publisher and region", () => {
  const { series } = reconcile(DATA, catalogue);
  const production = series.filter((one) =>
    one.series === "silicon_metal_production" && one.region === "CN"
  );
  const names = production.map((one) => one.publisher);
  assert.ok(names.includes("SMM") && names.includes("Baichuan"));
  assert.equal(new Set(names).size, names.length);
});

Deno.test("reconcile() keeps a slip in one month out of the months around it", () => {
  const prints = history();
  const right = printOf(prints, "level", "2024-03");
  const spoiled = prints.map((one) => one === right ? reprint(one, `${one.printed}0`) : one);
  const clean = reconcile(prints).series[0]!.points;
  reconcile(spoiled).series[0]!.points.forEach((point, i) => {
    assert.ok(Math.abs(point.value! - clean[i]!.value!) < 1, point.month);
  });
});

Deno.test("findings() does not depend on the order of statements", () => {
  const key = (finding: Finding) =>
    [finding.code, finding.suspect?.printed, finding.repairs[0]?.to].join();
  const reversed = findings([...DATA].reverse(), catalogue);
  assert.deepEqual(reversed.map(key).sort(), RAW.map(key).sort());
});

Deno.test("findings() finds slips in months that leap years and year ends touch", () => {
  const prints = printAll(historyOf(40, random(11)), "2023-01" as Month, "x_production");
  for (const period of ["2024-02", "2024-12", "2025-01"]) {
    const right = printOf(prints, "ytd", period);
    const [finding] = spoil(prints, right, reprint(right, `${right.printed}0`));
    assert.equal(finding!.repairs[0]!.to, right.printed, period);
  }
});
