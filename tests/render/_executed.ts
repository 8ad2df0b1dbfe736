import type { Cell, CodeCell, MimeBundle, Notebook, Output } from "../../src/notebook/mod.ts";

let count = 0;

/** A markdown cell. */
export function prose(source: string): Cell {
  return { cell_type: "markdown", id: `prose-${++count}`, metadata: {}, source };
}

/** A code cell that was run and left these outputs. */
export function code(source: string, outputs: Output[] = [], tags?: string[]): CodeCell {
  return {
    cell_type: "code",
    id: `code-${++count}`,
    metadata: tags === undefined ? {} : { tags },
    source,
    execution_count: 1,
    outputs,
  };
}

/** A displayed value. */
export function shown(data: MimeBundle): Output {
  return { output_type: "display_data", data, metadata: {} };
}

/** Text on a stream. */
export function printed(text: string, name: "stdout" | "stderr" = "stdout"): Output {
  return { output_type: "stream", name, text };
}

/** A notebook of these cells. */
export function notebookOf(...cells: Cell[]): Notebook {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

const CHART = Deno.readTextFileSync(new URL("./fixtures/chart.html", import.meta.url)).trim();

const FRAME = `<figure class="frame" style="margin:1em 0;overflow-x:auto"><table><thead><tr>` +
  ["Item", "January<br><span>kt</span>", "February<br><span>kt</span>", "Change<br><span>kt</span>"]
    .map((head, i) =>
      `<th scope="col" style="text-align:${i === 0 ? "left" : "right"}">${head}</th>`
    )
    .join("") +
  `</tr></thead><tbody>` +
  [
    ["Production", "375.2", "273.7", "−101.5"],
    ["Imports", "1.1", "0.9", "−0.2"],
    ["Silicones", "124.0", "101.3", "−22.7"],
    ["Polysilicon", "105.4", "92.0", "−13.4"],
    ["Aluminium alloys", "63.1", "48.8", "−14.3"],
    ["Exports", "62.0", "–", "–"],
  ].map((row) =>
    `<tr>${
      row.map((cell, i) =>
        i === 0
          ? `<th scope="row" style="text-align:left">${cell}</th>`
          : `<td style="text-align:right">${cell}</td>`
      ).join("")
    }</tr>`
  ).join("") +
  `</tbody></table><figcaption>Flows of the account. Exports of February are not published.</figcaption></figure>`;

/** A notebook with everything a page has to show, as a run leaves it. */
export function executedNotebook(): Notebook {
  return notebookOf(
    prose("# Did silicon metal run short in February 2026?"),
    code(
      'const month = "2026-02";\nconst asOf = "2026-02-10";',
      [],
      ["parameters"],
    ),
    code("answer(account)", [
      shown({
        "text/markdown":
          "Yes: makers drew **32.8 kt** from stock. Supply fell to **273.7 kt**, a drop of 101.5 kt in one month, while use fell by less, because polysilicon plants kept their furnaces lit through the holiday.",
        "text/plain": "Yes",
      }),
    ]),
    prose(
      "The account below closes on figures that were in print by 10 February. Where a publisher gave a range, the page carries the range; where nothing was printed, it shows a dash. Read [the method](02_method.ipynb#sums) or the [publisher's own page](https://example.org/smm?a=1&b=2).\n\n- Production is SMM's estimate for the whole country.\n- Use is the sum of four sectors, see `flowsOf`.\n- Exports come a month late.",
    ),
    prose(
      "## The account\n\nEach row is a flow in thousand tonnes. The last column is the change on the month before, and its sign is the sign of the flow.",
    ),
    code(
      'import { account } from "@silicon/balance/ledger";\n\n// Everything in print by the day asked for.\nconst closed = account({ month, asOf });\nclosed.table({ change: true, digits: 1 });',
      [shown({
        "text/html": FRAME,
        "text/plain": "a table",
        "text/csv": "item,january,february\nProduction,375.2,273.7\n",
      })],
    ),
    prose(
      "### Days of cover\n\nStock at the end of the month lasts for 41 days at February's rate of use.\n\n| pool | kt | days |\n|:--|--:|--:|\n| Factory | 120.5 | 11 |\n| Social | 551.0 | 50 |\n| Futures warehouse | 92.4 | 8 |",
    ),
    prose(
      "## Supply and use over time\n\nThe two lines crossed in January, earlier than a year ago.",
    ),
    code("supplyAndUse(series)", [shown({ "text/html": CHART, "text/plain": "a figure" })]),
    prose(
      "> A fall of supply in February is the calendar's work in most years. This one is larger than the calendar explains.",
    ),
    prose("## What was printed along the way"),
    code('console.log("statements read: 129");\nconsole.warn("two ranges overlap");', [
      printed("statements read: 129\n\x1b[32mok\x1b[39m <129>\n"),
      printed("two ranges overlap\n", "stderr"),
    ]),
    code("closed.state", [
      shown({ "application/json": { state: "shortage", days: 41.2, draws: [32.8, 69] } }),
    ]),
    code("[...closed.flows]", [
      {
        output_type: "execute_result",
        data: { "text/plain": "Map(2) { \x1b[32m'supply'\x1b[39m => \x1b[33m273.7\x1b[39m }" },
        metadata: {},
        execution_count: 9,
      },
    ]),
    prose(
      "## What is uncertain\n\n1. The February estimate of exports.\n2. Stock held by users, which nobody counts.\n\nRun it for one month more:\n\n```ts\nconst next = account({ month: nextMonth(month), asOf });\n```",
    ),
    prose(
      "## Days of cover, in letters\n\nStock $S_t$ over use $U_t$ a day:\n\n$$\nd_t = \\frac{S_t}{U_t} \\left(1 + \\sum_{i=1}^{n} g_i\\right)\n$$",
    ),
    code("note", [shown({ "application/pdf": "JVBERi0=", "text/plain": "the note" })]),
    code('account({ month: "2026-03", asOf })', [{
      output_type: "error",
      ename: "RangeError",
      evalue: "Cannot close the account for 2026-03: exportsKt must be >= 0, is -3",
      traceback: [
        "\x1b[31mRangeError\x1b[39m: Cannot close the account for 2026-03: exportsKt must be >= 0, is -3",
        "    at closeAccount (src/balance/account.ts:52:11)",
        "    at <anonymous>:2:22",
      ],
    }]),
  );
}
