import assert from "node:assert/strict";
import { readNotebook } from "../../src/notebook/mod.ts";
import { Project } from "./_project.ts";

/** What was run, and why, as `render` says. */
function runsOf(stdout: string): string[] {
  return stdout.split("\n").filter((line) => line.includes(": running, ")).map((line) =>
    line.replace(": running", "")
  );
}

Deno.test("render writes a page, the executed notebook and an index", async () => {
  using project = new Project();
  project.write("notebooks/README.md", "# Silicon\n\nWhat *was*\n[printed](x.md).\n\n| a |\n");
  project.notebook("01_first", "# Is it?\n\nIt is.", "console.log(6 * 7)");
  project.notebook("02_second", "# And now?", "1");
  const { code, stdout } = await project.run("render");
  assert.equal(code, 0, stdout);
  const page = project.read("site/01_first.html");
  assert.match(page, />42<\/pre>/);
  assert.match(page, /<a class="next" rel="next" href="02_second.html">/);
  assert.match(page, /<a class="site" href="index.html">Silicon<\/a>/);
  const executed = readNotebook(project.read("site/01_first.ipynb"));
  assert.deepEqual(executed.cells[1], {
    ...executed.cells[1],
    outputs: [{ output_type: "stream", name: "stdout", text: "42\n" }],
  });
  const index = project.read("site/index.html");
  assert.match(index, /<p class="standfirst">What was printed\.<\/p>/);
  assert.ok(index.indexOf("01_first.html") < index.indexOf("02_second.html"));
});

Deno.test("render saves what ran of a notebook that fails, names the cell, and ends with 1", async () => {
  using project = new Project();
  project.notebook("01_good", "# Good", "1");
  project.notebook(
    "02_bad",
    "# Bad",
    "console.log('before')",
    "const x = 1;\nthrow new RangeError('Cannot do it: x is 1')",
    "console.log('after')",
  );
  const { code, stderr } = await project.run("render");
  assert.equal(code, 1);
  assert.match(stderr, /notebooks\/02_bad\.ipynb, cell 3: RangeError: Cannot do it: x is 1/);
  assert.match(stderr, /2 \| throw new RangeError/);
  const page = project.read("site/02_bad.html");
  assert.match(page, /This run stopped at <a href="#cell-3">cell 3<\/a>/);
  assert.match(page, />before<\/pre>/);
  assert.doesNotMatch(page, />after<\/pre>/);
  assert.equal(readNotebook(project.read("site/02_bad.ipynb")).cells.length, 4);
  assert.match(project.read("site/index.html"), /Run failed/);
  assert.match(project.read("site/01_good.html"), /Good/);

  const again = await project.run("render");
  assert.deepEqual(runsOf(again.stdout), ["02_bad, the last run failed"]);
});

Deno.test("render runs a notebook again for each input that changed, and says which", async () => {
  using project = new Project();
  project.write("data/a.csv", "1\n");
  project.write("lib/deep.ts", "export const deep = 1;\n");
  project.write("lib/lib.ts", 'export { deep } from "./deep.ts";\n');
  project.notebook(
    "01_a",
    "# A",
    'const month = "2026-02";',
    'import { deep } from "../lib/lib.ts";\nconsole.log(deep, [...Deno.readDirSync("../data")].map((e) => Deno.readTextFileSync("../data/" + e.name)))',
  );
  const render = async (...args: string[]) => runsOf((await project.run("render", ...args)).stdout);
  assert.deepEqual(await render(), ["01_a, no earlier run"]);
  assert.deepEqual(await render(), []);

  project.write("data/a.csv", "2\n");
  assert.deepEqual(await render(), ["01_a, data/a.csv changed"]);
  project.write("data/b.csv", "3\n");
  assert.deepEqual(await render(), ["01_a, files came to or left data"]);
  project.write("lib/deep.ts", "export const deep = 2;\n");
  assert.deepEqual(await render(), ["01_a, lib/deep.ts changed"]);
  assert.match(
    project.read("site/01_a.html"),
    />2 \[ &quot;2\\n&quot;, &quot;3\\n&quot; \]<\/pre>/,
  );
  project.write("deno.lock", '{"version":"5"}');
  assert.deepEqual(await render(), ["01_a, deno.lock is new"]);
  project.write("deno.json", '{"imports":{}}');
  assert.deepEqual(await render(), ["01_a, deno.json changed"]);
  assert.deepEqual(await render("-p", "month=2026-01"), [
    '01_a, parameter month: "2026-02" became "2026-01"',
  ]);
  assert.deepEqual(await render("-p", "month=2026-01"), []);

  project.write("data/unread/c.csv", "4\n");
  project.write("lib/unused.ts", "export {};\n");
  Deno.removeSync(project.path("data/unread"), { recursive: true });
  project.write("data/a.csv", "2\n");
  assert.deepEqual(await render("-p", "month=2026-01"), []);
});

Deno.test("render knows what a notebook read before it started another Deno", async () => {
  using project = new Project();
  project.write("data/a.csv", "1\n");
  project.notebook(
    "01_a",
    "# A",
    'console.log(Deno.readTextFileSync("../data/a.csv"))',
    'new Deno.Command(Deno.execPath(), { args: ["eval", "Deno.readTextFileSync(Deno.execPath() + \'/..\')"] }).outputSync().code',
  );
  const render = async () => runsOf((await project.run("render")).stdout);
  await render();
  assert.deepEqual(await render(), []);
  project.write("data/a.csv", "2\n");
  assert.deepEqual(await render(), ["01_a, data/a.csv changed"]);
});

Deno.test("render does nothing when nothing changed, and says so with --exit-code", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  assert.equal((await project.run("render", "--exit-code")).code, 0);
  const before = Deno.statSync(project.path("site/01_a.html")).mtime;
  const again = await project.run("render", "--exit-code");
  assert.equal(again.code, 3);
  assert.match(again.stdout, /^Nothing to do/);
  assert.deepEqual(Deno.statSync(project.path("site/01_a.html")).mtime, before);
  assert.equal((await project.run("render")).code, 0);
});

Deno.test("render makes a lost page again without a run", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  await project.run("render");
  const before = project.read("site/01_a.html");
  Deno.removeSync(project.path("site/01_a.html"));
  const { stdout } = await project.run("render");
  assert.match(stdout, /01_a: page made again without a run, 01_a\.html is missing/);
  assert.equal(project.read("site/01_a.html"), before);
});

Deno.test("render gives one page for each set of parameters, in parts where asked", async () => {
  using project = new Project();
  project.notebook(
    "01_a",
    "# A",
    'const month = "2026-02";\nconst n = 1;',
    "console.log(month, n)",
  );
  const args = ["-p", "month=2026-01,2026-02", "-p", "n=5"];
  const pages = () =>
    [...Deno.readDirSync(project.path("site"))].map(({ name }) => name).filter((name) =>
      name.endsWith(".html")
    ).sort();
  await project.run("render", ...args, "--shard", "1/2");
  assert.deepEqual(pages(), ["01_a.month-2026-01.n-5.html", "index.html"]);
  await project.run("render", ...args, "--shard", "2/2");
  assert.deepEqual(pages(), [
    "01_a.month-2026-01.n-5.html",
    "01_a.month-2026-02.n-5.html",
    "index.html",
  ]);
  assert.match(project.read("site/01_a.month-2026-01.n-5.html"), />2026-01 5<\/pre>/);
  assert.match(project.read("site/index.html"), /month = 2026-01, n = 5/);
  assert.deepEqual(runsOf((await project.run("render", ...args)).stdout), []);
});

Deno.test("render stops a cell that takes too long", async () => {
  using project = new Project();
  project.notebook(
    "01_slow",
    "# Slow",
    "await new Promise((resolve) => setTimeout(resolve, 60_000))",
  );
  const { code, stderr } = await project.run("render", "--timeout", "0.5");
  assert.equal(code, 1);
  assert.match(stderr, /01_slow\.ipynb, cell 2: .*longer than 0\.5 s/);
});

Deno.test("render shows a notebook as it was saved without running it", async () => {
  using project = new Project();
  project.notebook(
    "01_sent",
    "# Sent\n\n<script>alert(1)</script>",
    'Deno.writeTextFileSync("ran", "")',
  );
  const { code } = await project.run("render", "--no-run");
  assert.equal(code, 0);
  assert.match(project.read("site/01_sent.html"), /without running it/);
  assert.throws(() => project.read("notebooks/ran"), Deno.errors.NotFound);
});

Deno.test("render --no-run says in one line which notebook it cannot read, and writes no page", async () => {
  using project = new Project();
  project.notebook("01_good", "# Good");
  project.write("notebooks/02_old.ipynb", '{ "nbformat": 3, "nbformat_minor": 0 }');
  const { code, stderr } = await project.run("render", "--no-run");
  assert.equal(code, 2);
  assert.match(stderr, /^Cannot read notebooks\/02_old\.ipynb: notebook format 4\.x .* 3\.0\n$/);
  assert.throws(() => project.read("site/01_good.html"), Deno.errors.NotFound);
});

Deno.test("render says in one line what is wrong with its arguments", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", 'const month = "2026-02";');
  project.notebook("01_b", "# B");
  const cases: [string[], RegExp][] = [
    [["--bogus"], /^Cannot read the arguments: Unknown option '--bogus'$/],
    [["--jobs", "0"], /^Cannot read the arguments: --jobs must be a whole number from 1, is 0$/],
    [["--settle", "soon"], /--settle must be seconds above 0, is soon$/],
    [["--timeout", "soon"], /--timeout must be seconds above 0, is soon$/],
    [["--shard", "3/2"], /--shard must be I\/N with I from 1 to N, is 3\/2$/],
    [["03"], /^Cannot render 03: there is no such notebook \(there are 01_a, 01_b\)$/],
    [["01"], /^Cannot render 01: it fits notebooks\/01_a\.ipynb and notebooks\/01_b\.ipynb$/],
    [["-p", "month"], /^Cannot read a parameter: expected name=value, got month$/],
    [
      ["01_a", "-p", "year=2026"],
      /it has no year; its parameters are\n {2}month: string = "2026-02"$/,
    ],
    [["--parameters", "none.json"], /none\.json/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await project.run("render", ...args);
    assert.equal(code, 2, args.join(" "));
    assert.match(stderr.trimEnd(), message);
  }
});

Deno.test("render takes parameters from a file", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "const n = 1;", "console.log(`n is ${n}`)");
  project.write("p.json", '{"n": 7}');
  await project.run("render", "--parameters", "p.json");
  assert.match(project.read("site/01_a.html"), />n is 7<\/pre>/);
});

// .ci/run asks for 100; each takes about a second.
const KILLS = Number(Deno.env.get("KILLS") ?? 8);

Deno.test("render, killed at any moment, leaves each page old or new and never a part", async () => {
  using project = new Project();
  const values =
    "console.log('x'.repeat(200_000));\nconsole.log(`value ${Deno.readTextFileSync('../data/n').trim()} end`)";
  project.write("data/n", "0");
  project.notebook("01_a", "# A", values);
  assert.equal((await project.run("render")).code, 0);
  project.write("data/n", "-1");
  const start = performance.now();
  assert.equal((await project.run("render")).code, 0);
  const wholeMs = performance.now() - start;
  Deno.mkdirSync(project.path("tmp"));
  project.env["TMPDIR"] = project.path("tmp");
  for (let n = 1; n <= KILLS; n++) {
    // In one piece: the render of a killed preview may be reading it.
    project.write("next", String(n));
    Deno.renameSync(project.path("next"), project.path("data/n"));
    // A killed preview leaves a render that goes on, and must be as whole.
    const render = n % 4 === 0 ? project.start("preview", "--port", "0") : project.start("render");
    // From when it has begun to a little past its end: files are written last.
    await new Promise((resolve) => setTimeout(resolve, wholeMs * (0.3 + 0.8 * (n / KILLS))));
    try {
      render.kill("SIGKILL");
    } catch {
      // It had ended.
    }
    await Promise.all([render.status, render.stdout.cancel(), render.stderr.cancel()]);
    const html = project.read("site/01_a.html");
    assert.match(html, /^<!DOCTYPE html>/);
    assert.match(html, /<\/html>\n$/);
    assert.ok(Number(html.match(/value (-?\d+) end<\/pre>/)?.[1]) <= n);
    readNotebook(project.read("site/01_a.ipynb"));
  }
  const leftInTmp = () => [...Deno.readDirSync(project.path("tmp"))].map(({ name }) => name);
  // The renders of killed previews come to their end.
  while (leftInTmp().some((name) => runs(Number(/\d+$/.exec(name)?.[0])))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { code } = await project.run("render");
  assert.equal(code, 0);
  assert.match(project.read("site/01_a.html"), new RegExp(`value ${KILLS} end`));
  for (const folder of ["site", "site/.records", "site/.records/values"]) {
    const names = [...Deno.readDirSync(project.path(folder))].map(({ name }) => name);
    assert.deepEqual(names.filter((name) => name.endsWith(".part")), [], folder);
  }
  assert.deepEqual(leftInTmp(), [], "the next start clears away keys and temporary files");
});

function runs(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}

Deno.test("render removes the parts that a killed one left, and no others", async () => {
  using project = new Project();
  project.notebook("01_a", "# A");
  await project.run("render");
  const ended = new Deno.Command(Deno.execPath(), { args: ["--version"], stdout: "null" }).spawn();
  await ended.status;
  const part = (folder: string, pid: number) =>
    `site/${folder}01_a.json.${Deno.hostname()}-${pid}.part`;
  const folders = ["", ".records/", ".records/values/"];
  for (const folder of folders) {
    for (const pid of [ended.pid, Deno.pid]) project.write(part(folder, pid), "half");
  }
  await project.run("render");
  for (const folder of folders) {
    assert.equal(exists(project.path(part(folder, ended.pid))), false, folder);
    assert.equal(exists(project.path(part(folder, Deno.pid))), true, folder);
  }
});

Deno.test("render removes all that is there of a notebook that is gone, and nothing else", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "const n = 1;");
  project.notebook("02_b", "# B", "const k = 1;");
  project.notebook("03_c", "# C");
  project.write("elsewhere/x.ipynb", project.read("notebooks/03_c.ipynb"));
  await project.run("render", "-p", "k=1,2");
  await project.run("render", "elsewhere/x.ipynb");
  await project.run("render", "--no-cache");
  project.write("site/03_c.html", "mine now");
  for (const name of ["notebooks/02_b", "notebooks/03_c", "elsewhere/x"]) {
    Deno.removeSync(project.path(`${name}.ipynb`));
  }
  const { code, stdout, stderr } = await project.run("render");
  assert.deepEqual([code, stderr], [0, ""]);
  for (const stem of ["02_b", "02_b.k-1", "02_b.k-2", "03_c"]) {
    assert.match(stdout, new RegExp(`^${stem}: removed, its notebook is gone$`, "m"));
  }
  const files = (folder: string) =>
    [...Deno.readDirSync(project.path(folder))].filter(({ isFile }) => isFile)
      .map(({ name }) => name).sort();
  assert.deepEqual(files("site"), [
    "01_a.html",
    "01_a.ipynb",
    "03_c.html",
    "index.html",
    "x.html",
    "x.ipynb",
  ]);
  assert.deepEqual(files("site/.records"), ["01_a.json", "index.key", "x.json"]);
  assert.deepEqual(files("site/.records/values"), ["01_a.json"]);
  assert.doesNotMatch(project.read("site/index.html"), /02_b|03_c/);
  assert.doesNotMatch(project.read("site/01_a.html"), /rel="next"/);
});

Deno.test("render, interrupted, stops its kernels, keeps the old page and ends with 130", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  await project.run("render");
  const before = project.read("site/01_a.html");
  project.notebook(
    "01_a",
    "# A",
    "Deno.writeTextFileSync('started', '');\nawait new Promise((resolve) => setTimeout(resolve, 60_000))",
  );
  const render = project.start("render");
  const output = render.output();
  while (!exists(project.path("notebooks/started"))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  render.kill("SIGINT");
  assert.equal((await output).code, 130);
  assert.equal(project.read("site/01_a.html"), before);
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** A notebook of one code cell as another front end saves it. */
function saved(
  metadata: Record<string, unknown>,
  ...cells: { id: string; source: string }[]
): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((cell) => ({
      cell_type: "code",
      metadata: {},
      execution_count: 1,
      outputs: [],
      ...cell,
    })),
  });
}

Deno.test("render names a notebook in another language before anything runs, and shows it saved", async () => {
  using project = new Project();
  project.notebook("01_ours", "Deno.writeTextFileSync('../ran', '')");
  const python = { kernelspec: { name: "python3", language: "python" } };
  project.write("notebooks/02.ipynb", saved(python, { id: "a", source: "import os as o" }));
  const { code, stderr } = await project.run("render");
  assert.equal(code, 2);
  assert.match(stderr, /^Cannot run notebooks\/02\.ipynb: it is written in Python, .*--no-run/m);
  assert.throws(() => project.read("ran"), Deno.errors.NotFound);
  assert.equal((await project.run("render", "--no-run")).code, 0);
  assert.match(project.read("site/02.html"), /<code>import os as o<\/code>/);
});

Deno.test("render runs a notebook with one id twice, with a warning", async () => {
  using project = new Project();
  project.write(
    "notebooks/01.ipynb",
    saved({}, { id: "a", source: "1 + 1" }, { id: "a", source: "2 + 2" }),
  );
  const { code, stderr } = await project.run("render");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /notebooks\/01\.ipynb: cell 2 has the id of cell 1, a; it is called cell-2/);
  assert.match(project.read("site/01.html"), />4<\/pre>/);
});

Deno.test("render keeps the output of workers and child processes on the page, made again or not", async () => {
  using project = new Project();
  project.notebook(
    "01",
    `// A worker
const worker = new Worker("data:application/javascript,console.log('from a worker');postMessage(1)", { type: "module" });
await new Promise((heard) => worker.onmessage = heard);
worker.terminate();`,
    `await new Deno.Command("sh", { args: ["-c", "echo shown; echo why >&2"] }).spawn().status`,
  );
  const others = {
    "02_node_worker": `import { Worker } from "node:worker_threads";
const worker = new Worker("console.log('from another')", { eval: true, env: {} });
await new Promise((ended) => worker.on("exit", ended));`,
    "03_node_child": `import { spawnSync } from "node:child_process";
spawnSync("echo", ["from another"], { stdio: "inherit", env: {} });`,
  };
  for (const [stem, code] of Object.entries(others)) project.notebook(stem, `# ${stem}`, code);
  assert.equal((await project.run("render")).code, 0);
  for (const stem of Object.keys(others)) {
    assert.match(
      project.read(`site/${stem}.html`),
      /<details class="log">.*<pre>from another/,
      stem,
    );
  }
  const log = () =>
    /<details class="log">.*<pre>([^]*?)<\/pre>/.exec(project.read("site/01.html"))?.[1];
  const first = log();
  assert.deepEqual(first?.split("\n").toSorted(), ["from a worker", "shown", "why"]);
  project.write("site/01.html", "");
  const again = await project.run("render");
  assert.match(again.stdout, /made again without a run/);
  assert.equal(log(), first);
});

Deno.test("render waits with --settle for what cells began, and names what goes on even so", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "const n = 1;", "setTimeout(() => {}, 60_000);\n'shown'");
  const { code, stdout } = await project.run("render", "--settle", "0.1");
  assert.equal(code, 0);
  assert.match(stdout, /01_a: cell 3 left a timer running/);
  assert.match(project.read("site/01_a.html"), /cell 3 left a timer running/);
});

Deno.test("render tells the one command that adds a library, and runs the notebook after it", async () => {
  using project = new Project();
  project.write("deno.json", `{ "lock": { "frozen": true } }`);
  project.write("deno.lock", `{ "version": "5" }`);
  project.notebook("01", `import { z } from "npm:zod@4.6.7";\nz.string().parse("read")`);
  const before = await project.run("render");
  assert.equal(before.code, 1);
  const [, ...args] = /this adds it: (?:npx -y deno@\S+|deno) (.*)$/m.exec(before.stderr) ?? [];
  assert.deepEqual(args, ["cache --frozen=false npm:zod@4.6.7"]);
  assert.match(project.read("site/01.html"), /this adds it/);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: args[0]!.split(" "),
    cwd: project.folder,
    stderr: "null",
  }).output();
  assert.ok(success);
  assert.equal((await project.run("render")).code, 0);
  assert.match(project.read("site/01.html"), /&quot;read&quot;/);
});

Deno.test("render goes on with the other notebooks when a cell sends what is no message", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "Deno.jupyter.broadcast('error', {})");
  project.notebook("02_b", "# B", "({ [Symbol.for('Jupyter.display')]: () => null })");
  project.notebook("03_c", "# C", "'whole'");
  const { code, stdout, stderr } = await project.run("render", "--jobs", "1");
  assert.equal(code, 1);
  assert.match(
    stderr,
    /01_a\.ipynb, cell 2: MessageError: Cannot show what the cell sent as error/,
  );
  assert.match(stderr, /02_b\.ipynb, cell 2: MessageError: [^]* as execute_result/);
  assert.match(stdout, /03_c: 1 cell in/);
  assert.match(project.read("site/03_c.html"), /whole/);
});
