import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeNotebook } from "../notebook/mod.ts";
import { marketFiles, marketNotebook } from "./_market_template.ts";
import { configOf } from "../kernel/mod.ts";

const HELP =
  `Make a market of your own: a folder of plan files with made-up numbers, a notebook, a README.

  deno task new market FOLDER [--title TITLE]

It runs at once: deno task render FOLDER/balance.ipynb. Replace its rows by your market's.

      --title TITLE  the good, as a sentence begins with it (the folder's name)
  -h, --help         show this

Exit codes: 0 made, 1 the folder is not empty or cannot be written, 2 wrong arguments.`;

/** What a folder outside any project runs by name. */
const TASKS = ["render", "update", "check"];
const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task new` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  let title: string | undefined;
  let folder: string;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { title: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (positionals.length !== 2 || positionals[0] !== "market") {
      throw new SyntaxError("Cannot make anything: say market FOLDER; --help shows how");
    }
    folder = resolve(positionals[1]!);
    title = values.title;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  try {
    await makeMarket(folder, title ?? capital(basename(folder)));
  } catch (error) {
    console.error(`Cannot make ${positional(folder)}: ${(error as Error).message}`);
    return 1;
  }
  const notebook = `${positional(folder)}/balance.ipynb`;
  const quoted = /^[\w./-]+$/.test(notebook) ? notebook : `"${notebook}"`;
  console.log(`Made ${positional(folder)}. Next: deno task render ${quoted}`);
  return 0;
}

async function makeMarket(folder: string, title: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(folder)) {
    throw new Error(`the folder must be empty, has ${name}`);
  }
  const today = new Date().toISOString().slice(0, 10);
  const files = marketFiles(title, today);
  files["balance.ipynb"] = writeNotebook(marketNotebook(title, today));
  // A folder outside any project finds the toolkit through a configuration of its own.
  if (configOf(dirname(folder)) === undefined) {
    files["deno.json"] = JSON.stringify(
      {
        links: [PROJECT],
        imports: { "@silicon/balance": "jsr:@silicon/balance@^0.1.0" },
        nodeModulesDir: "none",
        tasks: Object.fromEntries(
          TASKS.map((name) => [name, `deno run -A @silicon/balance/cli/${name}`]),
        ),
      },
      undefined,
      2,
    ) + "\n";
  }
  await Deno.mkdir(`${folder}/statements`);
  await Deno.mkdir(`${folder}/scenarios`);
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text, { createNew: true });
  }
}

function positional(folder: string): string {
  const here = `${Deno.cwd()}/`;
  return folder.startsWith(here) ? folder.slice(here.length) : folder;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll(/[-_]/g, " ");
}
