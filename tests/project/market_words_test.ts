import assert from "node:assert/strict";

/** What only one market has: its good, products, regions and publishers. They belong in its data. */
const WORDS =
  /silicon[ _]metal|polysilicon|silicones?\b|\bdmc\b|alumini?um|alloy|xinjiang|yunnan|sichuan|gansu|mongolia|\bsmm\b|baichuan|antaike|guotai|\bcnia\b|\bchina\b|\bgfex\b|"CN\b/i;

/** Readers of market notes know the language of one market's notes. */
const NOTE_READER =
  /^intake\/(_note_|_read_|_regions|_tokens|_sentence|_clause|_period|read_note|audit_note|_audit)/;

async function* sources(folder: URL, path = ""): AsyncGenerator<[path: string, text: string]> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) {
      yield* sources(new URL(`${entry.name}/`, folder), `${path}${entry.name}/`);
    } else if (entry.name.endsWith(".ts")) {
      yield [path + entry.name, await Deno.readTextFile(new URL(entry.name, folder))];
    }
  }
}

Deno.test("src knows no market: no good, product, region or publisher is named outside data", async () => {
  const found: string[] = [];
  for await (const [path, text] of sources(new URL("../../src/", import.meta.url))) {
    if (NOTE_READER.test(path)) continue;
    text.split("\n").forEach((line, at) => {
      if (WORDS.test(line)) found.push(`${path}:${at + 1} ${line.trim()}`);
    });
  }
  assert.deepEqual(found, []);
});
