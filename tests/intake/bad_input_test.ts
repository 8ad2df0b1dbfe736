import assert from "node:assert/strict";
import { loadData } from "@silicon/balance/statements";
import { MOST_INCOMING_BYTES, readIncoming } from "../../src/intake/mod.ts";
import { BAD_FILES } from "./_bad_files.ts";

const { catalogue } = await loadData();

Deno.test("readIncoming() answers each broken file with one problem at its line and column", async (t) => {
  assert.ok(BAD_FILES.length >= 60);
  for (const { name, file, bytes, at, says } of BAD_FILES) {
    await t.step(name, async () => {
      const content = new Uint8Array(bytes()).slice(0, MOST_INCOMING_BYTES + 1);
      const { problems, questions, statements } = await readIncoming(content, file, catalogue);
      const wrong = problems.length > 0 ? problems : questions.map(({ problem }) => problem);
      if (problems.length > 0) assert.equal(problems.length, 1, JSON.stringify(problems));
      else assert.equal(statements.length, 0);
      const { line, column, field, found, expected } = wrong[0]!;
      const text = `${field} ${found} ${expected}`;
      if (problems.length > 0) assert.match(text, says);
      assert.equal(`${line}:${column}`, at, text);
    });
  }
});
