import { dirname, relative, resolve } from "node:path";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { cleanNotebook, foreignLanguage, readNotebook, writeNotebook } from "../notebook/mod.ts";
import { type CheckFinding, checkNotebook } from "./_check_notebook.ts";
import { withRenamedExports } from "./_gone_exports.ts";
import { configOf } from "../kernel/mod.ts";
import { loadScenarios } from "../ledger/mod.ts";
import { loadData } from "../statements/mod.ts";
import { findNotebooks } from "./_render_jobs.ts";
import { type NamedNotebook, typeFindings } from "./_type_findings.ts";
import { writeWhole } from "./_write_whole.ts";

const HELP =
  `Check notebooks without running them: the types of every cell, and the rules of the house; and
the data in data/, or beside the notebooks: their plan, figures and scenarios.

  deno task check [notebooks] [--fix]

Notebooks are paths, or names in notebooks/; without any, all of notebooks/ are checked.

      --fix    first remove outputs, counts and other traces of runs, and import
               what was renamed by its new name
  -h, --help   show this

Exit codes: 0 nothing found, 1 something found, 2 wrong arguments.`;

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task check` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  let files: string[];
  let fix: boolean;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { fix: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    fix = values.fix ?? false;
    files = findNotebooks(positionals);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const findings: CheckFinding[] = [];
  const readable: NamedNotebook[] = [];
  for (const file of files) {
    const name = relative(Deno.cwd(), file) || file;
    try {
      const text = await Deno.readTextFile(file);
      let notebook = readNotebook(text, name, (message) => {
        if (!fix) findings.push({ name, message: `${message}; --fix writes that down` });
      });
      const language = foreignLanguage(notebook);
      if (language !== undefined) {
        findings.push({ name, message: `it is written in ${language}, not for Deno` });
        continue;
      }
      if (fix) {
        notebook = withRenamedExports(cleanNotebook(notebook));
        const cleaned = writeNotebook(notebook);
        if (cleaned !== text) writeWhole(file, cleaned);
      }
      findings.push(...checkNotebook(notebook, name, dirname(file)));
      readable.push({ name, notebook, folder: resolve(dirname(file)) });
    } catch (error) {
      findings.push({ name, message: (error as Error).message });
    }
  }
  findings.push(...await dataFindings(["data", ...readable.map(({ folder }) => folder)]));
  // Notebooks outside of any project are checked as if they were in this one.
  const config = configOf(Deno.cwd()) ??
    fileURLToPath(new URL("../../deno.json", import.meta.url));
  findings.push(...await typeFindings(readable, config));
  for (const finding of findings) console.error(print(finding));
  console.log(
    findings.length === 0
      ? `${files.length} notebook${files.length === 1 ? "" : "s"} checked, nothing found`
      : `${findings.length} found in ${files.length} notebook${files.length === 1 ? "" : "s"}`,
  );
  return findings.length === 0 ? 0 : 1;
}

/** What is wrong with the markets among these folders: their plan, figures and scenarios. */
async function dataFindings(folders: readonly string[]): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  for (const path of new Set(folders.map((folder) => resolve(folder)))) {
    if (!existsSync(`${path}/market.csv`)) continue;
    const folder = pathToFileURL(`${path}/`);
    try {
      const { plan } = await loadData(folder);
      await loadScenarios({ plan, folder });
    } catch (error) {
      findings.push({ name: relative(Deno.cwd(), path) || ".", message: (error as Error).message });
    }
  }
  return findings;
}

function print({ name, cell, line, message }: CheckFinding): string {
  const place = cell === undefined ? name : `${name}, cell ${cell}, line ${line}`;
  return `${place}: ${message.replaceAll("\n", "\n  ")}`;
}
