import type { BenchRow } from "./_row.ts";
import { renderBench } from "./render_bench.ts";

const BENCHES: readonly (() => Promise<BenchRow[]>)[] = [renderBench];

const rows: BenchRow[] = [];
for (const bench of BENCHES) rows.push(...await bench());
console.table(rows);
