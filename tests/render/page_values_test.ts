import assert from "node:assert/strict";
import fc from "fast-check";
import {
  comparableSvg,
  pageFacts,
  pageFigures,
  type Provenance,
  renderPage,
} from "../../src/render/mod.ts";
import { DISPLAY, fact } from "../../src/markup/mod.ts";
import type { MimeBundle } from "../../src/notebook/mod.ts";
import { code, notebookOf, prose, shown } from "./_executed.ts";

const MIME = "application/vnd.silicon.fact+json";
const PROVENANCE: Provenance = {
  notebook: "notebooks/01_a.ipynb",
  notebookSha256: "0".repeat(64),
  parameters: {},
  versions: { Deno: "2.9.6" },
  startedAt: "2026-02-11T08:15:00.000Z",
  durationMilliseconds: 3210,
  files: [],
};

function stated(...values: MimeBundle[string][]) {
  return pageFacts(notebookOf(...values.map((value) => code("f", [shown({ [MIME]: value })]))));
}

Deno.test("pageFacts() reads facts alone and in lists, in the order of the page", () => {
  const a = { name: "a", value: 1, unit: "kt" };
  const b = { name: "b", value: -2.5, unit: "days", tolerance: 0.5 };
  const c = { name: "c", value: 0, unit: "share" };
  assert.deepEqual(stated(a, [b, c]), { facts: [a, b, c], findings: [] });
});

Deno.test("pageFacts() keeps the first of two facts with one name, and reports the second", () => {
  const first = { name: "use", value: 1, unit: "kt" };
  const { facts, findings } = stated(first, { ...first, value: 2 });
  assert.deepEqual(facts, [first]);
  assert.deepEqual(findings, [
    { cell: 2, message: "the fact use is stated already, in cell 1" },
  ]);
});

Deno.test("pageFacts() believes no output: what is no fact is left out and reported", () => {
  const bad = [
    null,
    "text",
    {},
    { name: "a", value: "1", unit: "kt" },
    { name: "a", value: null, unit: "kt" },
    { name: "a\u001b[2J", value: 1, unit: "kt" },
    { name: "a", value: 1, unit: { toString: "kt" } },
    { name: "a", value: 1, unit: "kt", tolerance: -1 },
    { name: "a", value: 1, unit: "kt", tolerance: null },
  ];
  const { facts, findings } = stated(...bad);
  assert.deepEqual(facts, []);
  assert.deepEqual(findings.map(({ cell }) => cell), bad.map((_, i) => i + 1));
});

Deno.test("renderPage() lists the facts in the provenance, whatever their words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      fc.pre(text.trim() !== "" && !/[\p{Cc}\u2028\u2029]/u.test(text));
      const name = `</script><b>"'&${text}`;
      const { html } = renderPage(notebookOf(prose("# A")), {
        trusted: true,
        provenance: { ...PROVENANCE, facts: [{ name, value: -32.8123456, unit: text }] },
      });
      assert.equal(html.includes("</script><b>"), false);
      assert.match(html, /<data value="-32.8123456">-32.812<\/data>/);
      const data = html.match(/id="provenance-data">(.*?)<\/script>/)![1]!;
      assert.equal(JSON.parse(data).facts[0].name, name);
    }),
    { numRuns: 40 },
  );
});

Deno.test("renderPage() shows a fact as its line and not as data", () => {
  const data = fact("balance", -32.8, "kt")[DISPLAY]();
  const { html } = renderPage(notebookOf(prose("# A"), code("fact()", [shown({ ...data })])), {
    trusted: true,
  });
  assert.match(
    html,
    /<span class="fact"[^>]*>balance: <data value="-32.8">-32.8<\/data> kt<\/span>/,
  );
  assert.doesNotMatch(html, /&quot;name&quot;/);
});

Deno.test("comparableSvg() takes no notice of ids and of the last digits of places", () => {
  const drawn = (id: string, by: number) =>
    `<svg aria-labelledby="${id}t"><title id="${id}t">30.0 kt</title><clipPath id="${id}"/>` +
    `<path clip-path="url(#${id})" d="M${1.2 + by},-${3.4 + by}L5,6e-9" fill="#2f6f9f"/></svg>`;
  fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), (id) => {
    assert.equal(comparableSvg(drawn(id, 1e-7)), comparableSvg(drawn("plot-1", 0)));
  }));
  assert.notEqual(comparableSvg(drawn("a", 0.3)), comparableSvg(drawn("a", 0)));
});

Deno.test("comparableSvg() keeps the digits of words", () => {
  const svg = '<svg aria-label="Use 30.04 kt"><text x="1.04">30.04</text></svg>';
  assert.equal(
    comparableSvg(svg),
    '<svg aria-label="Use 30.04 kt">\n<text x="1">30.04</text>\n</svg>',
  );
});

Deno.test("pageFigures() finds the outermost drawings, and takes a picture before the markup around it", () => {
  const inner = '<svg aria-label="outer"><svg x="1"><path/></svg></svg>';
  const { figures } = pageFigures(notebookOf(
    prose("# A"),
    code("one", [
      shown({
        "text/html": `<p>${inner}<svg aria-hidden="true"/></p><svg><title>two</title></svg>`,
      }),
      shown({
        "text/html": `<script>"<svg>"</script>${inner}`,
        "image/svg+xml": '<svg aria-label="picture"></svg>',
      }),
    ]),
  ));
  assert.deepEqual(
    figures.map(({ cell, index, alt }) => [cell, index, alt]),
    [[2, 1, "outer"], [2, 2, "two"], [2, 3, "picture"]],
  );
});

Deno.test("pageFigures() reports pictures without words", () => {
  const findings = (data: MimeBundle) =>
    pageFigures(notebookOf(code("f", [shown(data)]))).findings.length;
  const silent: MimeBundle[] = [
    { "text/html": "<figure><svg><path/></svg></figure>" },
    { "text/html": '<img src="data:,">' },
    { "image/svg+xml": '<svg aria-label=" "></svg>', "text/plain": "" },
    { "image/png": "AAAA" },
  ];
  const spoken: MimeBundle[] = [
    { "text/html": '<svg role="img" aria-label="Use > supply"></svg><img alt="" src="data:,">' },
    { "text/html": "<svg><title>Use</title></svg>" },
    { "text/html": '<svg aria-hidden="true"></svg><script>"<svg>"</script><!-- <img> -->' },
    { "image/png": "AAAA", "text/plain": "Use" },
    { "text/plain": "<svg>" },
  ];
  assert.deepEqual(silent.map(findings), [1, 1, 1, 1]);
  assert.deepEqual(spoken.map(findings), [0, 0, 0, 0, 0]);
});
