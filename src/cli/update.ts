import { fileURLToPath } from "node:url";
import { type Day, parseDay } from "../calendar/mod.ts";
import {
  DataError,
  duplicateProblems,
  loadData,
  type MarketData,
  readSettled,
  readStatements,
} from "../statements/mod.ts";
import {
  effectsOf,
  findingsOn,
  type Incoming,
  plannedTexts,
  planUpdate,
  withDataLock,
} from "../intake/mod.ts";
import { parseUpdateArguments, UPDATE_HELP, type UpdateArguments } from "./_update_arguments.ts";
import { readAsking, readInput } from "./_update_input.ts";
import { effectsText, findingsText, planText, problemsText } from "./_update_print.ts";
import { reviewNote } from "./_update_text.ts";
import { writeTemplate } from "./_update_template.ts";

const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task update` is asked to; returns the exit code. Tests run many files in one process by it. */
export async function main(args: string[]): Promise<number> {
  let asked: UpdateArguments;
  try {
    asked = parseUpdateArguments(args);
  } catch (error) {
    console.error((error as Error).message);
    return MISUSED;
  }
  try {
    if (asked.task === "help") console.log(UPDATE_HELP);
    else if (asked.task === "undo") await undo(asked.folder);
    else if (asked.task === "template") await writeTemplate(asked);
    else if (asked.task === "text") return await addNote(asked);
    else return await add(asked);
    return DONE;
  } catch (error) {
    console.error(whyNot(error, asked));
    return REFUSED;
  }
}

async function add(asked: UpdateArguments): Promise<number> {
  const file = asked.file!;
  const data = await loadData(asked.folder);
  const given = {
    ...(asked.published === undefined ? {} : { published: asked.published }),
    ...(asked.publisher === undefined ? {} : { publisher: asked.publisher }),
  };
  const incoming = await readAsking(await readInput(file), file, data.catalogue, given);
  if (incoming.problems.length > 0) {
    console.error(`${problemsText(incoming.problems)}\nNothing was changed.`);
    return REFUSED;
  }
  return await offer(data, incoming, asked);
}

async function addNote(asked: UpdateArguments): Promise<number> {
  const taken = await reviewNote(asked);
  return taken === undefined ? DONE : await offer(await loadData(asked.folder), taken, asked);
}

/** Shows what figures would change, and adds them when asked to. */
async function offer(
  data: MarketData,
  incoming: Incoming,
  asked: UpdateArguments,
): Promise<number> {
  const count = await show(data, incoming);
  if (count === 0) console.log("There is nothing to add.");
  else if (asked.write) await write(asked.folder, incoming);
  else console.log(`Nothing was changed. With --write, ${figures(count)} would be added.`);
  return DONE;
}

/** Shows what adding would do; returns how many figures it would add. */
async function show(data: MarketData, incoming: Incoming): Promise<number> {
  const plan = planUpdate(data, incoming);
  console.log(planText(plan, incoming));
  if (plan.added.length > 0) {
    console.log(findingsText(findingsOn(data, plan, today())));
    console.log(effectsText(await effectsOf(data, plan)));
  }
  return plan.added.length;
}

/** Adds what is not there yet, as seen while nobody else can write. */
async function write(folder: URL, incoming: Incoming): Promise<void> {
  await withDataLock(folder, async (locked) => {
    const data = await loadData(folder);
    const plan = planUpdate(data, incoming);
    const texts = plannedTexts(plan, await readSettled(folder), data.catalogue);
    check(texts, data);
    await locked.replace(texts);
    const names = [...texts.keys()].map((name) => `statements/${name}`).join(", ");
    console.log(
      plan.added.length === 0
        ? "Another update has added these figures in the meantime."
        : `Added ${
          figures(plan.added.length)
        } to ${names}. deno task update --undo takes them back.`,
    );
  });
}

/** What is about to be written must be what can be loaded. */
function check(texts: ReadonlyMap<string, string>, { catalogue }: MarketData): void {
  const read = [...texts].map(([name, text]) =>
    readStatements(text, `data/statements/${name}`, catalogue)
  );
  const problems = [
    ...read.flatMap(({ problems }) => problems),
    ...duplicateProblems(read.flatMap(({ statements }) => statements)),
  ];
  if (problems.length > 0) throw new DataError(problems);
}

async function undo(folder: URL): Promise<void> {
  const names = await withDataLock(folder, (data) => data.undo());
  console.log(`Put back ${names.map((name) => `statements/${name}`).join(", ")}.`);
}

function whyNot(error: unknown, { file, folder }: UpdateArguments): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Deno.errors.NotFound) {
    return `Cannot update: ${file ?? "a file"} or ${
      fileURLToPath(folder)
    } is not there (${message})`;
  }
  if (error instanceof SyntaxError || error instanceof RangeError) return message;
  return `Cannot update: ${message}; nothing was changed.`;
}

/** The latest day that it is anywhere: what was printed in the east this morning is not of tomorrow. */
function today(): Day {
  const furthest = new Intl.DateTimeFormat("sv-SE", { timeZone: "Pacific/Kiritimati" });
  return parseDay(furthest.format(new Date()));
}

function figures(count: number): string {
  return count === 1 ? "1 figure" : `${count} figures`;
}
