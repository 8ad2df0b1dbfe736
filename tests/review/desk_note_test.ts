import assert from "node:assert/strict";
import fc from "fast-check";
import { rangeOf } from "@silicon/balance/balance";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import {
  balanceWords,
  changeWords,
  type DeskNote,
  deskNote,
  headline,
  stateWords,
  WORD_EDGES,
} from "@silicon/balance/review";
import { type MadeUp, madeUpLedger } from "./_made_up.ts";

const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
const FEBRUARY = parseMonth("2026-02");
const note = deskNote(ledger, FEBRUARY);

const MONTH =
  "(January|February|March|April|May|June|July|August|September|October|November|December)";
const UNLINKED = new RegExp(`(\\d{1,2} )?${MONTH} \\d{4}|90% band`, "g");

/** Digits that stand in the note without a ground. */
function unlinkedDigits({ paragraphs }: DeskNote): string[] {
  return paragraphs.flatMap(({ runs }) =>
    runs.filter((run) => typeof run === "string")
      .filter((words) => /\d/.test(words.replace(UNLINKED, "")))
  );
}

Deno.test("headline() says what January closed on, what February's production does, and the doubt", () => {
  const text = headline(ledger, FEBRUARY);
  assert.match(
    text,
    /^January 2026 closed with a build of 30\.0 kt \(8\.7% of use, loose; SMM's own figure\)\./,
  );
  assert.match(
    text,
    /expected to fall by 101\.8 kt to 273\.7 kt: -32\.8 kt from fewer days and -69\.0 kt from the daily rate, which falls 19\.3%/,
  );
  assert.match(text, /279\.6 kt against 345\.5 kt/);
  assert.match(text, /neither a clear build nor a clear draw, at -5\.8 kt/);
  assert.equal(note.text.split("\n\n")[1], text);
});

Deno.test("deskNote() gives the golden numbers of February 2026", () => {
  for (
    const said of [
      /together 1.009\.1 kt, or 90\.5 days of January 2026's use/,
      /counted stock changed by -3\.0 kt where the account has \+30\.0 kt: \+33\.0 kt/,
      /Polysilicon output 6\.1%, or Silicone \(DMC\) output 6\.6% lower than that, all else unchanged, would leave no build and no draw/,
      /use to change by -71\.8 kt \(-20\.8%\) from January 2026/,
      /had use only followed the days, the balance would be -38\.3 kt/,
      /SMM calls the month tight \(outlook\), which the band allows/,
    ]
  ) assert.match(note.text, said);
  assert.ok(note.text.split(/\s+/).length < 450, "more than a page");
});

Deno.test("deskNote() links every figure to a statement, an assumption or a formula", () => {
  for (const month of ["2024-05", "2025-03", "2025-10", "2026-01", "2026-02"]) {
    const each = deskNote(ledger, parseMonth(month));
    assert.deepEqual(unlinkedDigits(each), []);
    for (const { runs } of each.paragraphs) {
      for (const run of runs) {
        if (typeof run === "string") continue;
        assert.ok(run.grounds.length > 0, `${run.text} has no ground`);
        assert.ok(run.grounds.every(({ kind, at }) => kind === "formula" || at !== undefined));
      }
    }
  }
});

Deno.test("deskNote() as Markdown uses every footnote it defines, and defines every one it uses", () => {
  const used = [...note.markdown.matchAll(/(?<!^)\[\^(\d+)\]/gm)].map(([, n]) => n);
  const defined = [...note.markdown.matchAll(/^\[\^(\d+)\]: \S/gm)].map(([, n]) => n);
  assert.deepEqual([...new Set(used)].sort(), [...defined].sort());
  assert.equal(defined.length, note.grounds.length);
});

Deno.test("deskNote() as HTML leads every link to a ground of the page or to a publisher's", () => {
  const ids = new Set([...note.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...note.html.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href!);
  assert.equal(ids.size, note.grounds.length);
  assert.ok(targets.length > ids.size);
  for (const target of targets) {
    assert.ok(target.startsWith("#") ? ids.has(target.slice(1)) : /^https?:/.test(target), target);
  }
});

Deno.test("deskNote() shows itself as HTML, Markdown and plain text", () => {
  const show = (note as unknown as Record<symbol, () => Record<string, string>>)[
    Symbol.for("Jupyter.display")
  ]!;
  const bundle = show.call(note);
  assert.deepEqual(Object.keys(bundle).sort(), ["text/html", "text/markdown", "text/plain"]);
  assert.equal(bundle["text/html"], note.html);
  assert.equal(bundle["text/plain"], note.text);
});

Deno.test("deskNote() escapes what publishers are called and where they stand", async () => {
  const market = await madeUpLedger([
    { period: "2025-01", value: 300000, published: "2025-02-01" },
    {
      series: "balance_statement",
      measure: "class",
      period: "2025-01",
      value: "loose",
      basis: "estimate",
      publisher: `<img src=x onerror=alert(1)> [a](b) & "c"`,
      published: "2025-02-02",
      url: `https://example.org/?a=1&b="><script>alert(2)</script>`,
    },
  ]);
  const { html, markdown } = deskNote(market, parseMonth("2025-01"));
  assert.ok(!/<img|<script/.test(html));
  assert.match(html, /&lt;img src=x/);
  assert.ok(!/(?<!\\)<img|<script/.test(markdown), markdown);
  assert.match(markdown, /\\\[a\\\]\(b\)/);
});

Deno.test("deskNote() names what the account lacks", () => {
  assert.throws(() => deskNote(ledger, parseMonth("2026-05")), {
    name: "RangeError",
    message: /2026-05: production is missing/,
  });
});

Deno.test("deskNote() never states what its band does not support", async () => {
  const kt = fc.integer({ min: 230, max: 420 });
  await fc.assert(
    fc.asyncProperty(
      kt,
      kt,
      fc.constantFrom("actual", "forecast"),
      async (first, second, basis) => {
        const rows: MadeUp[] = [
          { period: "2025-01", value: first * 1000, published: "2025-02-01" },
          { period: "2025-02", value: second * 1000, basis, published: "2025-02-02" },
        ];
        const market = await madeUpLedger(rows);
        const { title, text } = deskNote(market, parseMonth("2025-02"));
        const [, low, high] = /90% band of the balance is ([-+.\d]+) to ([-+.\d]+) kt/.exec(text)!;
        const sdKt = (Number(high) - Number(low)) / (2 * WORD_EDGES.clearSds);
        const balanceKt = (Number(high) + Number(low)) / 2;
        if (/: a build$/.test(title)) assert.ok(Number(low) >= 0);
        if (/: a draw$/.test(title)) assert.ok(Number(high) <= 0);
        if (/probably a build$/.test(title)) assert.ok(balanceKt >= sdKt - 0.1);
        if (/probably a draw$/.test(title)) assert.ok(balanceKt <= -sdKt + 0.1);
        if (/neither/.test(title)) assert.ok(Number(low) <= 0 && Number(high) >= 0);
        const fell = /production (fell|is expected to fall|will probably fall|probably fell)/;
        const rose = /production (rose|is expected to rise|will probably rise|probably rose)/;
        if (fell.test(text)) assert.ok(second < first);
        if (rose.test(text)) assert.ok(second > first);
        if (first === second) assert.ok(!fell.test(text) && !rose.test(text));
        const tag = basis === "forecast"
          ? /is expected|will probably|is put at/
          : /fell|rose|is put at/;
        assert.match(text, tag);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("deskNote() of an outlook is less sure than of the same figure reported", async () => {
  const at = async (basis: string) => {
    const rows = [{ period: "2025-02", value: 276000, basis, published: "2025-02-02" }];
    const { text } = deskNote(await madeUpLedger(rows), parseMonth("2025-02"));
    const [, low, high] = /90% band of the balance is ([-+.\d]+) to ([-+.\d]+) kt/.exec(text)!;
    return Number(high) - Number(low);
  };
  assert.ok(await at("forecast") >= await at("actual"));
});

Deno.test("balanceWords() change at 1.645 and 1 standard deviations; the edge is the calmer word's", () => {
  const at = (sds: number) => [balanceWords(sds * 10, 10), balanceWords(-sds * 10, 10)];
  const [clear, likely] = [WORD_EDGES.clearSds, WORD_EDGES.likelySds];
  assert.deepEqual(at(clear * 1.001).map(({ text }) => text), ["a build", "a draw"]);
  assert.deepEqual(at(clear).map(({ certainty }) => certainty), ["likely", "likely"]);
  assert.deepEqual(at(likely * 1.001).map(({ text }) => text), [
    "probably a build",
    "probably a draw",
  ]);
  assert.deepEqual(at(likely).map(({ certainty }) => certainty), ["open", "open"]);
  assert.equal(balanceWords(0, 0).certainty, "open");
});

Deno.test("stateWords() name one state only when both ends are in it", () => {
  assert.equal(stateWords(-1, 2, 100), "tight balance");
  assert.equal(stateWords(-1, 2.1, 100), "between tight balance and loose");
  assert.equal(stateWords(-9, -5.1, 100), "destocking");
});

Deno.test("changeWords() grow with the change, at the edges of 1, 3 and 10%", () => {
  const word = (share: number) => {
    const after = 100 * (1 + share);
    return changeWords(rangeOf(100, 100, 100), rangeOf(after, after, after)).present;
  };
  assert.deepEqual(
    [0, 0.01, -0.01, 0.0101, 0.03, -0.03, 0.0301, -0.1, 0.0999, 0.1001, -0.2].map(word),
    [
      "holds steady",
      "holds steady",
      "holds steady",
      "edges up",
      "edges up",
      "edges down",
      "rises",
      "falls",
      "rises",
      "rises sharply",
      "falls sharply",
    ],
  );
});

Deno.test("changeWords() are clear, likely or open by how far the ranges overlap", () => {
  const before = rangeOf(100, 95, 105);
  const certainty = (value: number, low: number, high: number) =>
    changeWords(before, rangeOf(value, low, high)).certainty;
  assert.equal(certainty(90, 86, 94.9), "clear");
  assert.equal(certainty(90, 86, 95), "likely");
  assert.equal(certainty(90, 80, 100), "open");
  assert.equal(certainty(96, 92, 99), "open");
  assert.equal(changeWords(before, rangeOf(90, 80, 100)).past, "");
  assert.match(changeWords(before, rangeOf(90, 86, 95)).past, /^probably fell/);
});
