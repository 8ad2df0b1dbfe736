import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { type IndexEntry, renderIndex } from "../../src/render/mod.ts";
import { invalidities } from "./_validity.ts";
import { loadsOf } from "./_loads.ts";

const ENTRY: IndexEntry = {
  title: "Did it <run> short?",
  href: "01_balance.html",
  standfirst: "Yes & no.",
  dataAsOf: "2026-02-10",
  durationMilliseconds: 840,
  status: "ok",
  sections: [{ id: "title", heading: "Did it <run> short?", text: "</script><b>x</b>" }],
};

const OPTIONS = { title: "Silicon metal", standfirst: "What was printed.", colophon: "Deno 2.9.6" };

Deno.test("renderIndex() lists each notebook with title, standfirst, date and run time", () => {
  const { document } = parseHTML(renderIndex([ENTRY, { ...ENTRY, href: "02.html" }], OPTIONS));
  const items = document.querySelectorAll(".entries > li");
  assert.equal(items.length, 2);
  assert.equal(items[0]?.querySelector("a")?.textContent, "Did it <run> short?");
  assert.equal(items[0]?.querySelector("p")?.textContent, "Yes & no.");
  assert.equal(
    items[0]?.querySelector(".facts")?.textContent,
    "Data as of 10 February 2026Run in 840 ms",
  );
});

Deno.test("renderIndex() marks a notebook that failed", () => {
  const { document } = parseHTML(renderIndex([{ ...ENTRY, status: "failed" }], OPTIONS));
  assert.equal(document.querySelector(".failed")?.textContent, "Run failed");
});

Deno.test("renderIndex() gives valid HTML that asks for nothing, with and without entries", async () => {
  for (const entries of [[], [ENTRY]]) {
    const html = renderIndex(entries, OPTIONS);
    assert.deepEqual(await invalidities(html), []);
    assert.deepEqual(loadsOf(html), []);
  }
});

Deno.test("renderIndex() keeps the sections of all pages for the search, as data", () => {
  const { document } = parseHTML(renderIndex([ENTRY], OPTIONS));
  assert.deepEqual(JSON.parse(document.querySelector("#search-data")!.textContent!), [
    { page: "01_balance.html", title: "Did it <run> short?", ...ENTRY.sections[0] },
  ]);
});
