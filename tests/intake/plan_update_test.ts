import assert from "node:assert/strict";
import { planUpdate, readIncoming } from "../../src/intake/mod.ts";
import { loadData, STATEMENT_COLUMNS } from "../../src/statements/mod.ts";

const data = await loadData();

/** What an update would do with January's production, of which 375,500 mt were printed on 4 and on 6 February. */
async function planned(value: number, published: string) {
  const row = `silicon_metal_production,level,CN,2026-01,${value},mt,actual,,SMM,${published},,`;
  const bytes = new TextEncoder().encode(`${STATEMENT_COLUMNS.join()}\n${row}\n`);
  const { figures, added } = planUpdate(data, await readIncoming(bytes, "a.csv", data.catalogue));
  const { novelty, before } = figures[0]!;
  return { novelty, before: before.map((print) => print.published), added: added.length };
}

Deno.test("planUpdate() sets a figure beside what was in print by its own day", async () => {
  assert.deepEqual(await planned(376100, "2026-02-06"), {
    novelty: "revised",
    before: ["2026-02-06"],
    added: 1,
  });
  assert.deepEqual(await planned(376100, "2026-02-05"), {
    novelty: "revised",
    before: ["2026-02-04"],
    added: 1,
  });
  assert.equal((await planned(376100, "2026-02-03")).novelty, "new");
});

Deno.test("planUpdate() adds a figure that is printed again on another day, and not on the same", async () => {
  assert.deepEqual(await planned(375500, "2026-02-09"), {
    novelty: "repeated",
    before: ["2026-02-06"],
    added: 1,
  });
  assert.equal((await planned(375500, "2026-02-06")).added, 0);
});
