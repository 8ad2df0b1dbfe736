import assert from "node:assert/strict";
import { parseDay } from "@silicon/balance/calendar";
import { loadData } from "@silicon/balance/statements";
import { type NoteReading, readNote } from "../../src/intake/mod.ts";

const { catalogue, statements } = await loadData();
const publishers = [...new Set(statements.map(({ publisher }) => publisher))];

function read(note: string, published = "2026-03-06", region = "CN"): NoteReading {
  const origin = {
    publisher: "Made-up Metals",
    published: parseDay(published),
    file: "note",
    catalogue,
    region,
    publishers,
  };
  return readNote(note, origin);
}

/** A proposal in one line: series, measure, region, period, bound, value, unit, basis. */
function lines({ proposals }: NoteReading): string[] {
  return proposals.map(({ row }) =>
    [row.series, row.measure, row.region, row.period, row.bound, row.value, row.unit, row.basis]
      .filter((text) => text !== "").join(" ")
  );
}

interface Case {
  readonly name: string;
  readonly note: string;
  readonly published?: string;
  readonly reads: readonly string[];
  /** The reasons for what was not read, in order. */
  readonly lists?: readonly RegExp[];
}

const CASES: readonly Case[] = [
  {
    name: "a level, on the month and on the year in words, and the year to date",
    note:
      "China's industrial silicon output came to 278,400 mt in February 2026, 25.9% lower than in January " +
      "and 3.8% below the same month of last year. Over the first two months of the year, cumulative " +
      "production of silicon metal was 653,900 mt, up 10.1% YoY.",
    reads: [
      "silicon_metal_production level CN 2026-02 278400 mt actual",
      "silicon_metal_production mom CN 2026-02 -25.9 % actual",
      "silicon_metal_production yoy CN 2026-02 -3.8 % actual",
      "silicon_metal_production ytd CN 2026-02 653900 mt actual",
      "silicon_metal_production ytd_yoy CN 2026-02 10.1 % actual",
    ],
  },
  {
    name: "a product before a colon, last month, and a change from a named month",
    note:
      "Polysilicon: output slipped to roughly 79,500 mt last month, a drop of 21.5% from January.",
    reads: [
      "polysilicon_production level CN 2026-02 about 79500 mt actual",
      "polysilicon_production mom CN 2026-02 -21.5 % actual",
    ],
  },
  {
    name: "stocks as of a day; a weekly change is listed",
    note:
      "Social inventory of silicon metal stood at 571,000 mt as of March 5, up 4,000 mt week-on-week. " +
      "Downstream inventory was 236,500 mt on the same day.",
    reads: [
      "social_inventory_total level CN 2026-03-05 571000 mt actual",
      "downstream_inventory level CN 2026-03-05 236500 mt actual",
    ],
    lists: [/a change on the week/],
  },
  {
    name: "price ranges by grade and region",
    note:
      "Above-standard #553 in east China traded at 9,350-9,450 yuan/mt on March 4, while #421 in east China " +
      "was offered between 9,700 and 9,900 yuan/mt. DMC offers ranged from 13,900 to 14,100 yuan per mt on March 4.",
    reads: [
      "price_553_oxygen low CN-EAST 2026-03-04 9350 CNY/mt actual",
      "price_553_oxygen high CN-EAST 2026-03-04 9450 CNY/mt actual",
      "price_421 low CN-EAST 2026-03-04 9700 CNY/mt actual",
      "price_421 high CN-EAST 2026-03-04 9900 CNY/mt actual",
      "price_dmc low CN 2026-03-04 13900 CNY/mt actual",
      "price_dmc high CN 2026-03-04 14100 CNY/mt actual",
    ],
  },
  {
    name: "units of 10,000 mt, and January to a later month as year to date",
    note:
      "According to customs data, silicon metal exports reached 5.12 (10,000 mt) in January 2026.\n" +
      "Customs data also put silicon metal exports at 0.651 million mt in January-November 2025, down 0.8% year-on-year.",
    reads: [
      "silicon_metal_exports level CN 2026-01 51200 mt actual",
      "silicon_metal_exports ytd CN 2025-11 651000 mt actual",
      "silicon_metal_exports ytd_yoy CN 2025-11 -0.8 % actual",
    ],
  },
  {
    name: "a draw as a negative stock change; two words for two months are listed",
    note:
      "We put February's theoretical destocking at about 12,000 mt. The market balance was tight in February " +
      "and would turn slightly loose in March.",
    reads: ["implied_stock_change level CN 2026-02 about -12000 mt estimate"],
    lists: [/several words for the balance/],
  },
  {
    name: "percentage points on the month and the year",
    note:
      "The operating rate of secondary aluminium alloy fell to 29.4% in February, down 11.9 percentage points " +
      "from the previous month and 4.1 pp on the year.",
    reads: [
      "aluminium_alloy_secondary_operating_rate level CN 2026-02 29.4 % actual",
      "aluminium_alloy_secondary_operating_rate change_mom_pp CN 2026-02 -11.9 % actual",
      "aluminium_alloy_secondary_operating_rate change_yoy_pp CN 2026-02 -4.1 % actual",
    ],
  },
  {
    name:
      "a province of its own, and the month it is compared with; three provinces together are listed",
    note:
      "Silicon metal production in Xinjiang was 160 kt in February, against 195 kt in January. Silicon metal " +
      "production across Sichuan, Yunnan and Guizhou was below 12,000 mt in February.",
    reads: [
      "silicon_metal_production level CN-XJ 2026-02 160000 mt actual",
      "silicon_metal_production level CN-XJ 2026-01 195000 mt actual",
    ],
    lists: [/a part of the market|which region/],
  },
  {
    name: "an outlook with more than, and a sentence that begins with It",
    note:
      "In March silicon metal production is seen rising more than 12% MoM, to upwards of 310,000 mt. " +
      "It was 278,400 mt in February.",
    reads: [
      "silicon_metal_production mom CN 2026-03 at_least 12 % forecast",
      "silicon_metal_production level CN 2026-03 at_least 310000 mt forecast",
      "silicon_metal_production level CN 2026-02 278400 mt actual",
    ],
  },
  {
    name: "signed changes in brackets",
    note: "DMC production totalled 0.162 million mt in February (-13.2% MoM, +4.5% YoY). " +
      "The silicone operating rate averaged some 58%.",
    reads: [
      "dmc_production level CN 2026-02 162000 mt actual",
      "dmc_production mom CN 2026-02 -13.2 % actual",
      "dmc_production yoy CN 2026-02 4.5 % actual",
      "silicone_operating_rate level CN 2026-02 about 58 % actual",
    ],
  },
  {
    name: "a range for a quarter, and another publisher's word for a quarter",
    note: "Q1 silicon metal production may reach 960,000-970,000 mt. " +
      "The market was oversupplied in Q4 2025 according to Antaike.",
    reads: [
      "silicon_metal_production level CN 2026-Q1 range_low 960000 mt forecast",
      "silicon_metal_production level CN 2026-Q1 range_high 970000 mt forecast",
      "balance_statement class CN 2025-Q4 surplus class estimate",
    ],
  },
  {
    name: "a change in tons, a futures price, lots",
    note:
      "Polysilicon production declined by 21,800 mt MoM in February. Futures closed the most-traded contract at " +
      "8,365 yuan/mt on March 4. Registered warrants came to 18,230 lots as of March 4.",
    reads: [
      "polysilicon_production change_mom CN 2026-02 -21800 mt actual",
      "futures_close level CN 2026-03-04 8365 CNY/mt actual",
      "warehouse_warrants level CN 2026-03-04 18230 lot actual",
    ],
  },
  {
    name: "a range of falls, the weaker end last",
    note:
      "Silicon metal output is expected to fall 5-8% MoM in March; polysilicon output may shrink by more than 20% MoM.",
    reads: [
      "silicon_metal_production mom CN 2026-03 range_low -8 % forecast",
      "silicon_metal_production mom CN 2026-03 range_high -5 % forecast",
      "polysilicon_production mom CN 2026-03 at_most -20 % forecast",
    ],
  },
  {
    name: "months before the turn of the year",
    note: "Silicon metal output was 397,400 mt in December and 401,000 mt in November.",
    published: "2026-01-08",
    reads: [
      "silicon_metal_production level CN 2025-12 397400 mt actual",
      "silicon_metal_production level CN 2025-11 401000 mt actual",
    ],
  },
  {
    name: "the balance in words with its other possibility",
    note:
      "The silicon metal market balance in March is expected to be balanced or show slight destocking.",
    reads: ["balance_statement class CN 2026-03 balanced class forecast"],
  },
];

Deno.test("readNote() finds every figure of the notes, with series, period, sign and basis, and nothing else", async (t) => {
  assert.ok(CASES.length >= 10);
  for (const { name, note, published, reads, lists = [] } of [...CASES, ...CHANGES]) {
    await t.step(name, () => {
      const reading = read(note, published);
      assert.deepEqual(lines(reading), reads);
      assert.equal(reading.unread.length, lists.length, JSON.stringify(reading.unread));
      reading.unread.forEach(({ why }, i) => assert.match(why, lists[i]!));
    });
  }
});

const CHANGES: readonly Case[] = [
  {
    name: "from one to the other is a change, between and a dash are ranges",
    note:
      "Polysilicon output rose from 120,000 mt to 130,000 mt in February. Silicon metal output of between " +
      "290,000 mt and 310,000 mt is expected in March.",
    reads: [
      "polysilicon_production level CN 2026-02 130000 mt actual",
      "silicon_metal_production level CN 2026-03 range_low 290000 mt forecast",
      "silicon_metal_production level CN 2026-03 range_high 310000 mt forecast",
    ],
    lists: [/what something else is compared with/],
  },
  {
    name: "more than a month named, after a fall",
    note:
      "DMC output in February was 162,000 mt, down by 5.9% from January, and 4.4% more than in February 2025.",
    reads: [
      "dmc_production level CN 2026-02 162000 mt actual",
      "dmc_production mom CN 2026-02 -5.9 % actual",
      "dmc_production yoy CN 2026-02 4.4 % actual",
    ],
  },
  {
    name: "one direction word for two changes",
    note: "DMC output was down 5.9% MoM and 3% YoY in February.",
    reads: [
      "dmc_production mom CN 2026-02 -5.9 % actual",
      "dmc_production yoy CN 2026-02 -3 % actual",
    ],
  },
  {
    name: "what the whole country exported, and what one company produced",
    note:
      "China exported 70,200 mt of silicon metal in February, down 8% MoM. Tongwei produced 30,000 mt of polysilicon in February.",
    reads: [
      "silicon_metal_exports level CN 2026-02 70200 mt actual",
      "silicon_metal_exports mom CN 2026-02 -8 % actual",
    ],
    lists: [/no series/],
  },
  {
    name: "a rate that recovered by points to a level",
    note:
      "Secondary aluminum alloy operating rates recovered by 1.9 percentage points to 43.5% in February.",
    reads: ["aluminium_alloy_secondary_operating_rate level CN 2026-02 43.5 % actual"],
    lists: [/against is not said/],
  },
  {
    name: "parts of a stock on one day",
    note:
      "As of March 5, social inventory totaled 543,000 mt, unchanged WoW. Of this, general warehouse inventory " +
      "was 120,000 mt and delivery warehouse inventory 423,000 mt.",
    reads: [
      "social_inventory_total level CN 2026-03-05 543000 mt actual",
      "social_inventory_general level CN 2026-03-05 120000 mt actual",
      "social_inventory_delivery level CN 2026-03-05 423000 mt actual",
    ],
  },
];

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["Silicon metal exports to Japan were 12,000 mt in January.", /a part of the market: Japan/],
  ["Silicon metal production in Japan was 1,000 mt in February.", /a part of the market: Japan/],
  ["Daily silicon metal production averaged 9,800 mt in February.", /cannot be told/],
  ["Silicon metal production came to 9,800 mt/day in February.", /no such unit/],
  ["Silicon metal production capacity reached 7.1 million mt in 2025.", /"capacity"/],
  ["Plants cut 20,000 mt of silicon metal production in February.", /what the change is against/],
  ["Silicon metal production rose 8,000 mt in February.", /what the change is against/],
  ["SMM and Baichuan put silicon metal production at 278,000 mt in February.", /SMM or Baichuan/],
  ["The MoM decline in silicon metal production narrowed to 5% in February.", /percent of what/],
  ["Polysilicon prices fell 5% MoM in February.", /"prices"/],
  ["Lithium carbonate production rose 5% MoM in February.", /"production"/],
  ["If plants restart, silicon metal production will reach 300,000 mt in March.", /a condition/],
  ["Silicon metal production in March was previously forecast at 310,000 mt.", /an earlier view/],
  [
    "One large plant in Xinjiang raised its silicon metal output to 30,000 mt in February.",
    /some plants/,
  ],
  ["Polysilicon production never rose 5% MoM in February.", /a negation/],
  ["Silicon metal production reached 278,000 mt.", /no period/],
  ["Silicon metal production changed 5% MoM in February.", /a rise or a fall/],
  ["Silicon metal production was 300,000 mt last week.", /no period that a statement can have/],
  ["There were 184 furnaces at work.", /no unit that is known/],
];

Deno.test("readNote() lists what is not certain, with its words and the reason, and proposes nothing", async (t) => {
  for (const [note, why] of REFUSED) {
    await t.step(note, () => {
      const { proposals, unread } = read(note);
      assert.deepEqual(proposals, []);
      assert.equal(unread.length, 1);
      assert.match(unread[0]!.why, why);
      assert.equal(unread[0]!.words, note);
      assert.ok(note.includes(unread[0]!.figure));
    });
  }
});

Deno.test("readNote() says where each figure stands, and what it took from an earlier sentence", () => {
  const note =
    "Markets were calm.\n\nSilicon metal output was 278,400 mt in February. It was down 26% MoM.";
  const { proposals } = read(note);
  assert.deepEqual(proposals.map(({ line, column }) => `${line}:${column}`), ["3:26", "3:62"]);
  assert.deepEqual(proposals.map(({ carried }) => carried), [[], ["series", "period"]]);
  assert.equal(proposals[1]!.words, "It was down 26% MoM.");
});

Deno.test("readNote() takes no series or period across a paragraph", () => {
  const { proposals, unread } = read(
    "Silicon metal output was 278,400 mt in February.\n\nIt was down 26% MoM.",
  );
  assert.equal(proposals.length, 1);
  assert.match(unread[0]!.why, /no series/);
});

Deno.test("readNote() keeps the second possibility of a class", () => {
  const { proposals } = read(
    "The market balance in March will be tight or show slight destocking.",
  );
  assert.equal(proposals[0]!.statement.balanceClass, "tight");
  assert.equal(proposals[0]!.alternative, "slight_destocking");
});

Deno.test("readNote() ignores addresses and pictures of markdown", () => {
  const { proposals, unread } = read(
    "![Output 5% MoM 20251217](https://example.org/300mt.png)\nSee https://example.org/5,000mt now.",
  );
  assert.deepEqual([proposals, unread], [[], []]);
});

Deno.test("readNote() keeps changes of which only the sign is given for the audit, and proposes nothing for them", () => {
  const { proposals, trends, unread } = read(
    "Silicon metal output fell in February, and MoM growth also turned negative.",
  );
  assert.deepEqual([proposals, unread], [[], []]);
  const [{ series, period, measure, direction }] = trends as [typeof trends[0]];
  assert.deepEqual([series, period, measure, direction], [
    "silicon_metal_production",
    "2026-02",
    "mom",
    -1,
  ]);
});

Deno.test("readNote() takes a figure without a place for the market's country", () => {
  const note = "Silicon metal output came to 278,000 mt in February.";
  const { proposals } = read(note, "2026-03-06", "CL");
  assert.deepEqual(proposals.map(({ row }) => [row.region, row.value]), [["CL", "278000"]]);
});
