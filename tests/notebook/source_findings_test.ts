import assert from "node:assert/strict";
import { type Cell, type Notebook, sourceFindings } from "../../src/notebook/mod.ts";

function code(source: string, fields: Partial<Cell> = {}): Cell {
  const cell = { cell_type: "code", id: "a", metadata: {}, source, outputs: [] } as const;
  return { ...cell, execution_count: null, ...fields } as Cell;
}

const parameters = code(`const month = "2026-02";`, { metadata: { tags: ["parameters"] } });

function found(...cells: Cell[]): [string, number, number][] {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [parameters, ...cells],
  };
  return sourceFindings(notebook).map(({ code, cell, line }) => [code, cell, line]);
}

const prose = (source: string): Cell => ({ cell_type: "markdown", id: "m", metadata: {}, source });

Deno.test("sourceFindings() finds nothing in a notebook as it should be", () => {
  assert.deepEqual(
    found(
      prose("# A\n\n![Supply over time](supply.png)"),
      code(`import { account } from "@silicon/balance/balance";\n// see https://a.b/c "./x.ts"`),
      code("const share = `${1 / 2}`; 'kt/day'; \"2026-02-10\"; ({ a: 1 })"),
    ),
    [],
  );
});

Deno.test("sourceFindings() objects to imports by path, version or address", () => {
  assert.deepEqual(
    found(
      code(`import { a } from "./a.ts";\nimport "../b.ts";\nawait import("/c.ts");`),
      code(
        `import d from "npm:d";\nexport { e } from 'https://e.f/g.ts';\nimport h from "h@1.2.3";`,
      ),
    ),
    [
      ["relative-import", 2, 1],
      ["relative-import", 2, 2],
      ["relative-import", 2, 3],
      ["import-source", 3, 1],
      ["import-source", 3, 2],
      ["import-source", 3, 3],
    ],
  );
});

Deno.test("sourceFindings() objects to addresses and file paths in code", () => {
  assert.deepEqual(
    found(
      code("const a =\n  'https://a.b/c';\nopen('data/statements/2026-02.csv');\nopen(`./x`);"),
    ),
    [["url-in-code", 2, 2], ["path-in-code", 2, 3], ["path-in-code", 2, 4]],
  );
});

Deno.test("sourceFindings() objects to a cell that begins with a brace", () => {
  assert.deepEqual(found(code("\n  { a: 1 }")), [["block-first", 2, 2]]);
});

Deno.test("sourceFindings() objects to images without words", () => {
  assert.deepEqual(
    found(prose('text\n![](a.png)\n<img src="a.png">\n<img src="a.png" alt="A">')),
    [["image-without-alt", 2, 2], ["image-without-alt", 2, 3]],
  );
});

const PLOT = 'import * as Plot from "@observablehq/plot";';

Deno.test("sourceFindings() objects to figures without words, wherever a cell makes them", () => {
  assert.deepEqual(
    found(
      code(`${PLOT}\nPlot.plot({ marks: [Plot.ruleY([0])], title: "ariaLabel (" })`),
      code("// Plot.plot({})\nconst late = [\n  Plot.plot({ marks: [] }),\n];"),
      code("html`<p>\n<svg width=\"3\"><path/></svg>\n<img src='${x}'></p>`"),
      code('Deno.jupyter.image(bytes);\nshow({ "image/png": x })'),
    ),
    [[2, 2], [3, 3], [4, 2], [4, 3], [5, 1], [5, 2]]
      .map(([cell, line]) => ["figure-without-alt", cell, line]),
  );
});

Deno.test("sourceFindings() takes figures that say what they show", () => {
  assert.deepEqual(
    found(
      code(`${PLOT}\nPlot.plot({ ariaLabel: "Use fell", marks: [Plot.dot([1])] })`),
      code("panel({ title: 'Cut', view: ({ Plot }) => Plot.plot({ marks: [] }) })"),
      code(
        'html`<svg aria-label="${words}"></svg><svg aria-hidden="true"></svg><svg ${named}></svg>`',
      ),
      code("html`<svg><title>Use</title></svg><img alt='${words}' src='${x}'>`"),
      code('show({ "image/png": x, "text/plain": "Use fell" })'),
      code("waterfallChart(rows, { source })"),
    ),
    [],
  );
});

Deno.test("sourceFindings() objects to what a run has left", () => {
  assert.deepEqual(
    found(
      code("1", { execution_count: 2 } as Partial<Cell>),
      code("2", { metadata: { execution: {} } }),
    ),
    [["not-clean", 2, 1], ["not-clean", 3, 1]],
  );
});

Deno.test("sourceFindings() wants the parameters first, and readable", () => {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      code("1"),
      code("const a = 1;\nconst b = f();", { metadata: { tags: ["parameters"] } }),
    ],
  };
  assert.deepEqual(
    sourceFindings(notebook).map(({ code, cell, line }) => [code, cell, line]),
    [["parameters-first", 1, 1], ["parameters", 2, 2]],
  );
});
