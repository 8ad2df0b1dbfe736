import assert from "node:assert/strict";
import { run, statuses, textOf, tiny } from "./_tiny.ts";
import { BOOTSTRAP } from "../../src/kernel/_in_kernel.ts";

const BAD = [
  ["({ [Symbol.for('Jupyter.display')]: () => null })", /execute_result: data: [^]*null/],
  ["({ [Symbol.for('Jupyter.display')]: () => undefined })", /execute_result: data: [^]*/],
  ["Deno.jupyter.broadcast('stream', { name: 'stdout' })", /stream: text: [^]*undefined/],
  ["Deno.jupyter.broadcast('stream', { name: 'paper', text: '' })", /stream: name: /],
  ["Deno.jupyter.broadcast('error', {})", /error: ename: [^]*; evalue: [^]*; traceback: /],
  ["Deno.jupyter.broadcast('display_data', null)", /display_data: /],
  [
    "Deno.jupyter.broadcast('display_data', { data: { 'text/html': 5 } })",
    /data\.text\/html: expected text/,
  ],
  [
    "Deno.jupyter.broadcast('update_display_data', { data: {}, transient: { display_id: 5 } })",
    /display_id/,
  ],
  ["Deno.jupyter.broadcast('clear_output', { wait: 'yes' })", /clear_output: wait: /],
  ["Deno.jupyter.broadcast('silicon_barrier', null)", /silicon_barrier: /],
] as const;

Deno.test("runNotebook() fails a cell that sends what is no message, with words, and goes on", async () => {
  const result = await run(tiny(
    ...BAD.map(([code]): [string, string] => [code, "raises-exception"]),
    "'after'",
  ));
  BAD.forEach(([code, words], i) => {
    assert.match(textOf(result, i), /^MessageError: Cannot show what the cell sent as /, code);
    assert.match(textOf(result, i), words);
  });
  assert.equal(textOf(result, BAD.length), `"after"`);
  const [code] = BAD[0];
  assert.deepEqual(statuses(await run(tiny(code, "2"))), ["failed", "not-run"]);
});

Deno.test("runNotebook() fails a cell that sends output nested 100,000 deep, and goes on", async () => {
  const nest = "let deep = {}; for (let i = 0; i < 100_000; i++) deep = { deep };\n";
  const result = await run(tiny(
    [
      `${nest}Deno.jupyter.broadcast('display_data', { data: { 'application/json': deep }, metadata: {} })`,
      "raises-exception",
    ],
    [
      `${nest}({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': deep }) })`,
      "raises-exception",
    ],
    `console.log('['.repeat(100_000)); 'after'`,
  ));
  assert.match(textOf(result, 0), /Error: [^]*recursion/);
  assert.match(textOf(result, 1), /Error: [^]*recursion/);
  assert.match(textOf(result, 2), /"after"$/);
});

/** Names of the globals that the kernel's own end takes references of. */
const TOUCHED = [
  ...new Set(
    [...BOOTSTRAP.matchAll(/const \{([^}]*)\} = global;/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim()).filter((name) => name !== "")
    ),
  ),
];

const AFTER = [
  "1 + 1",
  "this.console.log('printed'); null",
  ["throw new this.RangeError('boom')", "raises-exception"],
  [
    "(async () => { throw new this.RangeError('late') })(); await new this.Promise((r) => this.setTimeout(r, 30)); 'went on'",
    "raises-exception",
  ],
  "'last'",
] as const;

Deno.test("runNotebook() is not broken by a cell that gives any global's name to something else", async () => {
  assert.ok(TOUCHED.length > 20, TOUCHED.join());
  const all = `const ${TOUCHED.map((name) => `${name} = 0.05`).join(", ")};`;
  const one = ["Deno", "Promise", "Symbol", "Error", "queueMicrotask", "JSON", "globalThis"].map((
    name,
  ) => `const ${name} = 0.05;`);
  for (const declared of [all, ...one]) {
    const result = await run(tiny(
      declared,
      ...AFTER.map((cell): string | [string, string] =>
        typeof cell === "string" ? cell : [cell[0], cell[1]]
      ),
    ));
    assert.equal(result.status, "ok", `${declared} ${result.failure?.reason}`);
    assert.deepEqual([1, 2, 3, 5].map((i) => textOf(result, i)), [
      "2",
      "printed\nnull",
      "RangeError: boom",
      `"last"`,
    ]);
    assert.match(textOf(result, 4), /^(?:RangeError: late"went on"|"went on"RangeError: late)$/);
  }
});

Deno.test("runNotebook() fails a cell that states or shows a number that is none, unless show() says that it is meant", async () => {
  const result = await run(tiny(
    "import { fact, frameOf, html, show } from '@silicon/balance/frame'; const frame = frameOf([{ kt: NaN }]);",
    ["fact('balance 2026-02', NaN, 'kt')", "raises-exception"],
    ["frame", "raises-exception"],
    ["html`<p>${frame}</p>`", "raises-exception"],
    "show(frame)",
  ));
  assert.equal(result.status, "ok", `${result.failure?.reason}`);
  for (const i of [1, 2, 3]) assert.match(textOf(result, i), /^RangeError: Cannot [^]* is NaN/);
  assert.match(textOf(result, 4), /–/);
  assert.equal(
    (await run(tiny("import { fact } from '@silicon/balance/frame';", "fact('use', NaN, 'kt')")))
      .failure?.index,
    1,
  );
});
