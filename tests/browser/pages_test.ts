import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { renderIndex, renderPage } from "../../src/render/mod.ts";
import { code, executedNotebook, notebookOf, prose, shown } from "../render/_executed.ts";
import { invalidities } from "../render/_validity.ts";
import { HOSTILE } from "../render/_hostile.ts";
import { launch, open } from "./_browser.ts";
import { listen } from "./_listener.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const SITE = Deno.makeTempDirSync({ prefix: "site-" });
const SCREENSHOTS = Deno.env.get("SCREENSHOTS") ?? Deno.makeTempDirSync({ prefix: "screenshots-" });

let browser: Browser;
let pages: string[] = [];
/** What `render` said went wrong with the project's own notebooks. */
let failures = "";

Deno.test.beforeAll(async () => {
  const rendering = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "src/cli/render.ts", "--out", SITE],
    cwd: ROOT,
  }).output();
  failures = new TextDecoder().decode(rendering.stderr);
  const page = renderPage(executedNotebook(), {
    trusted: true,
    index: { title: "Silicon metal", href: "index.html" },
    previous: { title: "Before", href: "index.html" },
    next: { title: "After", href: "index.html" },
    download: { name: "everything.ipynb", text: "{}" },
  });
  Deno.writeTextFileSync(`${SITE}/everything.html`, page.html);
  Deno.writeTextFileSync(`${SITE}/saved.html`, renderPage(executedNotebook()).html);
  pages = [...Deno.readDirSync(SITE)].map(({ name }) => name)
    .filter((name) => name.endsWith(".html")).sort();
  Deno.mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await launch();
});

Deno.test.afterAll(async () => {
  await browser?.close();
  Deno.removeSync(SITE, { recursive: true });
});

Deno.test("the project's notebooks run to their end", () => {
  assert.equal(failures, "");
});

Deno.test("each page is valid HTML", async () => {
  for (const name of pages) {
    assert.deepEqual(await invalidities(await Deno.readTextFile(`${SITE}/${name}`)), [], name);
  }
});

const AXE = Deno.readTextFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));

for (const width of [1280, 390]) {
  for (const colorScheme of ["light", "dark"] as const) {
    const options = { viewport: { width, height: 900 }, colorScheme };

    Deno.test(`each page opens from a file without errors or requests, ${width} px ${colorScheme}`, async () => {
      for (const name of pages) {
        await using opened = await open(browser, `${SITE}/${name}`, options);
        const { page } = opened;
        await page.screenshot({
          path: `${SCREENSHOTS}/${name.replace(/\.html$/, "")}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
        assert.deepEqual(opened.complaints, [], name);
        assert.deepEqual(opened.requests, [], name);
        const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assert.ok(Number(overflow) <= 0, `${name} is ${overflow} px wider than the window`);
      }
    });

    Deno.test(`each page has no serious fault of access, ${width} px ${colorScheme}`, async () => {
      for (const name of pages) {
        await using opened = await open(browser, `${SITE}/${name}`, options);
        await opened.page.evaluate(AXE);
        const faults = await opened.page.evaluate(`axe.run().then(({ violations }) => violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + " " + target + " " + failureSummary)))`);
        assert.deepEqual(faults, [], name);
      }
    });
  }
}

Deno.test("the code switch opens and folds the code of all cells", async () => {
  await using opened = await open(browser, `${SITE}/everything.html`);
  const { page } = opened;
  const cells = await page.locator("details.code").count();
  const openCells = () => page.locator("details.code[open]").count();
  assert.equal(await openCells(), 1, "the cell that failed");
  await page.getByRole("button", { name: "Show code" }).click();
  assert.equal(await openCells(), cells);
  await page.getByRole("button", { name: "Show code" }).click();
  assert.equal(await openCells(), 0);
});

Deno.test("the theme switch changes the page's colours and is remembered", async () => {
  await using opened = await open(browser, `${SITE}/everything.html`, { colorScheme: "light" });
  const { page } = opened;
  const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const light = await paper();
  await page.getByRole("button", { name: "Dark mode" }).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), dark);
  await page.getByRole("button", { name: "Light mode" }).click();
  assert.equal(await paper(), light);
});

Deno.test("the keyboard reaches the content first, and what scrolls", async () => {
  await using opened = await open(browser, `${SITE}/everything.html`, {
    viewport: { width: 390, height: 800 },
  });
  const { page } = opened;
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.hash"), "#content");
  const unreachable = await page.evaluate(
    `[...document.querySelectorAll(".scroll, .frame, .chart, pre")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.tabIndex !== 0).length`,
  );
  assert.equal(unreachable, 0);
});

Deno.test("the search of the index finds a section and marks the words", async () => {
  const sections = [
    { id: "title", heading: "Balance", text: "Nothing of note." },
    {
      id: "cover",
      heading: "Days of cover",
      text: `${"Filler. ".repeat(40)}Warehouses <b>in</b> Xinjiang hold most.`,
    },
  ];
  Deno.writeTextFileSync(
    `${SITE}/search.html`,
    renderIndex([{ title: "Balance", href: "everything.html", status: "ok", sections }], {
      title: "Site",
      colophon: "",
    }),
  );
  await using opened = await open(browser, `${SITE}/search.html`);
  const { page } = opened;
  await page.getByRole("searchbox").fill("XINJIANG hold");
  const hits = page.locator("#results li");
  assert.equal(await hits.count(), 1);
  assert.equal(await hits.locator("a").getAttribute("href"), "everything.html#cover");
  assert.deepEqual(await hits.locator("mark").allTextContents(), ["Xinjiang", "hold"]);
  assert.equal(await hits.locator("b").count(), 0);
  await page.getByRole("searchbox").fill("nowhere");
  assert.equal(await page.getByRole("status").textContent(), "Nothing found");
  assert.deepEqual(opened.complaints, []);
});

Deno.test("a printed page leaves out what only works on a screen", async () => {
  await using opened = await open(browser, `${SITE}/everything.html`, { colorScheme: "dark" });
  const { page } = opened;
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const selector of [".switches", ".contents", ".neighbours", "details.code:not([open])"]) {
    assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  }
  assert.equal(await page.locator(".frame table").isVisible(), true);
  assert.equal(
    await page.evaluate("getComputedStyle(document.documentElement).colorScheme"),
    "light",
  );
});

Deno.test("the notebook and the table behind a figure can be saved from the page alone", async () => {
  await using opened = await open(browser, `${SITE}/everything.html`);
  const { page } = opened;
  for (
    const [link, name, content] of [
      ["Notebook (.ipynb)", "everything.ipynb", "{}"],
      ["Data (CSV)", "cell-6-1.csv", "item,january,february\nProduction,375.2,273.7\n"],
    ] as const
  ) {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: link }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), name);
    assert.equal(Deno.readTextFileSync((await download.path())!), content);
  }
});

Deno.test("foreign outputs run nothing and fetch nothing in a real browser", async () => {
  await using listener = listen();
  const aimed = Object.entries(HOSTILE).map(([name, html]) =>
    [name, html.replaceAll(/(?:https?:)?\/\/evil\.example/g, listener.origin)] as const
  );
  const notebook = notebookOf(
    ...aimed.flatMap(([name, html]) => [
      prose(`## ${name}\n\n${html}`),
      code("x", [
        shown({ "text/html": html }),
        shown({ "image/svg+xml": html }),
        shown({ "text/markdown": html }),
      ]),
    ]),
  );
  Deno.writeTextFileSync(`${SITE}/hostile.html`, renderPage(notebook).html);
  await using opened = await open(browser, `${SITE}/hostile.html`, { colorScheme: "light" });
  const { page } = opened;
  await page.mouse.move(300, 300);
  assert.deepEqual(opened.complaints, []);
  assert.deepEqual(opened.requests, []);
  assert.equal(await page.getByRole("button", { name: "Dark mode" }).count(), 1);
  await page.getByRole("button", { name: "Dark mode" }).click();
  assert.equal(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(opened.requests, []);
  assert.deepEqual(listener.heard, []);
  // The listener does hear who asks.
  await (await fetch(`${listener.origin}/asked`)).text();
  assert.deepEqual(listener.heard, ["GET /asked"]);
});

Deno.test("formulas are drawn without a script, and what a page cannot show is there to save", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`file://${SITE}/everything.html`);
  const fraction = await page.locator("math mfrac").boundingBox();
  const line = await page.locator("p math").first().boundingBox();
  assert.ok(fraction !== null && line !== null);
  assert.ok(fraction.height > line.height * 1.3, "a fraction stands in two lines");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save it" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "cell-17-1.pdf");
  assert.equal(await Deno.readTextFile(await download.path()), "%PDF-");
  await page.close();
});
