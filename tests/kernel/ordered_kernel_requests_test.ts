import assert from "node:assert/strict";
import { FrontEnd, shown, withKernel } from "./_front_end.ts";

const ASKING = { allow_stdin: true };

/** Runs code that asks, and answers. */
async function typed(frontEnd: FrontEnd, code: string, answer: string): Promise<string> {
  const before = frontEnd.asked.length;
  const id = frontEnd.execute(code, ASKING);
  await frontEnd.until(() => frontEnd.asked.length > before);
  assert.equal(frontEnd.asked.at(-1)?.parentHeader.msg_id, id);
  frontEnd.type(answer);
  return shown(await frontEnd.answer(id));
}

Deno.test("OrderedKernel asks the front end for prompt() and confirm()", () =>
  withKernel(async (frontEnd) => {
    assert.equal(await typed(frontEnd, "prompt('Month?')", "2026-02"), '"2026-02"');
    assert.equal(frontEnd.asked[0]?.content["prompt"], "Month?");
    assert.equal(await typed(frontEnd, "prompt('Month?', 'latest')", ""), '"latest"');
    assert.equal(await typed(frontEnd, "confirm('Sure?')", "y"), "true");
    assert.equal(await typed(frontEnd, "confirm('Sure?')", "n"), "false");
    await typed(frontEnd, "prompt('Word', '', { password: true })", "x");
    assert.equal(frontEnd.asked.at(-1)?.content["password"], true);
  }));

Deno.test("OrderedKernel asks the front end that runs the cell, and no other", () =>
  withKernel(async (first, kernel) => {
    using second = await (await FrontEnd.connect(kernel.info)).ready();
    assert.equal(await typed(second, "prompt('Month?')", "2026-03"), '"2026-03"');
    assert.equal(await typed(first, "prompt('Month?')", "2026-02"), '"2026-02"');
    assert.deepEqual([first.asked.length, second.asked.length], [1, 1]);
  }));

Deno.test("OrderedKernel says that nobody can answer where a front end takes no input", () =>
  withKernel(async (frontEnd) => {
    for (const code of ["prompt('Month?')", "confirm('Month?')"]) {
      const answer = await frontEnd.run(code);
      assert.match(shown(answer), /^Error: Cannot ask "Month\?[^"]*": nobody can answer/);
      assert.equal(answer.reply.content["status"], "error");
    }
  }));

Deno.test("OrderedKernel stops a cell that asks, and keeps the variables", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run("let kept = 345.5");
    const id = frontEnd.execute("prompt('Month?')", ASKING);
    await frontEnd.until(() => frontEnd.asked.length > 0);
    frontEnd.send("interrupt_request", {}, "control");
    assert.match(shown(await frontEnd.answer(id)), /^Interrupted: the cell was stopped/);
    assert.equal(shown(await frontEnd.run("kept")), "345.5");
  }));

/** Presses Stop once the cell has printed "in". */
async function stopped(frontEnd: FrontEnd, code: string): Promise<string> {
  const id = frontEnd.execute(`console.log("in"); ${code}`);
  const isIn = () =>
    frontEnd.published.some(({ content, parentHeader }) =>
      content["text"] === "in\n" && parentHeader.msg_id === id
    );
  await frontEnd.until(isIn);
  frontEnd.send("interrupt_request", {}, "control");
  return shown(await frontEnd.answer(id));
}

const STOPPED = /^in\nInterrupted: the cell was stopped while it waited; what it waited for cannot/;

Deno.test("OrderedKernel stops a cell that waits, and keeps the variables", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run("let kept = 345.5; const never = new Promise(() => {});");
    for (
      const code of [
        "await never",
        "const x = await never",
        "for (;;) { await never; }",
        "for await (const x of (async function* () { await never; })()) console.log(x);",
        "for (;;) { try { await never } catch { await never } }",
        "{ a: await never }",
        "const [{ a }, b] = [{ a: 1 }, (1, await (kept, never))];",
        "await Promise.all([fetch, await never]);",
      ]
    ) assert.match(await stopped(frontEnd, code), /^in\nInterrupted: the cell was stopped/, code);
    const next = await frontEnd.run("kept");
    assert.equal(shown(next), "345.5");
    assert.equal(next.reply.content["execution_count"], 10);
  }));

Deno.test("OrderedKernel stops a cell that waits for a loop in a function, and says that this goes on", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run(
      "let turns = 0; async function poll() { for (;;) { turns++; await new Promise((r) => setTimeout(r, 5)); } }",
    );
    assert.match(await stopped(frontEnd, "await poll()"), STOPPED);
    const before = Number(shown(await frontEnd.run("turns")));
    assert.ok(before > 0);
    await frontEnd.run("await new Promise((r) => setTimeout(r, 50))");
    assert.ok(Number(shown(await frontEnd.run("turns"))) > before);
  }));

Deno.test("OrderedKernel goes through an async iterator as it should, and ends it", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run(
      "async function* count() { try { for (let i = 0; ; i++) yield i; } finally { console.log('end'); } }",
    );
    assert.equal(
      shown(
        await frontEnd.run("for await (const i of count()) { console.log(i); if (i > 1) break; }"),
      ),
      "0\n1\n2\nend\n",
    );
    assert.equal(
      shown(await frontEnd.run("for await (const i of [Promise.resolve(1), 2]) console.log(i);")),
      "1\n2\n",
    );
  }));

Deno.test("OrderedKernel tells what was run, the latest, a range or a pattern of it", () =>
  withKernel(async (frontEnd) => {
    for (const code of ["6*7", "'x'", "let y = 1", "6*7"]) await frontEnd.run(code);
    await frontEnd.answer(frontEnd.execute("0", { store_history: false }));
    const history = async (content: Record<string, unknown>) =>
      (await frontEnd.ask("history_request", { raw: true, output: false, ...content }))["history"];
    assert.deepEqual(await history({ hist_access_type: "tail", n: 2 }), [
      [1, 3, "let y = 1"],
      [1, 4, "6*7"],
    ]);
    assert.deepEqual(
      await history({ hist_access_type: "range", session: 0, start: 1, stop: 3, output: true }),
      [[1, 1, ["6*7", "42"]], [1, 2, ["'x'", '"x"']]],
    );
    assert.deepEqual(await history({ hist_access_type: "search", pattern: "6?*", n: 5 }), [
      [1, 1, "6*7"],
      [1, 4, "6*7"],
    ]);
    assert.deepEqual(
      await history({ hist_access_type: "search", pattern: "6*", unique: true }),
      [[1, 4, "6*7"]],
    );
    await frontEnd.run("Deno.exit()");
    await frontEnd.run("'anew'");
    assert.deepEqual(await history({ hist_access_type: "tail", n: 1 }), [[2, 1, "'anew'"]]);
  }));

Deno.test("OrderedKernel tells code that is complete from code that goes on or is wrong", () =>
  withKernel(async (frontEnd) => {
    const samples = {
      complete: [
        "1",
        "const a: number = 1;",
        "{ a: 1, b: 2 }",
        "await x",
        "<any> x",
        "if (a) { b }",
      ],
      incomplete: [
        "function f() {",
        "const a =",
        "f(1,",
        "`text",
        "/* so",
        "{ a: 1, b:",
        "<p>",
        "a +",
      ],
      invalid: ["const = 1", "f(]", "a b c", "import x y"],
    };
    for (const [status, codes] of Object.entries(samples)) {
      for (const code of codes) {
        assert.equal((await frontEnd.ask("is_complete_request", { code }))["status"], status, code);
      }
    }
  }));

Deno.test("OrderedKernel evaluates the expressions that a front end asks for with a cell", () =>
  withKernel(async (frontEnd) => {
    const user_expressions = {
      sum: "kt + 1",
      typed: "(kt as number) // so",
      html: "Deno.jupyter.html`<b>1</b>`",
      absent: "nowhere",
      wrong: "const",
    };
    const id = frontEnd.execute("const kt = await Promise.resolve(1)", { user_expressions });
    const { reply, published } = await frontEnd.answer(id);
    const { sum, typed, html, absent, wrong } = reply.content["user_expressions"];
    assert.deepEqual(sum, { status: "ok", data: { "text/plain": "2" }, metadata: {} });
    assert.deepEqual(typed.data, { "text/plain": "1" });
    assert.deepEqual(html.data, { "text/html": "<b>1</b>" });
    assert.deepEqual([absent.status, absent.ename], ["error", "ReferenceError"]);
    assert.deepEqual([wrong.status, wrong.ename], ["error", "SyntaxError"]);
    assert.ok(!published.some(({ header }) => header.msg_type === "error"));
  }));

Deno.test("OrderedKernel completes names and says what is under the cursor", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run(
      "const balanceKt = { china: -5.8 }; function close(kt: number) { return kt; }",
    );
    const complete = await frontEnd.ask("complete_request", { code: "balan", cursor_pos: 5 });
    assert.deepEqual(complete["matches"], ["balanceKt"]);
    const inspected = async (code: string, cursor_pos: number) => {
      const { found, data } = await frontEnd.ask("inspect_request", { code, cursor_pos });
      return found ? data["text/plain"] : found;
    };
    assert.equal(await inspected("1 + balanceKt.china * 2", 15), "-5.8");
    assert.equal(await inspected("close(1)", 3), "function close(kt) {\n  return kt;\n}");
    assert.equal(await inspected("nowhere", 3), false);
    assert.equal(await inspected("1 + 2", 2), false);
    assert.deepEqual((await frontEnd.ask("comm_info_request"))["comms"], {});
    assert.equal((await frontEnd.ask("kernel_info_request"))["language_info"].name, "typescript");
  }));

Deno.test("OrderedKernel says what it is while a cell runs", () =>
  withKernel(async (frontEnd) => {
    frontEnd.execute("for (;;) {}");
    await frontEnd.until(() =>
      frontEnd.published.some(({ header }) => header.msg_type === "execute_input")
    );
    const id = frontEnd.send("kernel_info_request", {}, "control");
    const { reply } = await frontEnd.answer(id, false);
    assert.equal(reply.content["language_info"].name, "typescript");
  }));
