import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

async function run(task: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `src/cli/${task}.ts`, ...args],
    cwd: PROJECT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** What a reader sees of a page, without its code. */
function wordsOf(page: string): string {
  return page.replace(/<(style|script|details)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

Deno.test("new market makes a folder that renders at once, inside no project too", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const made = await run("new", "market", `${folder}/zinc`, "--title", "Zinc");
    assert.equal(made.code, 0, made.stderr);
    assert.deepEqual(
      [...Deno.readDirSync(`${folder}/zinc/statements`)],
      [],
      "nothing is printed of a market that is new",
    );
    const { tasks } = JSON.parse(await Deno.readTextFile(`${folder}/zinc/deno.json`));
    assert.deepEqual(Object.keys(tasks), ["render", "update", "check"]);
    const output = await new Deno.Command(Deno.execPath(), {
      args: ["task", "render", "balance.ipynb", "--out", `${folder}/site`],
      cwd: `${folder}/zinc`,
      env: { NO_COLOR: "1" },
    }).output();
    const rendered = {
      code: output.code,
      stdout: new TextDecoder().decode(output.stdout),
      stderr: new TextDecoder().decode(output.stderr),
    };
    assert.equal(rendered.code, 0, rendered.stdout + rendered.stderr);
    const words = wordsOf(await Deno.readTextFile(`${folder}/site/balance.html`));
    assert.match(words, /Is zinc building or drawing stock\?/);
    assert.match(words, /Supply-demand account, Zinc, Country/);
    assert.match(words, /zinc\/assumptions\.csv:2/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("check names file, line and column of what is wrong in the market beside a notebook", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assert.equal((await run("new", "market", `${folder}/zinc`)).code, 0);
    assert.equal((await run("check", `${folder}/zinc/balance.ipynb`)).code, 0);
    const path = `${folder}/zinc/regions.csv`;
    await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace("0.6,", "6,"));
    const { code, stderr } = await run("check", `${folder}/zinc/balance.ipynb`);
    assert.equal(code, 1);
    assert.match(stderr, /zinc\/regions\.csv:2:12 share: found "6", expected a share from 0 to 1/);
    await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replace("6,", "0.6,"));
    await Deno.writeTextFile(`${folder}/zinc/scenarios/cut.json`, "{");
    assert.match(
      (await run("check", `${folder}/zinc/balance.ipynb`)).stderr,
      /Cannot read cut\.json: /,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("new market changes nothing in a folder that is not empty", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/mine.txt`, "mine");
    const { code, stderr } = await run("new", "market", folder);
    assert.equal(code, 1);
    assert.match(stderr, /the folder must be empty, has mine\.txt/);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["mine.txt"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("notebook 01 makes its page for another market with no word of this one", async () => {
  const out = await Deno.makeTempDir();
  try {
    const data = "../tests/fixtures/markets/lithium";
    const args = ["-p", `data=${data}`, "-p", "asOf=2026-02-10", "--out", out];
    const { code, stdout, stderr } = await run("render", "01_market_balance", ...args);
    assert.equal(code, 0, stdout + stderr);
    const words = wordsOf(await Deno.readTextFile(`${out}/01_market_balance.html`));
    assert.match(words, /January 2026 closed with .* at -0\.9 kt/);
    assert.match(words, /Supply-demand account, Lithium carbonate, Chile/);
    for (const line of ["Cathodes", "Glass", "Grease and other", "Port stock", "Salar Desk"]) {
      assert.ok(words.includes(line), line);
    }
    assert.doesNotMatch(
      words.replaceAll("@silicon/balance", ""),
      /silicon|silicone|alloy|SMM|China|Xinjiang|Baichuan|social stock/i,
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
