import assert from "node:assert/strict";
import { Project } from "../cli/_project.ts";
import { launch } from "./_browser.ts";

Deno.test("preview shows a changed page where the reader was, and other pages stay as they are", async () => {
  using project = new Project();
  project.write("data/n", "1");
  project.notebook(
    "01_a",
    "# A",
    'console.log(`value ${Deno.readTextFileSync("../data/n")}.`)',
    ...Array.from({ length: 40 }, (_, i) => `## Part ${i}\n\n${"Words of the part. ".repeat(60)}`),
  );
  project.notebook("02_b", "# B", "1 + 1");
  const server = project.start("preview", "--port", "0");
  const errors = new Response(server.stderr).text();
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const browser = await launch();
  try {
    let said = "";
    while (!/http:\/\/127\.0\.0\.1:\d+\//.test(said)) said += (await lines.read()).value ?? "";
    const origin = said.match(/http:\/\/127\.0\.0\.1:\d+/)![0];
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    const other = await context.newPage();
    await other.goto(`${origin}/02_b.html`);
    await other.evaluate("globalThis.mark = 'same'");
    await page.goto(`${origin}/01_a.html`);
    await page.getByRole("heading", { name: "Part 30" }).scrollIntoViewIfNeeded();
    const before = Number(await page.evaluate("scrollY"));
    assert.ok(before > 2000, `the page scrolls: ${before}`);

    for (const n of ["2", "3"]) {
      project.write("data/n", n);
      await page.getByText(`value ${n}.`).waitFor({ state: "attached" });
      await page.waitForFunction((place) => Math.abs(scrollY - place) < 2, before);
    }
    assert.equal(await other.evaluate("globalThis.mark"), "same");
    await other.close();
    // More tabs than a browser has connections to one server; the first, which asked for all of them, is gone.
    const tabs = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
    for (const tab of tabs) await tab.goto(`${origin}/01_a.html`);
    project.write("data/n", "4");
    for (const tab of tabs) await tab.getByText("value 4.").waitFor({ state: "attached" });
    for (const tab of tabs) await tab.close();
    await page.goto(`${origin}/02_b.html`);
    assert.equal(await page.evaluate("scrollY"), 0);
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    await lines.cancel();
    await server.status;
    await errors;
  }
});
