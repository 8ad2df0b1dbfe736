import assert from "node:assert/strict";
import type { Message } from "../../src/kernel/_message.ts";
import { ZmtpConnection } from "../../src/kernel/_zmtp.ts";
import { isGone, processesLeftWith, processesWith } from "./_processes.ts";
import { FrontEnd, kinds, reach, shown, withKernel } from "./_front_end.ts";

Deno.test("OrderedKernel puts every output between busy and idle of its own cell when all are sent at once", () =>
  withKernel(async (frontEnd) => {
    const prints = "for (let i = 0; i < 300; i++) console.log(i);";
    const codes = [prints, ...Array.from({ length: 20 }, (_, i) => `${i}`), prints];
    const ids = codes.map((code) => frontEnd.execute(code));
    const answers = [];
    for (const id of ids) answers.push(await frontEnd.answer(id));

    const lines = Array.from({ length: 300 }, (_, i) => `${i}\n`).join("");
    assert.equal(shown(answers[0]!), lines);
    assert.equal(shown(answers[21]!), lines);
    for (let i = 0; i < 20; i++) {
      assert.equal(shown(answers[i + 1]!), `${i}`);
      assert.deepEqual(kinds(answers[i + 1]!), ["busy", "execute_input", "execute_result", "idle"]);
    }
    assert.deepEqual(kinds(answers[0]!), ["busy", "execute_input", "stream", "idle"]);
    assert.deepEqual(answers.map(({ reply }) => reply.content["execution_count"]), [
      ...Array.from({ length: 22 }, (_, i) => i + 1),
    ]);
  }));

Deno.test("OrderedKernel shows the failures that Deno's kernel keeps quiet as errors", () =>
  withKernel(async (frontEnd) => {
    const failures: [string, RegExp][] = [
      ["const a = ;", /^SyntaxError: [^]*line 1, column 11/],
      ["Promise.reject(new Error('late')); undefined", /^Error: late/],
      ["setTimeout(() => { throw new Error('tick') }); undefined", /^Error: tick/],
      ["Deno.test('closes', () => { throw 1 })", /TestFailure: 1 of 1 tests failed$/],
      ["({ [Symbol.for('Jupyter.display')]() { throw new Error('hook') } })", /^Error: hook/],
    ];
    for (const [code, message] of failures) {
      const answer = await frontEnd.run(code);
      assert.match(shown(answer), message);
      assert.equal(answer.reply.content["status"], "error", code);
    }
  }));

Deno.test("OrderedKernel says why and where in the cells' own lines, between cells too", () =>
  withKernel(async (frontEnd) => {
    const tracebackOf = ({ content }: Message) => (content["traceback"] as string[]).join("\n");
    const isError = ({ header }: Message) => header.msg_type === "error";
    await frontEnd.run(
      "interface A {}\n\nfunction fail() {\n  throw new Error('e', { cause: 1 });\n}",
    );
    const { published, reply } = await frontEnd.run("\n\nfail()");
    const expected =
      "Error: e\n    at fail (cell 1, line 4)\n    at cell 2, line 3 {\n  [cause]: 1\n}";
    assert.equal(tracebackOf(published.find(isError)!), expected);
    assert.equal(tracebackOf(reply), expected);

    const late = frontEnd.execute("setTimeout(() => {\n  fail();\n}, 300);\nundefined");
    assert.equal((await frontEnd.answer(late)).reply.content["status"], "ok");
    const ofLate = (one: Message) => one.parentHeader.msg_id === late && isError(one);
    await frontEnd.until(() => frontEnd.published.some(ofLate));
    assert.match(
      tracebackOf(frontEnd.published.find(ofLate)!),
      /^Error: e\n +at fail \(cell 1, line 4\)\n +at [^\n]*cell 3, line 2\b/,
    );
  }));

Deno.test("OrderedKernel leaves out the cells that wait behind one that fails", () =>
  withKernel(async (frontEnd) => {
    const ids = ["1", "throw new Error('stop')", "console.log('never')"].map((code) =>
      frontEnd.execute(code)
    );
    const answers = await Promise.all(ids.map((id) => frontEnd.answer(id)));
    assert.deepEqual(answers.map(({ reply }) => reply.content["status"]), [
      "ok",
      "error",
      "aborted",
    ]);
    assert.equal(shown(answers[2]!), "");
    assert.equal(shown(await frontEnd.run("'next'")), `"next"`);
  }));

Deno.test("OrderedKernel goes on after a failing cell when asked to", () =>
  withKernel(async (frontEnd) => {
    const failing = frontEnd.execute("throw 1", { stop_on_error: false });
    const next = frontEnd.execute("2");
    await frontEnd.answer(failing);
    assert.equal(shown(await frontEnd.answer(next)), "2");
  }));

Deno.test("OrderedKernel stops a busy loop and keeps the variables", () =>
  withKernel(async (frontEnd) => {
    await frontEnd.run("let kept = 345.5");
    const busy = frontEnd.execute("console.log('in'); for (;;) {}");
    await frontEnd.until(() =>
      frontEnd.published.some(({ content }) => content["text"] === "in\n")
    );
    const interrupt = frontEnd.send("interrupt_request", {}, "control");
    const answer = await frontEnd.answer(busy);
    assert.equal(answer.reply.content["status"], "error");
    assert.match(shown(answer), /^in\nInterrupted: the cell was stopped$/);
    assert.equal((await frontEnd.answer(interrupt, false)).reply.content["status"], "ok");
    assert.equal(shown(await frontEnd.run("kept")), "345.5");
  }));

Deno.test("OrderedKernel names the end of the kernel under the cell that ended it", () =>
  withKernel(async (frontEnd) => {
    const answer = await frontEnd.run("Deno.exit(7)");
    assert.match(shown(answer), /KernelDied: [^]*exit code 7[^]*variables are gone/);
    assert.equal(answer.reply.content["status"], "error");
    assert.equal(shown(await frontEnd.run("'alive'")), `"alive"`);
  }));

Deno.test("OrderedKernel says so when its kernel was killed between two cells", () =>
  withKernel(async (frontEnd) => {
    const pid = Number(shown(await frontEnd.run("Deno.pid")));
    Deno.kill(pid, "SIGKILL");
    assert.equal(await isGone(pid), true);
    await frontEnd.ask("kernel_info_request");
    const answer = await frontEnd.run("'alive'");
    assert.match(shown(answer), /^\[the kernel had ended[^]*variables are gone\]\n"alive"$/);
  }));

Deno.test("OrderedKernel serves two front ends at once, replies to the one that asked", () =>
  withKernel(async (first, kernel) => {
    using second = await (await FrontEnd.connect(kernel.info)).ready();
    const ids = Array.from({ length: 10 }, (_, i) => ({
      first: first.execute(`console.log('first ${i}')`),
      second: second.execute(`console.log('second ${i}')`),
    }));
    for (const [i, id] of ids.entries()) {
      assert.equal(shown(await first.answer(id.first)), `first ${i}\n`);
      assert.equal(shown(await second.answer(id.second)), `second ${i}\n`);
    }
    await first.until(() =>
      first.published.some(({ content }) => content["text"] === "second 9\n")
    );
  }));

Deno.test("OrderedKernel passes 5 MB whole", () =>
  withKernel(async (frontEnd) => {
    const answer = await frontEnd.run("console.log('y'.repeat(5_000_000))");
    assert.equal(shown(answer).length, 5_000_001);
  }));

Deno.test("OrderedKernel passes binary buffers through", () =>
  withKernel(async (frontEnd) => {
    const { published } = await frontEnd.run(
      "await Deno.jupyter.broadcast('comm_msg', { comm_id: 'x', data: {} }, " +
        "{ buffers: [Uint8Array.of(0, 255, 10), new Uint8Array(1000)] })",
    );
    const message = published.find(({ header }) => header.msg_type === "comm_msg");
    assert.deepEqual(message?.buffers.map((buffer) => [...buffer]), [
      [0, 255, 10],
      Array(1000).fill(0),
    ]);
  }));

Deno.test("OrderedKernel runs silent code without counting it", () =>
  withKernel(async (frontEnd) => {
    const silent = await frontEnd.answer(
      frontEnd.execute("var quiet = 1; quiet", { silent: true }),
    );
    assert.deepEqual(kinds(silent), ["busy", "idle"]);
    const next = await frontEnd.run("quiet");
    assert.equal(next.reply.content["execution_count"], 1);
  }));

Deno.test("OrderedKernel puts the output of a timer between cells under the last cell", () =>
  withKernel(async (frontEnd) => {
    const id = frontEnd.execute("setTimeout(() => console.log('later'), 300); undefined");
    await frontEnd.answer(id);
    await frontEnd.until(() =>
      frontEnd.published.some(({ content }) => content["text"] === "later\n")
    );
    assert.equal(shown(await frontEnd.answer(id)), "later\n");
  }));

Deno.test("OrderedKernel does not heed messages signed with another key", () =>
  withKernel(async (frontEnd, kernel) => {
    using stranger = await FrontEnd.connect(kernel.info, "another key");
    stranger.execute("globalThis.intruded = true");
    assert.equal(shown(await frontEnd.run("typeof intruded")), `"undefined"`);
  }));

Deno.test("OrderedKernel goes on after messages with parts that are none, however well signed", () =>
  withKernel(async (frontEnd) => {
    for (const part of ["header", "parentHeader", "metadata", "content"] as const) {
      frontEnd.sendWith("execute_request", { [part]: null });
      frontEnd.sendWith("complete_request", { [part]: null });
    }
    assert.equal(shown(await frontEnd.run("'alive'")), `"alive"`);
  }));

Deno.test("OrderedKernel puts a late failure and late prints under the cell that began the work", () =>
  withKernel(async (frontEnd) => {
    const first = await frontEnd.answer(frontEnd.execute(
      "setTimeout(() => { console.log('later'); throw new Error('of the first') }, 50); 1",
    ));
    const second = await frontEnd.run("await new Promise((r) => setTimeout(r, 150)); 'innocent'");
    assert.equal(shown(second), `"innocent"`);
    assert.equal(second.reply.content["status"], "ok");
    const again = await frontEnd.answer(first.reply.parentHeader.msg_id!);
    assert.equal(shown(again), "1later\nError: of the first");
  }));

Deno.test("OrderedKernel fails a cell that imports what is not exported", () =>
  withKernel(async (frontEnd) => {
    const answer = await frontEnd.run("import { joinn } from 'node:path';\njoinn");
    assert.equal(answer.reply.content["status"], "error");
    assert.match(shown(answer), /node:path has no export joinn; did you mean join\?/);
  }));

Deno.test("OrderedKernel answers heartbeats while a cell runs", () =>
  withKernel(async (frontEnd, kernel) => {
    frontEnd.execute("const end = Date.now() + 2000; while (Date.now() < end);");
    const beat = await ZmtpConnection.open(await reach(kernel.info.ip, kernel.info.hb_port), "REQ");
    await beat.send([new Uint8Array(), new TextEncoder().encode("ping")]);
    const frames = await beat.receive();
    assert.deepEqual(frames?.map((frame) => new TextDecoder().decode(frame)), ["", "ping"]);
    beat.close();
  }));

Deno.test({
  name: "OrderedKernel leaves no process behind after shutdown or a kill",
  ignore: Deno.build.os !== "linux",
  async fn() {
    for (const end of ["shutdown", "SIGTERM", "SIGKILL"] as const) {
      const mark = crypto.randomUUID();
      await withKernel(async (frontEnd, kernel) => {
        await frontEnd.run("1");
        // A cell that runs is no reason to start anew.
        frontEnd.execute("for (;;) {}");
        assert.equal((await processesWith(mark)).length, 2);
        if (end === "shutdown") {
          const id = frontEnd.send("shutdown_request", { restart: false }, "control");
          const { reply } = await frontEnd.answer(id, false);
          assert.deepEqual(reply.content, { status: "ok", restart: false });
        } else kernel.process.kill(end);
        await kernel.process.status;
        assert.deepEqual(await processesLeftWith(mark), [], end);
      }, { SILICON_TEST: mark });
    }
  },
});
