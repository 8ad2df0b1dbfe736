import assert from "node:assert/strict";
import { parseDay } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { balanceRecord, type BalanceScore, scoreBalances } from "@silicon/balance/review";
import { isNumber, loadData, reprinted } from "@silicon/balance/statements";

const data = await loadData();
const DAY = parseDay("2026-02-10");
const scoresOf = async (statements = data.statements, asOf = DAY) =>
  scoreBalances(await openLedger({ asOf, data: { ...data, statements } }));
const scores = await scoresOf();
const find = (all: readonly BalanceScore[], publisher: string, period: string, inWords = false) =>
  all.find(({ said }) =>
    said.publisher === publisher && said.period === period &&
    (said.balanceClass !== undefined) === inWords
  )!;

Deno.test("scoreBalances() asks an estimate that has not seen the balance: another figure there moves the distance alone", async () => {
  const statements = data.statements.map((one) =>
    isNumber(one) && one.series === "implied_stock_change" && one.publisher === "SMM" &&
      one.period === "2025-Q1"
      ? reprinted(one, String(Number(one.printed) * 3))
      : one
  );
  const [before, after] = [scores, await scoresOf(statements)].map((all) =>
    find(all, "SMM", "2025-Q1")
  );
  assert.ok(after!.said.published.low > 2 * before!.said.published.high);
  for (const end of ["value", "low", "high"] as const) {
    assert.ok(Math.abs(after!.estimateKt[end] - before!.estimateKt[end]) < 0.01);
  }
  const moved = after!.said.published.low - before!.said.published.low;
  assert.ok(Math.abs(before!.estimateGapKt - after!.estimateGapKt - moved) < 0.01);
  assert.ok(after!.z! < before!.z!);
});

Deno.test("scoreBalances() does not count what the account closes on, repeats in words, or outlooks that were reported on", () => {
  assert.equal(find(scores, "SMM", "2025-Q1").counted, true);
  assert.equal(find(scores, "SMM", "2025-Q1", true).counted, false);
  assert.equal(find(scores, "SMM", "2026-01").counted, false);
  const outlook = find(scores, "SMM", "2025-03", true);
  assert.deepEqual([outlook.said.basis, outlook.counted, outlook.z], [
    "forecast",
    false,
    undefined,
  ]);
});

Deno.test("scoreBalances() counts publishers of unknown error, and gives them no z", () => {
  const { counted, z, estimateGapKt } = find(scores, "Hongye Futures", "2025", true);
  assert.deepEqual([counted, z], [true, undefined]);
  assert.ok(estimateGapKt > 0);
});

Deno.test("scoreBalances() has nothing to say where no published month can be closed", async () => {
  assert.deepEqual(await scoresOf(data.statements, parseDay("2023-06-10")), []);
  assert.deepEqual(await scoresOf(data.statements, parseDay("2024-08-10")), []);
});

Deno.test("balanceRecord() says of March 2025 that there is too little to judge", async () => {
  const { count, words } = balanceRecord(await scoresOf(data.statements, parseDay("2025-03-10")));
  assert.ok(count > 0 && count < 8);
  assert.equal(
    words,
    `Only ${count} published balances can be compared with both: too few to say which comes nearer.`,
  );
});

/** Balances that count, with these distances, kt. */
const off = (gaps: readonly (readonly [account: number, estimate: number])[]) =>
  gaps.map(([gapKt, estimateGapKt]) => ({
    ...scores[0]!,
    said: { ...scores[0]!.said, gapKt },
    estimateGapKt,
    counted: true,
  }));
const times = (n: number, account: number, estimate: number) =>
  off(Array.from({ length: n }, () => [account, estimate] as const));

Deno.test("balanceRecord() concludes from eight balances that all fall one way, and says which", () => {
  const { accountKt, estimateKt, nearer, words } = balanceRecord(times(8, -40, 10));
  assert.deepEqual([accountKt, estimateKt, nearer], [40, 10, 8]);
  assert.match(
    words,
    /lies 40 kt .* 10 kt\. The estimate comes nearer in 8 of the 8 .*, more often than by chance \(sign test, p = 0\.008\)\.$/,
  );
  assert.match(balanceRecord(times(9, 10, -40)).words, /The account comes nearer in 9 of the 9/);
});

Deno.test("balanceRecord() draws no conclusion from seven, nor where either comes nearer as often", () => {
  assert.match(balanceRecord(times(7, 40, 10)).words, /^Only 7 published balances .* too few/);
  assert.match(
    balanceRecord([...times(6, 40, 10), ...times(5, 1, 2)]).words,
    /nearer in 6 of the 11 in which they differ, which may be chance \(sign test, p = 1\.000\): no conclusion\.$/,
  );
});

Deno.test("balanceRecord() takes a balance that both lie within as a draw, and leaves out what does not count", () => {
  const left = times(3, 900, 900).map((score) => ({ ...score, counted: false }));
  const { count, accountKt, nearer, farther } = balanceRecord([
    ...times(4, 0, 0),
    ...times(4, 8, 0),
    ...left,
  ]);
  assert.deepEqual([count, accountKt, nearer, farther], [8, 4, 4, 0]);
});
