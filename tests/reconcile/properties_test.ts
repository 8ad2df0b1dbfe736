import assert from "node:assert/strict";
import fc from "fast-check";
import { addMonths, type Month, monthOfYear, parseMonth } from "@silicon/balance/calendar";
import { findings, monthlySeries, type SeriesPoint } from "@silicon/balance/reconcile";
import type { NumberStatement } from "@silicon/balance/statements";
import { historyOf, printAll, printMt, random, reprint, statement } from "./_synthetic.ts";

const FROM = parseMonth("2023-04");
const HAIR = 1e-6;

/** What a publisher may print of a true history: random measures, rounding, hedges and gaps. */
function randomPrints(history: readonly number[], next: () => number): NumberStatement[] {
  const prints: NumberStatement[] = [];
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)]!;
  const decimals = () => Math.floor(next() * 3);
  history.forEach((level, i) => {
    const period = addMonths(FROM, i);
    const published = `${addMonths(period, 1 + Math.floor(next() * 3))}-05`;
    const add = (share: number, print: () => Parameters<typeof statement>[0]) => {
      if (next() < share) prints.push(statement({ published, ...print() }));
    };
    const january = i - (monthOfYear(period) - 1);
    const sum = (from: number, to: number) =>
      history.slice(from, to + 1).reduce((total, one) => total + one, 0);
    const percent = (now: number, then: number) => ((now / then - 1) * 100).toFixed(decimals());
    add(0.4, () => ({ measure: "level", period, printed: printMt(level, pick([0, 1, 2, 3])) }));
    add(0.1, () => ({
      measure: "level",
      period,
      printed: String(Math.floor(level / 10_000) * 10_000),
      bound: "at_least",
    }));
    add(0.1, () => ({
      measure: "level",
      period,
      printed: String(Math.ceil(level / 10_000) * 10_000),
      bound: "at_most",
    }));
    if (i >= 1) {
      const before = history[i - 1]!;
      add(0.5, () => ({ measure: "mom", period, printed: percent(level, before) }));
      add(
        0.3,
        () => ({
          measure: "change_mom",
          period,
          printed: printMt(level - before, pick([0, 1, 2])),
        }),
      );
    }
    if (i >= 12) {
      add(0.4, () => ({ measure: "yoy", period, printed: percent(level, history[i - 12]!) }));
    }
    if (january >= 0) {
      add(0.3, () => ({ measure: "ytd", period, printed: printMt(sum(january, i), 2) }));
    }
    if (january >= 12) {
      const printed = () => percent(sum(january, i), sum(january - 12, i - 12));
      add(0.3, () => ({ measure: "ytd_yoy", period, printed: printed() }));
    }
  });
  return prints;
}

function solved(statements: readonly NumberStatement[], months: number): readonly SeriesPoint[] {
  const query = { series: "x_production", publisher: "Printer", region: "CN", from: FROM };
  return monthlySeries(statements, { ...query, to: addMonths(FROM, months - 1) }).points;
}

const SEED = fc.integer({ min: 1, max: 1e9 });
const MONTHS = fc.integer({ min: 2, max: 40 });

Deno.test("monthlySeries() holds every true month between its bounds", () => {
  fc.assert(
    fc.property(SEED, MONTHS, (seed, months) => {
      const next = random(seed);
      const history = historyOf(months, next);
      solved(randomPrints(history, next), months).forEach((point, i) => {
        const truth = history[i]! / 1000;
        assert.ok(
          point.low <= truth + HAIR && truth <= point.high + HAIR,
          `${point.month}: ${truth}`,
        );
        if (point.value === undefined) return;
        assert.ok(point.low - HAIR <= point.value && point.value <= point.high + HAIR);
      });
    }),
    { numRuns: 150 },
  );
});

Deno.test("monthlySeries() finds no contradiction in a true history", () => {
  fc.assert(
    fc.property(SEED, MONTHS, (seed, months) => {
      const next = random(seed);
      assert.deepEqual(findings(randomPrints(historyOf(months, next), next)), []);
    }),
    { numRuns: 100 },
  );
});

Deno.test("monthlySeries() never widens a bound for one more true statement", () => {
  fc.assert(
    fc.property(SEED, MONTHS, (seed, months) => {
      const next = random(seed);
      const prints = randomPrints(historyOf(months, next), next);
      if (prints.length === 0) return;
      const left = Math.floor(next() * prints.length);
      const without = solved(prints.toSpliced(left, 1), months);
      solved(prints, months).forEach((point, i) => {
        assert.ok(point.low >= without[i]!.low - HAIR && point.high <= without[i]!.high + HAIR);
      });
    }),
    { numRuns: 150 },
  );
});

Deno.test("monthlySeries() does not depend on the order of statements", () => {
  fc.assert(
    fc.property(SEED, MONTHS, (seed, months) => {
      const next = random(seed);
      const prints = randomPrints(historyOf(months, next), next);
      const shuffled = prints.map((print) => ({ print, key: next() })).sort((a, b) =>
        a.key - b.key
      );
      assert.deepEqual(solved(shuffled.map(({ print }) => print), months), solved(prints, months));
    }),
    { numRuns: 60 },
  );
});

Deno.test("findings() names one planted factor-10 slip and the edit that undoes it", () => {
  const tenfold = fc.constantFrom(10, 0.1);
  fc.assert(
    fc.property(SEED, tenfold, (seed, factor) => {
      const next = random(seed);
      const prints = printAll(historyOf(30, next), "2023-01" as Month, "x_production");
      const isClear = ({ measure, value }: NumberStatement) =>
        measure === "level" || measure === "ytd" ||
        (measure === "change_mom" && Math.abs(value!) > 10);
      const clear = prints.filter(isClear);
      const right = clear[Math.floor(next() * clear.length)]!;
      const slip = reprint(right, String(Math.round(Number(right.printed) * factor)));
      const found = findings(prints.map((print) => print === right ? slip : print));
      const naming = found.filter((finding) => finding.suspect === slip);
      assert.equal(
        naming.length,
        1,
        `${right.measure} ${right.period} ${right.printed} as ${slip.printed}`,
      );
      const repair = naming[0]!.repairs[0];
      assert.equal(repair?.kind, "factor of 10");
      assert.ok(Math.abs(Number(repair.to) / Number(right.printed) - 1) < 1e-3);
    }),
    { numRuns: 60 },
  );
});
