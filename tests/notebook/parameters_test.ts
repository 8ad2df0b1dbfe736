import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cleanNotebook,
  injectParameters,
  type Notebook,
  parameterSets,
  parametersOf,
  type ParameterValue,
  parseParameterArguments,
  parseParameterFile,
} from "../../src/notebook/mod.ts";

function notebookOf(...sources: [source: string, ...tags: string[]][]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: sources.map(([source, ...tags], i) => ({
      cell_type: "code",
      id: `c${i}`,
      metadata: { tags },
      source,
      execution_count: null,
      outputs: [],
    })),
  };
}

const declared = (source: string) => parametersOf(notebookOf([source, "parameters"]));

const balance = notebookOf(
  ["// before"],
  ['const month = "2026-02"; const asOf = "2026-02-10";\nconst paths = 10_000;', "parameters"],
  ["month"],
);

Deno.test("parametersOf() reads names, types and values of literals", () => {
  const source = `
// The month that is closed.
const month = "2026-02"; // text
export const asOf: string = '2026-02-10', draft = true;
let cut: number = -0.25
const low = 1e3 as number;
const kinds = ["a", "b"] as const;
const mixed = [1, "x"];
const none: string | null = null;
const maybe: string | undefined = undefined;
/* one of three */ const size: "small" | "large" = \`small\`;
const when: Month = "2026-01";
const pick: Array<"x" | "y"> = [];
`;
  assert.deepEqual(
    declared(source).map(({ name, type, initial }) => [name, type, initial]),
    [
      ["month", "string", "2026-02"],
      ["asOf", "string", "2026-02-10"],
      ["draft", "boolean", true],
      ["cut", "number", -0.25],
      ["low", "number", 1000],
      ["kinds", "string[]", ["a", "b"]],
      ["mixed", "(number | string)[]", [1, "x"]],
      ["none", "string | null", null],
      ["maybe", "string | undefined", undefined],
      ["size", `"small" | "large"`, "small"],
      ["when", "string", "2026-01"],
      ["pick", `Array<"x" | "y">`, []],
    ],
  );
});

Deno.test("parametersOf() reads any string back from its literal", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (value) => {
    assert.equal(declared(`const x = ${JSON.stringify(value)};`)[0]?.initial, value);
  }));
  assert.equal(declared(String.raw`const x = 'a\'\x41\u{1F600}\n';`)[0]?.initial, "a'A😀\n");
});

Deno.test("parametersOf() says on which line a cell is more than literals", () => {
  const wrong: [string, RegExp][] = [
    ["const a = 1;\nconsole.log(a)", /line 2: expected const or let, got console/],
    ["const a = new Date();", /line 1: expected a string, a number/],
    ["const a = `${1}`;", /line 1: expected a string, a number/],
    ["\n\nconst a: string;", /line 3: expected/],
    ["const a = 1 + 2;", /line 1: expected ; or a new line/],
    ["const a = [1 2];", /line 1: expected , or \]/],
    ["const a = undefined;", /needs a type/],
  ];
  for (const [source, message] of wrong) {
    assert.throws(() => declared(source), (error: Error) => {
      assert.ok(error instanceof SyntaxError, source);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("parametersOf() finds nothing where no cell is tagged", () => {
  assert.deepEqual(parametersOf(notebookOf(["const a = 1;"])), []);
});

Deno.test("injectParameters() puts a tagged cell after the parameters cell", () => {
  const injected = injectParameters(balance, { month: "2026-01", paths: 50 });
  assert.deepEqual(injected.cells.map(({ id }) => id), ["c0", "c1", "injected-parameters", "c2"]);
  assert.deepEqual(injected.cells[2]?.metadata, { tags: ["injected-parameters"] });
  assert.equal(
    injected.cells[2]?.source,
    '// Parameters\nconst month = "2026-01";\nconst paths = 50;',
  );
  assert.deepEqual(injected.metadata["papermill"], {
    parameters: { month: "2026-01", paths: 50 },
  });
});

Deno.test("injectParameters() replaces the cell of an earlier run", () => {
  const once = injectParameters(balance, { month: "2026-01" });
  assert.deepEqual(
    injectParameters(once, { month: "2025-12" }),
    injectParameters(balance, { month: "2025-12" }),
  );
  assert.deepEqual(injectParameters(once, {}).cells, balance.cells);
  assert.deepEqual(cleanNotebook(once), balance);
});

Deno.test("injectParameters() keeps the annotation", () => {
  const notebook = notebookOf(['const when: Month = "2026-01";', "parameters"]);
  const cell = injectParameters(notebook, { when: "2026-02" }).cells[1];
  assert.equal(cell?.source, '// Parameters\nconst when: Month = "2026-02";');
});

Deno.test("injectParameters() refuses an unknown name or a wrong type and lists what there is", () => {
  const list =
    /month: string = "2026-02"\n {2}asOf: string = "2026-02-10"\n {2}paths: number = 10000/;
  const wrong: [string, ParameterValue][] = [["mont", "2026-01"], ["month", 3], ["paths", "3"]];
  for (const [name, value] of wrong) {
    assert.throws(() => injectParameters(balance, { [name]: value }), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, list);
      return true;
    });
  }
  assert.throws(
    () => injectParameters(notebookOf(["1"]), { month: "x" }),
    /no month; no cell is tagged parameters/,
  );
});

Deno.test("parameterSets() reads texts by the declared type and spans the grid", () => {
  const choices = parseParameterArguments(["asOf=2025-12-31,2026-02-10", "paths=100,200"]);
  assert.deepEqual(parameterSets(parametersOf(balance), choices), [
    { asOf: "2025-12-31", paths: 100 },
    { asOf: "2025-12-31", paths: 200 },
    { asOf: "2026-02-10", paths: 100 },
    { asOf: "2026-02-10", paths: 200 },
  ]);
  assert.deepEqual(parameterSets(parametersOf(balance), {}), [{}]);
});

Deno.test("parameterSets() keeps digits as text where a text is declared", () => {
  const sets = parameterSets(declared(`const year = "2026";`), { year: [{ text: "2025" }] });
  assert.deepEqual(sets, [{ year: "2025" }]);
});

Deno.test("parameterSets() takes arrays, literals and null by their type", () => {
  const parameters = declared(
    `const months = ["a"]; const size: "s" | "l" = "s"; const top: number | null = null;`,
  );
  const choices = parseParameterArguments([`months=["x","y"]`, "size=l", "top=null,2"]);
  assert.deepEqual(parameterSets(parameters, choices), [
    { months: ["x", "y"], size: "l", top: null },
    { months: ["x", "y"], size: "l", top: 2 },
  ]);
  assert.throws(
    () => parameterSets(parameters, { size: [{ text: "m" }] }),
    /size must be "s" \| "l", is m/,
  );
});

Deno.test("parameterSets() refuses an unknown name or a wrong type and lists what there is", () => {
  for (const arg of ["mont=2026-01", "paths=many"]) {
    assert.throws(
      () => parameterSets(parametersOf(balance), parseParameterArguments([arg]), "01.ipynb"),
      /^TypeError: Cannot set the parameters of 01\.ipynb: [^]*\n {2}paths: number = 10000/,
    );
  }
});

Deno.test("parseParameterArguments() splits at commas but not in brackets or after a backslash", () => {
  const choices = parseParameterArguments([String.raw`a=x\,y,z`, "b=[1,2],[3]", "a=w", "c="]);
  assert.deepEqual(choices, {
    a: [{ text: "x,y" }, { text: "z" }, { text: "w" }],
    b: [{ text: "[1,2]" }, { text: "[3]" }],
    c: [{ text: "" }],
  });
  assert.throws(() => parseParameterArguments(["month"]), SyntaxError);
  assert.throws(() => parseParameterArguments(["=3"]), SyntaxError);
});

Deno.test("parseParameterFile() spans a grid over a list unless the parameter is one", () => {
  const choices = parseParameterFile(`{ "asOf": ["a", "b"], "months": ["x"] }`);
  const parameters = declared(`const asOf = ""; const months = ["x"];`);
  assert.deepEqual(parameterSets(parameters, choices), [
    { asOf: "a", months: ["x"] },
    { asOf: "b", months: ["x"] },
  ]);
  assert.throws(() => parseParameterFile(`{ "a": {} }`, "p.json"), /p\.json: a must be a string/);
  assert.throws(() => parseParameterFile("[]"), TypeError);
  assert.throws(() => parseParameterFile("{"), SyntaxError);
});
