import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import type { Cell, Json } from "../../src/notebook/mod.ts";
import { renderPage } from "../../src/render/mod.ts";
import { code, notebookOf, prose, shown } from "./_executed.ts";

/** Ten times the two seconds that a page may take here, for a machine with much else to do. What squares its work takes minutes. */
const LONGEST_MILLISECONDS = 20_000;
const CUT = "Cut here: the page would be too large.";

function pageOf(trusted: boolean, ...cells: Cell[]): string {
  return pageOfAll(trusted, cells);
}

function pageOfAll(trusted: boolean, cells: Cell[]): string {
  const started = performance.now();
  const { html } = renderPage({ ...notebookOf(), cells }, { trusted });
  const took = performance.now() - started;
  assert.ok(took < LONGEST_MILLISECONDS, `the page took ${Math.round(took)} ms`);
  return html;
}

/** A drawing of `depth` groups, each of which shows the one before ten times. */
function nested(depth: number, refer: (id: string) => string): string {
  const groups = Array.from(
    { length: depth },
    (_, i) => `<g id="u${i + 1}">${refer(`u${i}`).repeat(10)}</g>`,
  );
  return `<svg viewBox="0 0 9 9"><g id="u0"><rect width="1" height="1"/></g>${groups.join("")}${
    refer(`u${depth}`)
  }</svg>`;
}

for (
  const [name, refer] of Object.entries({
    use: (id: string) => `<use href="#${id}"/>`,
    "use by its old name": (id: string) => `<use xlink:href="#${id}"/>`,
    pattern: (id: string) => `<rect fill="url(#${id})"/>`,
    mask: (id: string) => `<g mask="url('#${id}')"></g>`,
  })
) {
  Deno.test(`renderPage() leaves out a drawing whose parts refer to each other too often: ${name}`, () => {
    for (const mime of ["text/html", "image/svg+xml"] as const) {
      const html = pageOf(false, code("x", [shown({ [mime]: nested(7, refer) })]), prose("After"));
      assert.ok(/A drawing was left out: its parts refer to each other too often/.test(html));
      assert.ok(!/id="cell-1-1-u1"/.test(html));
      assert.ok(/After/.test(html));
    }
    assert.match(
      pageOf(false, code("x", [shown({ "text/html": nested(3, refer) })])),
      /cell-1-1-u1/,
    );
  });
}

Deno.test("renderPage() leaves out a drawing that refers to itself, and many that are large together", () => {
  const ring = `<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>`;
  assert.match(pageOf(false, code("x", [shown({ "text/html": ring })])), /A drawing was left out/);
  const large = shown({ "text/html": nested(3, (id) => `<use href="#${id}"/>`) });
  const html = pageOf(false, code("x", Array.from({ length: 60 }, () => large)));
  assert.ok(html.match(/A drawing was left out/g)!.length >= 4, "sixty of them are too many");
  assert.ok(/cell-1-1-u1/.test(html));
});

for (
  const [name, html] of Object.entries({
    divisions: "<div>".repeat(190_000),
    "parts of a word": "<b><i>".repeat(100_000),
    tables: "<table>".repeat(130_000),
    "groups of a drawing": `<svg>${"<g>".repeat(250_000)}`,
  })
) {
  Deno.test(`renderPage() leaves out elements too deep within each other: ${name}`, () => {
    for (const mime of ["text/html", "image/svg+xml"]) {
      const page = pageOf(false, code("x", [shown({ [mime]: html })]), prose("After"));
      assert.match(page, /An output was left out: its elements lie too deep within each other/);
      assert.ok(page.length < 100_000, `${page.length} characters`);
      assert.match(page, /After/);
    }
    const shallow = html.slice(0, 100);
    assert.doesNotMatch(pageOf(false, code("x", [shown({ "text/html": shallow })])), /left out/);
  });
}

Deno.test("renderPage() cuts 200,000 outputs of a cell, with one notice", () => {
  const outputs = Array.from({ length: 200_000 }, () => shown({ "text/html": "<p>x" }));
  const page = pageOf(false, prose("# Title"), code("x", outputs));
  assert.equal(page.match(/Cut here/g)?.length, 1);
  assert.ok(page.length < 1_000_000, `${page.length} characters`);
});

Deno.test("renderPage() drops a terminal's command of 400,000 numbers", () => {
  const text = `\x1b[${"1;".repeat(400_000)}mheavy`;
  const page = pageOf(false, code("x", [{ output_type: "stream", name: "stdout", text }]));
  assert.match(page, /<pre class="stream stdout">heavy<\/pre>/);
});

Deno.test("renderPage() shows code with an identifier of 100,000 letters without colouring it", () => {
  const long = "a".repeat(100_000);
  for (
    const cell of [
      code(`const ${long} = 1;`),
      code(`const ${long}\n= 1;\n`.repeat(10)),
      prose(`\`\`\`ts\nconst ${long} = 1;\n\`\`\``),
      prose(`\`\`\`bash\n${long}\n\`\`\``),
      code(`const x = ${"<p>".repeat(60_000)}`),
      code(`x${"\n".repeat(100_000)}y`),
    ]
  ) {
    assert.ok(!pageOf(true, cell).includes('class="hljs'));
  }
  assert.match(pageOf(true, code("const a = 1;")), /class="hljs-keyword"/);
});

Deno.test("renderPage() gives 15,000 equal headings ids of their own", () => {
  for (const heading of ["# Same", "## Same", "## 2\n\n## 2-2"]) {
    const html = pageOf(true, prose(`${heading}\n\n`.repeat(15_000)));
    const ids = [...html.matchAll(/<h[12] id="([^"]*)"/g)].map((match) => match[1]);
    assert.ok(ids.length >= 15_000);
    assert.equal(new Set(ids).size, ids.length);
  }
});

Deno.test("renderPage() shows the first levels of JSON that is 100,000 deep", () => {
  let deep: Json = "deep-down";
  for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep };
  const html = pageOf(true, code("x", [shown({ "application/json": deep })]), prose("After"));
  assert.ok(/deeper levels are in the notebook/.test(html));
  assert.ok(!html.includes("deep-down"));
  assert.ok(/After/.test(html));
});

Deno.test("renderPage() cuts 100 MB of paragraphs, with a notice", () => {
  const paragraphs = "Words of a paragraph, again and again.\n\n".repeat(2_500_000);
  const cells: { [name: string]: Cell } = {
    markdown: prose(paragraphs),
    "markdown output": code("x", [shown({ "text/markdown": paragraphs })]),
    html: code("x", [shown({ "text/html": paragraphs.replaceAll("\n\n", "<p>") })]),
    code: code(paragraphs),
    json: code("x", [shown({ "application/json": paragraphs.split("\n\n") })]),
    "what was printed": code("x", [{ output_type: "stream", name: "stdout", text: paragraphs }]),
    "plain value": code("x", [shown({ "text/plain": paragraphs })]),
    formulas: code("x", [shown({ "text/latex": `$${"\\frac{1}{2} + ".repeat(1_000_000)}$` })]),
    error: code("x", [
      { output_type: "error", ename: "Error", evalue: "x", traceback: [paragraphs] },
    ]),
  };
  for (const [name, cell] of Object.entries(cells)) {
    const html = pageOf(false, prose("# Title"), cell, prose("Last words"));
    assert.ok(html.length < 12_000_000, `${name}: ${html.length} characters`);
    const { document } = parseHTML(html);
    const [notice, ...more] = [...document.querySelectorAll("p.notice")];
    assert.ok(notice?.textContent?.startsWith(CUT), name);
    assert.deepEqual(more, [], name);
    assert.equal(document.querySelector("h1")?.textContent, "Title", name);
    assert.doesNotMatch(html, /Last words/, name);
  }
});

Deno.test("renderPage() cuts a notebook of half a million cells", () => {
  const cells = Array.from({ length: 500_000 }, (_, i) => ({ ...prose(`Cell ${i}`), id: `c${i}` }));
  const html = pageOfAll(false, cells);
  assert.ok(html.length < 3_000_000, `${html.length} characters`);
  assert.equal(html.match(/Cut here/g)?.length, 1);
});
