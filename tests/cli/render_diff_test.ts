import assert from "node:assert/strict";
import { Project } from "./_project.ts";

const IMPORT = `import { fact, html } from "${new URL("../../src/markup/mod.ts", import.meta.url)}";
const n = Number(Deno.readTextFileSync("../data/n"));`;

const DRAWING = `({ [Symbol.for("Jupyter.display")]: () => ({ "image/svg+xml":
  '<svg aria-label="Use"><g id="' + crypto.randomUUID() + '"><rect width="' + n + '"/>' +
  '<text>' + n.toFixed(1) + ' kt</text></g></svg>' }) })`;

/** What `render --diff` prints of changes, without how the runs went. */
async function diffOf(project: Project, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await project.run("render", "--diff", ...args);
  assert.equal(stderr, "");
  return stdout.trimEnd().split("\n").filter((line) =>
    !/^(\w+: (running|\d+ cell|page made)|Wrote )/.test(line)
  );
}

function withNumber(project: Project, n: number): Project {
  project.write("data/n", String(n));
  return project;
}

Deno.test("render --diff prints facts that changed, with before, now, difference, unit and page", async () => {
  using project = new Project();
  withNumber(project, -32.8).notebook(
    "01_a",
    "# A",
    IMPORT,
    'fact("balance 2026-02", n, "kt")',
    'html`<p>${fact("fixed", 7.1, "days")}${fact("rounded", n, "kt", { tolerance: 2 })}</p>`',
    'n < -32 ? fact("early", 1, "kt") : fact("late", 2, "kt")',
    'fact("cover", 41, n < -32 ? "days" : "weeks")',
  );
  assert.deepEqual(await diffOf(project), [
    "01_a: nothing to compare with, this is its first run",
  ]);
  assert.deepEqual(await diffOf(project, "--no-cache"), [
    "Since the run before, 0 of 5 facts and 0 of 0 figures changed",
  ]);
  assert.deepEqual(await diffOf(withNumber(project, -31.2)), [
    "Fact             Before     Now     Difference  Unit           Page",
    "balance 2026-02  -32.80  -31.20  +1.60 (+4.9%)  kt             01_a",
    "late                  –       2            new  kt             01_a",
    "cover                41      41   unit changed  days -> weeks  01_a",
    "early                 1       –           gone  kt             01_a",
    "Since the run before, 4 of 6 facts and 0 of 0 figures changed",
  ]);
});

Deno.test("render --diff compares drawings and takes no notice of their ids", async () => {
  using project = new Project();
  withNumber(project, 30).notebook("01_a", "# A", IMPORT, DRAWING);
  await diffOf(project);
  assert.deepEqual(await diffOf(project, "--no-cache"), [
    "Since the run before, 0 of 0 facts and 0 of 1 figures changed",
  ]);
  assert.deepEqual(await diffOf(withNumber(project, 45.5)), [
    '01_a, cell 3, figure 1: 1 of 6 elements moved, by up to 15.5; no longer says "30.0 kt"; now says "45.5 kt"',
    "Since the run before, 0 of 0 facts and 1 of 1 figures changed",
  ]);
});

Deno.test("render --diff with nothing to do says so, and what changed in the run that was", async () => {
  using project = new Project();
  withNumber(project, 1).notebook("01_a", "# A", IMPORT, 'fact("use", n, "kt")');
  await project.run("render");
  await withNumber(project, 2).run("render");
  const expected = [
    "Nothing to do: site/ is up to date",
    "Fact Before Now Difference Unit Page",
    "use 1.00 2.00 +1.00 (+100.0%) kt 01_a",
    "Since the run before, 1 of 1 facts and 0 of 0 figures changed",
  ];
  const lines = () =>
    diffOf(project).then((lines) => lines.map((line) => line.replace(/ +/g, " ")));
  assert.deepEqual(await lines(), expected);
  assert.deepEqual(await lines(), expected);
  assert.equal((await project.run("render", "--diff", "--exit-code")).code, 3);
});

Deno.test("render --diff compares with the last run that came to its end", async () => {
  using project = new Project();
  const source = 'fact("use", n, "kt")';
  withNumber(project, 1).notebook(
    "01_a",
    "# A",
    IMPORT,
    source,
    "if (n === 2) throw new Error('no')",
  );
  await project.run("render");
  const failed = await withNumber(project, 2).run("render", "--diff");
  assert.equal(failed.code, 1);
  assert.match(failed.stdout, /^01_a: not compared, its run failed$/m);
  await project.run("render");
  // What a run killed between the notebook and the record leaves.
  project.write(
    "site/01_a.ipynb",
    project.read("site/01_a.ipynb").replace('"value": 2', '"value": 9'),
  );
  const lines = await diffOf(withNumber(project, 3));
  assert.match(lines[1]!, /^use +1\.00 +3\.00 +\+2\.00 \(\+200\.0%\) +kt +01_a$/);
});

Deno.test("render keeps the facts with the page and its record", async () => {
  using project = new Project();
  withNumber(project, 41.125).notebook("01_a", "# A", IMPORT, 'fact("cover <all>", n, "days")');
  await project.run("render");
  const facts = [{ name: "cover <all>", value: 41.125, unit: "days" }];
  const record = JSON.parse(project.read("site/.records/01_a.json"));
  assert.deepEqual(record.value.provenance.facts, facts);
  const page = project.read("site/01_a.html");
  assert.match(page, /<th scope="row">cover &lt;all&gt;<\/th>/);
  Deno.removeSync(project.path("site/01_a.html"));
  await project.run("render");
  assert.equal(project.read("site/01_a.html"), page);
});

Deno.test("render fails at a fact stated twice, naming both cells, and at one that is no number", async () => {
  using project = new Project();
  const twice = ['fact("use", 1, "kt")', "1 + 1", 'fact("use", 2, "kt")', "'ran on'"];
  withNumber(project, 1).notebook("01_a", "# A", IMPORT, ...twice);
  const { code, stdout, stderr } = await project.run("render");
  assert.equal(code, 1);
  assert.match(stdout, /^01_a: failed at cell 5 after /m);
  assert.match(
    stderr,
    /^notebooks\/01_a\.ipynb, cell 5: the fact use is stated already, in cell 3$/m,
  );
  const page = project.read("site/01_a.html");
  assert.match(page, /What <a href="#cell-5">cell 5<\/a> states cannot be kept\./);
  assert.match(page, /ran on/);
  assert.match(project.read("site/index.html"), /Run failed/);
  assert.match((await project.run("render")).stdout, /the last run failed/);
  project.notebook("01_a", "# A", IMPORT, 'fact("use", 0 / 0, "kt")');
  const bad = await project.run("render");
  assert.equal(bad.code, 1);
  assert.match(
    bad.stderr,
    /RangeError: Cannot state the fact use: its value must be finite, is NaN/,
  );
});

Deno.test("render reports a picture without words", async () => {
  using project = new Project();
  withNumber(project, 1).notebook("01_a", "# A", IMPORT, "html`<svg></svg>`");
  const { stdout } = await project.run("render");
  assert.match(stdout, /^01_a, cell 3: a picture has no words for those who cannot see it/m);
});

Deno.test("render --diff compares runs only", async () => {
  using project = new Project();
  project.notebook("01_a", "# A");
  const { code, stderr } = await project.run("render", "--diff", "--no-run");
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^Cannot read the arguments: --diff is about runs, and --no-run asks for none$/m,
  );
});
