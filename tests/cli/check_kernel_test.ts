import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNotebook } from "../../src/kernel/mod.ts";
import { type Cell, type Notebook, writeNotebook } from "../../src/notebook/mod.ts";

const CHECK = fileURLToPath(new URL("../../src/cli/check.ts", import.meta.url));

/** Cells, by what they are about; each list is a notebook. */
const RUNS: Record<string, string[]> = {
  "JSX": [
    "const React = { createElement: (tag: string, _: unknown, ...within: unknown[]) => ({ tag, within }) };",
    "const kt = <b>kt</b>;\nkt",
    "const three = <number> 3, same = <T>(x: T) => x;\nsame(three)",
  ],
  "names declared again": [
    "const xs = [1];\nfunction f() { return 1 }\nclass C { a = 1 }\nlet t = 1;\nvar v = 1;",
    "const xs = ['a'];\nfunction f() { return 'f' }\nclass C { b = 2 }\nlet t = 'x';\nvar v = 'v';",
    "const texts: string[] = [xs[0]!, f(), t, v];\nnew C().b;\nconst { q, ...others } = { q: 1, z: 2 };",
    "const [q] = ['q'], others = q.length;\n(q + others).trim()",
  ],
  "imports again": [
    `import { join } from "node:path";\njoin("a", "b")`,
    `import { join, resolve } from "node:path";\njoin(resolve("a"), "b")`,
    `import { basename as join } from "node:path";\nconst name: string = join("a/b", "b");`,
    `const join = 3;\njoin.toFixed()`,
    `import { join } from "node:path";\njoin("a", "b")`,
  ],
  "types again": [
    "interface Row { a: number }\ntype Id = number;\nconst row: Row = { a: 1 };",
    "interface Row { b: string }\ntype Id = string;\nconst other: Row = { b: 'x' }, id: Id = 'y';",
  ],
  "an enum and a namespace in two parts": [
    "enum E { A = 1 }\nnamespace N { export const a = 1 }",
    "enum E { B = 2 }\nnamespace N { export const b = 1 }\n[E.A, E.B, N.a, N.b]",
  ],
  "exports": [
    "export const a = 1;\nexport default { a }",
    "export function f() { return a }\nexport default { b: f() }",
  ],
  "what is known after a check": [
    "const row = [1, 2].find((n) => n > 1), n = 1;",
    "if (row === undefined) throw new Error('no row');",
    "const n = 'again';",
    "row.toFixed() + n",
  ],
  "a function of a later cell, called later": [
    "function outer() { return inner() }",
    "function inner() { return 1 }",
    "outer()",
  ],
  "a file beside the notebook": [`import { unit } from "./unit.ts";\nunit.trim()`],
  "a variable set in a later cell": [
    "let total = 0;",
    "total = 5;\ntotal += 1;",
    "total.toFixed()",
  ],
};

const FAILS: Record<string, string[]> = {
  "a constant declared again by let": ["const a = 1;", "let a = 2;"],
  "a function declared again by const": ["function a() {}", "const a = 2;"],
  "an import declared again by a function": [
    `import { join } from "node:path";\njoin("a")`,
    "function join() {}",
  ],
  "import.meta": ["import.meta.url"],
  "a function of a later cell, called at once": ["late()", "function late() {}"],
  "an import of a later cell": ["join('a')", `import { join } from "node:path";`],
  "a block over two cells": ["if (true) {", "1 }"],
  "a text over two cells": ["const a = `", "`;"],
  "a name declared twice in one cell": ["let a = 1;\nlet a = 2;"],
  "a return": ["return 1"],
  "an export that a file does not have": [`import { units } from "./unit.ts";\nunits`],
};

function notebookOf(sources: string[]): Notebook {
  const cells = ["const month = 1;", ...sources].map((source, i): Cell => ({
    cell_type: "code",
    id: `c${i}`,
    metadata: i === 0 ? { tags: ["parameters"] } : {},
    source,
    execution_count: null,
    outputs: [],
  }));
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

for (const [runs, notebooks] of [[true, RUNS], [false, FAILS]] as const) {
  Deno.test(`check ${runs ? "accepts what the kernel runs" : "objects to what it does not"}`, async (t) => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(join(folder, "unit.ts"), `export const unit = "kt";\n`);
      const files = Object.values(notebooks).map((sources, i) => {
        Deno.writeTextFileSync(join(folder, `${i}.ipynb`), writeNotebook(notebookOf(sources)));
        return `${i}.ipynb`;
      });
      const { stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", CHECK, ...files],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      const found = new TextDecoder().decode(stderr).split("\n")
        .filter((line) => !/^ |\(relative-import\)$/.test(line));
      for (const [i, [about, sources]] of Object.entries(notebooks).entries()) {
        await t.step(about, async () => {
          const { status, failure } = await runNotebook(notebookOf(sources), { cwd: folder });
          assert.equal(status === "ok", runs, failure?.reason ?? status);
          const findings = found.filter((line) => line.startsWith(`${i}.ipynb`));
          assert.equal(findings.length === 0, runs, findings.join("\n"));
        });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
