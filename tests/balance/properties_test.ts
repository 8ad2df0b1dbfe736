import assert from "node:assert/strict";
import fc from "fast-check";
import {
  calendarReceipt,
  closeAccount,
  closingResidual,
  daysOfCover,
  type DriverName,
  type Drivers,
  type Figures,
  flowsOf,
  logMeanSplit,
  marketState,
  operatingRate,
} from "@silicon/balance/balance";
import { addMonths, parseMonth } from "@silicon/balance/calendar";

const NAMES: readonly DriverName[] = [
  "productionKt",
  "silicon97Kt",
  "secondarySiliconKt",
  "importsKt",
  "polysiliconOutputKt",
  "polysiliconUnitUse",
  "siliconeOutputKt",
  "siliconeUnitUse",
  "primaryAlloyUseKt",
  "secondaryAlloyUseKt",
  "exportsKt",
  "otherUseKt",
];

const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
const month = fc.integer({ min: 0, max: 240 }).map((n) => addMonths(parseMonth("2015-01"), n));
const numbers = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, amount])) as Record<DriverName, typeof amount>,
);
const drivers: fc.Arbitrary<Drivers> = fc.tuple(month, fc.constantFrom("narrow", "broad"), numbers)
  .map(([month, scope, numbers]) => ({ month, scope: scope as Drivers["scope"], ...numbers }));

function near(a: number, b: number, scale: number): void {
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, scale), `${a} is not ${b}`);
}

Deno.test("flowsOf() keeps the identity: balance = supply - the sum of the uses", () => {
  fc.assert(fc.property(drivers, (d) => {
    const f = flowsOf(d);
    const uses = f.polysiliconUseKt + f.siliconeUseKt + f.alloyUseKt + f.exportsKt + f.otherUseKt;
    near(f.useKt, uses, f.useKt);
    near(f.balanceKt, f.supplyKt - uses, f.supplyKt + uses);
  }));
});

Deno.test("flowsOf() leaves 97 and secondary silicon out of the narrow scope", () => {
  fc.assert(fc.property(drivers, (d) => {
    const narrow = flowsOf({ ...d, scope: "narrow" }).supplyKt;
    const broad = flowsOf({ ...d, scope: "broad" }).supplyKt;
    near(broad - narrow, d.silicon97Kt + d.secondarySiliconKt, broad);
  }));
});

Deno.test("calendarReceipt() sums exactly: total = days + rate", () => {
  fc.assert(fc.property(month, month, amount, amount, (a, b, x, y) => {
    const receipt = calendarReceipt({ month: a, kt: x }, { month: b, kt: y });
    near(receipt.daysKt + receipt.rateKt, receipt.totalKt, x + y);
  }));
});

Deno.test("logMeanSplit() parts sum to the change of the product, also when nothing changes", () => {
  const factors = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(factors, (pairs) => {
    const before = pairs.map(([x]) => x);
    const after = pairs.map(([, y]) => y);
    const product = (xs: number[]) => xs.reduce((a, b) => a * b, 1);
    const parts = logMeanSplit(before, after).reduce((a, b) => a + b, 0);
    near(parts, product(after) - product(before), product(after) + product(before));
    assert.ok(logMeanSplit(before, before).every((part) => part === 0));
  }));
});

Deno.test("closingResidual() put back gives the balance it was closed on", () => {
  fc.assert(fc.property(drivers, fc.double({ min: 0, max: 1, noNaN: true }), (d, share) => {
    const open = flowsOf({ ...d, primaryAlloyUseKt: 0, secondaryAlloyUseKt: 0 }).balanceKt;
    fc.pre(open > 0);
    const target = open * share;
    const alloy = closingResidual(d, target);
    const closed = flowsOf({
      ...d,
      primaryAlloyUseKt: alloy / 3,
      secondaryAlloyUseKt: alloy * 2 / 3,
    });
    near(closed.balanceKt, target, closed.supplyKt + closed.useKt);
  }));
});

Deno.test("closeAccount() bounds hold every combination of drivers inside their ranges", () => {
  const spread = fc.record({
    low: amount,
    up: amount,
    more: amount,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const cases = fc.tuple(month, fc.array(spread, { minLength: 12, maxLength: 12 }));
  fc.assert(fc.property(cases, ([month, spreads]) => {
    const figures = Object.fromEntries(NAMES.map((name, i) => {
      const { low, up, more } = spreads[i]!;
      const range = { low, value: low + up, high: low + up + more };
      return [name, { range, status: "assumed", sources: [] }];
    })) as unknown as Figures;
    const account = closeAccount({ month, scope: "broad", figures, pools: [], errorShare: 0.02 });
    const inside = Object.fromEntries(NAMES.map((name, i) => {
      const { low, up, more, at } = spreads[i]!;
      return [name, low + at * (up + more)];
    })) as Record<DriverName, number>;
    const flows = flowsOf({ month, scope: "broad", ...inside });
    const slack = 1e-9 * (flows.supplyKt + flows.useKt);
    assert.ok(account.balanceKt.low - slack <= flows.balanceKt);
    assert.ok(flows.balanceKt <= account.balanceKt.high + slack);
    const lines = account.lines.filter((line) => line.side === "use");
    near(
      lines.reduce((sum, line) => sum + line.kt.value, 0),
      account.useKt.value,
      account.useKt.value,
    );
  }));
});

Deno.test("closeAccount() refuses a negative driver and names it", () => {
  const figure = {
    range: { value: -3, low: -3, high: 1 },
    status: "assumed",
    sources: [],
  } as const;
  const figures = Object.fromEntries(NAMES.map((name) => [name, {
    range: { value: 1, low: 1, high: 1 },
    status: "assumed",
    sources: [],
  }])) as unknown as Figures;
  assert.throws(
    () =>
      closeAccount({
        month: parseMonth("2026-02"),
        scope: "narrow",
        figures: { ...figures, exportsKt: figure },
        pools: [],
        errorShare: 0.02,
      }),
    { name: "RangeError", message: /account for 2026-02: exportsKt must be a number >= 0, is -3/ },
  );
});

Deno.test("marketState() edges belong to the calmer state", () => {
  const at = (share: number) => marketState(share, 1);
  assert.equal(at(0.02), "tight balance");
  assert.equal(at(0.0200001), "loose");
  assert.equal(at(-0.02), "tight balance");
  assert.equal(at(-0.0200001), "slight destocking");
  assert.equal(at(-0.05), "slight destocking");
  assert.equal(at(-0.0500001), "destocking");
  assert.throws(() => marketState(1, 0), RangeError);
});

Deno.test("daysOfCover() scales with the stock, and refuses a use of nothing", () => {
  fc.assert(fc.property(amount, amount, (stock, use) => {
    near(daysOfCover(2 * stock, use, 31), 2 * daysOfCover(stock, use, 31), 62 * stock / use);
  }));
  assert.throws(() => daysOfCover(1, 0, 31), RangeError);
  assert.throws(() => daysOfCover(-1, 1, 31), RangeError);
});

Deno.test("operatingRate() is 1 at full capacity on either basis", () => {
  near(operatingRate(300, 300, 300, 300), 1, 1);
  near(operatingRate(100, 365, 100, 365), 1, 1);
  assert.throws(() => operatingRate(1, 0, 30, 365), RangeError);
});
