import assert from "node:assert/strict";
import { denoCache, whyNoSandbox } from "../../src/kernel/mod.ts";
import { Project } from "./_project.ts";

const missing = await whyNoSandbox(import.meta.dirname!, "closed");
/** A test that needs a sandbox of the operating system. */
const closedTest = (name: string, fn: () => Promise<void>) =>
  Deno.test({
    name: missing === undefined ? name : `${name} (left out: ${missing})`,
    ignore: missing !== undefined,
    fn,
  });

const HOSTILE = 'throw new Error("\\x1b]0;owned\\x07\\x1b[2Jdone")';

closedTest(
  "render --restricted says on the page what the notebook could not do, and what it could",
  async () => {
    using project = new Project();
    project.notebook("01_a", "# A", 'Deno.readTextFileSync("01_a.ipynb").length');
    const { code, stderr } = await project.run("render", "--restricted");
    assert.equal(code, 0, stderr);
    assert.match(
      project.read("site/01_a.html"),
      /<dt>Restricted<\/dt><dd>In a sandbox of the operating system: no network, no child processes/,
    );
  },
);

Deno.test("render --restricted=weak names itself on the page, and what it leaves possible", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  assert.equal((await project.run("render", "--restricted=weak")).code, 0);
  assert.match(
    project.read("site/01_a.html"),
    /<dt>Restricted<\/dt><dd>Weakly, .* it could read every file that whoever ran it can/,
  );
  assert.match(
    (await project.run("render", "--restricted=weak")).stdout,
    /^Nothing to do/,
  );
  assert.match((await project.run("render")).stdout, /restriction weak became none/);
});

Deno.test("render --restricted runs nothing where there is no bubblewrap, and names what is left", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  const { code, stdout, stderr } = await project.runWith(
    { PATH: "/nowhere" },
    "render",
    "--restricted",
  );
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^Cannot run notebooks\/01_a\.ipynb restricted: .*needs bubblewrap.*--restricted=weak/,
  );
  assert.equal(stdout, "");
  assert.throws(() => project.read("site/index.html"), Deno.errors.NotFound);
});

Deno.test("render --restricted runs nothing in a folder that holds the user's home", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  Deno.mkdirSync(project.path("notebooks/home"));
  const { code, stderr } = await project.runWith(
    { HOME: project.path("notebooks/home"), DENO_DIR: denoCache() },
    "render",
    "--restricted",
  );
  assert.equal(code, 2);
  assert.match(stderr, /notebooks holds your home, and all in it could be read/);
});

Deno.test("render takes no third restriction", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "1");
  const { code, stderr } = await project.run("render", "--restricted=strong");
  assert.equal(code, 2);
  assert.match(stderr, /--restricted stands alone or is --restricted=weak, is strong/);
});

closedTest(
  "render --restricted removes the scripts of a page, also when it makes it again without a run",
  async () => {
    using project = new Project();
    const html = "<p>12.3 kt</p><script>location.href = 'https://evil.example/'</script>";
    const shown = `({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": ${
      JSON.stringify(html)
    }, "text/csv": "=1+1" }) })`;
    project.notebook("01_a", "# A", shown);
    project.notebook("02_b", "# B", "1");
    await project.run("render", "--restricted");
    const policy = (name: string) =>
      /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(
        project.read(`site/${name}.html`),
      )![0];
    for (let made = 0; made < 2; made++) {
      const page = project.read("site/01_a.html");
      assert.match(page, /12\.3 kt/);
      const outputs = page.slice(page.indexOf('<div class="output">'), page.indexOf("</main>"));
      assert.doesNotMatch(outputs, /<script|evil\.example|download=/);
      assert.equal(policy("01_a"), policy("02_b"));
      Deno.removeSync(project.path("site/01_a.html"));
      assert.match(
        (await project.run("render", "--restricted")).stdout,
        /01_a: page made again without a run/,
      );
    }
  },
);

closedTest(
  "render --restricted lists the files that were read by the names they have outside",
  async () => {
    using project = new Project();
    project.write("secret", "7");
    project.write("notebooks/kt.csv", "1");
    Deno.symlinkSync("../secret", project.path("notebooks/link"));
    const attempt = (path: string) =>
      `try { console.log(Deno.readTextFileSync(${
        JSON.stringify(path)
      })) } catch (e) { console.log(e.name) }`;
    project.notebook(
      "01_a",
      "# A",
      ...["kt.csv", "link", project.path("secret"), "/etc/passwd"].map(attempt),
    );
    assert.equal((await project.run("render", "--restricted")).code, 0);
    const page = project.read("site/01_a.html");
    const { files } = JSON.parse(/id="provenance-data">(.*?)<\/script>/.exec(page)![1]!);
    const paths = files.map(({ path }: { path: string }) => path);
    assert.ok(paths.includes("notebooks/kt.csv"), paths.join());
    assert.deepEqual(paths.filter((path: string) => /secret|link|passwd/.test(path)), []);
    project.write("notebooks/kt.csv", "2");
    assert.match(
      (await project.run("render", "--restricted")).stdout,
      /01_a: running, notebooks\/kt\.csv changed/,
    );
  },
);

closedTest(
  "render --restricted prints what a notebook says without its terminal escapes",
  async () => {
    using project = new Project();
    project.notebook("01_a", "# A", HOSTILE);
    const { code, stdout, stderr } = await project.run("render", "--restricted");
    assert.equal(code, 1);
    assert.match(stderr, /owned/);
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(stdout + stderr, /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  },
);
