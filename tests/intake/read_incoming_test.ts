import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import * as xlsx from "@e965/xlsx";
import { loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";
import { parseMonth } from "@silicon/balance/calendar";
import { type Incoming, readIncoming, templateFor } from "../../src/intake/mod.ts";

const { catalogue } = await loadData();

const ROW = {
  series: "silicon_metal_production",
  measure: "level",
  region: "CN",
  period: "2026-02",
  value: "278000",
  unit: "mt",
  basis: "actual",
  bound: "",
  publisher: "Made-up Metals",
  published: "2026-03-05",
  url: "",
  note: "made up",
};
const COMMAS = `${STATEMENT_COLUMNS.join()}\n${Object.values(ROW).join()}\n`;

function read(content: string | Uint8Array, answers = {}, file = "figures.csv"): Promise<Incoming> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readIncoming(new Uint8Array(bytes), file, catalogue, answers);
}

/** The one figure that the content holds, as the columns of a statements file. */
async function row(content: string | Uint8Array, answers = {}, file?: string) {
  const { rows, problems, questions } = await read(content, answers, file);
  assert.deepEqual([problems, questions], [[], []]);
  assert.equal(rows.length, 1);
  return rows[0]!;
}

Deno.test("readIncoming() accepts a byte order mark and any line ends, for they change no figure", async () => {
  assert.deepEqual(await row(COMMAS), ROW);
  assert.deepEqual(await row("\ufeff" + COMMAS), ROW);
  assert.deepEqual(await row(COMMAS.replaceAll("\n", "\r\n")), ROW);
  assert.deepEqual(await row(COMMAS.replaceAll("\n", "\r")), ROW);
});

Deno.test("readIncoming() reads a table pasted from a sheet", async () => {
  assert.deepEqual(await row(COMMAS.replaceAll(",", "\t")), ROW);
});

Deno.test("readIncoming() reads JSON, and keeps the decimals as written", async () => {
  const json = JSON.stringify([ROW]).replace('"278000"', "278000.50");
  assert.deepEqual(await row(json, {}, "figures.json"), { ...ROW, value: "278000.50" });
  assert.deepEqual(await row(`{"statements": ${json}}`), { ...ROW, value: "278000.50" });
});

Deno.test("readIncoming() reads a workbook's numbers as they are shown, dates and percent by their format", async () => {
  const cells = [
    [...STATEMENT_COLUMNS],
    STATEMENT_COLUMNS.map((name) => ROW[name as keyof typeof ROW]),
  ];
  const sheet = xlsx.utils.aoa_to_sheet(cells);
  sheet["B2"] = { t: "s", v: "mom" };
  sheet["D2"] = { t: "n", v: 46054, z: "yyyy-mm" };
  sheet["E2"] = { t: "n", v: -0.2604, z: "0.0%" };
  sheet["F2"] = { t: "s", v: "%" };
  sheet["J2"] = { t: "n", v: 46086, z: "d mmm yyyy" };
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, "figures");
  const bytes = new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }));
  const wanted = { ...ROW, measure: "mom", unit: "%", value: "-26.04" };
  assert.deepEqual(await row(bytes, {}, "figures.xlsx"), wanted);
});

Deno.test("readIncoming() keeps the zeros that a workbook shows, and drops its thousands separators", async () => {
  const shown = async (value: number, format: string) => {
    const sheet = xlsx.utils.aoa_to_sheet([[...STATEMENT_COLUMNS], Object.values(ROW)]);
    sheet["E2"] = { t: "n", v: value, z: format };
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, "figures");
    return (await row(new Uint8Array(xlsx.write(book, { type: "array", bookType: "xlsx" }))))[
      "value"
    ];
  };
  assert.equal(await shown(278000, "#,##0"), "278000");
  assert.equal(await shown(278000.5, "0.00"), "278000.50");
  assert.equal(await shown(278000.25, "0"), "278000.25");
});

Deno.test("readIncoming() understands names and units that can mean one thing only", async () => {
  const text = "Item,Metric,Area,Month,Figure,Units,Status,Source,Release date\n" +
    "Polysilicon production,Level,Xinjiang,Feb 2026,7.95,10000 mt,Actual,Made-up Metals,2026-03-05\n";
  assert.deepEqual(await row(text), {
    ...ROW,
    series: "polysilicon_production",
    region: "CN-XJ",
    value: "79500",
    note: "",
  });
});

Deno.test("readIncoming() takes +5.5, a true minus and 0.05% as what they are", async () => {
  const value = async (printed: string) => {
    const text = COMMAS.replace(",level,", ",mom,").replace(",278000,mt,", `,${printed},%,`);
    return (await row(text))["value"];
  };
  assert.equal(await value("+5.5"), "5.5");
  assert.equal(await value("\u22125.5"), "-5.5");
  assert.equal(await value("0.05%"), "0.05");
  assert.equal(await value("0.4"), "0.4");
});

Deno.test("readIncoming() moves the point of 10,000 mt without touching a digit", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 0, max: 4 }),
      async (whole, places) => {
        const printed = (whole / 10 ** places).toFixed(places);
        const { statements } = await read(COMMAS.replace(",278000,mt,", `,${printed},10000 mt,`));
        assert.equal(statements[0]!.value, Number((Number(printed) * 10).toPrecision(12)));
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("readIncoming() reads power prices and power use in the units people write", async () => {
  const header = COMMAS.split("\n")[0];
  for (
    const [series, written, unit] of [
      ["power_price", "yuan/kWh", "CNY/kWh"],
      ["unit_power", "kWh per tonne", "kWh/mt"],
    ]
  ) {
    const row = `${series},level,CN,2026-01,0.35,${written},actual,,SMM,2026-02-06,,`;
    const { statements, problems } = await read(`${header}\n${row}\n`);
    assert.deepEqual([problems, statements[0]?.unit, statements[0]?.value], [[], unit, 0.35]);
  }
});

Deno.test("readIncoming() asks for headers and columns it does not know, and reads with the answers", async () => {
  const text = COMMAS.replace("period", "wann").replace("basis", "x");
  const { questions } = await read(text);
  assert.deepEqual(questions.map(({ kind, name }) => `${kind} ${name}`), [
    "header wann",
    "header x",
    "column period",
    "column basis",
  ]);
  assert.deepEqual(questions[0]!.choices, ["period", "basis", "leave out"]);
  const answers = { columns: { wann: "period", x: "leave out" }, values: { basis: "estimate" } };
  assert.deepEqual(await row(text, answers), { ...ROW, basis: "estimate" });
});

Deno.test("readIncoming() fills an empty publisher and day with what is given, and leaves stated ones", async () => {
  const values = { publisher: "Another", published: "2026-03-09" };
  assert.deepEqual(await row(COMMAS, { values }), ROW);
  const bare = COMMAS.replace("Made-up Metals,2026-03-05", ",");
  assert.deepEqual(await row(bare, { values }), { ...ROW, ...values });
});

Deno.test("readIncoming() skips the rows of a form that have no value", async () => {
  const { statements, emptyRows } = await read(
    "last_month," + COMMAS.trimEnd().replace("\n", "\n278,").replace("278,", "1,") + "\n1," +
      Object.values({ ...ROW, value: "", period: "2026-01" }).join() + "\n",
  );
  assert.equal(statements.length, 1);
  assert.equal(emptyRows, 1);
});

Deno.test("readIncoming() gives problems or statements for any bytes at all, and never throws", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
      const { problems, questions, statements } = await read(
        Buffer.concat([new TextEncoder().encode(COMMAS), noise]),
      );
      assert.ok(problems.length + questions.length + statements.length > 0);
    }),
    { numRuns: 200 },
  );
});

Deno.test("templateFor() asks for the stocks of the plan on the month's last day, beside their last counts", async () => {
  const data = await loadData(new URL("../fixtures/markets/lithium/", import.meta.url));
  const stocks = templateFor(data, parseMonth("2026-02"))
    .filter(({ series }) => series!.endsWith("_stock"));
  assert.deepEqual(
    stocks.map((
      { series, period, publisher, last_month },
    ) => [series, period, publisher, last_month]),
    [
      ["port_stock", "2026-02-28", "Salar Desk", "20200"],
      ["bonded_stock", "2026-02-28", "Salar Desk", "8080"],
      ["open_stock", "2026-02-28", "Salar Desk", "12120"],
    ],
  );
});
