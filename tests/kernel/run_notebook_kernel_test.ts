import assert from "node:assert/strict";
import { join } from "node:path";
import { processesLeftWith, processesWith } from "./_processes.ts";
import { run, textOf, tiny } from "./_tiny.ts";

Deno.test({
  name: "runNotebook() leaves no process behind after 20 runs, failed ones among them",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const env = { SILICON_TEST: crypto.randomUUID() };
    let seen = 0;
    for (let i = 0; i < 10; i++) {
      await Promise.all([
        run(tiny("1"), {
          env,
          onProgress: async () =>
            seen = Math.max(seen, (await processesWith(env.SILICON_TEST)).length),
        }),
        run(tiny(i % 2 ? "throw 1" : "Deno.exit()"), { env }),
      ]);
    }
    assert.ok(seen > 0, "the search finds a kernel that runs");
    assert.deepEqual(await processesWith(env.SILICON_TEST), []);
  },
});

Deno.test("runNotebook() starts from the folder, its deno.json and its files", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "deno.json"), `{ "imports": { "unit": "./unit.ts" } }`);
    await Deno.writeTextFile(join(folder, "unit.ts"), "export const unit = 'kt';\n");
    const notebook = tiny(
      `import { unit } from "unit"; unit`,
      `(await import("./unit.ts")).unit`,
      "Deno.readTextFileSync('unit.ts').trim()",
    );
    const first = await run(notebook, { cwd: folder });
    assert.deepEqual([0, 1].map((i) => textOf(first, i)), [`"kt"`, `"kt"`]);
    assert.match(textOf(first, 2), /export const unit/);

    await Deno.writeTextFile(join(folder, "unit.ts"), "export const unit = 't';\n");
    assert.equal(textOf(await run(notebook, { cwd: folder }), 0), `"t"`, "a fresh kernel each run");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runNotebook() writes every file a run reads to the audit file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "input.csv"), "a\n");
    const auditFile = join(folder, "audit.jsonl");
    await run(tiny("Deno.readTextFileSync('input.csv').length"), { cwd: folder, auditFile });
    const lines = (await Deno.readTextFile(auditFile)).trim().split("\n");
    const values = lines.map((line) => String(JSON.parse(line).value));
    assert.ok(values.some((value) => value.endsWith("input.csv")), values.join("\n"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runNotebook() restricted can read but not write, run, or reach the network", async () => {
  const result = await run(
    tiny(
      "Deno.readTextFileSync('_tiny.ts').length > 0",
      ["Deno.writeTextFileSync('x', '')", "raises-exception"],
      ["await fetch('http://127.0.0.1:4321')", "raises-exception"],
      ["new Deno.Command('true').outputSync()", "raises-exception"],
      ["Deno.env.get('HOME')", "raises-exception"],
    ),
    { restricted: true },
  );
  assert.equal(textOf(result, 0), "true");
  for (const i of [1, 2, 3, 4]) assert.match(textOf(result, i), /^NotCapable: /);
});

Deno.test("runNotebook() passes environment variables and measures time and memory", async () => {
  const result = await run(tiny("Deno.env.get('SILICON_TEST')"), { env: { SILICON_TEST: "yes" } });
  assert.equal(textOf(result, 0), `"yes"`);
  const [cell] = result.cells;
  assert.ok(cell && cell.milliseconds > 0 && (cell.memoryBytes ?? 0) > 1_000_000);
  assert.ok(result.kernelReadyMilliseconds > 0);
});

Deno.test("runNotebook() leaves the notebook it was given as it was", async () => {
  const notebook = tiny("1");
  const before = structuredClone(notebook);
  await run(notebook);
  assert.deepEqual(notebook, before);
});

Deno.test({
  name: "runNotebook() has no kernel that outlives a runner, whenever that is killed",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const SILICON_TEST = crypto.randomUUID();
    const script = `
      import { run, tiny } from ${JSON.stringify(import.meta.resolve("./_tiny.ts"))};
      await run(tiny("for (;;) {}"), { onProgress: () => console.log("up") });`;
    for (let milliseconds = 0; milliseconds <= 200; milliseconds += 40) {
      const runner = new Deno.Command(Deno.execPath(), {
        args: ["eval", script],
        env: { SILICON_TEST },
        stdout: "null",
      }).spawn();
      while ((await processesWith(SILICON_TEST)).length < 2) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      runner.kill("SIGKILL");
      await runner.status;
    }
    assert.deepEqual(await processesLeftWith(SILICON_TEST), []);
  },
});

Deno.test({
  name: "runNotebook() removes what the kernel of a killed runner had stored",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const here = new URL("./_tiny.ts", import.meta.url).href;
    const code = `import { run, tiny } from ${JSON.stringify(here)};
      await run(tiny("localStorage.setItem('a', '1'); Deno.env.get('DENO_DIR')", "await new Promise(() => {})"), {
        onProgress: (event) => event.type === "output" && console.log(event.output.data["text/plain"]),
      });`;
    const runner = new Deno.Command(Deno.execPath(), {
      args: ["eval", code],
      env: { NO_COLOR: "1" },
      stdout: "piped",
    }).spawn();
    const reader = runner.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const folder = JSON.parse((await reader.read()).value!.trim());
    assert.ok(Deno.statSync(`${folder}/location_data`).isDirectory);
    runner.kill("SIGKILL");
    await runner.status;
    await reader.cancel();
    await run(tiny("1"));
    assert.throws(() => Deno.statSync(`${folder}/location_data`), Deno.errors.NotFound);
  },
});

Deno.test("runNotebook() gives every run a localStorage and caches of its own, gone afterwards", async () => {
  const notebook = tiny(
    `localStorage.getItem("latest") ?? "first run"`,
    `localStorage.setItem("latest", "2026-01"); await caches.has("prints")`,
    `await caches.open("prints"); [localStorage.length, await caches.has("prints")]`,
    `const folder = Deno.env.get("DENO_DIR"); Deno.statSync(folder + "/location_data"); folder`,
  );
  for (const result of [await run(notebook), await run(notebook)]) {
    assert.deepEqual([0, 1, 2].map((i) => textOf(result, i)), [
      `"first run"`,
      "false",
      "[ 1, true ]",
    ]);
    assert.equal(result.status, "ok", textOf(result, 3));
    assert.throws(() => Deno.statSync(JSON.parse(textOf(result, 3))), Deno.errors.NotFound);
  }
});
