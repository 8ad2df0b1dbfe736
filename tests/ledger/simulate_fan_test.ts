import { simulateFan } from "@silicon/balance/ledger";
import { fanOf, resolveScenario, simulate } from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import { type FanTask, giveUp, newCounters, workOn } from "../../src/ledger/_fan_task.ts";
import { BASE, specOf } from "../scenario/_base.ts";

const MANY = 84_001;
const SCENARIO = resolveScenario(specOf([
  { driver: "exportsKt", kind: "percent", value: -20, probability: 0.5 },
], { months: 24 }));

Deno.test("simulateFan() gives the very fan of fanOf(simulate()), on several threads and on one", () => {
  for (const line of ["closingStockKt", "coverTrailingDays", "exportsKt"] as const) {
    for (const paths of [MANY, 1000, 1]) {
      const lines = line === "coverTrailingDays" ? ["closingStockKt", "useKt"] as const : [line];
      const simulation = simulate(BASE, SCENARIO, { paths, seed: 3, lines });
      assert.deepEqual(
        simulateFan(BASE, SCENARIO, line, { paths, seed: 3, probabilities: [0, 0.5, 0.9] }),
        fanOf(simulation, line, [0, 0.5, 0.9]),
      );
    }
  }
});

Deno.test("simulateFan() uses its memory again: twenty calls take no more than two", async () => {
  // In a process of its own: memory is counted by process, and tests run side by side in one.
  const paths = 100_000;
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("_fan_memory.ts", import.meta.url).href, `${paths}`],
    env: { NO_COLOR: "1" },
    stderr: "inherit",
  }).output();
  assert.ok(success);
  const grownBytes = Number(new TextDecoder().decode(stdout));
  const oneCallBytes = paths * SCENARIO.months * Float64Array.BYTES_PER_ELEMENT;
  assert.ok(grownBytes < 5 * oneCallBytes, `grown by ${grownBytes} bytes`);
});

Deno.test("simulateFan() refuses what simulate() and fanOf() refuse, and works on", () => {
  const ask = (options: Parameters<typeof simulateFan>[3]) =>
    simulateFan(BASE, SCENARIO, "balanceKt", options);
  assert.throws(() => ask({ seed: -1 }), /seed must be a whole/);
  assert.throws(() => ask({ paths: 100_000.5 }), /paths must be a whole/);
  assert.throws(() => ask({ paths: 0 }), /paths must be a whole/);
  assert.throws(() => ask({ probabilities: [1.5] }), /probability must be 0 to 1/);
  assert.equal(ask({ paths: MANY }).length, 24);
});

Deno.test("simulateFan() says that another thread failed instead of waiting for it", () => {
  const { openingStockKt: _, lines: __, ...shape } = simulate(BASE, SCENARIO, { paths: 1 });
  const task: FanTask = {
    base: BASE,
    scenario: SCENARIO,
    line: "balanceKt",
    share: { seed: 1, errors: BASE.errors },
    probabilities: [0.5],
    outline: shape,
    memory: new SharedArrayBuffer(8 * (1 + 24 + 48)),
    counters: newCounters(),
  };
  // A thread takes the only part, and fails.
  Atomics.add(new Int32Array(task.counters), 0, 1);
  giveUp(task);
  assert.throws(() => workOn(task), /another thread must do its part, failed/);
});
