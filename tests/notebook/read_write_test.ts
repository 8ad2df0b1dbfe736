import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cleanNotebook,
  type CodeCell,
  type Notebook,
  readNotebook,
  writeNotebook,
} from "../../src/notebook/mod.ts";

const saved = await Deno.readTextFile(
  new URL("../fixtures/notebook/saved_by_jupyter.ipynb", import.meta.url),
);

function cell(fields: Record<string, unknown>): string {
  const cells = [{ cell_type: "code", metadata: {}, source: "", outputs: [], ...fields }];
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
}

Deno.test("writeNotebook() gives back byte for byte what Jupyter saved", () => {
  assert.equal(writeNotebook(readNotebook(saved)), saved);
});

Deno.test("readNotebook() joins lines of sources and texts and leaves JSON outputs alone", () => {
  const notebook = readNotebook(saved);
  assert.equal(notebook.cells[1]?.source, 'const month = "2026-02";\nconst a = 1;\n');
  const { outputs } = notebook.cells[2] as CodeCell;
  assert.equal(outputs[0]?.output_type === "stream" && outputs[0].text, "a\nb\r\nc\rd\f\x1b[31me");
  const data = outputs[1]?.output_type === "execute_result" ? outputs[1].data : {};
  assert.equal(data["text/plain"], "1\n2");
  assert.deepEqual(data["application/vnd.x+json"], ["a", "b"]);
});

Deno.test("readNotebook() is the inverse of writeNotebook() for any text", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, text, (source, printed) => {
    const notebook: Notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [{
        cell_type: "code",
        id: "a",
        metadata: {},
        source,
        execution_count: 1,
        outputs: [{ output_type: "stream", name: "stdout", text: printed }],
      }],
    };
    assert.deepEqual(readNotebook(writeNotebook(notebook)), notebook);
  }));
});

Deno.test("readNotebook() keeps what a front end asked its user", () => {
  const asked = { output_type: "stream", name: "stdin", text: "Month? 2026-02" };
  const cell = {
    cell_type: "code",
    id: "a",
    metadata: {},
    source: "",
    execution_count: 1,
    outputs: [asked],
  };
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] });
  const [read] = readNotebook(text).cells;
  assert.deepEqual(read?.cell_type === "code" && read.outputs, [asked]);
});

Deno.test("readNotebook() gives missing ids by place and keeps those there are", () => {
  const cells = [{}, { id: "cell-1" }, {}].map((id) => ({
    cell_type: "markdown",
    metadata: {},
    source: "",
    ...id,
  }));
  const text = JSON.stringify({ nbformat: 4, nbformat_minor: 2, metadata: {}, cells });
  const notebook = readNotebook(text);
  assert.deepEqual(notebook.cells.map(({ id }) => id), ["cell-1-", "cell-1", "cell-3"]);
  assert.equal(notebook.nbformat_minor, 5);
  assert.deepEqual(readNotebook(text), notebook);
});

Deno.test("readNotebook() names the cell and the field that is wrong", () => {
  const wrong: [string, RegExp][] = [
    [
      cell({ source: 3 }),
      /^Cannot read x\.ipynb: cell 1, "source": expected a string or lines, got 3$/,
    ],
    [cell({ source: undefined }), /cell 1, "source".*got nothing/],
    [cell({ cell_type: "heading" }), /"cell_type": expected code, markdown or raw, got "heading"/],
    [cell({ metadata: [] }), /"metadata": expected an object, got an array/],
    [cell({ metadata: { tags: "x" } }), /"metadata\.tags": expected an array/],
    [cell({ id: "a b" }), /"id": expected 1 to 64 letters/],
    [
      cell({ outputs: [{ output_type: "stream", name: "out", text: "" }] }),
      /"outputs\[0\]" "name"/,
    ],
    [cell({ outputs: [{ output_type: "pyout" }] }), /"outputs\[0\]" "output_type"/],
    [cell({ outputs: [{ output_type: "display_data" }] }), /"outputs\[0\]" "data".*got nothing/],
    [cell({ execution_count: -1 }), /"execution_count": expected a count or null, got -1/],
    [`{"nbformat": 3, "nbformat_minor": 0}`, /format 4\.x is supported, this is 3\.0/],
    [`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}`, /"cells": expected an array/],
    [`[]`, /expected an object, got an array/],
  ];
  for (const [text, message] of wrong) {
    assert.throws(() => readNotebook(text, "x.ipynb"), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.throws(
    () => readNotebook("{", "x.ipynb"),
    /^SyntaxError: Cannot read x\.ipynb: it is not/,
  );
});

Deno.test("readNotebook() gives a cell with the id of another one of its own, and says so", () => {
  const repeated = JSON.parse(cell({ id: "a" }));
  repeated.cells.push(repeated.cells[0], { ...repeated.cells[0], id: "cell-2" }, repeated.cells[0]);
  const warnings: string[] = [];
  const read = () =>
    readNotebook(JSON.stringify(repeated), "x.ipynb", (message) => warnings.push(message));
  const notebook = read();
  assert.deepEqual(notebook.cells.map(({ id }) => id), ["a", "cell-2-", "cell-2", "cell-4"]);
  assert.deepEqual(warnings, [
    "cell 2 has the id of cell 1, a; it is called cell-2- here",
    "cell 4 has the id of cell 1, a; it is called cell-4 here",
  ]);
  assert.deepEqual(read(), notebook);
});

Deno.test("cleanNotebook() removes what runs leave and keeps what authors chose", () => {
  const notebook = readNotebook(saved);
  const cleaned = cleanNotebook(notebook);
  assert.deepEqual(
    cleaned.cells.map((one) => one.cell_type === "code" ? [one.outputs, one.execution_count] : []),
    [[], [[], null], [[], null], [], [[], null]],
  );
  assert.deepEqual(cleaned.cells[1]?.metadata, { tags: ["parameters"] });
  assert.deepEqual(cleaned.metadata, notebook.metadata);
  const run = { ...notebook, metadata: { ...notebook.metadata, papermill: {}, widgets: {} } };
  assert.deepEqual(cleanNotebook(run), cleaned);
  assert.deepEqual(cleanNotebook(cleaned), cleaned);
  assert.equal(writeNotebook(notebook), saved, "the notebook itself stays as it was");
});

Deno.test("readNotebook() reads a file that begins with a byte order mark", () => {
  const text = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}';
  assert.deepEqual(readNotebook("\uFEFF" + text, "a.ipynb"), readNotebook(text, "a.ipynb"));
});
