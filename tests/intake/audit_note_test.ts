import assert from "node:assert/strict";
import { parseDay } from "@silicon/balance/calendar";
import { loadData } from "@silicon/balance/statements";
import { auditNote, readNote } from "../../src/intake/mod.ts";

const data = await loadData();
const { catalogue } = data;

async function verdicts(note: string, published = "2026-02-12"): Promise<string[]> {
  const origin = {
    publisher: "SMM",
    published: parseDay(published),
    file: "note",
    catalogue,
    publishers: [],
    region: "CN",
  };
  return (await auditNote(readNote(note, origin), data)).map(({ verdict }) => verdict);
}

Deno.test("auditNote() agrees with levels, changes and totals that fit the reconciled series", async () => {
  const note = "Silicon metal output was 375,500 mt in January, down 5.5% MoM and up 23.5% YoY. " +
    "Silicon metal production in January-February 2025 was 593,600 mt.";
  assert.deepEqual(await verdicts(note), ["agree", "agree", "agree", "agree"]);
});

Deno.test("auditNote() disagrees with figures beyond their rounding", async () => {
  const note =
    "Silicon metal output was 385,500 mt in January 2026. Silicon metal output rose 3% MoM in January.";
  assert.deepEqual(await verdicts(note), ["disagree", "disagree"]);
});

Deno.test("auditNote() cannot say where nothing, or too little, is known", async () => {
  const note =
    "Siloxane production was 150,000 mt in January. Polysilicon output fell 21% MoM in February.";
  assert.deepEqual(await verdicts(note), ["cannot say", "cannot say"]);
});

Deno.test("auditNote() holds words for the balance against the account and its band", async () => {
  const say = (word: string) =>
    verdicts(`The silicon metal market balance in February is expected to be ${word}.`);
  assert.deepEqual(await say("slight destocking"), ["agree"]);
  assert.deepEqual(await say("tight or show slight destocking"), ["agree"]);
  assert.deepEqual(await say("tight"), ["cannot say"]);
  assert.deepEqual(await say("loose"), ["disagree"]);
});

Deno.test("auditNote() holds a build against the balance and one standard deviation", async () => {
  const say = (kt: number) =>
    verdicts(`The theoretical inventory buildup was about ${kt},000 mt in January.`);
  assert.deepEqual(await say(30), ["agree"]);
  assert.deepEqual(await say(40), ["cannot say"]);
  assert.deepEqual(await say(90), ["disagree"]);
});

Deno.test("auditNote() never takes a claim for its own witness", async () => {
  const note = "Silicon metal output was 300,000 mt in March.";
  assert.deepEqual(await verdicts(note, "2026-04-03"), ["cannot say"]);
});

Deno.test("auditNote() holds the sign of a change against the series", async () => {
  const note = (sign: string) =>
    `Silicon metal output is expected to fall in February, with YoY growth turning ${sign}.`;
  assert.deepEqual(await verdicts(note("negative")), ["agree"]);
  assert.deepEqual(await verdicts(note("positive")), ["disagree"]);
});
