import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { loadData } from "@silicon/balance/statements";
import {
  type ChangeCause,
  type WhatChanged,
  whatChanged,
  whatChangedAll,
} from "@silicon/balance/review";
import { shapleySplit } from "@silicon/balance/scenario";
import { ASSUMPTIONS, type MadeUp, madeUpData, madeUpLedger } from "./_made_up.ts";

const JANUARY = parseMonth("2025-01");
const FEBRUARY = parseMonth("2025-02");

function part(changed: WhatChanged, cause: ChangeCause): number {
  return changed.parts.find((entry) => entry.cause === cause)!.balanceKt;
}

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);
}

function assertSums({ before, after, parts, figures }: WhatChanged): void {
  for (const key of ["productionKt", "useKt", "balanceKt"] as const) {
    near(parts.reduce((sum, entry) => sum + entry[key], before[key]), after[key]);
    near(figures.reduce((sum, entry) => sum + entry[key], before[key]), after[key]);
  }
}

const PRODUCTION: MadeUp = { period: "2025-01", value: 300000, published: "2025-02-01" };

Deno.test("whatChanged() splits SMM's publication of 6 February 2026 exactly", async () => {
  const data = await loadData();
  const before = await openLedger({ asOf: parseDay("2026-02-05"), data });
  const after = await openLedger({ asOf: parseDay("2026-02-10"), data });
  const january = whatChanged(before, after, parseMonth("2026-01"));
  assertSums(january);
  assert.equal(january.after.balanceKt.toFixed(1), "30.0");
  assert.ok(part(january, "method") !== 0, "the printed balance closes the account now");
  near(part(january, "calendar"), 0);
  const february = whatChanged(before, after, parseMonth("2026-02"));
  assertSums(february);
  assert.ok(part(february, "new data") > 1, "SMM's polysilicon outlook replaces an assumption");
});

Deno.test("whatChanged() calls another print of a reported figure a data revision", async () => {
  const before = await madeUpLedger([PRODUCTION]);
  const after = await madeUpLedger([PRODUCTION, {
    ...PRODUCTION,
    value: 305000,
    published: "2025-03-01",
  }]);
  const changed = whatChanged(before, after, JANUARY);
  near(part(changed, "data revision"), 5);
  near(changed.after.productionKt - changed.before.productionKt, 5);
  assert.equal(changed.figures.length, 1);
  assert.match(changed.figures[0]!.sources[0]!.text, /305,000 mt/);
});

Deno.test("whatChanged() calls an actual figure in place of an outlook new data", async () => {
  const outlook = { ...PRODUCTION, value: 290000, basis: "forecast", published: "2025-01-05" };
  const changed = whatChanged(
    await madeUpLedger([outlook]),
    await madeUpLedger([outlook, PRODUCTION]),
    JANUARY,
  );
  near(part(changed, "new data"), 10);
  assertSums(changed);
});

Deno.test("whatChanged() calls a printed figure in place of an assumption new data", async () => {
  const output: MadeUp = {
    series: "polysilicon_production",
    period: "2025-01",
    value: 100000,
    published: "2025-02-02",
  };
  const changed = whatChanged(
    await madeUpLedger([PRODUCTION]),
    await madeUpLedger([PRODUCTION, output]),
    JANUARY,
  );
  near(part(changed, "new data"), -1.2 * (100 - 2.5 * 31));
  assertSums(changed);
});

Deno.test("whatChanged() calls a print that limits an assumption new data", async () => {
  const limit: MadeUp = {
    series: "polysilicon_production",
    period: "2025-01",
    value: 70000,
    bound: "at_most",
    published: "2025-02-02",
  };
  const changed = whatChanged(
    await madeUpLedger([PRODUCTION]),
    await madeUpLedger([PRODUCTION, limit]),
    JANUARY,
  );
  assert.ok(part(changed, "new data") > 5);
  near(part(changed, "changed assumption"), 0);
});

Deno.test("whatChanged() calls another assumed value a changed assumption", async () => {
  const changed = whatChanged(
    await madeUpLedger([PRODUCTION]),
    await madeUpLedger([PRODUCTION], undefined, { exports: [1.1, 0.9, 1.2, "kt/day"] }),
    JANUARY,
  );
  near(part(changed, "changed assumption"), -3.1);
});

Deno.test("whatChanged() calls a printed balance that now closes the account method", async () => {
  const printed: MadeUp = {
    series: "implied_stock_change",
    period: "2025-01",
    value: 15000,
    basis: "estimate",
    published: "2025-02-10",
  };
  const before = await madeUpLedger([PRODUCTION]);
  const after = await madeUpLedger([PRODUCTION, printed]);
  const changed = whatChanged(before, after, JANUARY);
  near(changed.after.balanceKt, 15);
  near(part(changed, "method"), 15 - changed.before.balanceKt);
  const revised = await madeUpLedger([PRODUCTION, printed, {
    ...printed,
    value: 20000,
    published: "2025-03-10",
  }]);
  const again = whatChanged(after, revised, JANUARY);
  near(part(again, "data revision"), 5);
  near(part(again, "method"), 0);
});

Deno.test("whatChanged() leaves a balance that the publisher prints to the publisher, whatever uses do", async () => {
  const printed: MadeUp = {
    series: "implied_stock_change",
    period: "2025-01",
    value: 15000,
    basis: "estimate",
    published: "2025-02-10",
  };
  const output = { series: "polysilicon_production", period: "2025-01", published: "2025-02-02" };
  const before = await madeUpLedger([PRODUCTION, printed, { ...output, value: 78000 }]);
  const after = await madeUpLedger([PRODUCTION, printed, { ...output, value: 79000 }]);
  const changed = whatChanged(before, after, JANUARY);
  assert.ok(changed.parts.every(({ balanceKt, useKt }) => balanceKt === 0 && useKt === 0));
});

Deno.test("whatChanged() from one month to the next gives an unchanged daily rate to the calendar", async () => {
  const ledger = await madeUpLedger([
    { ...PRODUCTION, value: 310000 },
    { period: "2025-02", value: 280000, published: "2025-03-01" },
  ]);
  const changed = whatChanged(ledger, ledger, FEBRUARY, JANUARY);
  near(part(changed, "calendar"), 28 - 31);
  near(changed.parts.find(({ cause }) => cause === "calendar")!.productionKt, -30);
  assert.equal(changed.figures.length, 1);
});

Deno.test("whatChanged() names the figure that an account lacks", async () => {
  const ledger = await madeUpLedger([PRODUCTION]);
  assert.throws(() => whatChanged(ledger, ledger, parseMonth("2025-03")), {
    name: "RangeError",
    message: /2025-03: production is missing/,
  });
});

Deno.test("whatChangedAll() tells months that opened from months that changed", async () => {
  const before = await madeUpLedger([PRODUCTION]);
  const after = await madeUpLedger([
    { ...PRODUCTION, value: 301000 },
    { period: "2025-02", value: 280000, published: "2025-03-01" },
  ]);
  const all = whatChangedAll(before, after, JANUARY, parseMonth("2025-03"));
  assert.deepEqual(all.opened, ["2025-02"]);
  assert.deepEqual(all.lost, []);
  assert.deepEqual(all.months.map((changed) => changed.after.month), ["2025-01"]);
  assert.deepEqual(whatChangedAll(after, before, JANUARY, FEBRUARY).lost, ["2025-02"]);
});

/** A random market: production, some printed outputs, perhaps a printed balance, and shifted assumptions. */
const market = fc.record({
  productionKt: fc.integer({ min: 250, max: 450 }),
  productionBasis: fc.constantFrom("actual", "forecast"),
  polysiliconKt: fc.option(fc.integer({ min: 60, max: 140 })),
  siliconeKt: fc.option(fc.integer({ min: 120, max: 220 })),
  balanceKt: fc.option(fc.integer({ min: -20, max: 60 })),
  exportsRate: fc.integer({ min: 5, max: 20 }),
  unitUse: fc.integer({ min: 110, max: 130 }),
});

async function openMarket(spec: ReturnType<typeof market.generate>["value"]) {
  const rows: MadeUp[] = ["2025-01", "2025-02"].flatMap((period, i): MadeUp[] => [
    {
      period,
      value: (spec.productionKt + 13 * i) * 1000,
      basis: spec.productionBasis,
      published: "2025-03-01",
    },
    ...spec.polysiliconKt === null ? [] : [{
      series: "polysilicon_production",
      period,
      value: (spec.polysiliconKt - 5 * i) * 1000,
      published: "2025-03-02",
    }],
    ...spec.siliconeKt === null ? [] : [{
      series: "dmc_production",
      period,
      value: spec.siliconeKt * 1000,
      published: "2025-03-03",
    }],
  ]);
  const residualKt = spec.productionKt - 220 - (spec.polysiliconKt ?? 80) * 1.3;
  if (spec.balanceKt !== null && spec.balanceKt < residualKt - 80) {
    rows.push({
      series: "implied_stock_change",
      period: "2025-01",
      value: spec.balanceKt * 1000,
      basis: "estimate",
      published: "2025-03-04",
    });
  }
  const exports = spec.exportsRate / 10;
  return await openLedger({
    asOf: parseDay("2025-12-31"),
    data: await madeUpData(rows, {
      exports: [exports, exports, exports, "kt/day"],
      polysilicon_unit_use: [spec.unitUse / 100, 1, 1.4, "mt/mt"],
    }),
  });
}

Deno.test("whatChanged() sums exactly, and turned round it changes sign alone", async () => {
  await fc.assert(
    fc.asyncProperty(market, market, fc.boolean(), async (a, b, nextMonth) => {
      const [before, after] = [await openMarket(a), await openMarket(b)];
      const [from, to] = [JANUARY, nextMonth ? FEBRUARY : JANUARY];
      const changed = whatChanged(before, after, to, from);
      assertSums(changed);
      near(changed.before.balanceKt, before.account(from).balanceKt.value);
      near(changed.after.balanceKt, after.account(to).balanceKt.value);
      near(changed.after.useKt, after.account(to).useKt.value);
      if (nextMonth) return;
      const back = whatChanged(after, before, JANUARY);
      changed.parts.forEach((entry, i) => {
        near(entry.balanceKt, -back.parts[i]!.balanceKt);
        near(entry.useKt, -back.parts[i]!.useKt);
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("shapleySplit() is the mean effect over all orders", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 16, maxLength: 16 }),
      (values) => {
        const split = shapleySplit(4, (joined) => [values[joined]!]);
        const orders = permutations([0, 1, 2, 3]);
        for (let player = 0; player < 4; player++) {
          const effects = orders.map((order) => {
            const before = order.slice(0, order.indexOf(player)).reduce((m, p) => m | 1 << p, 0);
            return values[before | 1 << player]! - values[before]!;
          });
          near(split[player]![0]!, effects.reduce((sum, x) => sum + x, 0) / orders.length);
        }
      },
    ),
  );
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest])
  );
}

Deno.test("the made-up market uses 9 kt a day", async () => {
  const account = (await madeUpLedger([PRODUCTION])).account(JANUARY);
  near(account.useKt.value, 9 * 31);
  assert.equal(Object.keys(ASSUMPTIONS).length, 12);
});
