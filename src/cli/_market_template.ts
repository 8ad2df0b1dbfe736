import { csvField } from "../markup/mod.ts";
import type { Notebook } from "../notebook/mod.ts";

/** The smallest market that runs: production, exports, and one use that closes the account. Every number is made up. */
export function marketFiles(title: string, today: string): Record<string, string> {
  const month = today.slice(0, 7);
  return {
    "market.csv": `name,value
title,${csvField(title)}
country,Country
region,XX
publisher,Publisher
lead,production
balance_series,stock_change
class_series,balance_in_words
first_month,${Number(today.slice(0, 4)) - 2}-01
scope,core
`,
    "quantities.csv": `quantity,label,unit,kind,series,closes,holiday,lever
production,Production,kt,flow,production,,,yes
product_output,Product output,kt,flow,product_output,,,yes
product_unit_use,Product unit consumption,mt/mt,coefficient,,,,yes
exports,Exports,kt,flow,exports,,,yes
other_use,Other use,kt,flow,,yes,,yes
`,
    "account.csv": `line,label,side,amount,unit_use,scope
production,Production,supply,production,,core
product,Product,use,product_output,product_unit_use,core
exports,Exports,use,exports,,core
other_use,Other use,use,other_use,,core
`,
    "publishers.csv": `series,publisher
production,Publisher
product_output,Publisher
exports,Customs
`,
    "pools.csv": `pool,label,series,publisher,counted,share,low,high,source,note
warehouse,Warehouse stock,warehouse_stock,Publisher,yes,1,1,1,assumed,the only stock that is counted
`,
    "parts.csv": "part,label,series,publisher,part_of\n",
    "regions.csv": `region,label,share,low,high,source,note
XX-N,North,0.6,0.5,0.7,assumed,made up
other,Other,0.4,0.3,0.5,assumed,what the named regions leave
`,
    "series.csv": `id,label,unit,kind,side,publisher_scope,aliases
production,Production,mt,flow,supply,,production;output
product_output,Product output,mt,flow,use,,product output
exports,Exports,mt,flow,use,,exports
stock_change,Balance as printed,mt,flow,stock,,balance
balance_in_words,Balance in words,class,class,stock,,
warehouse_stock,Warehouse stock,mt,stock,stock,,warehouse stock
`,
    "assumptions.csv": `id,period,value,low,high,unit,source,note
production,,10,8,12,kt/day,assumed,made up; for months that nobody has printed yet
product_output,,4,3,5,kt/day,assumed,made up
product_unit_use,,1.1,1.0,1.2,mt/mt,assumed,made up
exports,,2,1.5,2.5,kt/day,assumed,made up
other_use,,3.5,3,4,kt/day,assumed,made up
balance_error,,0.02,0.01,0.04,share,assumed,"independent error of supply and of use, one standard deviation"
error_persistence,,0.30,0.00,0.60,share,assumed,how much of a month's error carries to the next
`,
    "breaks.csv": "series,region,publisher,date,before,after,unit,reason,url\n",
    "corrections.csv":
      "series,measure,region,period,publisher,published,printed,used,reason,found_by\n",
    "README.md": `# ${title}

A market as data. Every number here is made up until you replace it.

| file | what it says |
| --- | --- |
| market.csv | what the market is called, its country, its publisher, its lead quantity |
| quantities.csv | the numbers that move the account |
| account.csv | its lines: an amount, or an amount times a unit use |
| publishers.csv | whose count of a series stands for a quantity |
| pools.csv, parts.csv | the stocks, and what is part of which |
| regions.csv | the regions of the lead quantity, with their shares |
| series.csv | the series that statements may speak of |
| assumptions.csv | what nobody prints, with ranges and grounds |
| statements/ | what publishers printed, one file a month of publication |
| scenarios/ | what could happen, one JSON file each |

\`\`\`sh
deno task render ${"balance.ipynb"}            # from here: the account as a page
deno task update --data . --template ${month}  # the figures that a month needs
\`\`\`

Another line of the account is a row in quantities.csv, one in account.csv, and one in
assumptions.csv, or in series.csv and publishers.csv where it is printed.
`,
  };
}

/** The market's first notebook: its account and what moves it. */
export function marketNotebook(title: string, today: string): Notebook {
  const cells = [
    `# Is ${title.toLowerCase()} building or drawing stock?`,
    { parameters: `const month = "${today.slice(0, 7)}";\nconst asOf = "${today}";` },
    {
      code: `import { openLedger, parseAsOf } from "@silicon/balance/ledger";
import { fact, html } from "@silicon/balance/frame";

const ledger = await openLedger({ asOf: parseAsOf(asOf), folder: "." });
const account = ledger.account(ledger.month(month));

html\`<p class="answer" data-as-of="\${ledger.asOf}">The balance of \${account.month} is \${
  fact(\`balance \${account.month}\`, account.balanceKt.value, "kt")
}: \${account.state}.</p>\`;`,
    },
    "## The account",
    {
      code: `import { accountFrame, accountSources } from "@silicon/balance/frame";

accountFrame(account);`,
    },
    { code: "accountSources(account);" },
    "## What it hangs on",
    {
      code: `import { quantityEffects } from "@silicon/balance/balance";
import { effectsFrame } from "@silicon/balance/frame";

effectsFrame(
  quantityEffects(ledger.plan, ledger.figures(account.month)),
  "The balance at each end of one quantity's range, the others at their values",
);`,
    },
  ];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
    },
    cells: cells.map((cell, i) => {
      const id = `cell-${String(i + 1).padStart(2, "0")}`;
      if (typeof cell === "string") {
        return { cell_type: "markdown", id, metadata: {}, source: cell };
      }
      const source = cell.parameters ?? cell.code ?? "";
      const metadata = cell.parameters === undefined ? {} : { tags: ["parameters"] };
      return { cell_type: "code", id, metadata, source, execution_count: null, outputs: [] };
    }),
  };
}
