import assert from "node:assert/strict";
import { createHash } from "node:crypto";
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
    "sent/whole.html: agrees\nsent/changed.html: no seal that fits: the page itself was changed\n",
  );
});

Deno.test("verify says of a file that is no page of ours that it is not, and goes on", async () => {
  using project = new Project();
  project.notebook("01_a", "# A");
  await project.run("render");
  project.write("x.html", "<p>");
  Deno.writeFileSync(project.path("binary.html"), new Uint8Array([0xff, 0xfe, 0]));
  Deno.mkdirSync(project.path("folder.html"));
  const odd = ["x.html", "gone.html", "binary.html", "folder.html", "/dev/zero", "site/01_a.html"];
  const { code, stdout, stderr } = await project.run("verify", ...odd);
  assert.equal(code, 1);
  assert.equal(stderr, "");
  assert.deepEqual(stdout.trimEnd().split("\n"), [
    "x.html: no seal; it does not say what it was made from",
    ...odd.slice(1, 5).map((page) => `${page}: it is no file that can be read as text`),
    "site/01_a.html: agrees",
  ]);
});

Deno.test("verify without a page to look at says so, and does not end well", async () => {
  using project = new Project();
  const { code, stdout, stderr } = await project.run("verify");
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.equal(stderr, "Cannot verify: there is no folder site/\n");
  project.write("site/index.html", "<p>no notebook was rendered</p>");
  project.write("site/notes.txt", "");
  const empty = await project.run("verify");
  assert.equal(empty.code, 2);
  assert.equal(empty.stdout, "");
  assert.equal(empty.stderr, "Cannot verify: there is no page in site/\n");
});

const SEAL = /<meta name="page-sha256" content="([0-9a-f]{64})">\n/;
const CLAIM = '<main id="content"><p>Balance in February: +99.9 kt, a large build.</p>';

/** A page with a seal that fits: no key is needed for that. */
function resealed(html: string): string {
  const bare = html.replace(SEAL, "");
  const hash = createHash("sha256").update(bare).digest("hex");
  return bare.replace("</head>", `<meta name="page-sha256" content="${hash}">\n</head>`);
}

function claiming(html: string): string {
  return html.replace('<main id="content">', CLAIM);
}

/** A page whose provenance was edited, resealed. */
function from(html: string, edit: (provenance: { [name: string]: unknown }) => void): string {
  return resealed(html.replace(
    /(<script type="application\/json" id="provenance-data">)(.*?)(<\/script>)/,
    (_, start: string, text: string, end: string) => {
      const provenance = JSON.parse(text);
      edit(provenance);
      return start + JSON.stringify(provenance).replace(/</g, "\\u003c") + end;
    },
  ));
}

const files = (...paths: string[]) => (html: string) =>
  from(
    html,
    (provenance) => provenance["files"] = paths.map((path) => ({ path, sha256: "0".repeat(64) })),
  );

/** Edits of a page by what verify must say of it. */
const EDITS: { [name: string]: [edit: (html: string) => string | Uint8Array, says: RegExp] } = {
  "the seal taken out": [(html) => claiming(html.replace(SEAL, "")), /: no seal$/],
  "the seal in capitals": [
    (html) => claiming(html.replace('<meta name="page-sha', '<META name="page-sha')),
    /: no seal$/,
  ],
  "the seal in single quotes": [
    (html) => html.replace(SEAL, "<meta name='page-sha256' content='$1'>\n"),
    /: no seal$/,
  ],
  "the hash in capitals": [
    (html) => html.replace(SEAL, (seal, hash: string) => seal.replace(hash, hash.toUpperCase())),
    /: no seal$/,
  ],
  "the hash cut short": [
    (html) => html.replace(SEAL, (seal) => seal.replace(/.">/, '">')),
    /: no seal$/,
  ],
  "the seal moved into the body": [
    (html) => html.replace(SEAL, "").replace("</body>", `${SEAL.exec(html)![0]}</body>`),
    /: no seal$/,
  ],
  "a second seal": [
    (html) => html.replace(SEAL, (seal) => seal + seal),
    /: no seal$/,
  ],
  "a second head, with the seal": [
    (html) => resealed(html).replace("<head>", "<head></head>"),
    /: no seal$/,
  ],
  "the seal as a comment": [
    (html) => html.replace(SEAL, (seal) => `<!-- ${seal.trim()} -->\n`),
    /: no seal$/,
  ],
  "line ends of another system": [(html) => html.replaceAll("\n", "\r\n"), /: no seal$/],
  "a byte order mark": [(html) => `\ufeff${html}`, /: no seal that fits/],
  "a digit": [(html) => html.replace("345.5", "245.5"), /: no seal that fits/],
  "words at the end": [
    (html) => `${html}<p style="position:fixed">+99.9 kt</p>`,
    /: no seal that fits/,
  ],
  "a blank in a script": [(html) => html.replace("<script>(", "<script> ("), /: no seal that fits/],
  "a style": [
    (html) => html.replace("<style>", "<style>.frame{display:none}"),
    /: no seal that fits/,
  ],
  "a blank at the end": [(html) => `${html} `, /: no seal that fits/],
  "the policy": [
    (html) => html.replace("default-src 'none'", "default-src *"),
    /: no seal that fits/,
  ],
  "a byte that is no text": [
    (html) => new Uint8Array([...new TextEncoder().encode(html), 0xff]),
    /: it is no file that can be read as text$/,
  ],
  "files that never end": [files("/dev/zero"), /: \/dev\/zero is not of this project$/],
  "files of others": [files("/etc/passwd"), /: \/etc\/passwd is not of this project$/],
  "files above": [files("../../../../../../etc/passwd"), /is not of this project$/],
  "a link that leads away": [files("data/link"), /: data\/link is not of this project$/],
  "a pipe": [files("data/pipe"), /: data\/pipe is no file$/],
  "a folder": [files("data"), /: data is no file$/],
  "a NUL in a path": [files("data/a\0b"), /: data\/a\\u\{0\}b is gone$/],
  "a terminal's commands": [
    files("\x1b]0;owned\x07\x1b[2J\x1b[H\x1b[32msite/01_a.html: agrees\x1b[0m\r\x1b[8m"),
    /: \\u\{1b\}\]0;owned.* is gone$/,
  ],
  "letters that turn direction": [files("data/\u202elmth.a_10"), /: data\/\\u\{202e\}lmth/],
  "lines of its own": [
    files("x\nsite/01_a.html: agrees"),
    /: x\\u\{a\}site\/01_a\.html: agrees is gone$/,
  ],
  "a list of no files": [files(), /: it names no file that it was made from$/],
  "no list of files": [
    (html) => from(html, (p) => p["files"] = 7),
    /: what it says it was made from cannot be read$/,
  ],
  "a deep list of files": [
    (html) => html.replace(/"files":\[.*?\]/, () => `"files":${"[".repeat(1e5)}${"]".repeat(1e5)}`),
    /what it says it was made from cannot be read$/,
  ],
  "another's notebook": [
    (html) => from(html, (p) => p["notebook"] = "/etc/passwd"),
    /: \/etc\/passwd is not of this project$/,
  ],
  "a notebook that is none": [
    (html) => from(html, (p) => p["notebook"] = "deno.json"),
    /: deno\.json is no notebook$/,
  ],
  "a million beginnings of a seal": [
    (html) => html.replace("</body>", () => `${"<meta ".repeat(1e6)}</body>`),
    /: no seal that fits/,
  ],
  "a million seals that never end": [
    (html) => html.replace("</body>", () => `${"<meta page-sha256 ".repeat(1e6)}</body>`),
    /: no seal$/,
  ],
  "a hundred thousand provenances that never end": [
    (html) =>
      html.slice(0, 99) + '<script type="application/json" id="provenance-data">'.repeat(1e5),
    /: no seal; it does not say what it was made from$/,
  ],
  "the provenance taken out": [
    (html) => resealed(html.replace(/<script type="application\/json".*?<\/script>/, "")),
    /: it does not say what it was made from$/,
  ],
};

Deno.test("verify sees each edit of a page, and reads nothing that the page chooses", async (t) => {
  using project = new Project();
  project.write("data/a.csv", "1\n");
  project.notebook(
    "01_a",
    "# A",
    "console.log('use 345.5 kt', Deno.readTextFileSync('../data/a.csv'))",
  );
  await project.run("render");
  const page = project.read("site/01_a.html");
  Deno.symlinkSync("/etc/passwd", project.path("data/link"));
  await new Deno.Command("mkfifo", { args: [project.path("data/pipe")] }).output();
  const names = Object.keys(EDITS);
  for (const [i, name] of names.entries()) {
    const edited = EDITS[name]![0](page);
    assert.notEqual(edited, page, name);
    const bytes = typeof edited === "string" ? new TextEncoder().encode(edited) : edited;
    Deno.mkdirSync(project.path("sent"), { recursive: true });
    Deno.writeFileSync(project.path(`sent/${i}.html`), bytes);
  }
  const sent = [...names.map((_, i) => `sent/${i}.html`), "site/01_a.html"];
  const { code, stdout, stderr } = await project.run("verify", ...sent);
  assert.equal(code, 1);
  assert.equal(stderr, "");
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, sent.length);
  assert.equal(lines.at(-1), "site/01_a.html: agrees");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f]/);
  for (const [i, name] of names.entries()) {
    await t.step(name, () => {
      assert.ok(lines[i]!.startsWith(`sent/${i}.html: `), `${lines[i]}`);
      assert.match(lines[i]!, EDITS[name]![1]);
    });
  }
});

Deno.test("a page says what its own hash can and cannot prove", async () => {
  using project = new Project();
  project.notebook("01_a", "# A");
  await project.run("render");
  assert.match(project.read("site/01_a.html"), /It does not prove who made it/);
});

const sshKeygen = (...args: string[]) =>
  new Deno.Command("ssh-keygen", { args, stdout: "null", stderr: "null" }).output();

const hasSignatures = await sshKeygen("-?").then(() => true, () => false);

Deno.test({
  name: "render --sign writes signatures that verify --signers checks",
  ignore: !hasSignatures,
  fn: async (t) => {
    using project = new Project();
    project.notebook("01_a", "# A", "console.log('use 345.5 kt')");
    project.notebook("02_b", "# B");
    const [mine, others] = [project.path("mine"), project.path("others")];
    for (const key of [mine, others]) {
      assert.ok((await sshKeygen("-q", "-t", "ed25519", "-N", "", "-f", key)).success);
    }
    project.write("signers", `desk@example.org ${project.read("mine.pub")}`);
    assert.equal((await project.run("render", "--sign", mine)).code, 0);
    const check = (...pages: string[]) => project.run("verify", "--signers", "signers", ...pages);
    const whole = await check();
    assert.equal(whole.code, 0, whole.stdout);
    assert.equal(
      whole.stdout,
      "site/01_a.html: agrees, signed by desk@example.org\n" +
        "site/02_b.html: agrees, signed by desk@example.org\n",
    );
    const page = project.read("site/01_a.html");
    const signature = project.read("site/01_a.html.sig");
    const send = (name: string, html: string, sig: string | undefined) => {
      project.write(`sent/${name}.html`, html);
      if (sig !== undefined) project.write(`sent/${name}.html.sig`, sig);
    };
    send("digit", resealed(page.replace("345.5", "245.5")), signature);
    send("script", resealed(page.replace("<script>(", "<script>0;(")), signature);
    send("nofiles", from(page, (provenance) => provenance["files"] = []), signature);
    send("unsigned", page, undefined);
    send("empty", page, "");
    send("other-page", project.read("site/02_b.html"), signature);
    send("moved", page, signature);
    const run = async (key: string, name: string, namespace: string) => {
      send(name, page, undefined);
      await sshKeygen("-Y", "sign", "-f", key, "-n", namespace, project.path(`sent/${name}.html`));
      assert.ok(project.read(`sent/${name}.html.sig`));
    };
    await run(others, "other-key", "silicon-balance-page");
    await run(mine, "other-use", "git");
    for (
      const [name, says] of Object.entries({
        digit: "its signature is not of the page as it stands",
        script: "its signature is not of the page as it stands",
        "other-page": "its signature is not of the page as it stands",
        "other-use": "its signature is not of the page as it stands",
        "other-key": "signed by no key that is known, or not signed",
        empty: "signed by no key that is known, or not signed",
        unsigned: "no signature",
      })
    ) {
      await t.step(name, async () => {
        const { code, stdout } = await check(`sent/${name}.html`);
        assert.equal(stdout, `sent/${name}.html: ${says}\n`);
        assert.equal(code, 1);
      });
    }
    const nofiles = await check("sent/nofiles.html");
    assert.match(nofiles.stdout, /its signature is not of the page/);
    assert.equal((await check("sent/moved.html")).code, 0);

    project.write("sent/gone.html.sig", signature);
    project.write("sent/folder.html.sig", signature);
    Deno.mkdirSync(project.path("sent/folder.html"));
    const odd = await check("sent/gone.html", "sent/folder.html", "sent/moved.html");
    assert.equal(
      odd.stdout,
      "sent/gone.html: it is no file that can be read as text\n" +
        "sent/folder.html: it is no file that can be read as text\n" +
        "sent/moved.html: agrees, signed by desk@example.org\n",
    );
    assert.deepEqual([odd.code, odd.stderr], [1, ""]);

    assert.equal((await project.run("verify", "--signers", "none")).code, 2);
    assert.equal((await project.run("render", "--sign", "none")).code, 2);
    const unfit = await project.run("render", "--sign", "signers");
    assert.equal(unfit.code, 1);
    assert.match(unfit.stderr, /^Cannot sign site\/01_a\.html with signers: /);
    Deno.removeSync(project.path("notebooks/02_b.ipynb"));
    await project.run("render");
    assert.throws(() => project.read("site/02_b.html.sig"), Deno.errors.NotFound);
  },
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
