import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import type { CodeCell } from "../../src/notebook/mod.ts";
import { openSandbox, type Restriction, whyNoSandbox } from "../../src/kernel/mod.ts";
import { textOf, tiny } from "./_tiny.ts";

/** What a cell tries, and what must come of it in either sandbox. */
interface Attack {
  name: string;
  code: string;
  /** What its cell shows; in the weak sandbox too, unless that has words of its own. */
  shows: RegExp;
  weak?: RegExp;
}

const REFUSED = /NotCapable/;
const ABSENT = /NotFound|No such file|ENOENT/;

const sender = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "sent-" }));
const folder = `${sender}/mail`;
const heard: string[] = [];
const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const datagrams = createSocket("udp4");
await new Promise<void>((bound) => datagrams.bind(0, "127.0.0.1", bound));
const { port } = listener.addr as Deno.NetAddr;
const udpPort = datagrams.address().port;

const ATTACKS: Attack[] = [
  { name: "asks a server", code: `await fetch("http://127.0.0.1:PORT/fetch")`, shows: REFUSED },
  {
    name: "opens a connection",
    code: `await Deno.connect({ hostname: "127.0.0.1", port: PORT })`,
    shows: REFUSED,
  },
  {
    name: "opens a connection by node:net",
    code:
      `await new Promise((ok, no) => import("node:net").then((net) => net.connect(PORT, "127.0.0.1", ok).on("error", no), no))`,
    shows: /NotCapable|Requires net/,
  },
  {
    name: "asks a server by node:http",
    code:
      `await new Promise((ok, no) => import("node:http").then((http) => http.get("http://127.0.0.1:PORT/node", ok).on("error", no), no))`,
    shows: /NotCapable|Requires net/,
  },
  {
    name: "sends a datagram",
    code:
      `const socket = (await import("node:dgram")).createSocket("udp4"); socket.on("error", () => {}).send("x", UDP, "127.0.0.1"); await new Promise((done) => setTimeout(done, 300))`,
    shows: /NotCapable|Requires net|not a function|EACCES|ERR/,
  },
  {
    name: "opens a web socket",
    code: `new WebSocket("ws://127.0.0.1:PORT/socket")`,
    shows: REFUSED,
  },
  {
    name: "opens an event source",
    code:
      `await new Promise((ok, no) => { const s = new EventSource("http://127.0.0.1:PORT/events"); s.onopen = ok; s.onerror = (e) => { s.close(); no(new Error("refused: " + e.message)); }; })`,
    shows: /NotCapable|refused/,
  },
  {
    name: "asks for the address of a name that says what it read",
    code: `await Deno.resolveDns("secret.example.com", "A")`,
    shows: /NotCapable|io error/,
  },
  { name: "listens", code: `Deno.serve({ port: 0 }, () => new Response())`, shows: REFUSED },
  {
    name: "imports a module from a server",
    code: `await import("http://127.0.0.1:PORT/module.ts")`,
    shows: /Requires import access/,
  },
  {
    name: "imports from a server in a worker",
    code:
      `await new Promise((ok, no) => { const w = new Worker("data:text/javascript," + encodeURIComponent('import("http://127.0.0.1:PORT/worker.ts").then(() => postMessage("in"), (e) => postMessage(String(e)))'), { type: "module" }); w.onmessage = (e) => { w.terminate(); no(new Error(e.data)); }; w.onerror = (e) => { e.preventDefault(); no(new Error(e.message)); }; })`,
    shows: /Requires import access/,
  },
  {
    name: "asks a server from a worker",
    code:
      `await new Promise((ok, no) => { const w = new Worker("data:text/javascript," + encodeURIComponent('fetch("http://127.0.0.1:PORT/worker").then(() => postMessage("in"), (e) => postMessage(String(e)))'), { type: "module" }); w.onmessage = (e) => { w.terminate(); no(new Error(e.data)); }; })`,
    shows: REFUSED,
  },
  {
    name: "asks for its permissions back",
    code: `(await Deno.permissions.request({ name: "net" })).state`,
    shows: /"(prompt|denied)"/,
  },
  {
    name: "starts a program",
    code: `new Deno.Command(Deno.execPath(), { args: ["eval", "1"] }).outputSync()`,
    shows: REFUSED,
  },
  {
    name: "starts a shell by node:child_process",
    code: `(await import("node:child_process")).execSync("id > RAN.txt")`,
    shows: /NotCapable|Requires run/,
  },
  { name: "ends another process", code: `Deno.kill(Deno.ppid, "SIGKILL")`, shows: REFUSED },
  {
    name: "loads a library",
    code: `Deno.dlopen("./lib.so", {})`,
    shows: REFUSED,
  },
  {
    name: "writes into its folder",
    code: `Deno.writeTextFileSync("written", "")`,
    shows: REFUSED,
  },
  {
    name: "writes by node:fs",
    code: `(await import("node:fs")).writeFileSync("written", "")`,
    shows: /NotCapable|Requires write/,
  },
  {
    name: "writes a picture of its memory",
    code: `(await import("node:v8")).writeHeapSnapshot("written")`,
    shows: /NotCapable|Requires|not implemented|not a function/i,
  },
  {
    name: "opens a database in its folder",
    code: `new (await import("node:sqlite")).DatabaseSync("written").exec("create table a(b)")`,
    shows: /NotCapable|Requires|unable to open/,
  },
  {
    name: "forges its result",
    code: `Deno.writeTextFileSync("../page/result.json", "{}")`,
    shows: REFUSED,
  },
  {
    name: "links to a file elsewhere",
    code: `Deno.symlinkSync("/etc/passwd", "written")`,
    shows: REFUSED,
  },
  {
    name: "reads beside its folder",
    code: `Deno.readTextFileSync("SENDER/secret")`,
    shows: ABSENT,
    weak: /key 7/,
  },
  { name: "reads above its folder", code: `Deno.readTextFileSync("../secret")`, shows: ABSENT },
  {
    name: "reads through a link in its folder",
    code: `Deno.readTextFileSync("link")`,
    shows: ABSENT,
    weak: /key 7/,
  },
  {
    name: "imports a file elsewhere as text",
    code: `(await import("file://SENDER/secret.json", { with: { type: "json" } })).default`,
    shows: /not found|NotFound|Cannot/,
    weak: /key 8/,
  },
  {
    name: "requires a file elsewhere",
    code: `(await import("node:module")).createRequire("file:///x/")("SENDER/secret.json")`,
    shows: /Cannot find|NotFound|No such/,
    weak: /key 8/,
  },
  {
    name: "reads the accounts of the machine",
    code: `Deno.readTextFileSync("/etc/passwd").length > 0`,
    shows: ABSENT,
    weak: /true/,
  },
  {
    name: "reads the home",
    code: `[...Deno.readDirSync("HOMEFOLDER")].length >= 0`,
    shows: ABSENT,
    weak: /true/,
  },
  {
    name: "reads the repository of the toolkit",
    code: `Deno.chdir("/"); [...Deno.readDirSync("TOOLKIT/tests")].length > 0`,
    shows: ABSENT,
    weak: /true/,
  },
  { name: "reads a variable", code: `Deno.env.get("SANDBOX_SECRET")`, shows: REFUSED },
  {
    name: "reads a variable by node:process",
    code: `String((await import("node:process")).env.SANDBOX_SECRET)`,
    shows: /NotCapable|Requires env|"undefined"/,
  },
  { name: "reads all variables", code: `Deno.env.toObject()`, shows: REFUSED },
  {
    name: "reads its environment from /proc",
    code: `Deno.readTextFileSync("/proc/self/environ")`,
    shows: REFUSED,
  },
  {
    name: "reads where things are mounted",
    code: `Deno.readTextFileSync("/proc/self/mountinfo")`,
    shows: REFUSED,
  },
  { name: "asks who it runs as", code: `Deno.uid()`, shows: REFUSED },
  { name: "asks for the machine's name", code: `Deno.hostname()`, shows: REFUSED },
  {
    name: "reads the settings of its folder",
    code: `Deno.readTextFileSync("deno.json")`,
    shows: ABSENT,
  },
  {
    name: "imports by a name that its folder's settings give",
    code: `await import("evil")`,
    shows: /evil is not among|not found|Import "evil"/,
  },
];

/** What a notebook is allowed all the same. */
const ALLOWED: Attack[] = [
  { name: "reads its folder", code: `Deno.readTextFileSync("figures.csv")`, shows: /345\.5/ },
  {
    name: "reads the toolkit's data",
    code: `Deno.readTextFileSync("../data/series.csv").length > 0`,
    shows: /true/,
  },
  { name: "imports a module beside it", code: `(await import("./lib.ts")).kt`, shows: /^345$/ },
  {
    name: "imports the toolkit",
    code: `import { parseMonth } from "@silicon/balance"; parseMonth("2026-02")`,
    shows: /2026-02/,
  },
  {
    name: "imports a locked package",
    code: `import * as Plot from "@observablehq/plot"; typeof Plot.plot`,
    shows: /function/,
  },
  {
    name: "finds no stored values, and stores some",
    code:
      `const before = localStorage.getItem("n"); localStorage.setItem("n", "1"); const cache = await caches.open("x"); const kept = await cache.match("http://a/b"); await cache.put("http://a/b", new Response("x")); [before, String(kept)]`,
    shows: /null, "undefined"/,
  },
];

/** What poisons the graph of a kernel's modules comes last, each in a run of its own. */
const UNLOCKED: Attack[] = [
  {
    name: "imports a package whose name it chose",
    code: `import "npm:silicon-secret-345"`,
    shows: /Error/,
  },
  {
    name: "imports another version of a locked package",
    code: `import "npm:zod@4.6.1"`,
    shows: /Error/,
  },
  {
    name: "imports a package of another registry",
    code: `import "jsr:@silicon/unknown"`,
    shows: /Error/,
  },
];

const cellOf = ({ code }: Attack) =>
  code.replaceAll("PORT", String(port)).replaceAll("UDP", String(udpPort))
    .replaceAll("SENDER", sender).replaceAll("HOMEFOLDER", Deno.env.get("HOME") ?? "/root")
    .replaceAll("TOOLKIT", new URL("../../", import.meta.url).pathname.replace(/\/$/, ""));

async function runIn(restriction: Restriction, attacks: readonly Attack[]): Promise<string[]> {
  const scratch = await Deno.realPath(await Deno.makeTempDir({ prefix: "sandbox-" }));
  try {
    const sandbox = await openSandbox(folder, scratch, restriction);
    const cells = attacks.map((attack): [string, string] => [cellOf(attack), "raises-exception"]);
    const result = await sandbox.run(tiny(...cells), { timeoutSeconds: 120 });
    assert.equal(result.status, "ok", `${result.failure?.reason}\n${result.log}`);
    return attacks.map((_, i) =>
      `${textOf(result, i)}${
        (result.notebook.cells[i] as CodeCell).outputs.map((output) =>
          output.output_type === "error" ? output.traceback.join("\n") : ""
        ).join("")
      }`
    );
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

Deno.mkdirSync(folder);
const missing = await whyNoSandbox(folder, "closed");

const shown = new Map<Restriction, string[]>();
const LISTED = [...ALLOWED, ...ATTACKS];

Deno.test.beforeAll(async () => {
  Deno.env.set("SANDBOX_SECRET", "key 9");
  const write = (path: string, text: string) => Deno.writeTextFileSync(`${sender}/${path}`, text);
  write("secret", "key 7");
  write("secret.json", '"key 8"');
  write("mail/figures.csv", "kt\n345.5\n");
  write("mail/lib.ts", "export const kt = 345;\n");
  write("mail/evil.ts", "export default 1;\n");
  write("mail/.npmrc", `registry=http://127.0.0.1:${port}/\n`);
  write(
    "mail/deno.json",
    '{"nodeModulesDir":"auto","allowScripts":true,"imports":{"evil":"./evil.ts"},"lock":{"path":"./mine.lock"}}',
  );
  write(
    "mail/package.json",
    '{"dependencies":{"zod":"4.6.7"},"scripts":{"postinstall":"id > RAN.txt"}}',
  );
  Deno.symlinkSync("../secret", `${folder}/link`);
  (async () => {
    for await (const conn of listener) {
      heard.push("connection");
      conn.close();
    }
  })();
  datagrams.on("message", () => heard.push("datagram"));
  for (
    const restriction of missing === undefined ? ["closed", "weak"] as const : ["weak"] as const
  ) {
    shown.set(restriction, await runIn(restriction, LISTED));
  }
});

Deno.test.afterAll(() => {
  listener.close();
  datagrams.close();
  Deno.env.delete("SANDBOX_SECRET");
  Deno.removeSync(sender, { recursive: true });
});

for (const restriction of ["closed", "weak"] as const) {
  const ignore = restriction === "closed" && missing !== undefined;
  const skipped = ignore ? ` (left out: ${missing})` : "";
  const test = (name: string, fn: () => void | Promise<void>) =>
    Deno.test({ name: `${name}, ${restriction}${skipped}`, ignore, fn });

  LISTED.forEach(({ name, shows, weak }, i) => {
    const verb = i < ALLOWED.length ? "serves a notebook that" : "withstands a notebook that";
    test(`sandbox ${verb} ${name}`, () => {
      assert.match(
        shown.get(restriction)![i]!,
        restriction === "weak" && weak !== undefined ? weak : shows,
      );
    });
  });

  for (const attack of UNLOCKED) {
    test(`sandbox withstands a notebook that ${attack.name}`, async () => {
      const [text] = await runIn(restriction, [attack]);
      assert.match(text!, attack.shows);
      assert.deepEqual(heard, []);
    });
  }

  test("sandbox starts each run without what the run before has stored", async () => {
    const stored = ALLOWED.at(-1)!;
    for (let i = 0; i < 2; i++) {
      assert.match((await runIn(restriction, [stored]))[0]!, stored.shows);
    }
  });

  test("sandbox leaves the sender's folder as it was, whatever its settings ask for", () => {
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(names, [
      ".npmrc",
      "deno.json",
      "evil.ts",
      "figures.csv",
      "lib.ts",
      "link",
      "package.json",
    ]);
  });

  test("sandbox sends nothing to anybody who listens", () => assert.deepEqual(heard, []));

  test("sandbox makes a run that ends its own process a failed one", async () => {
    const scratch = await Deno.realPath(await Deno.makeTempDir({ prefix: "sandbox-" }));
    try {
      const sandbox = await openSandbox(folder, scratch, restriction);
      const { status, failure } = await sandbox.run(tiny("1", "Deno.exit(0)"), {});
      assert.deepEqual([status, failure?.index], ["kernel-died", 1]);
    } finally {
      await Deno.remove(scratch, { recursive: true });
    }
  });
}
