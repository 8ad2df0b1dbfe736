import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { whyNoSandbox } from "../../src/kernel/mod.ts";
import { Project } from "../cli/_project.ts";
import { launch, open, type Opened } from "./_browser.ts";

/** Outputs of a notebook that somebody sent: each would run, fetch or lead away, at an address that names it. */
const ATTACKS: Record<string, { [mime: string]: string }> = {
  script: { "text/html": `<p>12.3 kt</p><script>location.href = "URL"</script>` },
  "shared script": { "text/html": `<script data-explorer>fetch("URL")</script>` },
  module: { "text/html": `<script type="module">import "URL"</script><script src="URL"></script>` },
  refresh: { "text/html": `<meta http-equiv="refresh" content="0;url=URL"><p>x</p>` },
  picture: {
    "text/html": `<img src="URL" srcset="URL 2x"><picture><source srcset="URL"></picture>`,
  },
  handler: {
    "text/html":
      `<img src="x" onerror="new Image().src='URL'"><details open ontoggle="fetch('URL')">x</details>`,
  },
  style: {
    "text/html":
      `<style>@import "URL"; body { background: url(URL) }</style><p style="background:url(URL)">x</p>`,
  },
  sheet: {
    "text/html":
      `<link rel="stylesheet" href="URL"><link rel="prefetch" href="URL"><link rel="dns-prefetch" href="URL"><link rel="preconnect" href="URL">`,
  },
  frame: {
    "text/html":
      `<iframe src="URL"></iframe><iframe srcdoc="<script>top.location='URL'</script>"></iframe>`,
  },
  object: {
    "text/html":
      `<object data="URL"></object><embed src="URL"><video src="URL" poster="URL" autoplay></video><audio src="URL" autoplay></audio>`,
  },
  form: {
    "text/html": `<form id="f" action="URL"><input name="a" autofocus onfocus="f.submit()"></form>`,
  },
  base: { "text/html": `<base href="URL/"><img src="relative.png">` },
  "svg script": {
    "image/svg+xml": `<svg><script>new Image().src = "URL"</script><script href="URL"/></svg>`,
  },
  "svg picture": {
    "image/svg+xml": `<svg><image href="URL"/><use href="URL#a"/><feImage href="URL"/></svg>`,
  },
  "svg fill": {
    "image/svg+xml":
      `<svg><rect width="9" height="9" fill="url(URL#a)" mask="url(URL#b)" style="fill:url(URL#c)"/></svg>`,
  },
  "svg handler": {
    "image/svg+xml":
      `<svg onload="fetch('URL')"><animate attributeName="x" onbegin="fetch('URL')" begin="0s" dur="1s"/></svg>`,
  },
  "svg foreign content": {
    "image/svg+xml":
      `<svg><foreignObject><iframe src="URL"></iframe><img src="URL"/></foreignObject></svg>`,
  },
  javascript: { "application/javascript": `fetch("URL")`, "text/plain": "x" },
  markdown: { "text/markdown": `![x](URL)\n\n<img src="URL">\n\n[x](javascript:fetch('URL'))` },
  "closing tags": {
    "text/html": `</div></main></body></html><body onload="fetch('URL')"><img src="URL">`,
  },
  comment: { "text/html": `<!--><img src="URL" onerror="fetch('URL')">-->` },
  "hidden in a template": {
    "text/html":
      `<template shadowrootmode="open"><img src="URL"><script>fetch("URL")</script></template>`,
  },
  component: {
    "text/html":
      `<balance-panel-0 data="URL"><script type="application/json">{"a":"URL"}</script></balance-panel-0>`,
  },
  "names in capitals": {
    "text/html":
      `<SCRIPT>fetch("URL")</SCRIPT><sCrIpT src=URL></sCrIpT><STYLE>@import "URL"</STYLE><IMG SRC=URL><A HREF="javascript:fetch('URL')" id="capitals">x</A>`,
  },
  "prefixed names": {
    "image/svg+xml":
      `<svg xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="http://www.w3.org/1999/xlink"><h:script>fetch("URL")</h:script><h:img src="URL"/><use x:href="URL#a"/><image x:href="URL"/></svg>`,
  },
  "parsed differently twice": {
    "text/html":
      `<form><math><mtext></form><form><mglyph><style></math><img src=URL onerror=fetch("URL")>`,
  },
  "a style that ends in a title": {
    "text/html": `<svg></p><style><a id="</style><img src=URL onerror=fetch('URL')>">`,
  },
  "a title within a drawing": {
    "image/svg+xml": `<svg><title><a title="</title><img src=URL>">x</a></title></svg>`,
  },
  "marked sections": {
    "image/svg+xml":
      `<svg><desc><![CDATA[</desc><img src=URL>]]></desc><text><![CDATA[<img src=URL>]]></text></svg>`,
  },
  "sets of pictures": {
    "text/html":
      `<p style="background-image:-webkit-image-set(url(URL) 1x)">x</p><svg><rect fill="-webkit-image-set(url(URL) 1x)" mask="image-set('URL' 1x)"/></svg>`,
  },
  "an attribute left open": { "text/html": `<img src='URL?` },
  "a link left open": { "text/html": `<a href="URL?` },
  "changed by animation": {
    "image/svg+xml":
      `<svg><use href="#x"><set attributeName="href" to="URL#a"/><animate attributeName="href" values="URL#b"/></use></svg>`,
  },
  "rules of speculation": {
    "text/html":
      `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["URL"]}]}</script><script type="importmap">{"imports":{"a":"URL"}}</script>`,
  },
  "addresses with control characters": {
    "text/html":
      `<a href=" &#1;javascript&colon;fetch('URL')">x</a><a href="java&Tab;script&NewLine;:fetch('URL')">x</a><img src="&#9;URL"><img src="ht&#10;tp:URL">`,
  },
  "old attributes": {
    "text/html":
      `<table background="URL"><td background="URL">x</td></table><img longdesc="URL" lowsrc="URL" attributionsrc="URL" src="data:image/png;base64,AA">`,
  },
  "a policy of its own": {
    "text/html":
      `<meta http-equiv="Content-Security-Policy" content="default-src *"><img src="URL">`,
  },
  "links of terminals": {
    "text/plain": "\x1b]8;;URL\x07x\x1b]8;;\x07 <img src=URL>",
  },
  "a picture that is markup": { "image/png": `AA" onerror="fetch('URL')`, "text/plain": "x" },
  "a specification that loads": {
    "application/vnd.vegalite.v5+json": `{"data":{"url":"URL"}}`,
    "text/plain": "x",
  },
  "formulas that load": {
    "text/latex": "$\\href{javascript:fetch('URL')}{x}\\includegraphics{URL}$",
  },
  ping: { "text/html": `<a href="#content" ping="URL" id="ping">go</a>` },
};

const missing = await whyNoSandbox(import.meta.dirname!, "closed");
const restriction = missing === undefined ? "--restricted" : "--restricted=weak";

const project = new Project();
const heard: string[] = [];
let server: Deno.HttpServer<Deno.NetAddr>;
let browser: Browser;
let opened: Opened;
let html = "";

Deno.test.beforeAll(async () => {
  server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    heard.push(new URL(request.url).pathname);
    return new Response("");
  });
  const cells = Object.values(ATTACKS).map((bundle, i) => {
    const address = `http://127.0.0.1:${server.addr.port}/${i}`;
    const data = JSON.stringify(bundle).replaceAll("URL", address);
    return `({ [Symbol.for("Jupyter.display")]: () => (${data}) })`;
  });
  project.notebook("01_sent", "# Sent", ...cells);
  project.notebook("02_plain", "# Plain", "1");
  const { code, stderr } = await project.run("render", restriction);
  assert.equal(code, 0, stderr);
  html = project.read("site/01_sent.html");
  browser = await launch();
  opened = await open(browser, project.path("site/01_sent.html"));
  await opened.page.locator("details.code").first().waitFor();
  // A reader who opens everything, goes to every output and follows the links within the page.
  await opened.page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const anchor of document.querySelectorAll<HTMLElement>('a[href^="#"]')) anchor.click();
    scrollTo(0, document.body.scrollHeight);
  });
  await opened.page.screenshot({ fullPage: true });
});

Deno.test.afterAll(async () => {
  await opened?.[Symbol.asyncDispose]();
  await browser?.close();
  await server?.shutdown();
  project[Symbol.dispose]();
});

Object.keys(ATTACKS).forEach((name, i) =>
  Deno.test(`a restricted page asks nobody for anything when it is opened: ${name}`, () => {
    const path = new RegExp(`^/${i}(?!\\d)`);
    assert.deepEqual(heard.filter((asked) => path.test(asked)), []);
    const cell =
      new RegExp(`<div class="cell" id="cell-${i + 2}">[^]*?(?=<div class="cell"|</main>)`)
        .exec(html)![0];
    const outputs = cell.slice(cell.indexOf("</details>"));
    const loads =
      /<(script|style|link|meta|base|iframe|object|embed|video|audio|form|template|source)\b|\son\w+=|src(set)?="(?!data:)|url\(|ping=|"javascript:/i;
    assert.equal(loads.exec(outputs), null, outputs);
  })
);

Deno.test("a restricted page stays where it is, and says and asks nothing", () => {
  assert.equal(
    opened.page.url().split("#")[0],
    new URL(project.path("site/01_sent.html"), "file:///").href,
  );
  assert.deepEqual([opened.complaints, opened.requests, heard], [[], [], []]);
});

Deno.test("a restricted page's policy knows no script of a cell", () => {
  const policy = (page: string) =>
    /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(page)![0];
  assert.equal(policy(html), policy(project.read("site/02_plain.html")));
});
