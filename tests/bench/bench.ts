import type { BenchRow } from "./_row.ts";
import { estimateBench } from "./estimate_bench.ts";
import { explorerBench } from "./explorer_bench.ts";
import { kernelBench } from "./kernel_bench.ts";
import { reconcileBench } from "./reconcile_bench.ts";
import { renderBench } from "./render_bench.ts";
import { scenarioBench } from "./scenario_bench.ts";

const BENCHES: readonly (() => Promise<BenchRow[]>)[] = [
  reconcileBench,
  estimateBench,
  kernelBench,
  renderBench,
  scenarioBench,
  explorerBench,
];

const rows: BenchRow[] = [];
for (const bench of BENCHES) rows.push(...await bench());
console.table(rows);
