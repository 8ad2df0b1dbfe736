import assert from "node:assert/strict";
import { outputsOf, run, statuses, textOf, tiny } from "./_tiny.ts";

Deno.test("runNotebook() stops at a throwing cell and keeps what ran before", async () => {
  const source = "console.log('before');\nthrow new RangeError('too low');";
  const result = await run(tiny("1", source, "console.log('never')"));
  assert.equal(result.status, "failed");
  assert.deepEqual(statuses(result), ["ok", "failed", "not-run"]);
  assert.deepEqual([0, 1, 2].map((i) => textOf(result, i)), [
    "1",
    "before\nRangeError: too low",
    "",
  ]);
  assert.equal(result.failure?.index, 1);
  assert.equal(result.failure.id, "c1");
  assert.equal(result.failure.source, source);
  assert.match(result.failure.reason, /^RangeError: too low/);
});

Deno.test("runNotebook() gives the reason and the place of a syntax error", async () => {
  const result = await run(tiny("const a = 1;\nconst b = ;"));
  const [error] = outputsOf(result, 0);
  assert.equal(error?.output_type === "error" && error.ename, "SyntaxError");
  assert.match(result.failure?.reason ?? "", /Expression expected[^]*line 2, column 11/);
});

Deno.test("runNotebook() gives the reason for a module that is not there", async () => {
  for (const from of ["./absent.ts", "absent-package", "node:absent"]) {
    const result = await run(tiny(`import { a } from "${from}";`));
    assert.equal(result.status, "failed", from);
    assert.match(result.failure?.reason ?? "", /absent/, from);
  }
});

Deno.test("runNotebook() gives the reason for import.meta, which cells have not", async () => {
  const result = await run(tiny("import.meta.url"));
  assert.match(result.failure?.reason ?? "", /SyntaxError: Cannot use 'import\.meta'/);
});

Deno.test("runNotebook() fails a cell for a rejection that nobody handles", async () => {
  const result = await run(tiny("Promise.reject(new TypeError('late'));\n1", "2"));
  assert.deepEqual(statuses(result), ["failed", "not-run"]);
  assert.match(result.failure?.reason ?? "", /^TypeError: late/);
});

Deno.test("runNotebook() fails a cell for a throw in a timer or a microtask", async () => {
  for (const later of ["setTimeout(() => {", "queueMicrotask(() => {"]) {
    const result = await run(tiny(`${later} throw new Error('tick') });\nundefined`, "2"));
    assert.deepEqual(statuses(result), ["failed", "not-run"]);
    assert.match(result.failure?.reason ?? "", /^Error: tick/);
  }
});

Deno.test("runNotebook() fails a cell for a thrown value that is no error", async () => {
  const result = await run(tiny("Promise.reject({ code: 3 }); undefined"));
  assert.match(result.failure?.reason ?? "", /Uncaught \{ code: 3 \}/);
});

Deno.test("runNotebook() leaves a rejection to the listener of a cell that claims it", async () => {
  const result = await run(tiny(
    "addEventListener('unhandledrejection', (e) => { e.preventDefault(); console.log('mine') })",
    "Promise.reject(new Error('late')); undefined",
  ));
  assert.equal(result.status, "ok");
  assert.equal(textOf(result, 1), "mine\n");
});

Deno.test("runNotebook() fails a cell whose value cannot display itself", async () => {
  const result = await run(
    tiny("({ [Symbol.for('Jupyter.display')]() { throw new Error('no picture') } })", "2"),
  );
  assert.deepEqual(statuses(result), ["failed", "not-run"]);
  assert.match(result.failure?.reason ?? "", /^Error: no picture/);
});

Deno.test("runNotebook() fails a cell whose test fails and keeps the report", async () => {
  const result = await run(tiny(
    "Deno.test('adds up', () => {});",
    "Deno.test('closes', () => { throw new Error('off by 2 kt') });\nDeno.test('opens', () => {});",
    "3",
  ));
  assert.deepEqual(statuses(result), ["ok", "failed", "not-run"]);
  assert.match(textOf(result, 0), /adds up \.\.\. ok[^]*1 passed/);
  assert.match(textOf(result, 1), /closes \.\.\. FAILED[^]*off by 2 kt/);
  assert.match(result.failure?.reason ?? "", /1 of 2 tests failed/);
});

Deno.test("runNotebook() fails a cell that asks, since nobody can answer", async () => {
  for (const ask of ["prompt('Month?')", "confirm('Month?')"]) {
    const result = await run(tiny(`const answer = ${ask};`, "2"));
    assert.deepEqual(statuses(result), ["failed", "not-run"]);
    assert.match(
      result.failure?.reason ?? "",
      /^Error: Cannot ask "Month\?[^"]*": nobody can answer/,
    );
  }
});

Deno.test("runNotebook() goes on after a cell tagged raises-exception", async () => {
  const result = await run(tiny(["throw new Error('shown')", "raises-exception"], "2"));
  assert.equal(result.status, "ok");
  assert.equal(textOf(result, 0), "Error: shown");
  assert.equal(textOf(result, 1), "2");
});

Deno.test("runNotebook() names the cell that ended the kernel", async () => {
  const result = await run(tiny("console.log('alive')", "Deno.exit(7)", "3"));
  assert.equal(result.status, "kernel-died");
  assert.deepEqual(statuses(result), ["ok", "failed", "not-run"]);
  assert.equal(result.failure?.index, 1);
  assert.match(result.failure?.reason ?? "", /ended \(exit code 7\) while this cell ran/);
});

Deno.test("runNotebook() names the cell that ate the memory", async () => {
  const result = await run(tiny("1", "const hoard = []; for (;;) hoard.push({ x: [1, 2, 3] });"), {
    env: { DENO_V8_FLAGS: "--max-old-space-size=160" },
  });
  assert.equal(result.status, "kernel-died");
  assert.match(result.failure?.reason ?? "", /ran out of memory while this cell ran/);
});

Deno.test("runNotebook() stops a busy loop after the timeout and keeps its output", async () => {
  const result = await run(tiny("1", "console.log('started'); for (;;) {}", "3"), {
    timeoutSeconds: 3,
  });
  assert.equal(result.status, "timed-out");
  assert.deepEqual(statuses(result), ["ok", "failed", "not-run"]);
  assert.match(textOf(result, 1), /^started\n/);
  assert.match(result.failure?.reason ?? "", /longer than 3 s/);
});

Deno.test("runNotebook() stops an await that never ends after the timeout", async () => {
  const result = await run(tiny("await new Promise(() => {})", "2"), { timeoutSeconds: 0.5 });
  assert.equal(result.status, "timed-out");
  assert.deepEqual(statuses(result), ["failed", "not-run"]);
});

Deno.test("runNotebook() stops on its signal", async () => {
  const stop = new AbortController();
  const result = await run(tiny("await new Promise(() => {})", "2"), {
    signal: stop.signal,
    onProgress: (event) => {
      if (event.type === "cell-started") stop.abort();
    },
  });
  assert.equal(result.status, "aborted");
  assert.deepEqual(statuses(result), ["failed", "not-run"]);
});

Deno.test("runNotebook() takes a Ctrl+C that reaches its kernel for a stop", async () => {
  const result = await run(tiny("Deno.kill(Deno.pid, 'SIGINT'); await new Promise(() => {})"));
  assert.equal(result.status, "aborted");
});
