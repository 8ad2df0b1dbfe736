/** What every notebook of the project shows as of one day, from one real run of each. */
import assert from "node:assert/strict";
import { runNotebook } from "../../src/kernel/mod.ts";
import {
  injectParameters,
  type MimeBundle,
  type Notebook,
  readNotebook,
} from "../../src/notebook/mod.ts";
import { pageFacts } from "../../src/render/mod.ts";

const AS_OF = "2026-02-10";
const FOLDER = new URL("../../notebooks/", import.meta.url).pathname;
/** Decimals that stand whatever computes them. */
const DECIMALS = 4;

const names = [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
  .filter((name) => name.endsWith(".ipynb")).sort();

for (const [name, run] of await runs()) {
  Deno.test(`${name} shows what it showed as of ${AS_OF}`, async (t) => {
    assert.equal(run.failure, undefined);
    const facts = pageFacts(run.notebook).facts.map(({ name, value, unit }) =>
      `${name}: ${rounded(String(value))} ${unit}`
    );
    await t.assertSnapshot([...facts, ...shownBy(run.notebook)].join("\n\n"));
  });
}

/** Every notebook executed, as many at a time as there are cores. */
async function runs() {
  const executed = new Map<string, Awaited<ReturnType<typeof runNotebook>>>();
  const queue = names.values();
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, async () => {
    for (const name of queue) {
      const written = readNotebook(Deno.readTextFileSync(FOLDER + name), name);
      const notebook = injectParameters(written, { asOf: AS_OF });
      executed.set(name, await runNotebook(notebook, { cwd: FOLDER }));
    }
  }));
  return [...executed].sort(([a], [b]) => a < b ? -1 : 1);
}

/** What each output gives to read: the rows behind a chart or a table, the words of anything else. */
function shownBy({ cells }: Notebook): string[] {
  return cells.flatMap((cell, i) =>
    cell.cell_type !== "code" ? [] : cell.outputs.map((output) => {
      assert.ok("data" in output, `cell ${i + 1} printed, and shows no value`);
      return `cell ${i + 1}\n${rounded(textOf(output.data))}`;
    })
  );
}

function textOf(data: MimeBundle): string {
  if (data["text/csv"] !== undefined) return `${data["text/csv"]}`;
  return `${data["text/html"] ?? data["text/plain"]}`
    .replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, "").replace(/\s+/g, " ")
    .replace(/<\/(?:caption|h\d|li|p|text|title|tr)>/g, "\n").replace(/<\/t[dh]>/g, " | ")
    .replace(/<[^>]*>/g, "").replace(/^[ |]+|[ |]+$|\n(?=[ |]*\n)/gm, "").trim();
}

/** Numbers to the decimals that stand, and no lines of statements: figures that are added move them. */
function rounded(text: string): string {
  return text.replace(/\.csv:\d+/g, ".csv").replace(
    /(?<![\d.])-?(?:0|[1-9]\d*)\.\d+(?:e-\d+)?|\b\d+e-\d+/g,
    (number) => String(Number(Number(number).toFixed(DECIMALS)) + 0),
  );
}
