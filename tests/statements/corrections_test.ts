import assert from "node:assert/strict";
import { loadData, readCorrections } from "@silicon/balance/statements";

Deno.test("loadData() hands out corrected statements, and the print beside them", async () => {
  const { statements, asPrinted, corrections } = await loadData();
  const fall = (among: typeof statements) =>
    among.filter((s) =>
      s.series === "silicon_metal_production" && s.measure === "change_mom" &&
      s.period === "2025-02" && s.region === "CN" && s.published === "2025-03-03"
    );
  const [printed] = fall(asPrinted), [mended] = fall(statements);
  assert.deepEqual([printed!.printed, printed!.value], ["-1450", -1.45]);
  assert.deepEqual([mended!.printed, mended!.value], ["-14500", -14.5]);
  assert.match(mended!.note, /printed -1450: the level of 289,500/);
  const leftOut = corrections.filter(({ used }) => used === undefined);
  assert.ok(leftOut.length > 0);
  assert.equal(statements.length, asPrinted.length - leftOut.length);
});

Deno.test("readCorrections() names line and column of what is wrong", () => {
  const header = "series,measure,region,period,publisher,published,printed,used,reason,found_by";
  const text = `${header}\nx,mom,CN,2025-02,SMM,2025-02-30,-1450,"-14,5",,me\n`;
  const { corrections, problems } = readCorrections(text, "data/corrections.csv");
  assert.deepEqual(corrections, []);
  assert.deepEqual(problems.map(({ line, column, field }) => [line, column, field]), [
    [2, 22, "published"],
    [2, 39, "used"],
    [2, 47, "reason"],
  ]);
});

Deno.test("readCorrections() wants the header even of an empty file", () => {
  assert.equal(readCorrections("", "data/corrections.csv").problems.length, 1);
});
