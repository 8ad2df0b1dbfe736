import assert from "node:assert/strict";
import { type Cell, notebookModules } from "../../src/notebook/mod.ts";

const code = (source: string, ...tags: string[]): Cell => ({
  cell_type: "code",
  id: "a",
  metadata: { tags },
  source,
  execution_count: null,
  outputs: [],
});

const modulesOf = (...cells: (string | Cell)[]) =>
  notebookModules({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map((cell) => typeof cell === "string" ? code(cell) : cell),
  }, "file:///n/");

/** Lines of a module that stand for a line of a cell, as `cell.line: text`. */
async function linesOf(...cells: (string | Cell)[]): Promise<string[]> {
  const [{ text, places }] = await modulesOf(...cells);
  return text.split("\n").flatMap((line, i) => {
    const place = places[i];
    return place === undefined ? [] : [`${place.cell}.${place.line}: ${line}`];
  });
}

Deno.test("notebookModules() maps every line back to its cell", async () => {
  const [{ text, places }] = await modulesOf(
    "const a = 1",
    { cell_type: "markdown", id: "m", metadata: {}, source: "# A" },
    code("throw 1", "raises-exception"),
    "\n[a].length",
    code("const a = 2;", "injected-parameters"),
  );
  assert.deepEqual(text.trim().split("\n"), [
    "const a = 1",
    ";",
    "",
    "[a].length",
    ";",
    "",
    "export {};",
  ]);
  assert.deepEqual(
    places.map((place) => place && [place.cell, place.line]),
    [[1, 1], undefined, [4, 1], [4, 2], undefined, undefined, undefined],
  );
});

Deno.test("notebookModules() begins a block where a name is declared again, with imports outside", async () => {
  const [{ text }] = await modulesOf(
    `const a = 1;`,
    `import { b } from "./b.ts";\nconst a = b;`,
  );
  assert.deepEqual(text.trim().split("\n"), [
    "const a = 1;",
    ";",
    "{",
    ";",
    "const a = b;",
    ";",
    "}",
    "import {",
    "b as b,",
    `} from "file:///n/b.ts";`,
    "export {};",
  ]);
});

Deno.test("notebookModules() keeps the lines of an import of several", async () => {
  assert.deepEqual(await linesOf(`import d, {\n  a as b,\n} from "m";\nb`), [
    "1.1: ;",
    "1.2: ",
    "1.3: ",
    "1.4: b",
    "1.1: import {",
    "1.1: default as d,",
    "1.2: a as b,",
    `1.3: } from "m";`,
  ]);
});

Deno.test("notebookModules() gives the cells alone that are no code by themselves", async () => {
  const modules = await modulesOf("const a = 1", "if (a) {", "}");
  assert.deepEqual(modules.map(({ text, places }) => [text, places]), [
    ["if (a) {\n", [{ cell: 2, line: 1 }]],
    ["}\n", [{ cell: 3, line: 1 }]],
  ]);
});

Deno.test("notebookModules() remarks on what types let pass and the kernel does not", async () => {
  const [{ remarks }] = await modulesOf(
    `const a = 1, b = 2;\nlate(); ({ late: 1 }).late; () => late(); unlike;`,
    `function late() {}\nlet a = 2; class b {}`,
    `import { unlike } from "m";\nimport.meta.url`,
    `{ const unlike = 1; unlike; }`,
  );
  assert.deepEqual(remarks.map(({ cell, line, message }) => `${cell}.${line} ${message}`), [
    "2.2 a cannot be declared again by let: cell 1 declares it by const, and the kernel keeps that",
    "2.2 b cannot be declared again by class: cell 1 declares it by const, and the kernel keeps that",
    "3.2 a cell has no import.meta; paths start from the notebook's folder",
    "1.2 late is used here, but cell 2 declares it",
    "1.2 unlike is used here, but cell 3 declares it",
  ]);
});
