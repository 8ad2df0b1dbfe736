import { simulateParallel } from "@silicon/balance/ledger";
import { resolveScenario, simulate } from "@silicon/balance/scenario";
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
