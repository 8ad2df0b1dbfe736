import { loadData, type MarketData, sourceOf, STATEMENT_COLUMNS } from "../statements/mod.ts";
import {
  auditNote,
  type Incoming,
  type NoteReading,
  noteText,
  type Proposal,
  readNote,
  type Trend,
} from "../intake/mod.ts";
import { csvText } from "../markup/mod.ts";
import type { UpdateArguments } from "./_update_arguments.ts";
import { readInput } from "./_update_input.ts";
import { problemsText } from "./_update_print.ts";

/** The column that shows a reviewer what a proposal was read from. */
const WORDS = "words";

/**
 * Reads a note, shows its proposals, what could not be read, and how its claims stand to the model.
 *
 * @returns the proposals that somebody took on a terminal, as if brought in a file; `undefined` when nothing is to be
 * written
 * @throws {SyntaxError} when the note is no text
 * @throws {RangeError} when it is to be written, and nobody is there to review it
 */
export async function reviewNote(asked: UpdateArguments): Promise<Incoming | undefined> {
  const data = await loadData(asked.folder);
  const { text, problems } = noteText(await readInput(asked.note!), asked.note!);
  if (problems.length > 0) throw new SyntaxError(problemsText(problems));
  const reading = readNote(text, {
    publisher: asked.publisher!,
    published: asked.published!,
    file: asked.note!,
    catalogue: data.catalogue,
    region: data.plan.market.region,
    publishers: [...new Set(data.statements.map(({ publisher }) => publisher))],
  });
  console.log(readingText(reading, asked.note!));
  console.log(await auditText(reading, data));
  if (asked.file !== undefined) await writeReview(asked, asked.file, reading.proposals);
  if (!asked.write) {
    if (asked.file === undefined) console.log("Nothing was changed.");
    return undefined;
  }
  if (!Deno.stdin.isTerminal()) {
    throw new RangeError(
      "Cannot write proposals that nobody has reviewed: run this on a terminal, or name a FILE, look through it, and add that. " +
        "Nothing was changed.",
    );
  }
  const taken = reading.proposals.filter((proposal) => {
    console.log(`\n"${proposal.words}"`);
    return confirm(`  ${sourceOf(proposal.statement).text}  Add it?`);
  });
  return {
    statements: taken.map(({ statement }) => statement),
    rows: taken.map(({ row }) => row),
    problems: [],
    questions: [],
    emptyRows: 0,
  };
}

function readingText({ proposals, unread }: NoteReading, file: string): string {
  const lines = [`Proposals (${proposals.length})`];
  for (const { statement, words, line, column, carried, alternative } of proposals) {
    const or = alternative === undefined ? "" : `, or ${alternative.replaceAll("_", " ")}`;
    const from = carried.length === 0
      ? ""
      : `  (${carried.join(" and ")} from an earlier sentence)`;
    lines.push(
      `  ${sourceOf(statement).text}${or}${from}`,
      `    ${file}:${line}:${column} "${words}"`,
    );
  }
  lines.push("", `Not read (${unread.length})`);
  for (const { figure, words, line, column, why } of unread) {
    lines.push(`  ${figure}: ${why}`, `    ${file}:${line}:${column} "${words}"`);
  }
  return `${lines.join("\n")}\n`;
}

async function auditText(reading: NoteReading, data: MarketData): Promise<string> {
  const claims = await auditNote(reading, data);
  const lines = claims.map(({ claim, verdict, model }) =>
    `  ${verdict}: ${claimText(claim)}; model: ${model}`
  );
  return ["Claims against the model", ...lines, ""].join("\n");
}

function claimText(claim: Proposal | Trend): string {
  if ("direction" in claim) {
    const { series, measure, period, direction } = claim;
    return `${series} ${measure} ${period} ${direction < 0 ? "negative" : "positive"}`;
  }
  const { statement: { series, measure, period, printed, printedUnit }, alternative } = claim;
  const unit = printedUnit === "class" ? "" : ` ${printedUnit}`;
  const or = alternative === undefined ? "" : ` or ${alternative}`;
  return `${series} ${measure} ${period} ${printed}${or}${unit}`;
}

async function writeReview(
  { ownFolder }: UpdateArguments,
  file: string,
  proposals: readonly Proposal[],
): Promise<void> {
  const columns = [...STATEMENT_COLUMNS, WORDS];
  const rows = proposals.map((
    { row, words },
  ) => [...STATEMENT_COLUMNS.map((name) => row[name] ?? ""), words]);
  await Deno.writeTextFile(file, csvText(columns, rows), { createNew: true });
  const of = ownFolder === undefined ? "" : `--data "${ownFolder}" `;
  console.log(`Wrote ${file} for review; add it with: deno task update ${of}${file} --write`);
}
