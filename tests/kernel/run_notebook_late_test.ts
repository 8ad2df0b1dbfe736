import assert from "node:assert/strict";
import { outputsOf, run, statuses, textOf, tiny } from "./_tiny.ts";

const WAIT = "await new Promise((done) => setTimeout(done, 150));";

Deno.test("runNotebook() counts an error that the cell then clears away, and shows it", async () => {
  for (const wait of [false, true]) {
    const result = await run(tiny(
      `Promise.reject(new Error('feed lost')); ${WAIT}
      Deno.jupyter.broadcast('clear_output', { wait: ${wait} }); console.log('done')`,
      "'next'",
    ));
    assert.equal(result.status, "failed");
    assert.deepEqual(statuses(result), ["failed", "not-run"]);
    assert.match(result.failure?.reason ?? "", /feed lost/);
    assert.match(textOf(result, 0), /^done\n[^]*Error: feed lost$/);
  }
});

const worker = (code: string) => `new Worker("data:text/javascript,${code}", { type: "module" })`;

Deno.test("runNotebook() waits after the last cell for timers, requests, files, child processes and workers that cells began", async () => {
  const begun = [
    "setTimeout(() => { throw new Error('late') }, 5)",
    "setTimeout(() => { throw new Error('late') }, 300)",
    "new Promise((done) => setTimeout(done, 300)).then(() => { throw new Error('late') })",
    "Deno.readTextFile('_tiny.ts').then(() => { throw new Error('late') })",
    "import('node:child_process').then(({ exec }) => exec('sleep 0.3', () => { throw new Error('late') }))",
    "fetch('data:,x').then((r) => r.text()).then(() => { throw new Error('late') })",
    "new Deno.Command('sh', { args: ['-c', 'sleep 0.3'] }).spawn().status.then(() => { throw new Error('late') })",
    `${
      worker("setTimeout(() => postMessage(1), 300)")
    }.onmessage = () => { throw new Error('late') }`,
    worker("setTimeout(() => { throw new Error('late') }, 300)"),
    "import('node:timers/promises').then((t) => t.setTimeout(300)).then(() => { throw new Error('late') })",
  ];
  for (const code of begun) {
    const result = await run(tiny(`${code};\n'started'`));
    assert.equal(result.status, "failed", code);
    assert.match(result.failure?.reason ?? "", /^Error: late(?:\n|$)/);
    assert.doesNotMatch(result.failure?.reason ?? "", /data:/);
    assert.match(textOf(result, 0), /^"started"Error: late/);
  }
});

Deno.test("runNotebook() keeps what is printed after the last cell, under the cell that began it", async () => {
  const result = await run(tiny(
    "async function main() { await new Promise((r) => setTimeout(r, 300)); console.log('balance 12.3') }\nmain();\n'started'",
    "'last'",
  ));
  assert.equal(result.status, "ok");
  assert.deepEqual([0, 1].map((i) => textOf(result, i)), [`"started"balance 12.3\n`, `"last"`]);
  assert.deepEqual(result.unfinished, []);
});

Deno.test("runNotebook() names what goes on after the time to settle, in its result and under its cell", async () => {
  const result = await run(
    tiny("setTimeout(() => {}, 60_000); 1", "setTimeout(() => {}, 60_000); 2", "3"),
    { settleSeconds: 0.2 },
  );
  assert.equal(result.status, "ok");
  assert.deepEqual(result.unfinished, [
    "cell 1 left a timer running",
    "cell 2 left a timer running",
  ]);
  assert.deepEqual(
    [0, 1, 2].map((i) => textOf(result, i)),
    ["1[cell 1 left a timer running]\n", "2[cell 2 left a timer running]\n", "3"],
  );
});

Deno.test("runNotebook() names servers, workers and connections that a second later go on, and none that ended", async () => {
  const worker = (code: string) => `new Worker("data:text/javascript,${code}", { type: "module" })`;
  const result = await run(
    tiny(
      "const server = Deno.serve({ port: 0, onListen() {} }, (request) => Deno.upgradeWebSocket(request).response); 1",
      `${worker("onmessage = () => {}")}; 2`,
      "const open = new WebSocket(`ws://127.0.0.1:${server.addr.port}`); 3",
      `${
        worker("")
      }.terminate(); await Deno.serve({ port: 0, onListen() {} }, () => new Response()).shutdown(); 4`,
    ),
    { settleSeconds: 30 },
  );
  assert.equal(result.status, "ok");
  assert.deepEqual(result.unfinished, [
    "cell 1 left a server running",
    "cell 2 left a worker running",
    "cell 3 left a connection running",
  ]);
});

Deno.test("runNotebook() takes an interval for left running after a second, and one that was cleared for none", async () => {
  const begin = performance.now();
  const result = await run(
    tiny(
      "let ticks = 0; const each = setInterval(() => { if (++ticks === 3) clearInterval(each) }, 10); 1",
      "setInterval(() => {}, 50); 2",
    ),
    { settleSeconds: 30 },
  );
  assert.deepEqual(result.unfinished, ["cell 2 left an interval running"]);
  assert.ok(performance.now() - begin < 25_000);
});

Deno.test("runNotebook() does not wait for a timer that was cleared or that nobody waits for", async () => {
  const result = await run(tiny(
    "clearTimeout(setTimeout(() => {}, 60_000)); Deno.unrefTimer(setTimeout(() => {}, 60_000)); 1",
  ));
  assert.deepEqual(result.unfinished, []);
});

Deno.test("runNotebook() fails when what cells left running does not come to rest or ends the kernel", async () => {
  const [busy, ended] = await Promise.all([
    run(tiny("setTimeout(() => { for (;;); }, 1000); 1"), { settleSeconds: 2 }),
    run(tiny("setTimeout(() => Deno.exit(3), 50); 1")),
  ]);
  assert.equal(busy.status, "timed-out");
  assert.match(busy.failure?.reason ?? "", /what cells left running did not end/);
  assert.equal(ended.status, "kernel-died");
  assert.match(ended.failure?.reason ?? "", /exit code 3/);
});

Deno.test("runNotebook() blames the cell that began what fails later, and runs no cell after that", async () => {
  // The next cell lets it fail, so that it does so neither earlier nor later.
  const whenLet = (fails: string) =>
    `const poll = setInterval(() => { if (!globalThis.go) return; clearInterval(poll); ${fails} }, 5);`;
  const ways = [
    "async function main() { while (!globalThis.go) await new Promise((r) => setTimeout(r, 5)); throw new Error('of cell 1') }\nmain();",
    whenLet("throw new Error('of cell 1')"),
    whenLet("queueMicrotask(() => { throw new Error('of cell 1') })"),
    "addEventListener('tick', () => Promise.reject(new Error('of cell 1')));\n" +
    whenLet("dispatchEvent(new Event('tick'))"),
  ];
  for (const way of ways) {
    const next = `globalThis.go = true; ${WAIT} 'innocent'`;
    const result = await run(tiny(`${way}\n'started'`, next, "'third'"));
    assert.equal(result.failure?.index, 0, way);
    assert.match(result.failure.reason, /^Error: of cell 1/);
    assert.deepEqual(statuses(result), ["failed", "ok", "not-run"]);
    assert.equal(textOf(result, 1), `"innocent"`);
    assert.equal(outputsOf(result, 0).at(-1)?.output_type, "error");
  }
});

Deno.test("runNotebook() puts what is printed later under the cell that began it", async () => {
  const result = await run(tiny(
    "setTimeout(() => console.log('of cell 1'), 50); 1",
    `console.log('before'); ${WAIT} console.log('after')`,
  ));
  assert.deepEqual([0, 1].map((i) => textOf(result, i)), ["1of cell 1\n", "before\nafter\n"]);
});

Deno.test("runNotebook() keeps prints, displays and errors in the order in which they happened", async () => {
  const shown =
    "Deno.jupyter.broadcast('display_data', { data: { 'text/plain': 'shown' }, metadata: {} })";
  const result = await run(tiny(
    ...Array.from({ length: 10 }, (): [string, string] => [
      `for (let i = 0; i < 200; i++) console.log(i); ${shown}; console.error('aside');
setTimeout(() => console.log('afterwards')); Promise.reject(new Error('late'));
await null; console.log('once'); throw new Error('thrown')`,
      "raises-exception",
    ]),
  ));
  for (let i = 0; i < 10; i++) {
    const kinds = outputsOf(result, i).map((output) =>
      output.output_type === "stream"
        ? output.text.split("\n").at(-2)
        : output.output_type === "error"
        ? output.evalue
        : output.data["text/plain"]
    );
    const [first, display, aside, ...rest] = kinds;
    assert.deepEqual([first, display, aside], ["199", "shown", "aside"]);
    assert.deepEqual(rest.filter((one) => one !== "late"), ["once", "thrown", "afterwards"]);
  }
});
