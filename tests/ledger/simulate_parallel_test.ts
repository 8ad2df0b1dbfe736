import { fanParallel, simulateParallel } from "@silicon/balance/ledger";
import { fanOf, resolveScenario, simulate } from "@silicon/balance/scenario";
import assert from "node:assert/strict";
import { BASE, specOf } from "../scenario/_base.ts";

Deno.test("simulateParallel() gives the very paths of simulate(), on several threads and on one", async () => {
  const scenario = resolveScenario(specOf([
    { driver: "exportsKt", kind: "percent", value: -20, probability: 0.5 },
  ], { months: 24 }));
  for (const paths of [84_001, 1000]) {
    const parallel = await simulateParallel(BASE, scenario, { paths, seed: 3 });
    const single = simulate(BASE, scenario, { paths, seed: 3 });
    assert.deepEqual(Object.keys(parallel.lines), Object.keys(single.lines));
    for (const line of ["useKt", "balanceKt", "closingStockKt"] as const) {
      const other = single.lines[line]!;
      assert.ok(parallel.lines[line]!.every((kt, i) => kt === other[i]), line);
    }
    assert.ok(parallel.openingStockKt.every((kt, i) => kt === single.openingStockKt[i]));
    assert.equal(parallel.paths, paths);
  }
});

Deno.test("simulateParallel() refuses what simulate() refuses", async () => {
  const scenario = resolveScenario(specOf([]));
  await assert.rejects(simulateParallel(BASE, scenario, { seed: -1 }), /seed must be a whole/);
  await assert.rejects(simulateParallel(BASE, scenario, { paths: 0.5 }), /paths must be a whole/);
});

Deno.test("simulateParallel() serves several callers at once", async () => {
  const scenario = resolveScenario(specOf([], { months: 24 }));
  const ask = (seed: number) => simulateParallel(BASE, scenario, { paths: 84_000, seed });
  const together = await Promise.all([1, 2, 3].map(ask));
  for (const { seed, lines } of together) {
    const { closingStockKt } = simulate(BASE, scenario, { paths: 84_000, seed }).lines;
    assert.ok(lines.closingStockKt!.every((kt, i) => kt === closingStockKt![i]));
  }
});

Deno.test("fanParallel() gives the very fan of fanOf(), of shared lines and of others", async () => {
  const scenario = resolveScenario(specOf([], { months: 24 }));
  const parallel = await simulateParallel(BASE, scenario, { paths: 84_000 });
  const single = simulate(BASE, scenario, { paths: 84_000 });
  for (const line of ["closingStockKt", "coverTrailingDays"] as const) {
    const expected = fanOf(single, line);
    assert.deepEqual(await fanParallel(parallel, line), expected);
    assert.deepEqual(await fanParallel(single, line), expected);
  }
});

Deno.test("fanParallel() refuses what fanOf() refuses, and works on", async () => {
  const scenario = resolveScenario(specOf([], { months: 24 }));
  const simulation = await simulateParallel(BASE, scenario, { paths: 84_000 });
  await assert.rejects(fanParallel(simulation, "balanceKt", [1.5]), /probability must be 0 to 1/);
  await assert.rejects(fanParallel(simulation, "exportsKt"), /lines must include it/);
  assert.deepEqual(
    await fanParallel(simulation, "balanceKt", [0.5]),
    fanOf(simulation, "balanceKt", [0.5]),
  );
});
