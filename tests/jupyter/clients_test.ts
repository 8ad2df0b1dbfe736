import assert from "node:assert/strict";
import { join } from "node:path";
import { assertInPlace, IN_PLACE, prepare, save, texts, tool, workplace } from "./_jupyter.ts";

await prepare();

Deno.test("nbclient keeps 300 of 300 lines, each under its cell", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", ...IN_PLACE);
  await tool(place, "jupyter", "execute", "--inplace", file);
  assertInPlace(await texts(file));
});

Deno.test("papermill keeps 300 of 300 lines, each under its cell", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", ...IN_PLACE);
  const out = join(place.folder, "out.ipynb");
  await tool(place, "papermill", "--no-progress-bar", file, out);
  assertInPlace(await texts(out));
});

Deno.test("papermill -p refuses TypeScript in words, as the README says", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", 'const month = "latest";');
  await assert.rejects(
    tool(place, "papermill", "-p", "month", "2026-02", file, join(place.folder, "out.ipynb")),
    /No parameter translator functions specified for kernel 'deno-ordered' or language 'typescript'/,
  );
});

Deno.test("nbconvert stops at a syntax error and shows the reason", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", "const a = ;", "2");
  await assert.rejects(
    tool(place, "jupyter", "nbconvert", "--to", "html", "--execute", file),
    /SyntaxError: Expression expected/,
  );
});

Deno.test("nbconvert writes every line of a notebook to HTML", async () => {
  await using place = await workplace();
  const file = await save(
    place,
    "a.ipynb",
    "for (let i = 0; i < 300; i++) console.log(`line ${i};`)",
  );
  await tool(place, "jupyter", "nbconvert", "--to", "html", "--execute", file);
  const page = await Deno.readTextFile(join(place.folder, "a.html"));
  for (let i = 0; i < 300; i++) assert.ok(page.includes(`line ${i};`), `line ${i}`);
});

Deno.test("nbclient stops a cell that runs too long", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", "for (;;) {}");
  await assert.rejects(
    tool(place, "jupyter", "execute", "--inplace", "--timeout=2", file),
    /CellTimeoutError/,
  );
});

Deno.test("nbformat finds no fault in a notebook that writeNotebook() wrote", async () => {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", "1");
  await tool(
    place,
    "python",
    "-c",
    "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))",
    file,
  );
});
