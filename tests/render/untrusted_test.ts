import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import type { Cell } from "../../src/notebook/mod.ts";
import { renderPage } from "../../src/render/mod.ts";
import { code, executedNotebook, notebookOf, printed, prose, shown } from "./_executed.ts";
import { HOSTILE } from "./_hostile.ts";
import { loadsOf, runnableOf } from "./_loads.ts";

const untrusted = (...cells: Cell[]) => renderPage(notebookOf(...cells)).html;

/** Scripts in the page beyond those of a page with nothing in it. */
function foreignScripts(html: string): string[] {
  const own = new Set(
    [...untrusted().matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]),
  );
  return [...parseHTML(html).document.querySelectorAll("script")]
    .map((script) => script.textContent ?? "").filter((text) => !own.has(text));
}

function assertHarmless(html: string): void {
  assert.deepEqual(runnableOf(html), []);
  assert.deepEqual(loadsOf(html), []);
  assert.deepEqual(foreignScripts(html), []);
}

for (const [name, html] of Object.entries(HOSTILE)) {
  Deno.test(`renderPage() makes foreign output harmless: ${name}`, () => {
    assertHarmless(untrusted(prose("# T"), code("x", [shown({ "text/html": html })])));
    assertHarmless(untrusted(prose("# T"), code("x", [shown({ "image/svg+xml": html })])));
  });

  Deno.test(`renderPage() shows the same in Markdown as text: ${name}`, () => {
    assertHarmless(
      untrusted(
        prose(`# T\n\n${html}`),
        code("x", [shown({ "text/markdown": html }), printed(html)]),
      ),
    );
  });
}

Deno.test("renderPage() keeps foreign HTML inside its own output", () => {
  const html = untrusted(
    prose("# T"),
    code("x", [shown({ "text/html": HOSTILE["closing tags"]! })]),
    prose("After"),
  );
  const { document } = parseHTML(html);
  assert.deepEqual([...document.querySelectorAll("h1")].map((h) => h.textContent), ["T"]);
  assert.equal(document.querySelector("main")?.lastElementChild?.textContent?.trim(), "After");
  assert.equal(document.querySelector("#title")?.localName, "h1");
});

Deno.test("renderPage() gives foreign ids a prefix that the page's own never have", () => {
  const html = untrusted(
    code("x", [
      shown({
        "text/html":
          `<svg id="content"><clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"><use href="#c"/></g></svg>`,
      }),
    ]),
  );
  const { document } = parseHTML(html);
  assert.equal(document.querySelectorAll('[id="content"]').length, 1);
  assert.equal(document.querySelector("main")?.id, "content");
  assert.ok(html.includes('clip-path="url(#cell-1-1-c)"'));
  assert.ok(html.includes('href="#cell-1-1-c"'));
});

Deno.test("renderPage() keeps tables and figures of foreign outputs readable", () => {
  const notebook = executedNotebook();
  const { document } = parseHTML(renderPage(notebook).html);
  assert.equal(document.querySelectorAll(".frame tbody tr").length, 6);
  assert.equal(document.querySelector(".frame td")?.getAttribute("style"), "text-align:right");
  assert.ok(document.querySelectorAll(".chart svg path").length > 2);
  assert.equal(document.querySelector(".chart svg")?.getAttribute("viewBox"), "0 0 800 340");
});

Deno.test("renderPage() shows a figure as drawn, and not the picture that stands in for it elsewhere", () => {
  const figure = `<figure class="chart"><div class="chart-drawn" style="display:none">` +
    `<svg class="chart-wide"><path d="M0,0L1,1"/></svg><svg class="chart-narrow"></svg></div>` +
    `<img class="chart-still" alt="Use" src="data:image/svg+xml,%3Csvg/%3E"></figure>`;
  const cell = code("x", [shown({ "text/html": figure })]);
  for (const trusted of [true, false]) {
    const { document } = parseHTML(renderPage(notebookOf(cell), { trusted }).html);
    assert.equal(document.querySelectorAll("img").length, 0);
    assert.equal(document.querySelectorAll(".chart svg").length, 2);
    assert.equal(document.querySelectorAll(".chart svg.chart-narrow").length, 1);
    const hidden = document.querySelectorAll('.chart div[style*="none"]').length;
    assert.equal(hidden, trusted ? 1 : 0, "a trusted figure brings the style that shows it");
  }
});

Deno.test("renderPage() does not follow hostile Markdown links or attachments", () => {
  const html = untrusted({
    ...prose(
      `[a](javascript:alert(1)) [b](vbscript:x) [c](data:text/html,x) ![d](javascript:alert(1)) ![e](attachment:../../etc/passwd) ![f](attachment:x.svg) ![g](attachment:__proto__) ![h](attachment:%E0%A4%A) ![i](file:///etc/passwd)\n\n<javascript:alert(1)>`,
    ),
    cell_type: "markdown",
    attachments: {
      "x.svg": { "image/svg+xml": "<svg onload=alert(1)>" },
      "y.png": { "image/png": '"><script>' },
    },
  });
  assertHarmless(html);
  assert.equal(parseHTML(html).document.querySelectorAll("img").length, 0);
});

Deno.test("renderPage() makes foreign TeX harmless", () => {
  const tex = String
    .raw`\href{javascript:alert(1)}{x} \url{javascript:y} \includegraphics{https://e.org/x}
    \class{a}{b} \style{background:url(https://e.org)}{c} \text{<img src=x onerror=alert(1)>}`;
  const html = untrusted(
    prose(tex.split(/ (?=\\)/).map((part) => `$${part}$`).join("\n\n")),
    code("x", [shown({ "text/latex": `$${tex}$` })]),
  );
  assert.deepEqual(runnableOf(html).filter((found) => found !== "<math>"), []);
  assert.deepEqual(loadsOf(html), []);
  assert.match(html, /<math>/);
});

Deno.test("renderPage() keeps links to the web, to mail, to places of the page, and no others", () => {
  const kept = [
    "https://a.example/x",
    "http://a.example",
    "mailto:a@b.example",
    "#part",
  ];
  const dropped = [
    "file:///etc/passwd",
    "ms-word:ofe|u|https://a.example/x.docx",
    "smb://a.example/share",
    "//a.example/x",
    "02_b.ipynb#x",
    "tel:1",
    "ftp://a.example",
    "search-ms:query=x",
    "blob:https://a.example/1",
    "../../secret.html",
    "/etc/passwd",
    "\\\\a.example\\x",
    "data:image/png;base64,AA==",
    "attachment:x.png",
    "intent://x#Intent;end",
    "jar:https://a.example!/x",
    "view-source:https://a.example",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
  ];
  const links = (addresses: string[], write: (address: string, i: number) => string) =>
    [
      ...parseHTML(untrusted(prose(addresses.map(write).join("\n\n")))).document
        .querySelectorAll("main a"),
    ].map((a) => a.getAttribute("href"));
  const isWeb = (href: string | null) => /^https?:\/\/a\.example/.test(href ?? "");
  const written: ((address: string, i: number) => string)[] = [
    (address, i) => `[w${i}](<${address}>)`,
    (address, i) => `[w${i}][r${i}]\n\n[r${i}]: <${address}>`,
    (address, i) => `![w${i}](<${address}>)`,
  ];
  for (const write of written) {
    assert.ok(links(dropped, write).every(isWeb), "only the text of an address may be a link");
    assert.equal(links(kept, write).length, kept.length);
    const page = untrusted(prose(dropped.map(write).join("\n\n")));
    assert.ok(
      dropped.every((_, i) => page.includes(`w${i}`) || page.includes("<img")),
      "words stay",
    );
  }
  assert.ok(links(dropped.map((address) => `<${address}>`), (text) => text).every(isWeb));
});

Deno.test("what the tests take for a load sees any attribute of a drawing", () => {
  const loads = loadsOf(
    `<svg fill="url(https://x/a)" mask="image-set('https://x/b' 1x)" clip-path="url(#c)" stroke="red"/>`,
  );
  assert.deepEqual(loads, ["https://x/a", "https://x/b"]);
});

Deno.test("renderPage() keeps what drawings compute: colours, transforms, references of their own", () => {
  const html = untrusted(code("x", [shown({
    "image/svg+xml":
      `<svg><g transform="translate(1,2) rotate(3)" fill="rgba(1,2,3,.5)" stroke="var(--ink,#123)"><path d="M0,0" clip-path="url('#a')"/></g></svg>`,
  })]));
  for (
    const kept of [
      'transform="translate(1,2) rotate(3)"',
      'fill="rgba(1,2,3,.5)"',
      'stroke="var(--ink,#123)"',
      "url(#cell-1-1-a)",
    ]
  ) {
    assert.ok(html.includes(kept), kept);
  }
});

Deno.test("renderPage() makes terminal text harmless", () => {
  assertHarmless(
    untrusted(
      code("x", [
        printed(
          "\x1b]8;;javascript:alert(1)\x07<b>x\x1b]8;;\x07 \x1b[31m<script>alert(1)</script>",
        ),
      ]),
    ),
  );
});

Deno.test("renderPage() takes nothing of the page from a notebook's metadata", () => {
  const notebook = notebookOf(prose("# T"));
  notebook.metadata = {
    lang: '"><script>alert(1)</script>',
    title: "<script>",
    kernelspec: { name: "<img src=x>" },
    widgets: { "application/vnd.jupyter.widget-state+json": {} },
  };
  const { html } = renderPage(notebook);
  assertHarmless(html);
  assert.match(html, /<html lang="en">/);
});

Deno.test("renderPage() says of a notebook that was not run that it was not", () => {
  assert.match(untrusted(prose("# T")), /Shown as it was saved, without running it/);
});
