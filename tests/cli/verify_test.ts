import assert from "node:assert/strict";
import { Project } from "./_project.ts";

Deno.test("verify says which inputs of a page changed since it was made", async () => {
  using project = new Project();
  project.write("data/a.csv", "1\n");
  project.notebook("01_a", "# A", 'Deno.readTextFileSync("../data/a.csv")');
  project.notebook("02_b", "# B", "const n = 1;", "n");
  await project.run("render", "-p", "n=2");
  const agreeing = await project.run("verify");
  assert.equal(agreeing.code, 0);
  assert.equal(agreeing.stdout, "site/01_a.html: agrees\nsite/02_b.html: agrees\n");

  project.write("data/a.csv", "2\n");
  project.notebook("02_b", "# B", "const n = 1;", "n + 1");
  const differing = await project.run("verify");
  assert.equal(differing.code, 1);
  assert.equal(
    differing.stdout,
    "site/01_a.html: data/a.csv changed\nsite/02_b.html: cells of notebooks/02_b.ipynb changed\n",
  );

  Deno.removeSync(project.path("notebooks/02_b.ipynb"));
  Deno.removeSync(project.path("data/a.csv"));
  assert.equal(
    (await project.run("verify")).stdout,
    "site/01_a.html: data/a.csv is gone\nsite/02_b.html: notebooks/02_b.ipynb is gone\n",
  );
});

Deno.test("verify says of a page that it was changed by hand, wherever it was sent", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "console.log('use 345.5 kt')");
  await project.run("render");
  const page = project.read("site/01_a.html");
  project.write("sent/whole.html", page);
  project.write("sent/changed.html", page.replace("345.5", "245.5"));
  const { code, stdout } = await project.run("verify", "sent/whole.html", "sent/changed.html");
  assert.equal(code, 1);
  assert.equal(
    stdout,
    "sent/whole.html: agrees\nsent/changed.html: the page itself was changed\n",
  );
});

Deno.test("verify says of a file that is no page of ours that it is not", async () => {
  using project = new Project();
  project.write("x.html", "<p>");
  const { code, stderr } = await project.run("verify", "x.html");
  assert.equal(code, 2);
  assert.equal(stderr, "Cannot verify x.html: it does not say what it was made from\n");
});

Deno.test("verify says of a page whose run failed that it did, also when it failed after its last cell", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "setTimeout(() => { throw new Error('no data') }, 50);\n'armed'");
  project.notebook("02_b", "# B", "'fine'");
  assert.equal((await project.run("render")).code, 1);
  const { code, stdout } = await project.run("verify");
  assert.equal(code, 1);
  assert.equal(
    stdout,
    "site/01_a.html: its run failed at cell 2: Error: no data\nsite/02_b.html: agrees\n",
  );
});
