import assert from "node:assert/strict";
import { sha256 } from "../../src/cli/_hash.ts";
import { removeDamaged } from "../../src/cli/_remove_damaged.ts";
import { Project } from "./_project.ts";

/** Ways for a cell to depend on what lies outside it, and what `render` says when that has changed. */
const WAYS: [way: string, code: string, said: RegExp][] = [
  [
    "fetch",
    `await (await fetch(new URL("../data/n", "file://" + Deno.cwd() + "/"))).text()`,
    /data\/n changed/,
  ],
  ["node:fs", `(await import("node:fs")).readFileSync("../data/n", "utf8")`, /data\/n changed/],
  [
    "an open file",
    `await new Response((await Deno.open("../data/n")).readable).text()`,
    /data\/n changed/,
  ],
  ["the size of a file", `Deno.statSync("../data/n").size`, /data\/n changed/],
  ["a link", `Deno.readTextFileSync("../data/link")`, /data\/link changed/],
  [
    "a worker",
    `await new Promise((ok) => { const w = new Worker("data:text/javascript," + encodeURIComponent("postMessage(Deno.readTextFileSync(" + JSON.stringify(Deno.cwd() + "/../data/n") + "))"), { type: "module" }); w.onmessage = (e) => { w.terminate(); ok(e.data); }; })`,
    /data\/n changed/,
  ],
  [
    "an import whose name is computed",
    `(await import("../data/" + ["n", "json"].join("."), { with: { type: "json" } })).default`,
    /data\/n\.json changed/,
  ],
  [
    "a module that another hands on",
    `(await import("../data/" + "hands_on.ts")).default`,
    /data\/n\.ts changed/,
  ],
  [
    "an import of text",
    `(await import("../data/n.txt", { with: { type: "text" } })).default`,
    /data\/n\.txt changed/,
  ],
  [
    "require()",
    `(await import("node:module")).createRequire("file://" + Deno.cwd() + "/")("../data/n.json")`,
    /data\/n\.json changed/,
  ],
  [
    "require() named in an import",
    `import { createRequire } from "node:module";\ncreateRequire("file://" + Deno.cwd() + "/")("../data/n.json")`,
    /data\/n\.json changed/,
  ],
  [
    "another working folder",
    `(Deno.chdir("../data"), Deno.readTextFileSync("n"))`,
    /data\/n changed/,
  ],
  [
    "another working folder of node:process",
    `import { chdir } from "node:process";\nchdir("../data");\nDeno.readTextFileSync("n")`,
    /data\/n changed/,
  ],
  [
    "a folder whose name begins with a dot",
    `[...Deno.readDirSync("../data/.d")].map((e) => e.name).join()`,
    /files came to or left data\/\.d/,
  ],
  ["a path that holds .cache", `Deno.readTextFileSync("../.cache/n")`, /\.cache\/n changed/],
  [
    "a path that holds node_modules",
    `Deno.readTextFileSync("../node_modules/n")`,
    /node_modules\/n changed/,
  ],
  ["a variable", `Deno.env.get("INPUT_N")`, /the variable INPUT_N changed/],
  [
    "a variable of node:process",
    `(await import("node:process")).env.INPUT_N`,
    /the variable INPUT_N changed/,
  ],
  ["all variables", `Object.keys(Deno.env.toObject()).length > 0`, /the environment changed/],
  [
    "a module that was not there",
    `await import("../data/new.ts").then((m) => m.default, () => "none")`,
    /data\/new\.ts is new/,
  ],
];

/** Ways to have another process read, which the page owns up to. */
const CHILDREN: [way: string, code: string][] = [
  ["Deno.Command", `new Deno.Command("cat", { args: ["../data/n"] }).outputSync().code`],
  [
    "Deno.Command as a stream",
    `await new Response(new Deno.Command("cat", { args: ["../data/n"], stdout: "piped" }).spawn().stdout).text()`,
  ],
  [
    "execFileSync()",
    `(await import("node:child_process")).execFileSync("cat", ["../data/n"]).length`,
  ],
  [
    "exec()",
    `await new Promise(async (ok) => (await import("node:child_process")).exec("cat ../data/n", (_, out) => ok(out)))`,
  ],
];

let project: Project;
let said: string[] = [];

Deno.test.beforeAll(async () => {
  project = new Project();
  const write = (n: number) => {
    for (const name of ["data/n", "data/n.json", "data/n.txt", ".cache/n", "node_modules/n"]) {
      project.write(name, String(n));
    }
    project.write("data/n.ts", `export default ${n};\n`);
    project.write(`data/.d/.${n}`, "");
  };
  write(1);
  project.write("data/hands_on.ts", 'export { default } from "./n.ts";\n');
  Deno.symlinkSync("n", project.path("data/link"));
  [...WAYS, ...CHILDREN].forEach(([way, code], i) => project.notebook(`n${i}`, `# ${way}`, code));
  await project.runWith({ INPUT_N: "1" }, "render");
  write(22);
  project.write("data/new.ts", "export default 1;\n");
  const { stdout } = await project.runWith({ INPUT_N: "2" }, "render");
  said = stdout.split("\n");
});

Deno.test.afterAll(() => project[Symbol.dispose]());

WAYS.forEach(([way, , expected], i) =>
  Deno.test(`render notices what a cell reads by ${way}`, () => {
    const line = said.find((line) => line.startsWith(`n${i}: running, `));
    assert.match(line ?? `n${i} was not run again`, expected);
  })
);

CHILDREN.forEach(([way], i) =>
  Deno.test(`a page says that reads of child processes are not followed: ${way}`, () => {
    assert.match(
      project.read(`site/n${WAYS.length + i}.html`),
      /Reads of child processes are not followed/,
    );
  })
);

Deno.test("a page without child processes says nothing of them", () =>
  assert.doesNotMatch(project.read("site/n0.html"), /child processes/));

Deno.test("render runs a notebook again in another folder, where its imports are others", async () => {
  using project = new Project();
  project.write("notebooks/lib.ts", "export const n = 1;\n");
  project.notebook("01_a", "# A", 'import { n } from "./lib.ts";\nconsole.log("n is", n)');
  await project.run("render", "notebooks/01_a.ipynb");
  project.write("other/lib.ts", "export const n = 2;\n");
  project.write("other/01_a.ipynb", project.read("notebooks/01_a.ipynb"));
  const { stdout } = await project.run("render", "other/01_a.ipynb");
  assert.match(stdout, /^01_a: running, its folder notebooks became other/m);
  assert.match(project.read("site/01_a.html"), />n is 2<\/pre>/);
});

Deno.test("render says that an input changed while a notebook ran, and runs it again", async () => {
  using project = new Project();
  project.write("data/n", "1");
  project.notebook(
    "01_a",
    "# A",
    'console.log(Deno.readTextFileSync("../data/n"));\nDeno.writeTextFileSync("../data/m", "2");\nDeno.utimeSync("../data/m", 0, 0);\nDeno.renameSync("../data/m", "../data/n")',
  );
  const { stdout } = await project.run("render");
  assert.match(stdout, /^01_a: data\/n changed during the last run; it will run again$/m);
  assert.match((await project.run("render")).stdout, /^01_a: running, data\/n changed during/m);
});

/** Ways to spoil a record. */
const SPOILED: [string, (text: string) => string][] = [
  ["cut in the middle", (text) => text.slice(0, text.length / 2)],
  [
    "with a digit changed",
    (text) => text.replace(/"durationMilliseconds":\d+/, '"durationMilliseconds":7'),
  ],
  ["without one of its fields", (text) => {
    const { value } = JSON.parse(text);
    delete value.run.files;
    return JSON.stringify(value);
  }],
  ["that is null", () => "null"],
  ["of no bytes", () => ""],
  ["of an earlier form", (text) => JSON.stringify({ ...JSON.parse(text).value, format: 1 })],
];

Deno.test("render makes a page again whose record is damaged, and says so", async (t) => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  await project.run("render");
  const record = "site/.records/01_a.json";
  for (const [how, spoil] of SPOILED) {
    await t.step(`a record ${how}`, async () => {
      project.write(record, spoil(project.read(record)));
      const { code, stdout, stderr } = await project.run("render");
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^01_a: running, its record is damaged$/m);
      assert.match((await project.run("render")).stdout, /^Nothing to do/);
    });
  }
});

Deno.test("render --diff says that what it kept of the run before is damaged", async () => {
  using project = new Project();
  for (const n of [1, 2]) {
    project.notebook("01_a", "# A", String(n));
    await project.run("render");
  }
  const kept = "site/.records/values/01_a.json";
  project.write(kept, project.read(kept).replace('"figures"', '"pictures"'));
  const { code, stdout } = await project.run("render", "--diff");
  assert.equal(code, 0);
  assert.match(stdout, /^01_a: not compared, what was kept of the run before is damaged$/m);
});

Deno.test("removeDamaged() removes the kept scripts that are not below their own hash, and names them", () => {
  using project = new Project();
  const below = (script: string) => `${sha256(script)}\n${script}`;
  project.write("kept/whole.js", below("f()\ng()"));
  project.write("kept/changed.js", below("f()").replace("f", "h"));
  project.write("kept/bare.js", "f()");
  project.write("kept/cut.js", below("f()").slice(0, -1));
  project.write("kept/7.panels.part", "f");
  assert.deepEqual(removeDamaged(project.path("kept")).sort(), ["bare.js", "changed.js", "cut.js"]);
  const left = [...Deno.readDirSync(project.path("kept"))].map(({ name }) => name).sort();
  assert.deepEqual(left, ["7.panels.part", "whole.js"]);
  assert.deepEqual(removeDamaged(project.path("none")), []);
});
