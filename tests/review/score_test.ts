import assert from "node:assert/strict";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { checkErrorModel } from "@silicon/balance/scenario";
import { loadData } from "@silicon/balance/statements";
import {
  type Backtest,
  backtest,
  type BacktestEntry,
  errorSizes,
  recordedBase,
  scoreOutlooks,
} from "@silicon/balance/review";
import { scoreBands, studentQuantile } from "../../src/review/_errors.ts";
import { type MadeUp, madeUpLedger } from "./_made_up.ts";

const data = await loadData();
const ledger = await openLedger({ asOf: parseDay("2026-02-10"), data });
const scores = scoreOutlooks(ledger);
const test = await backtest(ledger);

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);
}

Deno.test("scoreOutlooks() finds SMM's production outlooks one month ahead, each below the outcome", () => {
  const ahead = scores.outlooks.filter((score) =>
    score.series === "silicon_metal_production" && score.publisher === "SMM" &&
    score.leadMonths === 1
  );
  assert.deepEqual(
    ahead.map(({ period, published, outlook }) => [period, published, outlook.toFixed(1)]),
    [
      ["2025-02", "2025-01-24", "280.0"],
      ["2025-03", "2025-02-28", "340.0"],
      ["2025-03", "2025-03-19", "340.0"],
      ["2025-05", "2025-04-30", "302.2"],
      ["2025-08", "2025-08-04", "365.0"],
    ],
  );
  for (const [i, outcome] of [289.5, 342.8, 342.8, 307.7, 385.9].entries()) {
    near(ahead[i]!.outcome, outcome, 0.5);
    assert.ok(ahead[i]!.error < 0, `${ahead[i]!.period} is not below`);
  }
  assert.deepEqual(ahead[4]!.statements.map(({ printed }) => printed), ["360000", "370000"]);
  assert.equal(ahead[4]!.held, false);
  assert.equal(ahead[2]!.held, true, "above 340 kt held");
});

Deno.test("scoreOutlooks() gives the bias of those outlooks with its uncertainty, and beats the daily rate", () => {
  const record = scores.records.find((entry) =>
    entry.series === "silicon_metal_production" && entry.publisher === "SMM" &&
    entry.leadMonths === 1
  )!;
  assert.equal(record.count, 5);
  assert.equal(record.below, 5);
  assert.ok(record.bias.value < -5 && record.bias.low! < record.bias.value);
  assert.ok(record.bias.high! > 0, "five outlooks do not prove a bias");
  assert.ok(record.mase! < 1);
});

Deno.test("scoreOutlooks() scores words by the same publisher's later words", () => {
  const june = scores.classes.find(({ publisher, period }) =>
    publisher === "SMM" && period === "2025-06"
  )!;
  assert.deepEqual([june.outlook, june.outcome, june.held], [
    "surplus",
    "slight_destocking",
    false,
  ]);
});

Deno.test("scoreOutlooks() leaves open what nothing was reported for", () => {
  assert.ok(
    scores.open.some(({ series, period }) =>
      series === "silicon_metal_production" && period === "2026-02"
    ),
  );
  const outlooks = ledger.statements.filter(({ basis }) => basis === "forecast");
  const scored = [
    ...scores.outlooks.flatMap(({ statements }) => statements),
    ...scores.classes.map(({ statements }) => statements[0]!),
  ];
  assert.ok(scored.every((statement) => !scores.open.includes(statement)));
  assert.ok(scored.length + scores.open.length <= outlooks.length);
});

const STEADY: MadeUp[] = ["01", "02", "03", "04"].map((month, i) => ({
  period: `2025-${month}`,
  value: [310000, 280000, 310000, 300000][i]!,
  published: `2025-0${i + 2}-01`,
}));

Deno.test("scoreOutlooks() takes a percentage by the base known on the day", async () => {
  const outlook: MadeUp = {
    measure: "mom",
    period: "2025-03",
    value: 10,
    basis: "forecast",
    published: "2025-03-02",
  };
  const revision = { period: "2025-02", value: 290000, published: "2025-05-01" };
  const [score] = scoreOutlooks(await madeUpLedger([...STEADY, outlook, revision])).outlooks;
  near(score!.outlook, 308);
  near(score!.error, -2);
  assert.equal(score!.leadMonths, 1);
  near(score!.naiveError!, 0);
});

Deno.test("scoreOutlooks() counts an outlook repeated in the same words once", async () => {
  const outlook = { period: "2025-04", value: 303000, basis: "forecast" };
  const repeated = await madeUpLedger([
    ...STEADY,
    { ...outlook, published: "2025-04-02" },
    { ...outlook, published: "2025-04-09" },
    { ...outlook, value: 306000, published: "2025-04-16" },
  ]);
  const { outlooks, records, open } = scoreOutlooks(repeated);
  assert.deepEqual(outlooks.map(({ error }) => error.toFixed(1)), ["3.0", "6.0"]);
  near(records[0]!.bias.value, 4.5);
  // Two errors leave one degree of freedom: t(0.975) = 12.706, standard error 1.5.
  near(records[0]!.bias.high! - 4.5, 12.706 * 1.5, 0.01);
  assert.deepEqual(open, []);
});

Deno.test("scoreOutlooks() compares other periods like with like, or with the sum of their months", async () => {
  const quarter = { period: "2025-Q1", value: 890000, basis: "forecast", published: "2025-01-10" };
  const [summed] = scoreOutlooks(await madeUpLedger([...STEADY, quarter])).outlooks;
  near(summed!.error, -10);
  const printed = { period: "2025-Q1", value: 905000, published: "2025-04-20" };
  const [own] = scoreOutlooks(await madeUpLedger([...STEADY, quarter, printed])).outlooks;
  near(own!.error, -15);
});

Deno.test("scoreOutlooks() takes no estimate for an outcome", async () => {
  const { outlooks, open } = scoreOutlooks(
    await madeUpLedger([
      { period: "2025-05", value: 320000, basis: "forecast", published: "2025-05-02" },
    ]),
  );
  assert.deepEqual([outlooks.length, open.length], [0, 1]);
});

Deno.test("backtest() knows nothing that was printed after the day it looks from", async () => {
  const day = "2025-08-10";
  const then = test.entries.filter(({ asOf }) => asOf === day);
  assert.ok(then.length > 0);
  const books = await openLedger({ asOf: parseDay(day), data });
  for (const { target, month, ground, saidKt } of then) {
    if (target !== "productionKt" || ground !== "outlook") continue;
    const point = books.series("silicon_metal_production").points.find((p) => p.month === month)!;
    assert.equal(saidKt, point.value);
  }
  const blind = await openLedger({
    asOf: parseDay("2026-02-10"),
    data: {
      ...data,
      statements: data.statements.filter(({ published, basis, series, region }) =>
        published === undefined || published <= day ||
        (basis === "actual" && series === "silicon_metal_production" && region === "CN")
      ),
    },
  });
  const replayed = (await backtest(blind)).entries;
  const said = (entries: readonly BacktestEntry[]) =>
    entries.filter(({ asOf, target }) => asOf <= day && target === "production")
      .map(({ asOf, month, saidKt }) => `${asOf} ${month} ${saidKt.toFixed(6)}`);
  const common = said(replayed).filter((entry) => said(test.entries).includes(entry));
  assert.deepEqual(common, said(replayed));
});

Deno.test("backtest() is faultless where the daily rate never changes, and has no band before two errors", async () => {
  const { entries, records } = await backtest(await madeUpLedger(STEADY));
  const own = entries.filter(({ target }) => target === "production");
  assert.ok(own.length > 3);
  for (const { saidKt, cameKt } of own) near(saidKt, cameKt, 1e-6);
  const ahead = records.find((entry) => entry.target === "production" && entry.leadMonths === 1)!;
  near(ahead.biasKt.value, 0, 1e-6);
  const first = own.filter(({ leadMonths }) => leadMonths === 1).slice(0, 2);
  assert.ok(first.every(({ sdKt }) => sdKt === undefined));
});

Deno.test("backtest() records grow worse with the lead on the real history", () => {
  const production = test.records.filter(({ target }) => target === "production");
  assert.deepEqual(production.map(({ leadMonths }) => leadMonths), [1, 2, 3]);
  const errors = production.map(({ meanAbsoluteErrorKt }) => meanAbsoluteErrorKt);
  assert.ok(errors[0]! < errors[1]! && errors[1]! < errors[2]!, String(errors));
  for (const { bands, count } of production) {
    assert.ok(bands!.count <= count);
    assert.ok(bands!.within50 <= bands!.within80 && bands!.within80 <= bands!.within90);
    assert.ok(bands!.pinballKt > 0);
  }
});

Deno.test("scoreBands() counts outcomes within the middle 50, 80 and 90%", () => {
  const score = scoreBands(
    [0, 0.6, -0.6, 1.2, -1.2, 1.6, -1.6, 2, -2].map((z) => ({
      saidKt: 100,
      cameKt: 100 + 10 * z,
      sdKt: 10,
    })),
  )!;
  assert.deepEqual([score.within50, score.within80, score.within90, score.count], [3, 5, 7, 9]);
});

Deno.test("scoreBands() charges a miss by its distance and a band by its width", () => {
  const loss = (cameKt: number, sdKt: number) =>
    scoreBands([{ saidKt: 100, cameKt, sdKt }])!.pinballKt;
  near(loss(110, 0), 5);
  near(loss(90, 0), 5);
  assert.ok(loss(100, 1) < loss(100, 10));
  assert.ok(loss(120, 10) < loss(120, 1));
  assert.equal(scoreBands([{ saidKt: 100, cameKt: 100, sdKt: undefined }]), undefined);
});

Deno.test("studentQuantile() agrees with printed tables", () => {
  const table: [number, number, number][] = [
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 4, 2.776],
    [0.95, 9, 1.833],
    [0.975, 30, 2.042],
  ];
  for (const [p, df, t] of table) near(studentQuantile(p, df), t, 5e-4);
});

function lookedAhead(count: number, errorShare: number): Backtest {
  const entries = Array.from({ length: count }, (_, i): BacktestEntry => ({
    target: "production",
    asOf: parseDay(`2025-${String(i % 12 + 1).padStart(2, "0")}-1${Math.floor(i / 12)}`),
    month: parseMonth("2025-12"),
    leadMonths: 1,
    ground: "daily rate",
    saidKt: 300,
    cameKt: 300 * (1 + (i % 2 === 0 ? errorShare : -errorShare)),
    sdKt: undefined,
  }));
  return { entries, records: [] };
}

Deno.test("errorSizes() are wider where there are few", () => {
  const size = (count: number) =>
    errorSizes(ledger, lookedAhead(count, 0.1)).find(({ quantity }) => quantity === "production")!;
  near(size(2).sdShare, 0.1 * 2.920 / 1.645, 1e-3);
  near(size(20).sdShare, 0.1 * 1.725 / 1.645, 1e-3);
  assert.equal(size(20).records, 20);
  for (const count of [0, 1]) {
    assert.equal(size(count).records, 0);
    near(size(count).sdShare, ledger.assumption("balance_error", parseMonth("2026-02")).high);
  }
});

Deno.test("errorSizes() take an assumption's range where there is no record", () => {
  const sizes = errorSizes(ledger, { entries: [] });
  const unitUse = sizes.find(({ quantity }) => quantity === "polysilicon_unit_use")!;
  near(unitUse.sdShare, (1.28 - 1.08) / 1.2 / (2 * 1.645), 1e-4);
  assert.match(unitUse.ground, /^no record; the range at data\/assumptions\.csv:\d+$/);
});

Deno.test("recordedBase() has the errors one month ahead, as simulations accept them", async () => {
  const { errors } = await recordedBase(ledger, parseMonth("2026-01"));
  checkErrorModel(errors);
  assert.deepEqual(
    errors.targets,
    errorSizes(ledger, test, 1).map(({ quantity: target, sdShare: sd, persistence }) => ({
      target,
      distribution: { kind: "normal", sd },
      persistence,
    })),
  );
});

Deno.test("errorSizes() refuses more months ahead than are looked back on", () => {
  assert.throws(() => errorSizes(ledger, test, 4), {
    name: "RangeError",
    message: /monthsAhead must be 1, 2 or 3, is 4/,
  });
});
