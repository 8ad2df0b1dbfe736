import assert from "node:assert/strict";
import { DataError, loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";

const HEADER = STATEMENT_COLUMNS.join(",");
const CORRECTIONS =
  "series,measure,region,period,publisher,published,printed,used,reason,found_by\n";
const GOOD =
  "silicon_metal_production,level,CN,2026-01,375500,mt,actual,,SMM,2026-02-06,https://example.org/a,";

/** The smallest market. */
const PLAN = {
  "market.csv":
    "name,value\ntitle,Good\ncountry,Land\nregion,CN\npublisher,SMM\nlead,production\n" +
    "balance_series,silicon_metal_production\nclass_series,balance_statement\nfirst_month,2024-01\nscope,core\n",
  "quantities.csv": "quantity,label,unit,kind,series,closes,holiday,lever\n" +
    "production,Production,kt,flow,silicon_metal_production,,,\n",
  "account.csv":
    "line,label,side,amount,unit_use,scope\nproduction,Production,supply,production,,core\n",
  "publishers.csv": "series,publisher\n",
  "pools.csv": "pool,label,series,publisher,counted,share,low,high,source,note\n",
  "parts.csv": "part,label,series,publisher,part_of\n",
  "regions.csv": "region,label,share,low,high,source,note\n",
};

/** A data folder with the given statements, and a catalogue of one series. */
async function withData(
  files: Readonly<Record<string, string>>,
  use: (folder: URL) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    const folder = new URL(`file://${path}/data/`);
    const all = {
      "series.csv": "id,label,unit,kind,side,publisher_scope,aliases\n" +
        "silicon_metal_production,Silicon metal production,mt,flow,supply,,\n" +
        "balance_statement,Balance,class,class,context,,\n",
      "assumptions.csv": "id,period,value,low,high,unit,source,note\n",
      "breaks.csv": "series,region,publisher,date,before,after,unit,reason,url\n",
      "corrections.csv": CORRECTIONS,
      ...PLAN,
      ...files,
    };
    await Deno.mkdir(new URL("statements/", folder), { recursive: true });
    for (const [name, text] of Object.entries(all)) {
      await Deno.writeTextFile(new URL(name, folder), text);
    }
    await use(folder);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** The problems of one statements file, as the error prints them. */
async function problemsOf(lines: readonly string[]): Promise<string[]> {
  let message = "";
  await withData({ "statements/2026-02.csv": [HEADER, ...lines].join("\n") }, async (folder) => {
    await assert.rejects(() => loadData(folder), (error) => {
      assert.ok(error instanceof DataError);
      message = error.message;
      return true;
    });
  });
  return message.split("\n").slice(1).map((line) => line.trim());
}

function changed(column: string, text: string): string {
  const fields = GOOD.split(",");
  fields[STATEMENT_COLUMNS.indexOf(column)] = text;
  return fields.join(",");
}

Deno.test("loadData() converts mt to kt once, keeps the print, and knows file and line", async () => {
  await withData({ "statements/2026-02.csv": `${HEADER}\n${GOOD}\n` }, async (folder) => {
    const { statements } = await loadData(folder);
    const [statement] = statements;
    assert.equal(statement!.printed, "375500");
    assert.equal(statement!.printedUnit, "mt");
    assert.equal(statement!.value, 375.5);
    assert.equal(statement!.unit, "kt");
    assert.equal(statement!.halfWidth, 0.05);
    assert.equal(`${statement!.file}:${statement!.line}`, "data/statements/2026-02.csv:2");
  });
});

Deno.test("loadData() keeps the line of a record that follows a field with a line break", async () => {
  const long = GOOD + '"two\nlines"';
  const other = changed("period", "2025-12");
  await withData({ "statements/2026-02.csv": `${HEADER}\n${long}\n${other}\n` }, async (folder) => {
    const { statements } = await loadData(folder);
    assert.deepEqual(statements.map(({ line }) => line), [2, 4]);
  });
});

const WRONG: readonly (readonly [string, string, string, RegExp])[] = [
  [
    "an unknown series",
    "series",
    "silicon_metal_prodcution",
    /:2:1 series: .*data\/series\.csv, perhaps silicon_metal_production/,
  ],
  [
    "an unknown measure",
    "measure",
    "levle",
    /:2:26 measure: found "levle", expected one of level, mom/,
  ],
  [
    "a wrong unit",
    "unit",
    "kt",
    /unit: found "kt", expected mt for level of silicon_metal_production/,
  ],
  [
    "a month as 2/3/2026",
    "period",
    "2/3/2026",
    /period: found "2\/3\/2026", expected a period like 2026-01/,
  ],
  [
    "a day that does not exist",
    "published",
    "2026-02-30",
    /published: found "2026-02-30", expected a day that exists/,
  ],
  [
    "a value with a thousands mark",
    "value",
    "375500t",
    /value: found "375500t", expected a plain number/,
  ],
  ["an empty value", "value", "", /value: found "", expected a plain number/],
  ["an unknown bound", "bound", "circa", /bound: found "circa", expected one of \(empty\), about/],
  ["an unknown basis", "basis", "guess", /basis: found "guess", expected one of actual/],
  ["no publisher", "publisher", "", /publisher: found "", expected the name of the publisher/],
  [
    "an address that is none",
    "url",
    "javascript:alert(1)",
    /url: found .*expected an http\(s\) address/,
  ],
  ["a region in words", "region", "China", /region: found "China", expected a country like CN/],
];

for (const [what, column, text, message] of WRONG) {
  Deno.test(`loadData() names file, line and column for ${what}`, async () => {
    const problems = await problemsOf([changed(column, text)]);
    assert.equal(problems.length, 1, problems.join("\n"));
    assert.match(problems[0]!, /^data\/statements\/2026-02\.csv:2:/);
    assert.match(problems[0]!, message);
  });
}

Deno.test("loadData() names the place where a duplicate stands first", async () => {
  const problems = await problemsOf([GOOD, GOOD]);
  assert.equal(problems.length, 1);
  assert.match(problems[0]!, /2026-02\.csv:3:1: .*stands at data\/statements\/2026-02\.csv:2/);
});

Deno.test("loadData() takes a file of a header alone as no statements", async () => {
  await withData({ "statements/2026-02.csv": `${HEADER}\n` }, async (folder) => {
    assert.deepEqual((await loadData(folder)).statements, []);
  });
});

Deno.test("loadData() reports every problem of every file at once", async () => {
  await withData({
    "statements/2026-01.csv": `${HEADER}\n${changed("unit", "kt")}\n`,
    "statements/2026-02.csv": `${HEADER}\n${changed("value", "x")}\n${
      changed("period", "2026-13")
    }\n`,
    "assumptions.csv": "id,period,value,low,high,unit,source,note\nproduction,,5,6,7,kt,assumed,\n",
  }, async (folder) => {
    await assert.rejects(() => loadData(folder), (error) => {
      assert.ok(error instanceof DataError);
      assert.deepEqual(error.problems.map(({ file, line, field }) => `${file}:${line} ${field}`), [
        "data/assumptions.csv:2 value",
        "data/statements/2026-01.csv:2 unit",
        "data/statements/2026-02.csv:2 value",
        "data/statements/2026-02.csv:3 period",
      ]);
      return true;
    });
  });
});

Deno.test("loadData() refuses a file with other columns, a short line and an open quote", async () => {
  const cases: [string, RegExp][] = [
    ["series;measure\n", /:1:1: found "series;measure", expected the header series,measure/],
    [`${HEADER}\na,b\n`, /:2:1: found "a,b", expected 12 fields, not 2/],
    [`${HEADER}\n"open,b\n`, /expected closed quotes/],
    ["", /:1:1: found "", expected the header/],
  ];
  for (const [text, message] of cases) {
    await withData({ "statements/2026-02.csv": text }, async (folder) => {
      await assert.rejects(() => loadData(folder), { name: "DataError", message });
    });
  }
});

Deno.test("loadData() changes its hash when a byte of the data changes", async () => {
  const hashes: string[] = [];
  for (const line of [GOOD, GOOD, changed("value", "375600")]) {
    await withData({ "statements/2026-02.csv": `${HEADER}\n${line}\n` }, async (folder) => {
      hashes.push((await loadData(folder)).sha256);
    });
  }
  assert.equal(hashes[0], hashes[1]);
  assert.notEqual(hashes[0], hashes[2]);
});

Deno.test("loadData() refuses a correction whose figure is no longer in print", async () => {
  const stale = "silicon_metal_production,level,CN,2026-01,SMM,2026-02-06,357500,375500,slip,me";
  await withData({
    "statements/2026-02.csv": `${HEADER}\n${GOOD}\n`,
    "corrections.csv": `${CORRECTIONS}${stale}\n`,
  }, async (folder) => {
    await assert.rejects(() => loadData(folder), {
      name: "DataError",
      message:
        /corrections\.csv:2:1: found "silicon_metal_production 2026-01 357500 SMM", expected/,
    });
  });
});

Deno.test("loadData() names a file that is not there", async () => {
  await withData({}, async (folder) => {
    await Deno.remove(new URL("corrections.csv", folder));
    await assert.rejects(() => loadData(folder), {
      name: "NotFound",
      message: /there is no .*corrections\.csv/,
    });
  });
});

Deno.test("loadData() changes its hash with any file that a number can depend on", async () => {
  const hashOf = async (files: Readonly<Record<string, string>>) => {
    let hash = "";
    await withData(files, async (folder) => {
      await Deno.mkdir(new URL("scenarios/", folder));
      await Deno.writeTextFile(new URL("scenarios/a.json", folder), files["a"] ?? "{}");
      await Deno.remove(new URL("a", folder)).catch(() => {});
      hash = (await loadData(folder)).sha256;
    });
    return hash;
  };
  const correction = "silicon_metal_production,level,CN,2026-01,SMM,2026-02-06,375500,";
  const statements = { "statements/2026-02.csv": `${HEADER}\n${GOOD}\n` };
  const hashes = await Promise.all([
    {},
    { "corrections.csv": `${CORRECTIONS}${correction},slip,me\n` },
    { "corrections.csv": `${CORRECTIONS}${correction}375600,slip,me\n` },
    { "market.csv": PLAN["market.csv"].replace("Good", "Goods") },
    { a: "[]" },
  ].map((files) => hashOf({ ...statements, ...files })));
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(await hashOf({ ...statements, "notes.txt": "no data" }), hashes[0]);
});

Deno.test("loadData() takes a change of the daily rate as %/day", async () => {
  const fields = changed("measure", "mom").split(",");
  fields[STATEMENT_COLUMNS.indexOf("value")] = "-19.3";
  fields[STATEMENT_COLUMNS.indexOf("unit")] = "%/day";
  await withData(
    { "statements/2026-02.csv": `${HEADER}\n${fields.join(",")}\n` },
    async (folder) => {
      const { statements } = await loadData(folder);
      assert.deepEqual([statements[0]!.value, statements[0]!.unit], [-19.3, "%/day"]);
    },
  );
});
