import assert from "node:assert/strict";
import { loadData } from "@silicon/balance/statements";
import { type CodeCell, readNotebook } from "../../src/notebook/mod.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Made-up figures, as a publisher might print them in March 2026. */
const MARCH = [
  "series,measure,region,period,value,unit,basis,bound,publisher,published,url,note",
  "silicon_metal_production,mom,CN,2026-02,-26.0,%,actual,,SMM,2026-03-05,,made up for a test",
  "silicon_metal_production,yoy,CN,2026-02,-4.0,%,actual,,SMM,2026-03-05,,made up for a test",
  "polysilicon_production,level,CN,2026-02,79000,mt,actual,,CNIA Silicon Branch,2026-03-04,,made up for a test",
  "silicon_metal_production,mom,CN,2026-03,12.0,%,forecast,about,SMM,2026-03-05,,made up for a test",
].join("\n") + "\n";

/** Runs a task of a copy of the project; gives what it said, and fails with it. */
async function task(folder: string, file: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `src/cli/${file}`, ...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assert.ok(success, text.decode(stderr) + text.decode(stdout));
  return text.decode(stdout);
}

/** Everything that a notebook of the site shows as text, cell by cell. */
async function shown(folder: string, stem: string): Promise<string> {
  const name = `${stem}.ipynb`;
  const notebook = readNotebook(await Deno.readTextFile(`${folder}/site/${name}`), name);
  return notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === "code")
    .flatMap(({ outputs }) => outputs)
    .map((output) => "data" in output ? String(output.data["text/plain"] ?? "") : "").join("\n");
}

Deno.test("a month's figures, added by one command, reach every notebook with nothing else edited", async () => {
  const folder = await Deno.makeTempDir({ prefix: "new-month-" });
  try {
    for (
      const name of [
        "src",
        "data",
        "notebooks",
        "deno.json",
        "deno.lock",
        "package.json",
        "THIRD_PARTY.md",
      ]
    ) {
      await new Deno.Command("cp", { args: ["-r", `${ROOT}${name}`, folder] }).output();
    }
    await Deno.writeTextFile(`${folder}/march.csv`, MARCH);
    const said = await task(folder, "update.ts", "march.csv", "--write");
    assert.match(said, /silicon_metal_production/);
    await task(folder, "render.ts");

    const record = await Deno.readTextFile(`${folder}/site/.records/01_market_balance.json`);
    const { sha256 } = await loadData(new URL(`file://${folder}/data/`));
    assert.equal(JSON.parse(record).value.provenance.dataSha256, sha256, "the page names the data");

    const balance = await shown(folder, "01_market_balance");
    assert.match(balance, /March 2026/);
    assert.match(balance, /2026-02 +277\.9\d? .*derived/, "February moved from forecast to actual");
    assert.match(balance, /2026-03 +311\.\d+ .*forecast/, "March has an outlook");

    const changed = await shown(folder, "07_what_changed");
    assert.match(changed, /balance of February 2026 went from -5\.8 kt/);
    assert.match(changed, /New data did most of it/);

    const score = await shown(folder, "08_keeping_score");
    assert.match(score, /2026-02 +2026-02-0\d +273\.7 +277\.9/, "February's outlook is scored");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
