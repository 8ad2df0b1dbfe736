import assert from "node:assert/strict";
import { dirname } from "node:path";
import { type Cell, readNotebook, writeNotebook } from "../../src/notebook/mod.ts";

const ROOT = new URL("../../", import.meta.url);

interface Ended {
  code: number;
  text: string;
}

async function deno(args: string[], cwd: string | URL): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, text: text(stdout) + text(stderr) };
}

const dryRun = await deno(["publish", "--dry-run", "--allow-dirty"], ROOT);
const published = [...dryRun.text.matchAll(new RegExp(`${ROOT.href}(\\S+) \\(`, "g"))]
  .map(([, file]) => file!);

Deno.test("the package is published without a warning, and holds what a user needs and no more", () => {
  assert.equal(dryRun.code, 0, dryRun.text);
  assert.doesNotMatch(dryRun.text, /^(warning|error)/m);
  const known =
    /^src\/|^(CHANGELOG\.md|LICENSE|README\.md|deno\.json|deno\.lock|package\.json|THIRD_PARTY\.md)$/;
  assert.deepEqual(published.filter((file) => !known.test(file)), []);
  assert.ok(published.includes("src/mod.ts") && published.includes("src/cli/render.ts"));
});

const CONFIG = {
  imports: { "@silicon/balance": "jsr:@silicon/balance@^0.1.0" },
  links: ["../package"],
  nodeModulesDir: "none",
  tasks: {
    render: "deno run -A @silicon/balance/cli/render",
    update: "deno run -A @silicon/balance/cli/update",
    check: "deno run -A @silicon/balance/cli/check",
  },
};

/** A notebook of the project's own with a live panel, on the data of the folder that it lies in. */
function ownNotebook(): string {
  const name = "notebooks/04_demand_declines.ipynb";
  const notebook = readNotebook(Deno.readTextFileSync(new URL(name, ROOT)), name);
  const replace = (from: string, to: string) => {
    const cell = notebook.cells.find(({ source }) => source.includes(from));
    assert.ok(cell, `no cell of ${name} holds ${from}`);
    cell.source = cell.source.replace(from, to);
  };
  replace('const asOf = "latest";', 'const asOf = "2026-02-10";\nconst folder = "../data/";');
  replace("await openLedger({ asOf: parseAsOf(asOf) })", LEDGER);
  notebook.cells.push(code("production", PRODUCTION), code("bare", BARE, "raises-exception"));
  return writeNotebook(notebook);
}

function code(id: string, source: string, ...tags: string[]): Cell {
  const metadata = tags.length === 0 ? {} : { tags };
  return { cell_type: "code", id, metadata, source, execution_count: null, outputs: [] };
}

const LEDGER = "await openLedger({ asOf: parseAsOf(asOf), folder })";

const PRODUCTION =
  `const { points } = (await openLedger({ asOf: "latest", folder })).series("silicon_metal_production");
fact("production 2026-03", points.find(({ month }) => month === "2026-03")!.value!, "kt");`;

const BARE = 'await openLedger({ asOf: "latest" });';

/** A figure that no publisher printed. */
const MADE_UP = `series,measure,region,period,value,unit,basis,bound,publisher,published,url,note
silicon_metal_production,level,CN,2026-03,123400,mt,actual,,SMM,2026-04-09,https://example.com/made-up,made up
`;

/** A folder that has the package as a user would have it, and data and a notebook of its own. */
async function withUser(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = Deno.realPathSync(await Deno.makeTempDir({ prefix: "user-" }));
  try {
    const copy = async (file: string, to: string) => {
      await Deno.mkdir(dirname(to), { recursive: true });
      await Deno.copyFile(new URL(file, ROOT), to);
    };
    for (const file of published) await copy(file, `${parent}/package/${file}`);
    const folder = `${parent}/user`;
    for (const within of ["data/", "data/statements/", "data/scenarios/"]) {
      for (const { name, isFile } of Deno.readDirSync(new URL(within, ROOT))) {
        if (isFile) await copy(within + name, `${folder}/${within}${name}`);
      }
    }
    await copy("package.json", `${folder}/package.json`);
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify(CONFIG));
    await Deno.mkdir(`${folder}/notebooks`);
    await Deno.writeTextFile(`${folder}/notebooks/own.ipynb`, ownNotebook());
    await Deno.writeTextFile(`${folder}/month.csv`, MADE_UP);
    await use(folder);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

Deno.test("the package serves a folder with data and notebooks of its own", async (t) => {
  await withUser(async (folder) => {
    const task = (...args: string[]) => deno(["task", "--quiet", ...args], folder);
    await t.step("update adds to the folder's data", async () => {
      const { code, text } = await task("update", "month.csv", "--write");
      assert.equal(code, 0, text);
      assert.match(Deno.readTextFileSync(`${folder}/data/statements/2026-04.csv`), /,123400,/);
    });
    await t.step("check finds nothing in the folder's notebook", async () => {
      const { code, text } = await task("check");
      assert.equal(code, 0, text);
    });
    await t.step("render makes a page of the folder's data, its panel alive", async () => {
      const { code, text } = await task("render");
      assert.equal(code, 0, text);
      const page = Deno.readTextFileSync(`${folder}/site/own.html`);
      assert.match(page, /production 2026-03: <data value="123.4">/);
      assert.match(page, /customElements\.define/);
    });
    await t.step("openLedger() says that it needs a folder", () => {
      const path = `${folder}/site/own.ipynb`;
      const cell = readNotebook(Deno.readTextFileSync(path), path).cells.at(-1)!;
      assert.match(JSON.stringify(cell), /the package comes without any, and no folder/);
    });
  });
});
