import { parseMonth } from "@silicon/balance/calendar";
import { reconcile } from "@silicon/balance/reconcile";
import type { Statement } from "@silicon/balance/statements";
import { historyOf, printAll, random } from "../reconcile/_synthetic.ts";
import { type BenchRow, medianMs } from "./_row.ts";

const SIZES = [1_000, 10_000, 100_000] as const;
const YEARS_OF_A_HISTORY = 10;
/** One print in so many is an outlook, as in the data. */
const OUTLOOK_EVERY = 12;

/** Synthetic statements by the thousand, reconciled with their findings; growth from size to size. */
export async function reconcileBench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  let before: number | undefined;
  // The first run of all would also time the compiler.
  reconcile(synthetic(SIZES[1]));
  for (const size of SIZES) {
    const statements = synthetic(size);
    const ms = await medianMs(3, () => Promise.resolve(reconcile(statements)));
    const each = ms / statements.length;
    rows.push({
      what: `${statements.length.toLocaleString("en")} synthetic statements reconciled`,
      measured: `${ms.toFixed(0)} ms, ${(each * 1000).toFixed(1)} us each`,
      beside: before === undefined ? "" : `${(each / before).toFixed(2)} times the smaller run's`,
      goal: size === 100_000 ? "under 1 s, linear" : "linear",
    });
    before = each;
  }
  return rows;
}

function synthetic(count: number): Statement[] {
  const statements: Statement[] = [];
  for (let seed = 1; statements.length < count; seed++) {
    const history = historyOf(12 * YEARS_OF_A_HISTORY, random(seed));
    statements.push(...printAll(history, parseMonth("2016-01"), `s${seed}_production`));
  }
  return statements.slice(0, count).map((one, i) =>
    i % OUTLOOK_EVERY === 0 ? { ...one, basis: "forecast" } : one
  );
}
