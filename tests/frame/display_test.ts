import assert from "node:assert/strict";
import * as danfo from "danfojs";
import fc from "fast-check";
import { DataFrame, frameOf, html, Series, show } from "@silicon/balance/frame";
import { bundleOf, tableOf } from "./_shown.ts";

const ROWS = [
  { month: "2026-01", supplyKt: 375.5, note: 'a <b>bold</b> & "quoted" note' },
  { month: "2026-02", supplyKt: undefined, note: "" },
  { month: "2026-03", supplyKt: 1331, note: "x" },
];

Deno.test("a frame shows numbers right-aligned with the same decimals in a column", () => {
  const { figure, rows } = tableOf(frameOf(ROWS));
  assert.deepEqual(rows.map((row) => row[1]), ["375.5", "–", "1\u202f331.0"]);
  for (const cell of figure.querySelectorAll("tbody td:nth-child(2)")) {
    assert.match(cell.getAttribute("style")!, /text-align:right/);
  }
  assert.match(figure.querySelector("table")!.getAttribute("style")!, /tabular-nums/);
});

Deno.test("a frame puts units in the header, from the spec or the field's ending", () => {
  const { head } = tableOf(
    frameOf([{ month: "2026-01", rateKtPerDay: 12, coverDays: 50, price: 9 }], [
      { key: "month" },
      { key: "rateKtPerDay" },
      { key: "coverDays", label: "Cover" },
      { key: "price", unit: "yuan/mt" },
    ]),
  );
  assert.deepEqual(head, ["Month", "Ratekt/day", "Coverdays", "Priceyuan/mt"]);
});

Deno.test("a frame marks column and row headers", () => {
  const { figure } = tableOf(frameOf(ROWS));
  assert.equal(figure.querySelectorAll('thead th[scope="col"]').length, 3);
  assert.equal(figure.querySelectorAll('tbody th[scope="row"]').length, 3);
});

Deno.test("a frame escapes text from data, headings and caption", () => {
  const frame = frameOf(ROWS, [{ key: "note", label: "<script>" }], { caption: "</table><i>" });
  const markup = bundleOf(frame)["text/html"]!;
  assert.doesNotMatch(markup, /<b>|<script>|<i>/);
  assert.equal(tableOf(frame).rows[0]![0], ROWS[0]!.note);
});

Deno.test("a frame shows 30 rows and counts the rest", () => {
  const frame = frameOf(Array.from({ length: 1234 }, (_, i) => ({ name: `row ${i}`, kt: i })));
  const { figure, rows } = tableOf(frame);
  assert.equal(rows.length, 30);
  assert.match(
    figure.querySelector("figcaption")!.textContent!,
    /^1\u202f204 more rows, 1\u202f234 in all/,
  );
  assert.match(bundleOf(frame)["text/plain"]!, /… 1\u202f204 more rows/);
  assert.equal(tableOf(frame.head(30)).figure.querySelector("figcaption"), null);
});

Deno.test("a slice of a frame keeps headings, units, decimals and caption", () => {
  const frame = frameOf(ROWS, [
    { key: "month" },
    { key: "supplyKt", label: "Output", digits: 2 },
  ], { caption: "From SMM" });
  const slices = [
    frame.head(1),
    frame.iloc({ rows: ["0:1"] }),
    frame.loc({ columns: ["month", "supplyKt"] }).head(1),
    frame.query(frame.column("supplyKt").lt(400)),
  ];
  for (const slice of slices) {
    const { figure, head, rows } = tableOf(slice);
    assert.deepEqual(head, ["Month", "Outputkt"]);
    assert.deepEqual(rows, [["2026-01", "375.50"]]);
    assert.equal(figure.querySelector("figcaption")!.textContent, "From SMM");
  }
  assert.deepEqual(tableOf(frame.column("supplyKt")).head, ["", "Outputkt"]);
});

Deno.test("a frame shows as text aligned in columns", () => {
  assert.equal(
    bundleOf(frameOf(ROWS, [{ key: "month" }, { key: "supplyKt" }], { caption: "From SMM" }))[
      "text/plain"
    ],
    [
      "Month    Supply, kt",
      "───────  ──────────",
      "2026-01       375.5",
      "2026-02           –",
      "2026-03     1\u202f331.0",
      "From SMM",
    ].join("\n"),
  );
});

Deno.test("any danfo DataFrame or Series shows as a table", () => {
  const made = new danfo.DataFrame([[1, NaN], [2.5, null]], { columns: ["a", "b"] });
  assert.deepEqual(tableOf(show(made)).rows, [["0", "1.0", "–"], ["1", "2.5", "–"]]);
  assert.deepEqual(tableOf(show(made.head(1))).rows, [["0", "1", "–"]]);
  assert.deepEqual(tableOf(show(new danfo.Series([1, NaN, "x"]))).rows, [["0", "1"], ["1", "–"], [
    "2",
    "x",
  ]]);
  const named = new danfo.DataFrame([[1], [2]], { columns: ["kt"], index: ["plant", "social"] });
  assert.deepEqual(tableOf(named).rows.map((row) => row[0]), ["plant", "social"]);
});

Deno.test("a frame with NaN is refused with its column and row, unless show() says that it is meant", () => {
  const frame = frameOf([{ kt: 1 }, { kt: undefined }, { kt: NaN }]);
  const refused = /^Cannot show the table: kt in row 3 must be a number[^]* is NaN; show\(table\)/;
  for (const shown of [() => bundleOf(frame), () => html`<p>${frame as never}</p>`]) {
    assert.throws(shown, (error) => error instanceof RangeError && refused.test(error.message));
  }
  assert.deepEqual(tableOf(show(frame)).rows.map((row) => row.at(-1)), ["1", "–", "–"]);
  assert.match(String(html`<p>${show(frame)}</p>`), /figure class="frame"/);
});

Deno.test("DataFrame and Series are danfo's own classes", () => {
  assert.equal(DataFrame, danfo.DataFrame as unknown);
  assert.equal(Series, danfo.Series as unknown);
});

Deno.test("an empty frame shows its headings", () => {
  const { head, rows } = tableOf(frameOf([] as { month: string; kt: number }[], [
    { key: "month" },
    { key: "kt", digits: 1 },
  ]));
  assert.deepEqual([head.join(" "), rows], ["Month Kt", []]);
  assert.equal(bundleOf(frameOf([]))["text/html"]!.startsWith("<figure"), true);
});

Deno.test("every way to cut a frame keeps values to the last digit", () => {
  const third = 1 / 3;
  const frame = frameOf([
    { name: "a", x: undefined, y: third },
    { name: "b", x: 0.1 + 0.2, y: 16777217.123456789 },
    { name: "c", x: 2, y: undefined },
  ]);
  assert.deepEqual(frame.tail(1).values, [["c", 2, undefined]]);
  assert.deepEqual(frame.iloc({ rows: [1], columns: [1] }).values, [[0.1 + 0.2]]);
  assert.deepEqual(frame.loc({ rows: [0], columns: ["y"] }).values, [[third]]);
  assert.deepEqual(frame.drop({ columns: ["name", "x"] }).values, [[third], [16777217.123456789], [
    undefined,
  ]]);
  assert.deepEqual(frame.rename({ x: "z" }).columns, ["name", "z", "y"]);
  assert.deepEqual(frame.query(frame.column("x").gt(1)).values, [["c", 2, undefined]]);
  assert.deepEqual(frame.query(frame.column("x").gt(9)).values, []);
  assert.deepEqual(frame.query(frame.column("name").eq("b")).column("x").values, [0.1 + 0.2]);
  assert.deepEqual(frame.column("x").unique().values, [undefined, 0.1 + 0.2, 2]);
});

const MISSING_OR_NUMBER = fc.oneof(
  fc.constant(undefined),
  fc.constant(NaN),
  fc.constant(Infinity),
  fc.double(),
);
const ANY_ROWS = fc.array(
  fc.record({ label: fc.option(fc.string(), { nil: undefined }), kt: MISSING_OR_NUMBER }),
  { minLength: 1, maxLength: 40 },
);

Deno.test("a frame of any rows shows an en dash for what is missing, and never NaN", () => {
  fc.assert(fc.property(ANY_ROWS, (rows) => {
    const frame = frameOf(rows, [{ key: "label" }, { key: "kt", align: "right" }]);
    const shown = tableOf(show(frame)).rows.map((row) => row.at(-1)!);
    rows.slice(0, 30).forEach(({ kt }, i) => {
      const missing = kt === undefined || !Number.isFinite(kt);
      assert.equal(shown[i] === "–", missing);
      assert.doesNotMatch(shown[i]!, /NaN|Infinity|undefined|null/);
    });
  }));
});

Deno.test("a frame of any rows keeps every value as given", () => {
  fc.assert(fc.property(ANY_ROWS, (rows) => {
    const frame = frameOf(rows, [{ key: "label" }, { key: "kt" }]);
    assert.deepEqual(frame.column("kt").values, rows.map((row) => row.kt));
    assert.deepEqual(frame.head(rows.length).values, rows.map((row) => [row.label, row.kt]));
  }));
});

Deno.test("frameOf() gives frames whose own statistics still work", () => {
  // danfo computes them with mathjs, which is loaded in another form than it asks for.
  const frame = frameOf([{ kt: 1 }, { kt: 2 }, { kt: 6 }]) as unknown as {
    column(name: string): { mean(): number; median(): number; std(): number };
  };
  const column = frame.column("kt");
  assert.equal(column.mean(), 3);
  assert.equal(column.median(), 2);
  assert.ok(Math.abs(column.std() - Math.sqrt(7)) < 1e-12);
});

Deno.test("a frame brings its whole table as CSV: full precision, units, no formulas", () => {
  const frame = frameOf([
    { note: "=1+1", rateKtPerDay: 1 / 3, day: undefined },
    { note: "“x”, y", rateKtPerDay: -2, day: undefined },
  ], [{ key: "note" }, { key: "rateKtPerDay", label: "Rate", digits: 1 }, {
    key: "day",
    unit: "days",
  }]);
  assert.equal(
    bundleOf(frame)["text/csv"],
    `Note,Rate (kt/day),Day (days)\n'=1+1,${1 / 3},\n"“x”, y",-2,\n`,
  );
});

Deno.test("a column and any danfo table bring their CSV, with the names of rows where they have some", () => {
  assert.equal(
    bundleOf(frameOf(ROWS).column("supplyKt"))["text/csv"],
    "Supply (kt)\n375.5\n\n1331\n",
  );
  const named = new DataFrame([[1, new Date("2026-02-10")]], {
    columns: ["kt", "day"],
    index: ["use"],
  });
  assert.equal(bundleOf(named)["text/csv"], ",Kt,Day\nuse,1,2026-02-10\n");
});

Deno.test("DataFrame still has danfo's own arithmetic, which loads when it is asked for", () => {
  const table = new DataFrame([{ kt: 1 }, { kt: 3 }]) as unknown as {
    mean(options: { axis: 0 }): Series;
  };
  assert.deepEqual(table.mean({ axis: 0 }).values, [2]);
});
