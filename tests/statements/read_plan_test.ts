import assert from "node:assert/strict";
import { DataError, loadData } from "@silicon/balance/statements";
import { withDataCopy } from "../cli/_data_folder.ts";

/** What loading the repository's data says with one piece of one file replaced, and where that piece stood. */
async function problemOf(
  file: string,
  from: string,
  to: string,
): Promise<{ problems: DataError["problems"]; text: string; line: number; column: number }> {
  let error: unknown;
  let at = { line: 0, column: 0 };
  await withDataCopy(async (folder) => {
    const path = `${folder}/${file}`;
    const text = await Deno.readTextFile(path);
    const start = text.indexOf(from);
    assert.ok(
      start >= 0 && text.indexOf(from, start + 1) < 0,
      `${from} must stand once in ${file}`,
    );
    at = {
      line: text.slice(0, start).split("\n").length,
      column: start - text.lastIndexOf("\n", start - 1),
    };
    await Deno.writeTextFile(path, text.replace(from, to));
    error = await loadData(new URL(`file://${folder}/`)).then(() => undefined, (reason) => reason);
  });
  assert.ok(error instanceof DataError, `loading ${file} with "${to}" must be refused`);
  return { problems: error.problems, text: error.message, ...at };
}

/**
 * One change each: the file, what is replaced by what, how many characters after the start of what is replaced the fault
 * stands, its field, and what is expected.
 */
const BAD: readonly (readonly [
  name: string,
  file: string,
  from: string,
  to: string,
  after: string,
  field: string,
  expected: RegExp,
])[] = [
  [
    "a level by the day",
    "assumptions.csv",
    "alloy_level,,97,70,134,kt,",
    "alloy_level,,97,70,134,kt/day,",
    "alloy_level,,97,70,134,",
    "unit",
    /^kt$/,
  ],
  [
    "a walk that is no number",
    "quantities.csv",
    "exports,Exports,kt,flow,silicon_metal_exports,,,yes,0.15",
    "exports,Exports,kt,flow,silicon_metal_exports,,,yes,wide",
    "exports,Exports,kt,flow,silicon_metal_exports,,,yes,",
    "walk",
    /^a plain number, or nothing$/,
  ],
  [
    "a role that is none",
    "publishers.csv",
    "demand_share_exports,SMM,share",
    "demand_share_exports,SMM,shared",
    "demand_share_exports,SMM,",
    "role",
    /^is, multiple, part, share, stock, or nothing$/,
  ],
  [
    "a count of nothing, and names the nearest",
    "publishers.csv",
    "silicon_metal_imports,China Customs,is,imports",
    "silicon_metal_imports,China Customs,is,import",
    "silicon_metal_imports,China Customs,is,",
    "of",
    /^one of production, .*, line:production, .*, balance; did you mean imports\?$/,
  ],
  [
    "a day that does not exist",
    "publishers.csv",
    "demand_share_exports,SMM,share,exports,,,,0,0.05,wide,,",
    "demand_share_exports,SMM,share,exports,,,,0,0.05,wide,2026-02-30,",
    "demand_share_exports,SMM,share,exports,,,,0,0.05,wide,",
    "known_from",
    /^a day that exists, or nothing$/,
  ],
  [
    "an amount that is no quantity, and names the nearest",
    "account.csv",
    "silicone,Silicone,use,silicone_output",
    "silicone,Silicone,use,silicon_output",
    "silicone,Silicone,use,",
    "amount",
    /^a flow: production, .*; did you mean silicone_output\?$/,
  ],
  [
    "an assumption of no quantity, and names the nearest",
    "assumptions.csv",
    "polysilicon_unit_use,,1.20",
    "polysilicon_unit_usage,,1.20",
    "",
    "id",
    /^one of production, .*normal_cover.*; did you mean polysilicon_unit_use\?$/,
  ],
  [
    "an assumption in a unit that its quantity has not",
    "assumptions.csv",
    "1.20,1.08,1.28,mt/mt",
    "1.20,1.08,1.28,kt",
    "1.20,1.08,1.28,",
    "unit",
    /^mt\/mt$/,
  ],
  [
    "a balance series that the catalogue lacks",
    "market.csv",
    "balance_series,implied_stock_change",
    "balance_series,stock_change",
    "balance_series,",
    "value",
    /^a series of series\.csv(; did you mean .*)?$/,
  ],
  [
    "a unit use that is a flow",
    "account.csv",
    "silicone_unit_use,core",
    "exports,core",
    "",
    "unit_use",
    /^a coefficient: polysilicon_unit_use, silicone_unit_use$/,
  ],
  [
    "a quantity twice",
    "quantities.csv",
    "other_use,Other use",
    "exports,Other use",
    "",
    "quantity",
    /^an id of its own$/,
  ],
  [
    "a line twice",
    "account.csv",
    "imports,Imports",
    "production,Imports",
    "",
    "line",
    /^an id of its own$/,
  ],
  [
    "a quantity on no line",
    "account.csv",
    "other_use,Other use,use,other_use,,core\n",
    "",
    "-",
    "quantity",
    /^on a line of the account$/,
  ],
  [
    "a quantity named as a step's target",
    "quantities.csv",
    "other_use,Other use",
    "opening_stock,Other use",
    "",
    "quantity",
    /^none of supply, use, balance, opening_stock/,
  ],
  [
    "region shares that do not sum to 1",
    "regions.csv",
    "0.13,0.08",
    "0.14,0.08",
    "",
    "share",
    /^1 in sum over all rows$/,
  ],
  [
    "pool shares that do not sum to 1",
    "pools.csv",
    "0.20,0.10",
    "0.25,0.10",
    "",
    "share",
    /^1 in sum over all rows$/,
  ],
  [
    "a share outside its bounds",
    "regions.csv",
    "0.58,0.50",
    "0.58,0.60",
    "",
    "share",
    /^a share from low to high$/,
  ],
  [
    "a share above 1",
    "regions.csv",
    "0.66,assumed",
    "1.66,assumed",
    "",
    "high",
    /^a share from 0 to 1$/,
  ],
  [
    "a lead quantity that is no supply",
    "market.csv",
    "lead,production",
    "lead,exports",
    "lead,",
    "value",
    /^a counted amount of supply: production, imports$/,
  ],
  [
    "a market without a name it needs",
    "market.csv",
    "country,China\n",
    "",
    "-",
    "value",
    /^a row for country$/,
  ],
  [
    "a series that the catalogue lacks",
    "quantities.csv",
    "flow,dmc_production",
    "flow,dmc_output",
    "flow,",
    "series",
    /^a series of series\.csv(; did you mean .*)?$/,
  ],
  [
    "a part of nothing",
    "parts.csv",
    "social_inventory_general,SMM,social",
    "social_inventory_general,SMM,moon",
    "social_inventory_general,SMM,",
    "part_of",
    /^the id of a pool or a part$/,
  ],
  [
    "a side that is neither",
    "account.csv",
    "use,exports",
    "demand,exports",
    "",
    "side",
    /^supply or use$/,
  ],
  [
    "a kind that is neither",
    "quantities.csv",
    "flow,silicon_metal_exports",
    "stock,silicon_metal_exports",
    "",
    "kind",
    /^flow or coefficient$/,
  ],
  [
    "a yes that is none",
    "quantities.csv",
    "silicon_metal_exports,,,yes",
    "silicon_metal_exports,,,true",
    "silicon_metal_exports,,,",
    "lever",
    /^yes, or nothing$/,
  ],
  [
    "a closing quantity of supply",
    "quantities.csv",
    "imports,Imports,kt,flow,,,,",
    "imports,Imports,kt,flow,,yes,,",
    "imports,Imports,kt,flow,,",
    "closes",
    /^empty unless the quantity is a counted line of use$/,
  ],
  [
    "a slider of a line that is not counted",
    "quantities.csv",
    "extra_supply,97 and secondary silicon,kt,flow,,,,",
    "extra_supply,97 and secondary silicon,kt,flow,,,,yes",
    "extra_supply,97 and secondary silicon,kt,flow,,,,",
    "lever",
    /^empty unless the quantity is on a counted line$/,
  ],
  [
    "a unit that the account does not count in",
    "quantities.csv",
    "imports,Imports,kt",
    "imports,Imports,mt",
    "imports,Imports,",
    "unit",
    /^kt for a flow$/,
  ],
  [
    "a holiday of a unit use",
    "quantities.csv",
    "silicone_unit_use,Silicone unit consumption,mt/mt,coefficient,,,",
    "silicone_unit_use,Silicone unit consumption,mt/mt,coefficient,,,yes",
    "silicone_unit_use,Silicone unit consumption,mt/mt,coefficient,,,",
    "holiday",
    /^empty unless the quantity is a flow$/,
  ],
  [
    "a flow whose series is a stock",
    "quantities.csv",
    "flow,dmc_production",
    "flow,social_inventory_total",
    "flow,",
    "series",
    /^a series of kind flow; social_inventory_total is of kind stock$/,
  ],
  [
    "a pool whose series is a flow",
    "pools.csv",
    'Plant stock, sample",plant_inventory',
    'Plant stock, sample",dmc_production',
    'Plant stock, sample",',
    "series",
    /^a series of kind stock; dmc_production is of kind flow$/,
  ],
  [
    "words of a balance that are numbers",
    "market.csv",
    "class_series,balance_statement",
    "class_series,implied_stock_change",
    "class_series,",
    "value",
    /^a series of kind class; /,
  ],
  [
    "a name of the market twice",
    "market.csv",
    "scope,core",
    "country,core",
    "",
    "name",
    /^each name once$/,
  ],
  [
    "an unknown name of the market, and names the nearest",
    "market.csv",
    "not_counted,",
    "not_count,",
    "",
    "name",
    /; did you mean not_counted\?$/,
  ],
  [
    "a blank at the end of a name",
    "market.csv",
    "country,China",
    "country,China ",
    "country,",
    "value",
    /^a name, without blanks around it$/,
  ],
  [
    "a series that two publishers count",
    "publishers.csv",
    "polysilicon_production,SMM",
    "silicon_metal_production,GFEX",
    "",
    "series",
    /^an id of its own$/,
  ],
  [
    "a publisher that is nearly one of the statements'",
    "publishers.csv",
    "silicon_metal_exports,China Customs",
    "silicon_metal_exports,China Custom",
    "silicon_metal_exports,",
    "publisher",
    /^a publisher of the statements; did you mean China Customs\?$/,
  ],
  [
    "a part of itself",
    "parts.csv",
    "warehouse_warrants_mt,,delivery",
    "warehouse_warrants_mt,,warrants",
    "warehouse_warrants_mt,,",
    "part_of",
    /^what is in the end a pool's$/,
  ],
  [
    "a part that has a pool's id",
    "parts.csv",
    "general,general",
    "plant,general",
    "",
    "part",
    /^an id of its own, not a pool's$/,
  ],
  [
    "a region that has another's label",
    "regions.csv",
    "CN-NM,Inner Mongolia",
    "CN-NM,Xinjiang",
    "CN-NM,",
    "label",
    /^a label of its own$/,
  ],
  [
    "a break of a series that the catalogue lacks",
    "breaks.csv",
    "futures_close",
    "future_close",
    "",
    "series",
    /^a series of series\.csv; did you mean futures_close\?$/,
  ],
  [
    "an amount below 0",
    "assumptions.csv",
    "imports,,0,0,1",
    "imports,,0,-1,1",
    "imports,,0,",
    "low",
    /^a number >= 0$/,
  ],
  [
    "a share above 1 among the assumptions",
    "assumptions.csv",
    "0.30,0.00,0.60,share",
    "0.30,0.00,1.60,share",
    "0.30,0.00,",
    "high",
    /^a share from 0 to 1$/,
  ],
  [
    "an error in another unit than a share",
    "assumptions.csv",
    "0.02,0.01,0.04,share",
    "0.02,0.01,0.04,%",
    "0.02,0.01,0.04,",
    "unit",
    /^share$/,
  ],
];

for (const [name, file, from, to, after, field, expected] of BAD) {
  Deno.test(`readPlan() refuses ${name}, with file, line and column`, async () => {
    const { problems, text, line, column } = await problemOf(file, from, to);
    assert.equal(problems.length, 1, text);
    const [problem] = problems;
    assert.equal(problem!.field, field);
    assert.match(problem!.expected, expected);
    if (after === "-") return; // a row that went: the fault stands where it is missed
    assert.deepEqual([problem!.line, problem!.column], [line, column + after.length]);
    assert.match(problem!.file, new RegExp(`/${file}$`));
    assert.ok(text.includes(`${file}:${line}:${column + after.length} ${field}: found `), text);
  });
}

Deno.test("loadData() refuses a rest under another name than its assumption's, once", async () => {
  const [from, to] = [",secondary_silicon,", ",secondary_silcon,"];
  const { problems } = await problemOf("publishers.csv", from, to);
  assert.equal(problems.length, 1);
  assert.match(problems[0]!.file, /\/assumptions\.csv$/);
  assert.match(problems[0]!.expected, /did you mean secondary_silcon\?$/);
});

Deno.test("readPlan() says of a quantity on no line where the quantity stands", async () => {
  const { problems } = await problemOf(
    "account.csv",
    "other_use,Other use,use,other_use,,core\n",
    "",
  );
  const text = await Deno.readTextFile(new URL("../../data/quantities.csv", import.meta.url));
  const line = text.split("\n").findIndex((row) => row.startsWith("other_use,")) + 1;
  const { file, ...where } = problems[0]!;
  assert.match(file, /\/quantities\.csv$/);
  assert.deepEqual(where, {
    line,
    column: 1,
    field: "quantity",
    found: "other_use",
    expected: "on a line of the account",
  });
});

Deno.test("readPlan() reports the faults of all its tables together", async () => {
  await withDataCopy(async (folder) => {
    for (
      const [file, from, to] of [
        ["regions.csv", "0.66,assumed", "1.66,assumed"],
        ["quantities.csv", "flow,dmc_production", "flow,dmc_output"],
      ] as const
    ) {
      const text = await Deno.readTextFile(`${folder}/${file}`);
      await Deno.writeTextFile(`${folder}/${file}`, text.replace(from, to));
    }
    await assert.rejects(() => loadData(new URL(`file://${folder}/`)), (error) => {
      assert.ok(error instanceof DataError);
      assert.deepEqual(error.problems.map(({ field }) => field).sort(), ["high", "series"]);
      return true;
    });
  });
});

Deno.test("readPlan() says of a catalogue that is wrong only what is wrong with it", async () => {
  const { problems } = await problemOf("series.csv", "id,label,unit", "id;label;unit");
  assert.deepEqual(problems.map(({ field, line }) => [field, line]), [["", 1]]);
});

Deno.test("loadData() knows the line in a file that begins with a byte order mark", async () => {
  const { problems, line } = await problemOf(
    "regions.csv",
    "region,label,share,low,high,source,note\nCN-XJ,Xinjiang,0.58",
    "\ufeffregion,label,share,low,high,source,note\nCN-XJ,Xinjiang,5.8",
  );
  assert.equal(line, 1);
  assert.deepEqual(problems.map(({ line, column }) => [line, column]), [[2, 16]]);
});

Deno.test("loadData() refuses text that is not UTF-8, on its line", async () => {
  await withDataCopy(async (folder) => {
    const path = `${folder}/regions.csv`;
    const text = await Deno.readTextFile(path);
    const latin1 = Uint8Array.from(
      text.replace("Gansu", "Gansü"),
      (letter) => letter.charCodeAt(0),
    );
    await Deno.writeFile(path, latin1);
    await assert.rejects(() => loadData(new URL(`file://${folder}/`)), (error) => {
      assert.ok(error instanceof DataError);
      assert.deepEqual(error.problems.map(({ line, expected }) => [line, expected]), [
        [2, "text in UTF-8"],
      ]);
      return true;
    });
  });
});

Deno.test("loadData() reads a market that has no folder of statements yet", async () => {
  await withDataCopy(async (folder) => {
    await Deno.remove(`${folder}/statements`, { recursive: true });
    await Deno.writeTextFile(
      `${folder}/corrections.csv`,
      "series,measure,region,period,publisher,published,printed,used,reason,found_by\n",
    );
    assert.deepEqual((await loadData(new URL(`file://${folder}/`))).statements, []);
  });
});
