import assert from "node:assert/strict";
import { onMissingLibrary } from "../../src/kernel/mod.ts";

const LOCK = "The lockfile is out of date. Run `deno install --frozen=false`, or rerun";

Deno.test("onMissingLibrary() gives one command for all addresses that the cells name", () => {
  const code =
    `import a from "npm:a@1.2.3/sub";\nawait import('npm:@b/c'); import "npm:a@1.2.3/sub";`;
  assert.equal(
    onMissingLibrary(LOCK, code, "/usr/bin/deno"),
    "One of npm:a@1.2.3/sub and npm:@b/c is not among the project's libraries; " +
      "this adds it: deno cache --frozen=false npm:a@1.2.3/sub npm:@b/c",
  );
});

Deno.test("onMissingLibrary() writes the command for whoever has deno by npx alone", () => {
  assert.match(
    onMissingLibrary(LOCK, `import "npm:a"`, "/y/.npm/_npx/0/node_modules/deno/deno"),
    /: npx -y deno@\d+\.\d+\.\d+ cache --frozen=false npm:a$/,
  );
});

Deno.test("onMissingLibrary() installs what deno.json names already", () => {
  assert.match(
    onMissingLibrary(LOCK, `import a from "a"`, "deno"),
    /: deno install --frozen=false$/,
  );
});

Deno.test("onMissingLibrary() adds a library by the name of its package", () => {
  const of = (name: string) =>
    onMissingLibrary(`Import "${name}" not a dependency and not in import map`, "", "deno");
  assert.match(of("ms"), /^ms is not .*: deno add --frozen=false --save-exact npm:ms$/);
  assert.match(of("lodash/fp.js"), /npm:lodash$/);
  assert.match(of("@a/b/c"), /npm:@a\/b$/);
  assert.match(of("fs"), /^Import "fs"/, "a module of Node is no package");
});

Deno.test("onMissingLibrary() fetches no stranger's package by this project's name", () => {
  const said = 'Import "@silicon/balance/ledger" not a dependency and not in import map';
  const told = onMissingLibrary(said, "", "deno");
  assert.match(
    told,
    /^@silicon\/balance is not known in this notebook's folder, .* deno\.json of its own/,
  );
  assert.doesNotMatch(told, /npm:/);
});

Deno.test("onMissingLibrary() names the part that a package with native parts lacks", () => {
  const of = (part: string) =>
    onMissingLibrary(
      `Could not find npm package '${part}' matching '1.0.0'.`,
      `import "npm:fast"`,
      "d",
    );
  assert.equal(
    of("fast-linux-arm64-gnu"),
    "npm:fast needs the package fast-linux-arm64-gnu 1.0.0, which holds native parts for one machine, " +
      "and the registry does not have it",
  );
  assert.equal(
    of("slow"),
    "npm:fast needs the package slow 1.0.0, and the registry does not have it",
  );
  assert.match(of("fast"), /^Could not find/, "the library itself has no such version");
});

Deno.test("onMissingLibrary() names the package whose native part was never made", () => {
  const said = "Cannot find module '../build/Release/draw.node'\nRequire stack:\n" +
    "- /y/.cache/deno/npm/registry/@a/draw/3.2.3/lib/bindings.js";
  assert.match(onMissingLibrary(said, "", "deno"), /^@a\/draw has native parts.*draw\.node'$/);
});

Deno.test("onMissingLibrary() leaves other errors as they are", () => {
  assert.equal(
    onMissingLibrary("x is not a function", `import "npm:a"`, "deno"),
    "x is not a function",
  );
});
