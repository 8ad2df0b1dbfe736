import assert from "node:assert/strict";
import { outputsOf, run, tiny } from "./_tiny.ts";

/** Why a notebook failed: the traceback, as text. */
async function reason(...cells: string[]): Promise<string> {
  const result = await run(tiny(...cells));
  assert.equal(result.status, "failed");
  return result.failure?.reason ?? "";
}

Deno.test("runNotebook() names an error's cause, and the cause's own, with their lines", async () => {
  assert.equal(
    await reason(
      "function read() { throw new RangeError('month 13', { cause: { row: 7 } }); }",
      "",
      "function open() {\n  try { read() }\n  catch (cause) { throw new Error('no account', { cause }) }\n}\nopen()",
    ),
    `Error: no account
    at open (cell 3, line 3)
    at cell 3, line 5 {
  [cause]: RangeError: month 13
      at read (cell 1, line 1)
      at open (cell 3, line 2)
      at cell 3, line 5 {
    [cause]: { row: 7 }
  }
}`,
  );
});

Deno.test("runNotebook() names the cause of a rejection that nobody handles", async () => {
  assert.match(
    await reason(
      "(async () => {\n  await 1;\n  throw new Error('late', { cause: new TypeError('why') });\n})();\nawait new Promise((r) => setTimeout(r, 20))",
    ),
    /^Error: late\n +at cell 1, line 3 \{\n +\[cause\]: TypeError: why\n +at cell 1, line 3\n\}$/,
  );
});

Deno.test("runNotebook() names the members of an AggregateError", async () => {
  const text = await reason(
    "await Promise.any([\n  Promise.reject(new Error('first')),\n  (async () => { throw new TypeError('second') })(),\n])",
  );
  assert.match(text, /^\[AggregateError: All promises were rejected\] \{\n/);
  assert.match(text, /Error: first\n +at cell 1, line 2\b/);
  assert.match(text, /TypeError: second\n +at cell 1, line 3\b/);
});

Deno.test("runNotebook() runs a cell that begins like a script, its lines as they are", async () => {
  assert.match(
    await reason("#!/usr/bin/env deno\nthrow new Error('second')"),
    /^Error: second\n +at cell 1, line 2$/,
  );
});

Deno.test("runNotebook() tells both errors of a SuppressedError", async () => {
  const text = await reason(
    "{\n  using held = { [Symbol.dispose]() { throw new Error('not closed') } };\n  throw new TypeError('first');\n}",
  );
  assert.match(text, /^SuppressedError/);
  assert.match(text, /suppressed.*TypeError: first\n +at cell 1, line 3\b/);
  assert.match(text, /Error: not closed\n[^]*cell 1, line 2\b/);
});

Deno.test("runNotebook() shows no frame of its own where a cell goes through what is awaited", async () => {
  const text = await reason(
    "async function* rows() { throw new Error('lost') }\nfor await (const row of rows());",
  );
  assert.match(text, /^Error: lost\n +at rows \(cell 1, line 1\)\n/);
  assert.doesNotMatch(text, /stoppable/);
});

Deno.test("runNotebook() shows whatever was thrown that is no error", async () => {
  for (
    const [thrown, shown] of [
      ["{ status: 503, body: 'try later' }", '{ status: 503, body: "try later" }'],
      ["'in words'", '"in words"'],
      ["null", "null"],
    ] as const
  ) {
    const result = await run(tiny(`throw ${thrown}`));
    assert.equal(result.failure?.reason, `Uncaught ${shown}`);
    const [error] = outputsOf(result, 0);
    assert.equal(error?.output_type === "error" && error.evalue, shown);
  }
});

Deno.test("runNotebook() names the address that could not be fetched", async () => {
  assert.match(
    await reason("const prices = await fetch('http://prices.invalid/today.json');"),
    /^TypeError: fetch failed\n +at async cell 1, line 1 \{\n[^]*http:\/\/prices\.invalid\/today\.json/,
  );
});

Deno.test("runNotebook() counts lines as their author does, whatever is taken out before they run", async () => {
  const source = `import { join } from "node:path";
import type { ParsedPath } from "node:path";
import { type ParsedPath as Other } from "node:path";

interface Row {
  month: string;
}

// A comment.
class Account {
  constructor(public rows: Row[], private readonly name: string) {}

  close(): never {
    return this.rows
      .map((row) => this.fail(row))[0]!;
  }
  fail(row: Row): never {
    throw new Error(\`
      \${row.month}\`);
  }
}
declare const unused: number;
enum Month {
  January = 1,
}

new Account([{ month: "2026-13" }], "x")
  .close();`;
  const lines = (await reason(source)).split("\n").filter((line) => /^ +at .*cell/.test(line));
  assert.deepEqual(lines, [
    "    at Account.fail (cell 1, line 18)",
    "    at cell 1, line 15",
    "    at Account.close (cell 1, line 15)",
    "    at cell 1, line 28",
  ]);
});

Deno.test("runNotebook() counts lines in TypeScript that does not read as TSX", async () => {
  assert.match(await reason("\nconst x = <any> null;\n\nx.y"), /^ +at cell 1, line 4$/m);
});

Deno.test("runNotebook() counts lines in a cell that begins with a brace", async () => {
  assert.match(await reason("\n{\n  a: (() => {\n    throw 1 as never })() }"), /^Uncaught 1$/);
  assert.match(await reason("{\n\n  a: null.b }"), /^ +at cell 1, line 3$/m);
  assert.match(await reason("{\n\n  const b = null;\n  b.c }"), /^ +at cell 1, line 4$/m);
});

Deno.test("runNotebook() names an imported file from the notebook's folder, and none of Deno's own", async () => {
  assert.match(
    await reason(
      "\nimport { parseMonth } from '../../src/calendar/mod.ts';\n\n[1].map(() => parseMonth('13'))",
    ),
    /^SyntaxError: [^\n]*\n +at parseMonth \(\.\.\/\.\.\/src\/calendar\/month\.ts:\d+:\d+\)\n +at cell 1, line 4\n/,
  );
  assert.doesNotMatch(await reason("await Deno.readTextFile('absent')"), /ext:/);
});

Deno.test("runNotebook() names a file of a package by the package", async () => {
  assert.match(
    await reason("import { z } from 'zod';\nz.string().refine(() => null.x).parse('a');"),
    /^ +at \S+ \(npm:zod@\d+\.\d+\.\d+\/v4\/\S+\.js:\d+:\d+\)$/m,
  );
});

Deno.test("runNotebook() says why a value cannot display itself", async () => {
  assert.match(
    await reason(
      "({\n  [Symbol.for('Jupyter.display')]() {\n    throw new Error('hook', { cause: 'ink' });\n  },\n})",
    ),
    /^Error: hook\n +at [^\n]*\(cell 1, line 3\)[^]*\[cause\]: "ink"/,
  );
});

Deno.test("runNotebook() says where a test of a cell failed, and why", async () => {
  assert.equal(
    await reason(
      "interface A {}\n\nfunction close() {\n  throw new Error('open', { cause: 1 });\n}",
      "\nDeno.test('one', () => {});\nDeno.test('two', { permissions: 'inherit' }, (t) => {\n  t.name;\n  close();\n});\nDeno.test({ name: 'three', fn: () => { throw 3 } });",
    ),
    `TestFailure: 2 of 3 tests failed

Error: open
    at close (cell 1, line 4)
    at cell 2, line 5 {
  [cause]: 1
}

Uncaught 3`,
  );
});

Deno.test("runNotebook() says what was thrown when other code asks about errors meanwhile", async () => {
  assert.match(
    await reason(
      "setInterval(() => ({}) instanceof Error, 0);\nawait new Promise((r) => setTimeout(r, 20));\nthrow new Error('one', { cause: 'two' })",
    ),
    /^Error: one\n/,
  );
});

Deno.test("runNotebook() leaves instanceof Error and stacks as they are to the code of cells", async () => {
  const result = await run(tiny(
    "class Own extends Error {}",
    "[new Own() instanceof Own, new Error() instanceof Own, new TypeError() instanceof Error, null instanceof Error]",
    "const { stack } = new Own('m'); stack.split('\\n')[0]",
  ));
  const shown = [1, 2].map((i) => {
    const [output] = outputsOf(result, i);
    return output?.output_type === "execute_result" ? output.data["text/plain"] : output;
  });
  assert.deepEqual(shown, ["[ true, false, true, false ]", '"Error: m"']);
});
