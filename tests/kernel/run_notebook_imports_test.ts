import assert from "node:assert/strict";
import { run, statuses, textOf, tiny } from "./_tiny.ts";

const lib = (from: string) => `import ${from} from './_tiny.ts';`;

Deno.test("runNotebook() fails a cell that imports what is not exported, and says what may be meant", async () => {
  const result = await run(tiny(
    [`${lib("{ statuse, tiny }")}\nconst total = statuse + 12;\ntotal`, "raises-exception"],
    [`${lib("nothing")}\nnothing`, "raises-exception"],
    [`${lib("{ unlikeAnything }")}\nunlikeAnything`, "raises-exception"],
    ["import { wrong } from 'zod';\nwrong", "raises-exception"],
    [`${lib("{ statuse as what }")}\nconst f = () => <b>{what}</b>;`, "raises-exception"],
  ));
  assert.match(
    textOf(result, 0),
    /^SyntaxError: \.\/_tiny\.ts has no export statuse; did you mean statuses\?$/,
  );
  assert.match(textOf(result, 1), /^SyntaxError: \.\/_tiny\.ts has no export default; it exports /);
  assert.match(textOf(result, 2), /has no export unlikeAnything; it exports [a-zA-Z, ]+$/);
  assert.match(textOf(result, 3), /^SyntaxError: zod has no export wrong/);
  assert.match(textOf(result, 4), /has no export statuse/);
});

Deno.test("runNotebook() fails a cell for a missing export that only a later cell uses", async () => {
  const result = await run(tiny(lib("{ statuse }"), "statuse"));
  assert.deepEqual(statuses(result), ["failed", "not-run"]);
  assert.match(result.failure?.reason ?? "", /has no export statuse; did you mean statuses\?/);
});

Deno.test("runNotebook() lets types be imported, by themselves and among values", async () => {
  const result = await run(tiny(
    "import { type RunOptions, runNotebook } from '../../src/kernel/mod.ts';\nimport type { CellRun } from '../../src/kernel/mod.ts';\ntypeof runNotebook",
    "import { RunResult, RunStatus } from '../../src/kernel/mod.ts';\nconst status: RunStatus = 'ok'; status",
    "import data from './fixture.json' with { type: 'json' };\nimport * as tiny from './_tiny.ts';\nimport './_tiny.ts';\n[data.kt, typeof tiny.run]",
  ));
  assert.equal(result.status, "ok", `${result.failure?.reason}`);
  assert.deepEqual([0, 1, 2].map((i) => textOf(result, i)), [
    `"function"`,
    `"ok"`,
    `[ 1, "function" ]`,
  ]);
});

Deno.test("runNotebook() says what a module threw when it was loaded, and why", async () => {
  const module =
    "data:text/javascript,throw new Error('not open', { cause: new RangeError('no month 13') })";
  const result = await run(tiny(`import "${module}"`));
  assert.match(
    result.failure?.reason ?? "",
    /^Error: not open[^]*\[cause\]: RangeError: no month 13/,
  );
});
