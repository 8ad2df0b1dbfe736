import assert from "node:assert/strict";
import fc from "fast-check";
import {
  calendarReceipt,
  closeAccount,
  closeOnBalance,
  daysOfCover,
  exactly,
  type Figure,
  flowsOf,
  linesIn,
  logMeanSplit,
  marketState,
  placeOf,
  planOf,
  quantityEffects,
  type Scope,
} from "@silicon/balance/balance";
import { addMonths, parseMonth } from "@silicon/balance/calendar";
import { loadData } from "@silicon/balance/statements";

const { plan } = await loadData();
const COUNT = plan.quantities.length;
const place = (id: string) => placeOf(plan, id);

const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
const month = fc.integer({ min: 0, max: 240 }).map((n) => addMonths(parseMonth("2015-01"), n));
const values = fc.array(amount, { minLength: COUNT, maxLength: COUNT });
const scopes = fc.constantFrom<Scope>("core", "wide");

function near(a: number, b: number, scale: number): void {
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, scale), `${a} is not ${b}`);
}

Deno.test("flowsOf() is the account written out by hand, for 10,000 random accounts in both scopes", () => {
  const amount = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(
    fc.property(fc.array(amount, { minLength: COUNT, maxLength: COUNT }), (of) => {
      const [production, extra, imports, polysilicon, polysiliconUse, silicone, siliconeUse] = of;
      const [primaryAlloy, secondaryAlloy, exports, other] = of.slice(7);
      const use = polysilicon! * polysiliconUse! + silicone! * siliconeUse! +
        (primaryAlloy! + secondaryAlloy!) + exports! + other!;
      for (const scope of ["core", "wide"] as const) {
        const supply = production! + imports! + (scope === "wide" ? extra! : 0);
        const flows = flowsOf(plan, of, scope);
        const within = 1e-12 * Math.max(1, supply + use);
        assert.ok(Math.abs(flows.supplyKt - supply) <= within);
        assert.ok(Math.abs(flows.useKt - use) <= within);
        assert.ok(Math.abs(flows.balanceKt - (supply - use)) <= within);
      }
    }),
    { numRuns: 10_000 },
  );
});

Deno.test("flowsOf() adds up its lines, and leaves those of the wide scope out of the core one", () => {
  fc.assert(fc.property(values, scopes, (of, scope) => {
    const { linesKt, supplyKt, useKt } = flowsOf(plan, of, scope);
    const sum = (side: "supply" | "use") =>
      plan.lines.reduce((total, line, i) => total + (line.side === side ? linesKt[i]! : 0), 0);
    near(sum("supply"), supplyKt, supplyKt);
    near(sum("use"), useKt, useKt);
    const extra = plan.lines.findIndex(({ id }) => id === "extra_supply");
    assert.equal(linesKt[extra], scope === "wide" ? of[place("extra_supply")] : 0);
  }));
});

Deno.test("flowsOf() and linesIn() count the market's own scope unless told otherwise", () => {
  const wide = planOf({
    market: { scope: "wide" },
    quantities: [{ id: "mined" }, { id: "scrap" }],
    lines: [
      { id: "mined", side: "supply", amount: "mined" },
      { id: "scrap", side: "supply", amount: "scrap", scope: "wide" },
    ],
  });
  assert.equal(flowsOf(wide, [10, 3]).supplyKt, 13);
  assert.equal(flowsOf(wide, [10, 3], "core").supplyKt, 10);
  assert.deepEqual(linesIn(wide).map(({ id }) => id), ["mined", "scrap"]);
  assert.deepEqual(linesIn(wide, "core").map(({ id }) => id), ["mined"]);
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

const CLOSING = [place("primary_alloy_use"), place("secondary_alloy_use")];
const assumed = (value: number): Figure => ({
  range: { low: value / 2, value, high: 2 * value },
  status: "assumed",
  sources: [],
});
const printedBalance = (kt: number) =>
  ({ kt, source: { kind: "statement", text: "a print" } }) as const;

Deno.test("closeOnBalance() put back gives the balance it was closed on, split as assumed", () => {
  fc.assert(fc.property(values, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (of, share) => {
    const without = of.map((value, at) => CLOSING.includes(at) ? 0 : value);
    const open = flowsOf(plan, without).balanceKt;
    fc.pre(open > 0.01);
    const target = open * share;
    const figures = closeOnBalance(
      plan,
      parseMonth("2026-01"),
      of.map(assumed),
      printedBalance(target),
    );
    const flows = flowsOf(plan, figures.map(({ range }) => range.value));
    near(flows.balanceKt, target, flows.supplyKt + flows.useKt);
    const [primary, secondary] = CLOSING.map((at) => figures[at]!);
    const crossed = primary!.range.value * of[CLOSING[1]!]!;
    near(crossed, secondary!.range.value * of[CLOSING[0]!]!, crossed);
    for (const { range, status, sources } of [primary!, secondary!]) {
      assert.equal(status, "residual");
      assert.equal(sources[0]!.text, "a print");
      assert.ok(range.low <= range.value && range.value <= range.high);
    }
    figures.forEach((figure, at) => {
      if (!CLOSING.includes(at)) assert.deepEqual(figure, assumed(of[at]!));
    });
  }));
});

Deno.test("closeOnBalance() keeps what is assumed of the bounds, and widens them to what is left", () => {
  const of = plan.quantities.map(({ kind }): number => kind === "flow" ? 0 : 1);
  of[place("production")] = 100;
  CLOSING.forEach((at) => of[at] = 20);
  const bounds = (balanceKt: number) => {
    const figures = closeOnBalance(
      plan,
      parseMonth("2026-01"),
      of.map(assumed),
      printedBalance(balanceKt),
    );
    return figures[CLOSING[0]!]!.range;
  };
  assert.deepEqual(bounds(50), { value: 25, low: 10, high: 40 });
  assert.deepEqual(bounds(0), { value: 50, low: 10, high: 50 });
  assert.deepEqual(bounds(90), { value: 5, low: 5, high: 40 });
});

Deno.test("closeOnBalance() refuses a balance that leaves less than nothing, naming who closes", () => {
  const of = plan.quantities.map(({ kind }) => kind === "flow" ? 10 : 1);
  assert.throws(
    () => closeOnBalance(plan, parseMonth("2026-01"), of.map(assumed), printedBalance(100)),
    /account for 2026-01 on a balance of 100 kt: the other lines leave -120\.0 kt for Primary alloy use and Secondary alloy use/,
  );
});

Deno.test("closeOnBalance() leaves figures as given where nothing closes", () => {
  const open = planOf({
    quantities: [{ id: "mined" }, { id: "used" }],
    lines: [
      { id: "mined", side: "supply", amount: "mined" },
      { id: "used", side: "use", amount: "used" },
    ],
  });
  const figures = [30, 20].map(assumed);
  assert.equal(closeOnBalance(open, parseMonth("2026-01"), figures, printedBalance(5)), figures);
});

Deno.test("closeAccount() bounds hold every combination of quantities inside their ranges", () => {
  const spread = fc.record({
    low: amount,
    up: amount,
    more: amount,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const cases = fc.tuple(month, scopes, fc.array(spread, { minLength: COUNT, maxLength: COUNT }));
  fc.assert(fc.property(cases, ([month, scope, spreads]) => {
    const figures = spreads.map(({ low, up, more }): Figure => ({
      range: { low, value: low + up, high: low + up + more },
      status: "assumed",
      sources: [],
    }));
    const account = closeAccount({ plan, month, scope, figures, pools: [], errorShare: 0.02 });
    const inside = spreads.map(({ low, up, more, at }) => low + at * (up + more));
    const flows = flowsOf(plan, inside, scope);
    const slack = 1e-9 * (flows.supplyKt + flows.useKt);
    for (const total of ["supplyKt", "useKt", "balanceKt"] as const) {
      assert.ok(account[total].low - slack <= flows[total]);
      assert.ok(flows[total] <= account[total].high + slack);
    }
    const lines = account.lines.filter((line) => line.side === "use");
    for (const end of ["low", "value", "high"] as const) {
      near(
        lines.reduce((sum, line) => sum + line.kt[end], 0),
        account.useKt[end],
        account.useKt[end],
      );
    }
    assert.deepEqual(account.lines.map(({ id }) => id), linesIn(plan, scope).map(({ id }) => id));
  }));
});

Deno.test("closeAccount() refuses a negative quantity and names it, and one without a figure", () => {
  const figures = plan.quantities.map(() => assumed(1));
  const close = (of: readonly Figure[]) =>
    closeAccount({
      plan,
      month: parseMonth("2026-02"),
      figures: of,
      pools: [],
      errorShare: 0.02,
    });
  const negative = { ...assumed(1), range: { value: -3, low: -3, high: 1 } };
  assert.throws(
    () => close(figures.with(place("exports"), negative)),
    { name: "RangeError", message: /account for 2026-02: exports must be a number >= 0, is -3/ },
  );
  assert.throws(() => close(figures.slice(0, -1)), /other_use must be a number >= 0, is NaN/);
});

Deno.test("quantityEffects() moves one quantity at a time, the widest effect first, none that moves nothing", () => {
  fc.assert(fc.property(values, scopes, (of, scope) => {
    const figures = of.map(assumed).with(place("exports"), {
      ...assumed(1),
      range: exactly(of[place("exports")]!),
    });
    const effects = quantityEffects(plan, figures, scope);
    const ids = effects.map(({ quantity }) => quantity);
    assert.equal(ids.includes("extra_supply"), scope === "wide");
    assert.ok(!ids.includes("exports"));
    effects.forEach(({ quantity, balanceAtLowKt, balanceAtHighKt, spanKt }, i) => {
      const at = place(quantity);
      const ends = [of[at]! / 2, 2 * of[at]!].map((end) =>
        flowsOf(plan, figures.map(({ range }) => range.value).with(at, end), scope).balanceKt
      );
      assert.deepEqual([balanceAtLowKt, balanceAtHighKt], ends);
      assert.equal(spanKt, Math.abs(ends[1]! - ends[0]!));
      assert.ok(i === 0 || effects[i - 1]!.spanKt >= spanKt);
    });
  }));
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
