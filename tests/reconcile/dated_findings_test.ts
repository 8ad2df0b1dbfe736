import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, type Day, daysInMonth, type Month } from "@silicon/balance/calendar";
import { type Finding, findings } from "@silicon/balance/reconcile";
import { type Catalogue, loadData, type NumberStatement } from "@silicon/balance/statements";
import { printMt, random, reprint, statement } from "./_synthetic.ts";

const { catalogue } = await loadData();
const STOCKS: Catalogue = new Map([
  ["x_inventory", { ...catalogue.get("social_inventory_total")!, id: "x_inventory" }],
]);
const FROM = "2024-01-07" as Day;

/** Levels that move by up to 15% from week to week. */
function levelsOf(count: number, next: () => number): number[] {
  let level = 60_000 + 60_000 * next();
  return Array.from({ length: count }, () => {
    level = Math.min(200_000, Math.max(20_000, level * (0.85 + 0.3 * next())));
    return level;
  });
}

/** Weekly prints of a history, with gaps of a week, repetitions on a later day and hedges. */
function weeksOf(
  count: number,
  next: () => number,
  series = "x_weekly_production",
): NumberStatement[] {
  let last = 0;
  return levelsOf(count, next).flatMap((level, i) => {
    if (next() < 0.1 && last === i - 1) return [];
    last = i;
    const period = addDays(FROM, 7 * i);
    const print = { series, measure: "level", period } as const;
    const fine = statement({
      ...print,
      printed: printMt(level, Math.floor(3 * next())),
      published: addDays(period, 1),
    });
    if (next() > 0.15) return [fine];
    const printed = printMt(level, 3);
    return [
      fine,
      statement({ ...print, printed, bound: "about", published: addDays(period, 8) }),
    ];
  });
}

/** Months at the rate of the weeks that end in them. */
function monthsOf(weeks: readonly NumberStatement[]): NumberStatement[] {
  const byMonth = Map.groupBy(weeks, ({ period }) => period.slice(0, 7));
  return [...byMonth].map(([month, own]) => {
    const rate = own.reduce((sum, { printed }) => sum + Number(printed), 0) / own.length;
    const printed = printMt(rate * daysInMonth(month as Month) / 7, 2);
    return statement({ measure: "level", period: month, printed, published: `${month}-28` });
  });
}

function spoiled(
  prints: readonly NumberStatement[],
  at: number,
  factor: number,
): NumberStatement[] {
  const right = prints[at]!;
  const slip = reprint(right, String(Math.round(Number(right.printed) * factor)));
  return prints.map((print) => print === right ? slip : print);
}

function about(found: readonly Finding[], suspect: NumberStatement): Finding[] {
  return found.filter((finding) => finding.suspect === suspect);
}

const SEED = fc.integer({ min: 1, max: 1e9 });
const TENFOLD = fc.constantFrom(10, 0.1);
const WEEKS = 20;

Deno.test("findings() of true weekly totals, with or without months, is empty", () => {
  fc.assert(
    fc.property(SEED, fc.integer({ min: 1, max: 40 }), (seed, count) => {
      const weeks = weeksOf(count, random(seed));
      assert.deepEqual(findings(weeks), []);
      assert.deepEqual(findings([...weeks, ...monthsOf(weeks)]), []);
    }),
    { numRuns: 100 },
  );
});

Deno.test("findings() of a true stock's counts is empty", () => {
  fc.assert(
    fc.property(SEED, (seed) => {
      assert.deepEqual(findings(weeksOf(WEEKS, random(seed), "x_inventory"), STOCKS), []);
    }),
    { numRuns: 60 },
  );
});

Deno.test("findings() names one planted factor-10 slip among weekly totals, the first and last week too", () => {
  fc.assert(
    fc.property(SEED, TENFOLD, (seed, factor) => {
      const next = random(seed);
      const weeks = weeksOf(WEEKS, next);
      const at = Math.floor(next() * weeks.length);
      const prints = spoiled(weeks, at, factor);
      const [finding, ...others] = findings(prints);
      assert.deepEqual(others, []);
      assert.equal(finding!.suspect, prints[at]);
      assert.ok(finding!.statements.length >= 2);
      assert.equal(finding!.repairs[0]!.kind, "factor of 10");
      const mended = Number(finding!.repairs[0]!.to) / Number(weeks[at]!.printed);
      assert.ok(Math.abs(mended - 1) < 1e-3, `${finding!.repairs[0]!.to}`);
      assert.deepEqual(
        findings(prints.with(at, reprint(prints[at]!, finding!.repairs[0]!.to))),
        [],
      );
    }),
    { numRuns: 100 },
  );
});

Deno.test("findings() names one planted factor-10 slip among a stock's counts", () => {
  fc.assert(
    fc.property(SEED, TENFOLD, (seed, factor) => {
      const next = random(seed);
      const counts = weeksOf(WEEKS, next, "x_inventory");
      const inside = (at: number) =>
        counts[at]!.period > counts[0]!.period && counts[at]!.period < counts.at(-1)!.period;
      const places = [...counts.keys()].filter(inside);
      const at = places[Math.floor(next() * places.length)]!;
      const prints = spoiled(counts, at, factor);
      const [finding, ...others] = about(findings(prints, STOCKS), prints[at]!);
      assert.deepEqual(others, []);
      assert.equal(finding!.repairs[0]!.kind, "factor of 10");
    }),
    { numRuns: 60 },
  );
});

Deno.test("findings() does not depend on the order of weekly totals", () => {
  fc.assert(
    fc.property(SEED, (seed) => {
      const next = random(seed);
      const weeks = weeksOf(WEEKS, next);
      const prints = spoiled(weeks, Math.floor(next() * weeks.length), 10);
      const said = (found: readonly Finding[]) => found.map(({ suspect, code }) => [suspect, code]);
      assert.deepEqual(said(findings(prints.toReversed())), said(findings(prints)));
    }),
    { numRuns: 40 },
  );
});

const week = (period: string, printed: string, published = "2025-03-01") =>
  statement({ series: "x_weekly_production", measure: "level", period, printed, published });

Deno.test("findings() holds a week against the month it lies in", () => {
  const slip = week("2025-02-23", "240000");
  const month = statement({ measure: "level", period: "2025-02", printed: "95000" });
  const [finding, ...others] = findings([slip, month]);
  assert.deepEqual(others, []);
  assert.equal(finding!.code, "out-of-line");
  // Two figures alone cannot tell which of them is wrong.
  assert.equal(finding!.suspect, undefined);
  assert.deepEqual(finding!.statements, [slip, month]);
  assert.deepEqual(
    finding!.repairs.map(({ statement, to }) => [statement, to]),
    [[slip, "24000"], [month, "950000"]],
  );
});

Deno.test("findings() leaves it open which of two prints of a week is wrong when nothing else speaks", () => {
  const small = week("2025-02-23", "24000"), large = week("2025-02-23", "240000");
  const [finding, ...others] = findings([small, large]);
  assert.deepEqual(others, []);
  assert.equal(finding!.code, "contradiction");
  assert.equal(finding!.suspect, undefined);
  assert.deepEqual(finding!.repairs.map(({ to }) => to).sort(), ["24000", "240000"]);
});

Deno.test("findings() finds a misprint that was repeated, once", () => {
  const slips = [week("2025-02-16", "240000"), week("2025-02-16", "240000", "2025-03-08")];
  const [finding, ...others] = findings([
    week("2025-02-09", "23000"),
    ...slips,
    week("2025-02-23", "25000"),
  ]);
  assert.deepEqual(others, []);
  assert.deepEqual(finding!.statements.slice(0, 2), slips);
});

Deno.test("findings() finds a stock that one article prints in two ways", () => {
  const count = (printed: string, published: string) =>
    statement({
      series: "x_inventory",
      measure: "level",
      period: "2025-02-28",
      printed,
      published,
    });
  const found = findings([count("608000", "2025-03-03"), count("680000", "2025-03-03")], STOCKS);
  assert.equal(found.length, 1);
  assert.equal(found[0]!.code, "contradiction");
  // Printed on two days it is a revision.
  const revised = [count("608000", "2025-03-03"), count("611000", "2025-03-10")];
  assert.deepEqual(findings(revised, STOCKS), []);
});

Deno.test("findings() takes a stock that leaves at one stroke and stays away as right", () => {
  const counts = ["2025-11-14", "2025-11-21", "2025-11-28", "2025-12-05"].map((period, i) =>
    statement({
      series: "x_inventory",
      measure: "level",
      period,
      printed: i < 2 ? "236000" : "33000",
      published: period,
    })
  );
  for (let known = 1; known <= counts.length; known++) {
    assert.deepEqual(findings(counts.slice(0, known), STOCKS), []);
  }
});

Deno.test("findings() holds no publisher to another's weeks", () => {
  const other = (period: string, printed: string) => ({
    ...week(period, printed),
    publisher: "Other",
  });
  assert.deepEqual(
    findings([
      week("2025-02-09", "23000"),
      week("2025-02-16", "24000"),
      other("2025-02-09", "230000"),
      other("2025-02-16", "240000"),
    ]),
    [],
  );
});
