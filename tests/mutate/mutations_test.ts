import assert from "node:assert/strict";
import { compiler } from "./_compiler.ts";
import { hunkMutations } from "./_hunks.ts";
import { mutationsOf } from "./_mutations.ts";

/** The lines that the operators make of a source, sorted. */
function changes(source: string): string[] {
  const before = source.split("\n");
  return mutationsOf("a.ts", source, 1).map(({ operator, text, line }) => {
    const after = text.split("\n");
    const changed = after.flatMap((one, i) => one === before[i] ? [] : [i + 1]);
    assert.deepEqual(changed, [line], "exactly the line that is named changes");
    return `${operator}: ${after[line - 1]!.trim()}`;
  }).sort();
}

Deno.test("mutationsOf() turns signs and bounds, and swaps what is taken from each other", () => {
  assert.deepEqual(changes("const x = a.low - flow;"), [
    "bound: const x = a.high - flow;",
    "sign: const x = a.low + flow;",
    "swapped names: const x = flow - a.low;",
  ]);
});

Deno.test("mutationsOf() moves comparisons and numbers by one, and swaps arguments", () => {
  assert.deepEqual(changes("if (n < 2) {\n  f(p, q);\n}"), [
    "comparison: if (n <= 2) {",
    "off by one: if (n < 3) {",
    "swapped names: f(q, p);",
  ]);
});

Deno.test("mutationsOf() gives properties their neighbours' values, and turns their signs", () => {
  assert.deepEqual(changes("({ p, q: r });"), [
    "sign: ({ p, q: -r });",
    "sign: ({ p: -p, q: r });",
    "swapped names: ({ p, q: p });",
    "swapped names: ({ p: r, q: r });",
  ]);
});

Deno.test("mutationsOf() leaves types and imports alone", () => {
  assert.deepEqual(changes('import { low } from "./x.ts";\ntype T = [1, 2];\nlet a: Low<3>;'), []);
});

Deno.test("mutationsOf() names a mutation the same while its line stays the same", () => {
  const ids = (source: string, seed = 1) => mutationsOf("a.ts", source, seed).map(({ id }) => id);
  assert.deepEqual(ids("\n\nf(a - b);"), ids("f(a - b);"));
  assert.notDeepEqual(ids("f(a - b);", 2), ids("f(a - b);"));
});

Deno.test("compiler() refuses what its file's types do not allow", () => {
  const source = 'export const t = (a: string, n: number) => a + n + "x".slice(n, 2);\n' +
    "export const o = (a: string, n: number) => ({ a, n });\n";
  const compiles = compiler("/made-up/", new Map([["a.ts", source]]));
  const lines = mutationsOf("a.ts", source, 1).filter(compiles)
    .map(({ text, line }) => text.split("\n")[line - 1]);
  assert.deepEqual(
    lines.sort(),
    [
      'export const t = (a: string, n: number) => a + n + "x".slice(n, 3);',
      "export const o = (a: string, n: number) => ({ a, n: -n });",
      "export const o = (a: string, n: number) => ({ a, n: a });",
      "export const o = (a: string, n: number) => ({ a: n, n });",
    ].sort(),
  );
});

Deno.test("hunkMutations() applies one hunk at a time, where its file stands now, and says which have no place any more", () => {
  const patch = `--- a/a.ts
+++ b/a.ts
@@ -1,2 +1,2 @@
-one
+1
 two
@@ -4,1 +4,1 @@
-four
+4
--- a/src/here/moved.ts
+++ b/src/here/moved.ts
@@ -1,1 +1,1 @@
-old
+new
--- a/gone.ts
+++ b/gone.ts
@@ -3,1 +3,1 @@
-x
+y
`;
  const texts: Record<string, string> = {
    "a.ts": "one\ntwo\nthree\nfour\n",
    "src/there/moved.ts": "old\n",
  };
  const { mutations, gone } = hunkMutations(patch, {
    files: Object.keys(texts),
    text: (file) => texts[file],
  });
  assert.deepEqual(mutations.map(({ file, line, text }) => ({ file, line, text })), [
    { file: "a.ts", line: 1, text: "1\ntwo\nthree\nfour\n" },
    { file: "a.ts", line: 4, text: "one\ntwo\nthree\n4\n" },
    { file: "src/there/moved.ts", line: 1, text: "new\n" },
  ]);
  assert.deepEqual(gone, ["gone.ts:3"]);
});
