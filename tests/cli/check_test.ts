import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cell, readNotebook, writeNotebook } from "../../src/notebook/mod.ts";
import { Project } from "./_project.ts";

const CHECK = fileURLToPath(new URL("../../src/cli/check.ts", import.meta.url));

function code(id: string, source: string, ...tags: string[]): Cell {
  const metadata = tags.length > 0 ? { tags } : {};
  return { cell_type: "code", id, metadata, source, execution_count: null, outputs: [] };
}

const parameters = code("p", `const month = "2026-02";`, "parameters");
const prose = (source: string): Cell => ({ cell_type: "markdown", id: "m", metadata: {}, source });

/** Checks notebooks in a folder of their own; gives what was printed and the exit code. */
async function check(
  notebooks: Record<string, Cell[]>,
  ...flags: string[]
): Promise<{ lines: string[]; code: number; texts: Record<string, string> }> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, cells] of Object.entries(notebooks)) {
      const text = writeNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
      await Deno.writeTextFile(join(folder, name), text);
    }
    const names = Object.keys(notebooks);
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", CHECK, ...names.map((name) => join(folder, name)), ...flags],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const texts = Object.fromEntries(
      names.map((name) => [name, Deno.readTextFileSync(join(folder, name))]),
    );
    return { lines: new TextDecoder().decode(stderr).trim().split("\n"), code, texts };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("check names notebook, cell and line of a type error, across cells", async () => {
  const { lines, code: exit } = await check({
    "a.ipynb": [
      prose("# A"),
      parameters,
      code("b", `import { parseMonth } from "@silicon/balance/calendar";`),
      code("c", "const first = parseMonth(month);\nconst wrong: number = first;"),
    ],
  });
  assert.deepEqual(lines, [
    "a.ipynb, cell 4, line 2: Type 'Month' is not assignable to type 'number'. (TS2322)",
  ]);
  assert.equal(exit, 1);
});

Deno.test("check finds nothing in a notebook as it should be", async () => {
  const { lines, code: exit } = await check({
    "a.ipynb": [
      prose("# A b\n\n[top](#A-b)"),
      parameters,
      code("b", "month"),
      code("c", "[month]"),
    ],
  });
  assert.deepEqual([lines, exit], [[""], 0]);
});

Deno.test("check reports syntax errors of every notebook, and the types of the others", async () => {
  const { lines } = await check({
    "a.ipynb": [parameters, code("b", "const a = ;")],
    "b.ipynb": [parameters, code("b", "\nfoo(")],
    "c.ipynb": [parameters, code("b", "month.absent")],
  });
  assert.match(lines[0] ?? "", /^a\.ipynb, cell 2, line 1: SyntaxError: Expression expected$/);
  assert.match(lines[1] ?? "", /^b\.ipynb, cell 2, line \d: SyntaxError: /);
  assert.match(lines[2] ?? "", /^c\.ipynb, cell 2, line 1: Property 'absent' does not exist/);
});

Deno.test("check wants words for every figure", async () => {
  const { lines, code: exit } = await check({
    "a.ipynb": [
      parameters,
      code(
        "b",
        'import * as Plot from "@observablehq/plot";\nPlot.plot({ marks: [Plot.dot([1])] })',
      ),
      code("c", 'Plot.plot({ ariaLabel: "Use fell", marks: [Plot.dot([1])] })'),
      prose("![](a.png)"),
    ],
  });
  assert.deepEqual(lines.map((line) => line.replace(/: .*\(/, " (")), [
    "a.ipynb, cell 2, line 2 (figure-without-alt)",
    "a.ipynb, cell 4, line 1 (image-without-alt)",
    "a.ipynb, cell 4, line 1 (link)",
  ]);
  assert.equal(exit, 1);
});

Deno.test("check finds links that lead nowhere", async () => {
  const { lines } = await check({
    "a.ipynb": [
      prose("# A\n[b](b.ipynb) [c](c.ipynb#x)\n[d](#Nowhere) [e](https://e.f)"),
      parameters,
    ],
    "b.ipynb": [parameters],
  });
  assert.deepEqual(lines, [
    "a.ipynb, cell 1, line 2: the link leads nowhere: c.ipynb#x (link)",
    "a.ipynb, cell 1, line 3: the link leads nowhere: #Nowhere (link)",
  ]);
});

Deno.test("check --fix removes what runs leave, and nothing else", async () => {
  const run: Cell = {
    ...code("b", "month"),
    execution_count: 3,
    outputs: [{ output_type: "stream", name: "stdout", text: "x" }],
  } as Cell;
  const notebooks = { "a.ipynb": [parameters, run] };
  assert.match((await check(notebooks)).lines[0] ?? "", /cell 2, line 1: outputs, counts/);
  const { lines, texts } = await check(notebooks, "--fix");
  assert.deepEqual(lines, [""]);
  assert.deepEqual(readNotebook(texts["a.ipynb"] ?? "").cells, [parameters, code("b", "month")]);
});

Deno.test("check names a notebook that cannot be read", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "a.ipynb");
  await Deno.writeTextFile(file, "{");
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", CHECK, file],
    cwd: folder,
  }).output();
  await Deno.remove(folder, { recursive: true });
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /a\.ipynb: Cannot read a\.ipynb: it is not JSON/);
});

Deno.test("check names a notebook in another language, and cells with one id, which --fix parts", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const text = (metadata: unknown, ...cells: Cell[]) =>
      JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells });
    const r = { language_info: { name: "R" } };
    await Deno.writeTextFile(join(folder, "a.ipynb"), text({}, parameters, code("p", "month")));
    await Deno.writeTextFile(join(folder, "b.ipynb"), text(r, code("a", "x <- 1")));
    const run = async (...args: string[]) => {
      const { stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", CHECK, ...args],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      return new TextDecoder().decode(stderr).trim();
    };
    assert.equal(
      await run("a.ipynb", "b.ipynb"),
      "a.ipynb: cell 2 has the id of cell 1, p; it is called cell-2 here; --fix writes that down\n" +
        "b.ipynb: it is written in R, not for Deno",
    );
    await run("a.ipynb", "--fix");
    assert.equal(await run("a.ipynb"), "");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("check says of an import what a run says: that it is not exported, and what may be meant", async () => {
  using project = new Project();
  project.write("notebooks/lib.ts", "export const rateKt = 1;\nexport const stock = 2;\n");
  project.notebook(
    "01_a",
    "# A",
    'import { rateKtt } from "./lib.ts";\nimport { nothing } from "./lib.ts";\nimport lib from "./lib.ts";\n[rateKtt, nothing, lib];',
  );
  const { code, stderr } = await project.run("check");
  assert.equal(code, 1);
  assert.match(stderr, /cell 2, line 1: \.\/lib\.ts has no export rateKtt; did you mean rateKt\? /);
  assert.match(stderr, /cell 2, line 2: \.\/lib\.ts has no export nothing /);
  assert.match(stderr, /cell 2, line 3: \.\/lib\.ts has no export default /);
});

Deno.test("check says which library is missing and how to add it, and checks the other notebooks", async () => {
  const { lines } = await check({
    "a.ipynb": [parameters, code("b", `import "npm:zod@4.0.0";`)],
    "b.ipynb": [parameters, code("b", `import "no-library-of-this-project/sub";`)],
    "c.ipynb": [parameters, code("b", "month.absent")],
  });
  const [, missing = ""] = lines.filter((line) => line.startsWith("a.ipynb"));
  assert.match(missing, /npm:zod@4\.0\.0 is not .*deno\S* cache --frozen=false npm:zod@4\.0\.0$/);
  assert.match(
    lines.find((line) => /^b.*TS2307/.test(line)) ?? "",
    /deno\S* add --frozen=false .*project /,
  );
  assert.ok(lines.some((line) => line.startsWith("c.ipynb, cell 2, line 1: Property 'absent'")));
});
