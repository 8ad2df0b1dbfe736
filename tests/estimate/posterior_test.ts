import assert from "node:assert/strict";
import { parseMonth } from "@silicon/balance/calendar";
import { type Observation, posteriorOf, type Term } from "../../src/estimate/mod.ts";
import { oracle } from "./_oracle.ts";

const { evidence, solution } = await oracle();
const { months } = evidence;
const normal = posteriorOf({ ...evidence, freedom: Infinity });
const balance = (from: string, to = from): Term[] => [
  { of: "balance", from: parseMonth(from), to: parseMonth(to) },
];

function near(found: number, expected: number, within: number, what: string): void {
  assert.ok(Math.abs(found - expected) <= within, `${what}: ${found}, expected ${expected}`);
}

Deno.test("posteriorOf() gives another program's balances, errors and use within 1e-3 kt", () => {
  months.forEach((month, t) => {
    const { value, sd } = normal.of(balance(month));
    near(value, solution.balance[t]![0], 1e-3, month);
    near(sd, solution.balance[t]![1], 1e-3, `sd of ${month}`);
    near(
      normal.of([{ of: "use", from: month }]).value,
      solution.useKt[t]!,
      1e-3,
      `use in ${month}`,
    );
  });
  for (const [span, [value, sd]] of Object.entries(solution.spans)) {
    const [from, to] = span.split("..");
    near(normal.of(balance(from!, to)).value, value, 1e-3, span);
    near(normal.of(balance(from!, to)).sd, sd, 1e-3, `sd of ${span}`);
  }
  for (const [id, value] of Object.entries(solution.coefficients)) {
    near(normal.of([{ of: id }]).value, value, 1e-5, id);
  }
});

Deno.test("posteriorOf() with heavy tails lets two misprints of a factor ten be, and names them", () => {
  const walks = ["production", "exports"].flatMap((of) =>
    months.slice(1).map((from, t): Observation => ({
      ...{ id: `walk of ${of} ${from}`, form: "log", kind: "prior", low: 0, high: 0, sd: 0.15 },
      ...{ terms: [{ of, from }], under: [{ of, from: months[t]! }] },
    }))
  );
  const right = [...evidence.observations, ...walks];
  const wrong = right.map((one) =>
    ["P 2025-10", "Y 2025-09"].includes(one.id)
      ? { ...one, low: one.low / 10, high: one.high / 10 }
      : one
  );
  const [before, after] = [right, wrong].map((observations) =>
    posteriorOf({ ...evidence, observations })
  );
  near(after!.of(balance("2026-01")).value, before!.of(balance("2026-01")).value, 2, "January");
  const named = after!.outliers().map(({ observation }) => observation.id);
  assert.ok(named.includes("P 2025-10") && named.includes("Y 2025-09"), named.join());
});

Deno.test("a term that names nothing, or a month outside, is refused with what there is", () => {
  assert.throws(
    () => normal.of([{ of: "productoin", from: months[0]! }]),
    /^RangeError: Cannot read the estimate: a term's of must be .*is "productoin"; did you mean production\?$/,
  );
  assert.throws(
    () => normal.of(balance("2026-03")),
    /^RangeError: Cannot read the estimate: the months of balance must lie from 2024-01 to 2026-02, are 2026-03 to 2026-03$/,
  );
});
