import assert from "node:assert/strict";
import { outputsOf, run, statuses, textOf, tiny } from "./_tiny.ts";

Deno.test("runNotebook() keeps 10,000 printed lines in order, consecutive ones as one output", async () => {
  const result = await run(tiny(
    "for (let i = 0; i < 10_000; i++) console.log(`line ${i}`);",
    "345.5",
  ));
  const lines = Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`).join("");
  assert.deepEqual(outputsOf(result, 0), [{ output_type: "stream", name: "stdout", text: lines }]);
  assert.equal(textOf(result, 1), "345.5");
});

Deno.test("runNotebook() puts late outputs under the cell that made them", async () => {
  const prints = "for (let i = 0; i < 300; i++) console.log(i);";
  const result = await run(tiny(prints, ...Array.from({ length: 20 }, (_, i) => `${i}`), prints));
  const lines = Array.from({ length: 300 }, (_, i) => `${i}\n`).join("");
  assert.equal(textOf(result, 0), lines);
  for (let i = 0; i < 20; i++) assert.equal(textOf(result, i + 1), `${i}`);
  assert.equal(textOf(result, 21), lines);
});

Deno.test("runNotebook() keeps stdout and stderr apart and in order", async () => {
  const result = await run(
    tiny("console.log('a'); console.log('b'); console.error('c'); console.log('d')"),
  );
  assert.deepEqual(outputsOf(result, 0), [
    { output_type: "stream", name: "stdout", text: "a\nb\n" },
    { output_type: "stream", name: "stderr", text: "c\n" },
    { output_type: "stream", name: "stdout", text: "d\n" },
  ]);
});

Deno.test("runNotebook() counts executions from 1 and passes over empty and skipped cells", async () => {
  const result = await run(tiny("1", "", ["throw 1", "skip"], "await 2"));
  assert.deepEqual(statuses(result), ["ok", "ok", "skipped", "ok"]);
  const counts = result.notebook.cells.map((cell) =>
    cell.cell_type === "code" ? cell.execution_count : undefined
  );
  assert.deepEqual(counts, [1, null, null, 2]);
  assert.deepEqual(outputsOf(result, 3), [{
    output_type: "execute_result",
    data: { "text/plain": "2" },
    metadata: {},
    execution_count: 2,
  }]);
});

Deno.test("runNotebook() leaves text without colours", async () => {
  const result = await run(tiny("({ value: 273.7, name: 'output' })"));
  assert.equal(textOf(result, 0), `{ value: 273.7, name: "output" }`);
});

Deno.test("runNotebook() shows last values that Deno's kernel drops, alone and through show()", async () => {
  const values = ["null", "NaN", "-0", "0", "Infinity", "-Infinity", "10n", "''", "false"];
  const result = await run(tiny(
    'import { show } from "@silicon/balance/frame"',
    ...values,
    ...values.map((value) => `show(${value})`),
    "undefined",
  ));
  const texts = result.cells.map(({ index }) => textOf(result, index)).slice(1, -1);
  const alone = ["null", "NaN", "-0", "0", "Infinity", "-Infinity", "10n", '""', "false"];
  assert.deepEqual(texts, [...alone, ...alone.map((text) => text === '""' ? "" : text)]);
  assert.deepEqual(outputsOf(result, 2 * values.length + 1), []);
});

Deno.test("runNotebook() fails a cell that opens a comm, which the kernel does not know", async () => {
  const result = await run(tiny("new Deno.jupyter.Comm('widget')"));
  assert.equal(result.status, "failed");
  assert.match(textOf(result, 0), /Comm/);
});

Deno.test("runNotebook() keeps raw writes under their cell and output of child processes in the log", async () => {
  const result = await run(tiny(
    "await Deno.stdout.write(new TextEncoder().encode('raw µ\\n'));\n" +
      "process.stderr.write('node\\n');\nconsole.log('last')",
    "await new Deno.Command(Deno.execPath(), " +
      "{ args: ['eval', 'console.log(`Download https://e.org/x`); console.log(`child`)'] })" +
      ".spawn().status.then(() => undefined)",
  ));
  const stdout = outputsOf(result, 0).map((output) =>
    output.output_type === "stream" ? [output.name, output.text] : output
  );
  assert.deepEqual(stdout.filter((one) => Array.isArray(one)), [
    ["stdout", "raw µ\n"],
    ["stderr", "node\n"],
    ["stdout", "last\n"],
  ]);
  assert.equal(result.log.trim(), "child", "without what Deno says of its downloads");
});

Deno.test("runNotebook() lets a later cell update and clear what is shown", async () => {
  const result = await run(tiny(
    "await Deno.jupyter.broadcast('display_data', { data: { 'text/plain': 'old' }, metadata: {}," +
      " transient: { display_id: 'x' } })",
    "await Deno.jupyter.broadcast('update_display_data', { data: { 'text/plain': 'new' }," +
      " metadata: {}, transient: { display_id: 'x' } })",
    "console.log('gone'); await Deno.jupyter.broadcast('clear_output', { wait: false });" +
      " console.log('stays')",
  ));
  assert.deepEqual([0, 1, 2].map((i) => textOf(result, i)), ["new", "", "stays\n"]);
});

Deno.test("runNotebook() cuts a flood of output and says how much is missing", async () => {
  const result = await run(
    tiny("for (let i = 0; i < 30; i++) console.log('x'.repeat(99_999))", "'after'"),
    { outputLimitBytes: 1_000_000 },
  );
  const [kept, notice] = outputsOf(result, 0);
  assert.equal(kept?.output_type === "stream" && kept.text.length, 1_000_000);
  assert.match(
    notice?.output_type === "stream" ? notice.text : "",
    /2\.0 MB of output left out: a cell may leave 1\.0 MB/,
  );
  assert.equal(textOf(result, 1), `"after"`);
});

Deno.test("runNotebook() limits what stays, not what was cleared or updated away", async () => {
  const send = (type: string, content: string) =>
    `Deno.jupyter.broadcast('${type}', { ${content}, metadata: {} });`;
  const shown = "data: { 'text/plain': `frame ${i} ` + 'x'.repeat(200_000) }";
  const result = await run(
    tiny(
      `for (let i = 0; i < 20; i++) { ${send("clear_output", "wait: true")} ${
        send("display_data", shown)
      } }`,
      `const transient = { display_id: 'a' }, i = 0; ${send("display_data", `${shown}, transient`)}
for (let i = 1; i < 20; i++) { ${send("update_display_data", `${shown}, transient`)} }`,
    ),
    { outputLimitBytes: 300_000 },
  );
  for (const cell of [0, 1]) {
    assert.equal(outputsOf(result, cell).length, 1);
    assert.match(textOf(result, cell), /^frame 19 x{200000}$/);
  }
});

Deno.test("runNotebook() keeps of a line that was erased or written over in colour what a terminal shows", async () => {
  const E = "\\x1b[";
  const result = await run(tiny(
    `const out = (text) => process.stdout.write(text);
    for (let i = 0; i < 11; i++) { out("${E}2K"); out("${E}1G"); out(i + "/10") } console.log();
    for (let i = 0; i < 99; i++) out("\\r${E}32m" + (i + 1) + "%${E}0m"); console.log();
    console.log("downloading\\r${E}Kdone");
    console.log("${E}31mlonger${E}0m\\rok");
    console.log("${E}1mno move${E}0m");`,
  ));
  assert.equal(
    textOf(result, 0),
    "10/10\n\x1b[32m99%\x1b[0m\ndone\noknger\x1b[0m\n\x1b[1mno move\x1b[0m\n",
  );
});

Deno.test("runNotebook() keeps of a line what carriage returns leave, as a terminal does", async () => {
  const result = await run(
    tiny(
      "const out = (text) => Deno.stdout.writeSync(new TextEncoder().encode(text));\n" +
        "out('before\\n'); for (let i = 0; i < 300_000; i++) out(`\\r${i} of 300000`); out('\\nafter\\n'); undefined",
      "console.log('long line\\rshort'); console.log('windows\\r'); console.log('x')",
    ),
    { outputLimitBytes: 1000 },
  );
  assert.equal(textOf(result, 0), "before\n299999 of 300000\nafter\n");
  assert.equal(textOf(result, 1), "shortline\nwindows\r\nx\n");
});

Deno.test("runNotebook() keeps 200,000 printed lines in their place, among what else is shown", async () => {
  const result = await run(tiny(
    `for (let i = 0; i < 200_000; i++) {
  console.log("line", i);
  if (i % 50_000 === 49_999) await Deno.jupyter.display({ "text/plain": String(i) }, { raw: true });
}`,
    "'next'",
  ));
  const texts = outputsOf(result, 0).map((output) =>
    output.output_type === "stream"
      ? output.text
      : "data" in output
      ? output.data["text/plain"]
      : ""
  );
  const lines = (from: number) =>
    Array.from({ length: 50_000 }, (_, i) => `line ${from + i}\n`).join("");
  assert.deepEqual(
    texts,
    [0, 50_000, 100_000, 150_000].flatMap((from) => [lines(from), String(from + 49_999)]),
  );
  assert.equal(textOf(result, 1), `"next"`);
});

Deno.test("runNotebook() passes a 5 MB output whole", async () => {
  const result = await run(tiny("console.log('y'.repeat(5_000_000))"));
  assert.equal(textOf(result, 0).length, 5_000_001);
});

Deno.test("runNotebook() runs a cell that begins with a brace once", async () => {
  const result = await run(tiny(
    "{ month: 2 } // an object",
    "{ const x = 1; console.log('block', x) }",
    ["{ a: (() => { console.log('once'); throw new Error('thrown') })() }", "raises-exception"],
  ));
  assert.equal(textOf(result, 0), "{ month: 2 }");
  assert.equal(textOf(result, 1), "block 1\n");
  assert.equal(textOf(result, 2), "once\nError: thrown");
});

Deno.test("runNotebook() lets a later cell declare a constant again, types erased", async () => {
  const result = await run(
    tiny("const month: string = '2026-01'; month", "const month: number = 2; month"),
  );
  assert.equal(textOf(result, 1), "2");
});

Deno.test("runNotebook() reports each step in order", async () => {
  const events: string[] = [];
  await run(tiny("console.log('x')", ["0", "skip"], "2"), {
    onProgress: (event) => events.push(event.type + ("index" in event ? event.index : "")),
  });
  assert.deepEqual(events, [
    "kernel-ready",
    "cell-started0",
    "output0",
    "cell-finished0",
    "cell-started2",
    "output2",
    "cell-finished2",
  ]);
});
