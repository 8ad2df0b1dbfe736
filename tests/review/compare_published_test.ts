import assert from "node:assert/strict";
import { parseDay } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { comparePublished, type PublishedComparison } from "@silicon/balance/review";
import { type MadeUp, madeUpLedger } from "./_made_up.ts";

/** 9 kt a day are used: builds of 31, 28 and 31 kt. */
const QUARTER: MadeUp[] = [
  { period: "2025-01", value: 310000, published: "2025-02-01" },
  { period: "2025-02", value: 280000, published: "2025-03-01" },
  { period: "2025-03", value: 310000, published: "2025-04-01" },
];

async function compare(...said: Partial<MadeUp>[]): Promise<PublishedComparison[]> {
  return comparePublished(
    await madeUpLedger([
      ...QUARTER,
      ...said.map((entry) => ({
        series: "implied_stock_change",
        period: "2025-Q1",
        value: 0,
        basis: "estimate",
        published: "2025-04-10",
        ...entry,
      })),
    ]),
  );
}

Deno.test("comparePublished() covers every published balance of the real data", async () => {
  const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
  const rows = comparePublished(ledger);
  const of = (publisher: string, period: string, words = false) =>
    rows.find((row) =>
      row.publisher === publisher && row.period === period &&
      (row.balanceClass !== undefined) === words
    )!;
  const covered = new Set(rows.flatMap(({ statements }) => statements));
  for (const statement of ledger.current) {
    if (statement.series === "implied_stock_change" || statement.series === "balance_statement") {
      assert.ok(covered.has(statement), `${statement.file}:${statement.line} is left out`);
    }
  }
  const january = of("SMM", "2026-01");
  assert.equal(january.verdict, "agree");
  assert.deepEqual(january.closedOnPrint, ["2026-01"]);
  const quarter = of("SMM", "2025-Q1");
  assert.equal(quarter.verdict, "gap");
  assert.ok(quarter.gapKt! < -100, "the account draws where SMM printed +45 kt");
  const tenMonths = of("SMM", "2024-01/2024-10");
  assert.deepEqual([tenMonths.from, tenMonths.to], ["2024-01", "2024-10"]);
  assert.equal(of("SMM", "2025-01/2025-02").verdict, "agree");
  assert.deepEqual(
    [of("SMM", "2024-Q3", true).verdict, of("SMM", "2024-Q3").verdict],
    ["agree", "gap"],
  );
  const year = of("SMM", "2023", true);
  assert.equal(year.verdict, "cannot say");
  assert.equal(year.reason, "2023-01 to 2023-12 cannot be closed: production is missing");
  assert.match(of("Antaike", "2024-10").scopeNote, /Antaike/);
});

Deno.test("comparePublished() agrees with a figure inside the account's band", async () => {
  const [row] = await compare({ value: 85000 });
  assert.equal(row!.verdict, "agree");
  assert.equal(row!.accountKt!.value.toFixed(1), "90.0");
  assert.equal(row!.gapKt!.toFixed(1), "4.5");
  assert.equal(row!.rangesReach, true);
});

Deno.test("comparePublished() gives the gap to a figure outside the band, with its sign", async () => {
  const [row] = await compare({ value: -20000 });
  assert.equal(row!.verdict, "gap");
  assert.equal(row!.gapKt!.toFixed(0), "105");
  const [other] = await compare({ value: 250000 });
  assert.equal(other!.verdict, "gap");
  assert.ok(other!.gapKt! < 0);
});

Deno.test("comparePublished() cannot say where a month cannot be closed, and names it", async () => {
  const [row] = await compare({ period: "2025-H1", value: 85000 });
  assert.equal(row!.verdict, "cannot say");
  assert.equal(row!.accountKt, undefined);
  assert.equal(row!.gapKt, undefined);
  assert.equal(row!.reason, "2025-04 to 2025-06 cannot be closed: production is missing");
});

Deno.test("comparePublished() reads the two ends of a range as one figure", async () => {
  const rows = await compare({ value: 80000, bound: "range_low" }, {
    value: 95000,
    bound: "range_high",
  });
  assert.equal(rows.length, 1);
  assert.equal(rows[0]!.gapKt, 0);
});

Deno.test("comparePublished() holds one-sided figures to their side", async () => {
  const [atLeast] = await compare({ value: 200000, bound: "at_least" });
  assert.equal(atLeast!.verdict, "gap");
  const [atMost] = await compare({ value: 200000, bound: "at_most" });
  assert.deepEqual([atMost!.verdict, atMost!.gapKt], ["agree", 0]);
});

Deno.test("comparePublished() holds words to the balances they allow", async () => {
  const said = async (value: string) => {
    const [row] = await compare({ series: "balance_statement", measure: "class", value });
    return row!.verdict;
  };
  assert.equal(await said("surplus"), "agree");
  assert.equal(await said("loose"), "agree");
  assert.equal(await said("deficit"), "gap");
  assert.equal(await said("slight_destocking"), "gap");
});

Deno.test("comparePublished() says so where the account is closed on the very figure", async () => {
  const [row] = await compare({ period: "2025-02", value: 25000 });
  assert.deepEqual(row!.closedOnPrint, ["2025-02"]);
  assert.match(row!.reason, /February 2025 is closed on SMM's own figure/);
  const [other] = await compare({ period: "2025-02", value: 25000, publisher: "Antaike" });
  assert.deepEqual(other!.closedOnPrint, []);
});

Deno.test("comparePublished() takes a year to date from January", async () => {
  const [row] = await compare({ measure: "ytd", period: "2025-02", value: 59000 });
  assert.deepEqual([row!.from, row!.to], ["2025-01", "2025-02"]);
  assert.equal(row!.accountKt!.value.toFixed(1), "59.0");
});
