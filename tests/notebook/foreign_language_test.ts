import assert from "node:assert/strict";
import { foreignLanguage, type Notebook } from "../../src/notebook/mod.ts";

const of = (metadata: Notebook["metadata"]) =>
  foreignLanguage({ nbformat: 4, nbformat_minor: 5, metadata, cells: [] });

Deno.test("foreignLanguage() names what another kernel runs, from whatever the notebook says", () => {
  assert.equal(
    of({ kernelspec: { name: "python3" }, language_info: { name: "python" } }),
    "Python",
  );
  assert.equal(of({ kernelspec: { name: "x", language: "julia" } }), "Julia");
  assert.equal(of({ kernelspec: { name: "python3", display_name: "Python 3" } }), "Python");
  assert.equal(of({ kernelspec: { name: "ir" } }), "R");
});

Deno.test("foreignLanguage() has nothing to say of TypeScript, JavaScript and silence", () => {
  assert.equal(of({}), undefined);
  assert.equal(of({ kernelspec: "odd", language_info: { name: 3 } }), undefined);
  assert.equal(of({ kernelspec: { name: "deno", language: "typescript" } }), undefined);
  assert.equal(of({ language_info: { name: "JavaScript" } }), undefined);
  assert.equal(of({ kernelspec: { name: "silicon" } }), undefined);
});
