import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { renderPage } from "../../src/render/mod.ts";
import { invalidities } from "./_validity.ts";
import { code, executedNotebook, notebookOf, printed, prose, shown } from "./_executed.ts";
import { loadsOf } from "./_loads.ts";

const PROVENANCE = {
  dataAsOf: "2026-02-10",
  notebook: "notebooks/01_market_balance.ipynb",
  notebookSha256: "a".repeat(64),
  dataSha256: "b".repeat(64),
  parameters: { month: "2026-02", note: "</script><b>" },
  versions: { Deno: "2.9.6", TypeScript: "6.0.3" },
  startedAt: "2026-03-12T08:30:12.000Z",
  durationMilliseconds: 3240,
  files: [{ path: "data/statements/2026-02.csv", sha256: "c".repeat(64) }],
};

const FULL = {
  trusted: true,
  index: { title: "Silicon metal", href: "index.html" },
  previous: { title: "Before", href: "00.html" },
  next: { title: "After", href: "02.html" },
  provenance: PROVENANCE,
  download: { name: "01.ipynb", text: "{}" },
};

/** The parts of a page as elements. */
function pageOf(...cells: Parameters<typeof notebookOf>) {
  const page = renderPage(notebookOf(...cells), { trusted: true });
  return { page, document: parseHTML(page.html).document };
}

Deno.test("renderPage() gives valid HTML for everything a notebook can show", async () => {
  assert.deepEqual(await invalidities(renderPage(executedNotebook(), FULL).html), []);
});

Deno.test("renderPage() gives valid HTML for an empty notebook", async () => {
  const page = renderPage(notebookOf(), { fallbackTitle: "01_empty" });
  assert.deepEqual(await invalidities(page.html), []);
  assert.equal(page.title, "01_empty");
});

Deno.test("renderPage() asks for nothing beside the file", () => {
  const { html } = renderPage(executedNotebook(), FULL);
  assert.deepEqual(loadsOf(html), []);
});

Deno.test("renderPage() is the same for the same notebook", () => {
  const notebook = executedNotebook();
  assert.equal(renderPage(notebook, FULL).html, renderPage(notebook, FULL).html);
});

Deno.test("renderPage() makes the first paragraph under the title the standfirst", () => {
  const { page, document } = pageOf(prose("# Title\n\nFirst *words*.\n\nSecond."));
  assert.equal(page.standfirst, "First words.");
  assert.equal(document.querySelector(".standfirst")?.textContent, "First words.");
  assert.equal(document.querySelectorAll(".standfirst").length, 1);
});

Deno.test("renderPage() takes a computed first paragraph as standfirst", () => {
  for (
    const data of [{ "text/markdown": "Drew **32.8** kt." }, {
      "text/html": "<p>Drew <b>32.8</b> kt.</p>\n<p>balance: -32.8 kt</p>",
    }]
  ) {
    const { page } = pageOf(prose("# Title"), code("f()", [shown(data)]), prose("Later."));
    assert.equal(page.standfirst, "Drew 32.8 kt.");
  }
});

Deno.test("renderPage() takes no paragraph of a section for the standfirst", () => {
  const { page } = pageOf(prose("# Title\n\n## Section\n\nWords."));
  assert.equal(page.standfirst, undefined);
});

Deno.test("renderPage() lists headings in the contents and gives each an id of its own", () => {
  const { document } = pageOf(
    prose("# T\n\n## Über uns\n\n## A `b`\n\n## A b\n\n### Deep\n\n#### Deeper"),
  );
  const links = [...document.querySelectorAll(".contents a")].map((a) => a.getAttribute("href"));
  assert.deepEqual(links, ["#uber-uns", "#a-b", "#a-b-2", "#deep"]);
  for (const link of links) assert.ok(document.querySelector(`[id="${link!.slice(1)}"]`));
});

Deno.test("renderPage() has one h1, the notebook's first", () => {
  const { document } = pageOf(prose("# One\n\n# Two"));
  assert.deepEqual([...document.querySelectorAll("h1")].map((h) => h.textContent), ["One"]);
  assert.equal(document.querySelector("h2")?.textContent, "Two");
});

Deno.test("renderPage() folds code and names parameters", () => {
  const { document } = pageOf(code("const a = 1;", [], ["parameters"]), code("a +\n1"));
  const cells = [...document.querySelectorAll("details.code")];
  assert.deepEqual(cells.map((cell) => cell.hasAttribute("open")), [false, false]);
  assert.deepEqual(cells.map((cell) => cell.querySelector("summary")?.textContent), [
    "Parameters, 1 line",
    "Code, 2 lines",
  ]);
  assert.equal(cells[1]?.querySelector("code")?.textContent, "a +\n1");
});

Deno.test("renderPage() escapes text wherever a notebook can put it", () => {
  const hostile = `"'><img src=x onerror=alert(1)></script></title></style><b>&amp;`;
  const page = renderPage(
    notebookOf(
      prose(
        `# ${hostile}\n\n${hostile}\n\n## ${hostile}\n\n\`${hostile}\`\n\n\`\`\`${hostile}\n${hostile}\n\`\`\`\n\n|${hostile}|\n|-|\n|${hostile}|\n\n[${hostile}](${
          encodeURI(hostile)
        } "x")`,
      ),
      code(hostile, [
        printed(hostile),
        printed(hostile, "stderr"),
        shown({ "text/plain": hostile }),
        shown({ "text/markdown": hostile }),
        shown({ "application/json": { [hostile]: hostile } }),
        shown({ "image/png": hostile, "text/plain": hostile }),
        { output_type: "error", ename: hostile, evalue: hostile, traceback: [hostile] },
      ]),
      { ...prose(hostile), cell_type: "raw" },
    ),
    {
      trusted: true,
      index: { title: hostile, href: hostile },
      next: { title: hostile, href: hostile },
      failure: { cellId: hostile, reason: hostile },
      download: { name: hostile, text: hostile },
      provenance: {
        ...PROVENANCE,
        dataAsOf: hostile,
        notebook: hostile,
        startedAt: hostile,
        parameters: { [hostile]: hostile },
        versions: { [hostile]: hostile },
        files: [{ path: hostile, sha256: hostile }],
      },
    },
  );
  const { document } = parseHTML(page.html);
  assert.deepEqual([...document.querySelectorAll("img")].map(String), []);
  assert.equal(document.querySelectorAll("main b, footer b").length, 0);
  assert.equal(page.title, hostile.replace("&amp;", "&"));
  assert.deepEqual(
    JSON.parse(document.querySelector("#provenance-data")!.textContent!).notebook,
    hostile,
  );
  assert.deepEqual(loadsOf(page.html), []);
});

Deno.test("renderPage() allows exactly its own scripts by their hashes", () => {
  const { page, document } = pageOf(
    code("panel()", [
      shown({ "text/html": `<div id="p"></div><script type="text/javascript">draw(1)</script>` }),
    ]),
  );
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute(
    "content",
  )!;
  assert.match(policy, /default-src 'none'/);
  const script = policy.match(/script-src ([^;]*)/)![1]!;
  assert.doesNotMatch(script, /unsafe/);
  const executable = [
    ...page.html.matchAll(/<script(?: type="text\/javascript")?>([\s\S]*?)<\/script>/g),
  ].map((match) => match[1]!);
  assert.ok(executable.includes("draw(1)"));
  const hashes = executable.map((text) =>
    `'sha256-${createHash("sha256").update(text).digest("base64")}'`
  );
  assert.deepEqual(script.split(" ").sort(), [...new Set(hashes)].sort());
});

Deno.test("renderPage() puts a panel's script into the page once, after all panels", () => {
  const panel = (n: number) =>
    shown({
      "text/html":
        `<div class="panel-${n}"></div><script type="application/json">{"n":${n}}</script><script type="text/javascript" data-explorer>run()</script>`,
    });
  const { page } = pageOf(code("a", [panel(1)]), code("b", [panel(2)]));
  assert.equal(page.html.split(">run()</script>").length, 2);
  assert.ok(page.html.indexOf(">run()</script>") > page.html.indexOf("panel-2"));
  assert.ok(page.html.includes('<script type="application/json">{"n":2}</script>'));
});

Deno.test("renderPage() lets no attribute run script, but for the words that mark a panel's handlers", () => {
  const policyOf = (html: string) =>
    pageOf(code("a", [shown({ "text/html": html })])).page.html.match(
      /Security-Policy" content="([^"]*)"/,
    )![1]!;
  assert.doesNotMatch(policyOf("<p>"), /script-src-attr|unsafe-hashes/);
  const words = createHash("sha256").update("::1").digest("base64");
  const attributes = policyOf("<script data-explorer>run()</script>").match(
    /script-src-attr ([^;]*)/,
  )![1]!;
  assert.ok(attributes.startsWith("'unsafe-hashes' 'sha256-"));
  assert.ok(attributes.includes(words));
});

Deno.test("renderPage() leaves out a script from elsewhere, and says so", () => {
  const { page } = pageOf(
    code("x", [shown({ "text/html": '<script src="https://example.org/x.js"></script>' })]),
  );
  assert.deepEqual(loadsOf(page.html), []);
  assert.match(page.html, /A script from elsewhere was left out/);
});

Deno.test("renderPage() shows the richest form of a value", () => {
  const forms = {
    "text/plain": "plain",
    "application/json": { a: 1 },
    "text/markdown": "*marked*",
    "image/png": "iVBORw0KGgo=",
    "image/svg+xml": '<?xml version="1.0"?><svg viewBox="0 0 1 1"></svg>',
    "text/html": "<table class='t'></table>",
  };
  const order = [
    "text/html",
    "image/svg+xml",
    "image/png",
    "text/markdown",
    "application/json",
    "text/plain",
  ] as const;
  const selectors = [
    ".output table.t",
    ".output .chart > svg",
    ".output img",
    ".output em",
    ".output .hljs-attr",
    ".output pre.value",
  ];
  order.forEach((_, i) => {
    const data = Object.fromEntries(order.slice(i).map((mime) => [mime, forms[mime]]));
    const { document } = pageOf(code("v", [shown(data)]));
    assert.ok(document.querySelector(selectors[i]!), selectors[i]!);
  });
});

Deno.test("renderPage() never runs JavaScript given as a value", () => {
  const { page } = pageOf(
    code("v", [shown({ "application/javascript": "alert(1)", "text/plain": "a script" })]),
  );
  assert.ok(!page.html.includes("alert(1)"));
  assert.ok(page.html.includes("a script"));
});

/** The lines of a page on what it cannot show, each with the file it offers. */
function linesOf(outputs: Parameters<typeof code>[1], trusted = true) {
  const { document } = parseHTML(renderPage(notebookOf(code("v", outputs)), { trusted }).html);
  return [...document.querySelectorAll(".unshown")].map((line) => {
    const link = line.querySelector("a");
    const href = link?.getAttribute("href");
    const saved = href ? new TextDecoder().decode(Uint8Array.fromBase64(href.split(",")[1]!)) : "";
    return [line.textContent.replace(/ Save it$/, ""), link?.getAttribute("download") ?? "", saved];
  });
}

Deno.test("renderPage() says in a line what it cannot show, and offers its bytes", () => {
  const outputs = [
    { "application/pdf": "JVBERi0=" },
    { "video/mp4": "AAAA\n" },
    { "application/vnd.vegalite.v5+json": { mark: "bar" }, "text/plain": "bars of use" },
    { "application/javascript": "draw()" },
    { "application/vnd.jupyter.widget-view+json": { model_id: "x" }, "text/plain": "a slider" },
    { "application/x-own": "not base64!" },
  ].map(shown);
  assert.deepEqual(linesOf(outputs), [
    ["PDF (application/pdf), which a page cannot show.", "cell-1-1.pdf", "%PDF-"],
    ["Video (video/mp4), which a page cannot show.", "cell-1-2.mp4", "\0\0\0"],
    [
      "Vega-Lite chart (application/vnd.vegalite.v5+json), which a page cannot show: bars of use.",
      "cell-1-3.json",
      '{"mark":"bar"}',
    ],
    [
      "Output of a script (application/javascript), which a page cannot show.",
      "cell-1-4.js",
      "draw()",
    ],
    [
      "Widget (application/vnd.jupyter.widget-view+json), which a page cannot show: a slider.",
      "",
      "",
    ],
    ["Output (application/x-own), which a page cannot show.", "cell-1-6.xown", "not base64!"],
  ]);
});

Deno.test("renderPage() keeps a longer text of what it cannot show below the line", () => {
  const { document } = pageOf(
    code("v", [shown({ "application/pdf": "JVBERi0=", "text/plain": "a\nb" })]),
  );
  assert.match(document.querySelector(".output .unshown")!.textContent, /^PDF \(/);
  assert.equal(document.querySelector(".output pre.value")?.textContent, "a\nb");
});

Deno.test("renderPage() shows what it can of a bundle and says nothing of the rest", () => {
  assert.deepEqual(linesOf([shown({ "text/html": "<p>a</p>", "video/mp4": "AAAA" })]), []);
  assert.deepEqual(linesOf([shown({ "text/plain": "1" })]), []);
  assert.deepEqual(linesOf([shown({ "text/csv": "a\n1\n", "text/plain": "1" })]), []);
});

Deno.test("renderPage() puts a line in place of videos and frames in HTML, and leaves scripts alone", () => {
  const script = `<script>const frame = "<iframe src='x'></iframe>";</script>`;
  const html = `<video controls><source src="data:video/mp4;base64,AAAA"></video>` +
    `<iframe src="https://example.org/a"></iframe><embed src="a.pdf">` +
    `<img alt="x" src="https://example.org/b.png"><img alt="y" src="data:image/gif;base64,R0lG">${script}`;
  const lines = linesOf([shown({ "text/html": html })]);
  assert.deepEqual(lines, [
    ["Video (video/mp4), which a page cannot show.", "cell-1-1.mp4", "\0\0\0"],
    ["Frame (iframe), which a page cannot show: https://example.org/a.", "", ""],
    ["Document (embed), which a page cannot show.", "", ""],
    ["Picture (img), which a page cannot show: https://example.org/b.png.", "", ""],
  ]);
  assert.ok(pageOf(code("v", [shown({ "text/html": html })])).page.html.includes(script));
});

Deno.test("renderPage() says of foreign outputs too what it cannot show, and offers none of it", () => {
  assert.deepEqual(
    linesOf([
      shown({ "application/pdf": "JVBERi0=" }),
      shown({ "text/html": `<div id="a"></div><script>draw()</script>` }),
      shown({ "text/html": `<b>a</b><video src="data:video/mp4;base64,AAAA"></video>` }),
      shown({ "text/html": `<p>a<img src="https://example.org/b.png"></p>` }),
    ], false),
    [
      ["PDF (application/pdf), which a page cannot show.", "", ""],
      ["Output of a script (text/html), which a page cannot show.", "", ""],
      ["A part (video) that a page cannot show.", "", ""],
      ["A picture from elsewhere that a page cannot show.", "", ""],
    ],
  );
});

Deno.test("renderPage() typesets TeX in Markdown as MathML", () => {
  const { page, document } = pageOf(
    prose(
      "# The sum $x^2$\n\nOf $a_1 * b_1$, at \\$5 or from $6 to $7.\n\n$$\n\\frac{S}{U}\n$$\n\n$$y$$ where",
    ),
    prose("\\begin{align}\na &= b\n\\end{align}\n\n`$c$` and $\\nosuch{d}$"),
  );
  assert.equal(page.title, "The sum x^2");
  assert.equal(document.querySelector("h1 msup")?.textContent, "x2");
  const paragraphs = [...document.querySelectorAll("main p")];
  assert.match(paragraphs[0]!.textContent, /^Of a1∗b1, at \$5 or from \$6 to \$7\.$/);
  assert.ok(paragraphs[1]!.querySelector('math[display="block"] mfrac'));
  assert.equal(paragraphs[2]!.querySelector('math[display="block"]')?.textContent, "y");
  assert.equal(paragraphs[3]!.textContent, "where");
  assert.ok(document.querySelector("math mtable"));
  const code = [...document.querySelectorAll("main code")].map(({ textContent }) => textContent);
  assert.deepEqual(code, ["$c$", "\\nosuch{d}"]);
});

Deno.test("renderPage() writes formulas that are valid where they stand", async () => {
  const text =
    "# T\n\nOne $$a$$ in a line.\n\n$$\nb\n$$\n\n- \\begin{cases}c\\end{cases}\n\n| $d$ |\n|--|";
  const page = renderPage(notebookOf(prose(text), code("v", [shown({ "text/latex": "$e$" })])));
  assert.equal(parseHTML(page.html).document.querySelectorAll("math").length, 5);
  assert.deepEqual(await invalidities(page.html), []);
});

Deno.test("renderPage() typesets text/latex, and shows the source of what it cannot typeset", () => {
  const output = (latex: string) =>
    pageOf(code("v", [shown({ "text/latex": latex })])).document.querySelector(".output")!;
  for (
    const latex of ["$\\displaystyle x^2$", "\\[x^2\\]", "\\begin{equation}x^2\\end{equation}"]
  ) {
    assert.ok(output(latex).querySelector('math[display="block"] msup'), latex);
  }
  const text = output("The share $s$ of\n\n$$u$$");
  assert.equal(text.querySelectorAll("math").length, 2);
  assert.match(text.textContent, /^\s*The share s of/);
  const table = output("\\begin{tabular}{l}a\\end{tabular}");
  assert.match(table.textContent, /^Output \(text\/latex\), which a page cannot show/);
  assert.equal(table.querySelector("pre")?.textContent, "\\begin{tabular}{l}a\\end{tabular}");
});

Deno.test("renderPage() keeps what workers and child processes wrote, under a name", () => {
  const cell = code("x");
  const render = (options: Parameters<typeof renderPage>[1]) =>
    parseHTML(renderPage(notebookOf(cell), options).html).document.querySelector("details.log");
  const log = render({ log: "from <worker>\n\x1b[31mwhy\x1b[39m\n" });
  assert.equal(log?.querySelector("summary")?.textContent, "Output of workers and child processes");
  assert.equal(log?.querySelector("pre")?.textContent, "from <worker>\nwhy");
  assert.equal(log?.hasAttribute("open"), false);
  assert.equal(render({ log: " \n" }), null);
  const failure = { cellId: cell.id, reason: "x" };
  const long = render({ log: `${"a".repeat(300_000)}end`, failure });
  assert.equal(long?.hasAttribute("open"), true);
  assert.match(long!.textContent, /\[100003 characters left out\]\na+end$/);
});

Deno.test("renderPage() joins what one stream printed and shows its colours", () => {
  const { document } = pageOf(
    code("p", [
      printed("a\x1b[31mb"),
      printed("c\x1b[39m\n"),
      printed("w\n", "stderr"),
      printed("10%\r100%\r\nz\n"),
    ]),
  );
  const blocks = [...document.querySelectorAll(".output pre")];
  assert.deepEqual(blocks.map((block) => [block.className, block.textContent]), [
    ["stream stdout", "abc"],
    ["stream stderr", "w"],
    ["stream stdout", "100%\nz"],
  ]);
  assert.equal(blocks[0]?.querySelector(".ansi-red-fg")?.textContent, "bc");
});

Deno.test("renderPage() keeps a printed line of five million characters whole", () => {
  const { html } = renderPage(notebookOf(code("p", [printed(`${"x".repeat(5_000_000)}\n`)])));
  assert.ok(html.includes("x".repeat(5_000_000)));
});

Deno.test("renderPage() opens the source of a failed cell and shows its error without escape codes", () => {
  const { document } = pageOf(code("throw it", [{
    output_type: "error",
    ename: "RangeError",
    evalue: "is -3",
    traceback: ["\x1b[31mRangeError\x1b[39m: is -3", "    at <anonymous>:1:1"],
  }]));
  assert.ok(document.querySelector("details.code")?.hasAttribute("open"));
  assert.equal(document.querySelector(".error p")?.textContent, "RangeError: is -3");
  assert.equal(
    document.querySelector(".error pre")?.textContent,
    "RangeError: is -3\n    at <anonymous>:1:1",
  );
});

Deno.test("renderPage() says above all where a run stopped", () => {
  const failing = code("x");
  const page = renderPage(notebookOf(prose("# T"), failing), {
    failure: { cellId: failing.id, reason: "out of <memory>" },
  });
  const notice = parseHTML(page.html).document.querySelector("main > .notice");
  assert.equal(notice?.querySelector("a")?.getAttribute("href"), "#cell-2");
  assert.match(notice!.textContent!, /out of <memory>/);
});

Deno.test("renderPage() links the web, mail and places of the page, and leaves the words of any other link", () => {
  const { document } = pageOf(
    prose(
      "[a](02_b.ipynb#part) [b](//example.org) [c](https://example.org/x.ipynb) " +
        "[d](mailto:a@example.org) [e](#part) [f](file:///etc) [g](ftp://example.org)",
    ),
  );
  for (const words of "abfg") {
    assert.ok(document.querySelector("main")!.textContent!.includes(words));
  }
  assert.deepEqual(
    [...document.querySelectorAll("main a")].map((
      a,
    ) => [a.getAttribute("href"), a.getAttribute("rel")]),
    [
      ["https://example.org/x.ipynb", "noopener noreferrer"],
      ["mailto:a@example.org", "noopener noreferrer"],
      ["#part", null],
    ],
  );
});

Deno.test("renderPage() shows attached pictures and links those from elsewhere", () => {
  const page = renderPage(notebookOf({
    ...prose("![chart](attachment:a%20b.png) ![far](https://example.org/x.png)"),
    cell_type: "markdown",
    attachments: { "a b.png": { "image/png": "iVBORw0KGgo=\n" } },
  }));
  const { document } = parseHTML(page.html);
  assert.deepEqual(
    [...document.querySelectorAll("img")].map((
      img,
    ) => [img.getAttribute("src"), img.getAttribute("alt")]),
    [
      ["data:image/png;base64,iVBORw0KGgo=", "chart"],
    ],
  );
  assert.equal(document.querySelector("main a")?.getAttribute("href"), "https://example.org/x.png");
});

/** The CSV that a page offers for an output; undefined where it offers none. */
function offered(csv: string, trusted = true): string | undefined {
  const output = shown({ "text/html": "<figure></figure>", "text/csv": csv });
  const { document } = parseHTML(renderPage(notebookOf(code("f", [output])), { trusted }).html);
  const href = document.querySelector(".download a")?.getAttribute("href");
  if (href === null || href === undefined) return undefined;
  return decodeURIComponent(href.slice(href.indexOf(",") + 1));
}

Deno.test("renderPage() offers the table of an output as CSV", () => {
  const csv = `a,b\n"1 & 'x'",50%\n#2;3,+4\n`;
  assert.equal(offered(csv), csv);
});

Deno.test("renderPage() marks a CSV with letters beyond ASCII as UTF-8, for spreadsheets", () => {
  assert.equal(offered("a\n“é”\n"), "\ufeffa\n“é”\n");
  assert.equal(offered("a\n\ud800\n"), "\ufeffa\n\ufffd\n");
});

Deno.test("renderPage() offers no CSV of foreign origin", () => {
  assert.equal(offered("=HYPERLINK(1)", false), undefined);
});

Deno.test("renderPage() keeps the notebook in the page for readers to take away", () => {
  const text = JSON.stringify({ cells: ["é </a>"] });
  const page = renderPage(notebookOf(), { download: { name: "01.ipynb", text } });
  const link = parseHTML(page.html).document.querySelector("footer a[download]")!;
  const bytes = Uint8Array.fromBase64(link.getAttribute("href")!.split("base64,")[1]!);
  assert.equal(new TextDecoder().decode(bytes), text);
});

Deno.test("renderPage() keeps its provenance as data and in words", () => {
  const { document } = parseHTML(renderPage(notebookOf(prose("# T")), FULL).html);
  assert.deepEqual(
    JSON.parse(document.querySelector("#provenance-data")!.textContent!),
    PROVENANCE,
  );
  const footer = document.querySelector("footer")!.textContent!;
  for (
    const words of [
      "10 February 2026",
      "12 March 2026, 08:30 UTC, 3.2 s",
      'month = "2026-02"',
      "Deno 2.9.6",
    ]
  ) {
    assert.ok(footer.includes(words), words);
  }
});

Deno.test("renderPage() gives the search the text of each section", () => {
  const { page } = pageOf(
    prose("# T\n\nLead.\n\n## One\n\nWords."),
    code("f", [shown({ "text/html": "<table><tr><td>273.7</td></tr></table><style>x{}</style>" })]),
    prose("## Two"),
  );
  assert.deepEqual(page.sections, [
    { id: "title", heading: "T", text: "Lead." },
    { id: "one", heading: "One", text: "Words. 273.7" },
    { id: "two", heading: "Two", text: "" },
  ]);
});
