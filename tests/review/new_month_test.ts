import assert from "node:assert/strict";
import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { openLedger } from "@silicon/balance/ledger";
import { loadData, readStatements, STATEMENT_COLUMNS } from "@silicon/balance/statements";
import { deskNote, scoreOutlooks, whatChanged } from "@silicon/balance/review";

/** Made up: February's actual production as percentages alone, another publisher's polysilicon, and an outlook. */
const MARCH = [
  "silicon_metal_production,mom,CN,2026-02,-24.0,%,actual,,SMM,2026-03-06,,made up",
  "silicon_metal_production,yoy,CN,2026-02,-1.4,%,actual,,SMM,2026-03-06,,made up",
  "polysilicon_production,level,CN,2026-02,83100,mt,actual,,CNIA Silicon Branch,2026-03-05,,made up",
  "silicon_metal_production,mom,CN,2026-03,12,%,forecast,about,SMM,2026-03-06,,made up",
];

const data = await loadData();
const { statements, problems } = readStatements(
  `${STATEMENT_COLUMNS.join(",")}\n${MARCH.join("\n")}\n`,
  "data/statements/2026-03.csv",
  data.catalogue,
);
const before = await openLedger({ asOf: parseDay("2026-02-10"), data });
const after = await openLedger({
  asOf: parseDay("2026-03-10"),
  data: { ...data, statements: [...data.statements, ...statements] },
});
const FEBRUARY = parseMonth("2026-02");

Deno.test("a new month's statements move February from outlook to report, as new data", () => {
  assert.deepEqual(problems, []);
  const { parts, figures, ...headline } = whatChanged(before, after, FEBRUARY);
  const production = figures.find(({ label }) => label === "Production")!;
  assert.equal(production.cause, "new data");
  assert.equal(headline.after.productionKt.toFixed(1), "285.4");
  const sum = parts.reduce((total, part) => total + part.balanceKt, headline.before.balanceKt);
  assert.ok(Math.abs(sum - headline.after.balanceKt) < 1e-9);
});

Deno.test("a new month's statements score the outlook of -27.1%, once, and leave March's open", () => {
  const { outlooks, open } = scoreOutlooks(after);
  const february = outlooks.filter(({ series, period }) =>
    series === "silicon_metal_production" && period === "2026-02"
  );
  assert.equal(february.length, 1);
  assert.equal(february[0]!.statements[0]!.printed, "-27.1");
  assert.equal(february[0]!.outlook.toFixed(1), "273.7");
  assert.equal(february[0]!.error.toFixed(1), "-11.7");
  assert.ok(open.some(({ period }) => period === "2026-03"));
});

Deno.test("the desk note of March speaks of February as over and of March as an outlook", () => {
  const { text } = deskNote(after, parseMonth("2026-03"));
  assert.match(text, /February 2026 closed with/);
  assert.match(text, /In March 2026 production (is expected to|will probably) rise by/);
});
