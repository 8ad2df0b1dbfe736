import assert from "node:assert/strict";
import { Project } from "./_project.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const CHECKOUT = ["src", "data", "deno.json", "deno.lock", "package.json", "THIRD_PARTY.md"];

/** A checkout of the toolkit in a folder of this name, within a project's folder. */
async function checkout(project: Project, name: string): Promise<string> {
  const folder = project.path(name);
  Deno.mkdirSync(`${folder}/notebooks`, { recursive: true });
  const copy = new Deno.Command("cp", {
    args: ["-R", ...CHECKOUT.map((file) => ROOT + file), folder],
  });
  assert.ok((await copy.output()).success);
  return folder;
}

function run(folder: string, task: string, ...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `src/cli/${task}.ts`, ...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("a checkout works wherever it lies: letters, blanks, #, %, a dot in front", async () => {
  using project = new Project();
  const folder = await checkout(project, ".硅 金属 #1%20?/a'b");
  project.write("data/n", "1");
  project.notebook(
    "01_a",
    "# A",
    'console.log("value", Deno.readTextFileSync("../data/n"))',
    'import { scenarioDesk } from "@silicon/balance/explorer";\n' +
      'import { loadScenarios, openLedger } from "@silicon/balance/ledger";\n' +
      'import { recordedBase } from "@silicon/balance/review";\n' +
      'import { parseMonth } from "@silicon/balance/calendar";\n' +
      'const ledger = await openLedger({ asOf: "latest" });\n' +
      'scenarioDesk(await recordedBase(ledger, parseMonth("2026-01")), await loadScenarios(ledger));',
  );
  Deno.copyFileSync(project.path("notebooks/01_a.ipynb"), `${folder}/notebooks/01_a.ipynb`);
  Deno.writeTextFileSync(`${folder}/data/n`, "1");

  const first = await run(folder, "render").output();
  assert.equal(first.code, 0, text(first.stdout) + text(first.stderr));
  const page = Deno.readTextFileSync(`${folder}/site/01_a.html`);
  assert.match(page, /customElements\.define/, "the panel answers");
  const verified = await run(folder, "verify").output();
  assert.equal(text(verified.stdout), "site/01_a.html: agrees\n");

  Deno.writeTextFileSync(`${folder}/src/render/_style.ts`, "\n// changed\n", { append: true });
  const again = await run(folder, "render").output();
  assert.match(text(again.stdout), /page made again without a run, the page's design changed/);

  const server = run(folder, "preview", "--port", "0").spawn();
  const errors = new Response(server.stderr).text();
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let said = "";
    while (!/http:\/\/127\.0\.0\.1:\d+\//.test(said)) {
      const { value, done } = await lines.read();
      assert.ok(!done, said);
      said += value;
    }
    const origin = said.match(/http:\/\/127\.0\.0\.1:\d+/)![0];
    assert.match(await (await fetch(`${origin}/01_a.html`)).text(), />value 1/);
    const changes = (await fetch(`${origin}/changes`)).body!.pipeThrough(new TextDecoderStream())
      .getReader();
    await changes.read();
    Deno.writeTextFileSync(`${folder}/data/n`, "2");
    assert.match((await changes.read()).value!, /01_a\.html/);
    assert.match(await (await fetch(`${origin}/01_a.html`)).text(), />value 2/);
    await changes.cancel();
  } finally {
    server.kill("SIGTERM");
    await lines.cancel();
    await server.status;
    await errors;
  }
});

/** A small disk of its own, where one may be mounted. */
async function withDisk(
  use: (folder: string, remount: (how: string) => Promise<void>) => Promise<void>,
) {
  const folder = Deno.makeTempDirSync();
  const mount = (...args: string[]) =>
    new Deno.Command("mount", { args, stderr: "null" }).output().then(
      ({ success }) => success,
      () => false,
    );
  const mounted = await mount("-t", "tmpfs", "-o", "size=600k", "tmpfs", folder);
  try {
    if (!mounted) return false;
    await use(folder, async (how) => void assert.ok(await mount("-o", `remount,${how}`, folder)));
    return true;
  } finally {
    if (mounted) await new Deno.Command("umount", { args: [folder] }).output();
    Deno.removeSync(folder);
  }
}

Deno.test("render says in one line that a disk is full or takes no writing, and loses no page", async (t) => {
  const done = await withDisk(async (disk, remount) => {
    using project = new Project();
    project.notebook("01_a", "# A", "console.log(1)");
    const out = ["--out", `${disk}/site`];
    assert.equal((await project.run("render", ...out)).code, 0);
    const page = Deno.readTextFileSync(`${disk}/site/01_a.html`);
    const names = () => [...Deno.readDirSync(`${disk}/site`)].map(({ name }) => name).sort();
    const before = names();
    const refused = async (says: RegExp) => {
      for (const args of [[], ["--no-run"]]) {
        const { code, stderr } = await project.run("render", ...args, ...out);
        assert.equal(code, 1);
        assert.match(stderr, /^Cannot render: [^\n]+; finished pages are as they were\n$/);
        assert.match(stderr, says);
        assert.equal(Deno.readTextFileSync(`${disk}/site/01_a.html`), page);
        assert.deepEqual(names(), before);
      }
    };
    project.notebook("01_a", "# A", "console.log(2)");
    await remount("ro");
    await refused(/[Rr]ead-only file system/);
    await remount("rw");
    try {
      using filler = Deno.openSync(`${disk}/filler`, { create: true, write: true });
      for (;;) filler.writeSync(new Uint8Array(4096));
    } catch {
      // Full.
    }
    await refused(/[Nn]o space left/);
    Deno.removeSync(`${disk}/filler`);
    const { code, stdout } = await project.run("render", ...out);
    assert.equal(code, 0);
    assert.match(stdout, /01_a: 2 cells|01_a: .*cell/);
  });
  // A small disk needs the rights to mount one.
  if (!done) await t.step({ name: "no small disk to be had here", ignore: true, fn: () => {} });
});

Deno.test("render works without TMPDIR and HOME, and with a TMPDIR that is not there", async () => {
  using project = new Project();
  project.notebook("01_a", "# A", "console.log(1)");
  // Where the packages are kept is all that is told.
  const info = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { denoDir } = JSON.parse(text(info.stdout)) as { denoDir: string };
  const path = Deno.env.get("PATH") ?? "";
  for (const env of [{}, { TMPDIR: project.path("none"), HOME: project.path("none") }]) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", `${ROOT}src/cli/render.ts`, "--no-cache"],
      cwd: project.folder,
      clearEnv: true,
      env: { ...env, PATH: path, DENO_DIR: denoDir },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    assert.equal(text(stderr), "");
    assert.equal(code, 0);
    assert.match(project.read("site/01_a.html"), />1<\/pre>/);
  }
});
