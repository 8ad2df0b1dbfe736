import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onMissingLibrary } from "../kernel/mod.ts";
import { type Notebook, type NotebookModule, notebookModules } from "../notebook/mod.ts";
import { namingSuccessor } from "./_gone_exports.ts";
import type { CheckFinding } from "./_check_notebook.ts";

/** A notebook with the name that findings call it by. */
export interface NamedNotebook {
  name: string;
  notebook: Notebook;
  /** Absolute path of the folder that relative imports start from. */
  folder: string;
}

interface Written extends NotebookModule {
  name: string;
  file: string;
}

const NO_EXPORT =
  /^(?:Module )?'"(.+?)"' has no (?:(default) export|exported member(?: named)? '(.+?)')\.(?: Did you mean '(\S+)'\?)?/;
const TYPE_ERROR = /^(TS\d+) \[ERROR\]: ([^]*?)\n {4}at (file:\S+?):(\d+):(\d+)$/gm;
/** "A namespace declaration is only allowed at the top level": there, the kernel has it. */
const IN_BLOCK = "TS1235";
const GRAPH_ERROR = /^error: ([^]*?)\n {4}at (file:\S+?):(\d+):(\d+)$/m;

/**
 * Type-checks the code cells of notebooks, each notebook as one module, against the project.
 *
 * @param notebooks what to check
 * @param config path of the project's deno.json
 * @returns one finding for each error, at its cell and line
 */
export async function typeFindings(
  notebooks: readonly NamedNotebook[],
  config: string,
): Promise<CheckFinding[]> {
  // Within the project, so that names mean what they mean there.
  const cache = join(dirname(config), ".cache");
  await Deno.mkdir(cache, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: cache, prefix: "check-" });
  try {
    const written: Written[] = [];
    for (const { name, notebook, folder: own } of notebooks) {
      for (const module of await notebookModules(notebook, `${pathToFileURL(own).href}/`)) {
        const path = join(folder, `${written.length}.${module.isTsx ? "tsx" : "ts"}`);
        await Deno.writeTextFile(path, module.text);
        const { text, places, remarks, isTsx } = module;
        written.push({ text, places, remarks, isTsx, name, file: pathToFileURL(path).href });
      }
    }
    const remarks = written.flatMap(({ name, remarks }) =>
      remarks.map((remark) => ({ name, ...remark }))
    );
    return [...remarks, ...await check(written, folder, config)];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Deno stops at the first module it cannot parse or resolve: that one is left out, and the rest checked again. */
async function check(written: Written[], cwd: string, config: string): Promise<CheckFinding[]> {
  if (written.length === 0) return [];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", "--config", config, ...written.map(({ file }) => file)],
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  if (success) return [];
  const text = new TextDecoder().decode(stderr);
  const errors = [...text.matchAll(TYPE_ERROR)];
  if (errors.length > 0) {
    return errors.filter(([, code, , file]) => code !== IN_BLOCK && !isForeign(file!, config)).map((
      [, code = "", message = "", file, line],
    ) =>
      place(
        written,
        file,
        Number(line),
        `${namingExport(namingSuccessor(wordsOn(message, "")), written, file)} (${code})`,
      )
    );
  }
  const graph = GRAPH_ERROR.exec(text);
  const [, message = text.trim(), file, line] = graph ?? [];
  // Of libraries that are missing Deno does not say where: whatever names one by its address is left out.
  const isOut = (one: Written) =>
    file === undefined ? /["'`](?:npm|jsr):/.test(one.text) : one.file === file;
  const findings = file === undefined
    ? written.filter(isOut).map(({ name, text }) => ({
      name,
      message: `types were not checked: ${wordsOn(message, text)}`,
    }))
    : [place(written, file, Number(line), wordsOn(message, written.find(isOut)?.text ?? ""))];
  if (findings.length === 0) return [{ name: "notebooks", message: wordsOn(message, "") }];
  return [...findings, ...await check(written.filter((one) => !isOut(one)), cwd, config)];
}

/** Whether a module is the package's, and checked by another project: its settings are not those it was written for. */
function isForeign(file: string, config: string): boolean {
  const own = new URL("../../", import.meta.url).href;
  return file.startsWith(own) && !pathToFileURL(config).href.startsWith(own);
}

/** What is said of a missing export when a cell is run. */
function namingExport(message: string, written: Written[], file: string | undefined): string {
  const notebook = written.find((one) => one.file === file);
  return message.replace(NO_EXPORT, (_, specifier, byDefault, name = byDefault, near) => {
    const from = notebook && specifier.startsWith("file:")
      ? relative(resolve(dirname(notebook.name)), fileURLToPath(specifier)).replace(/^(?!\.)/, "./")
      : specifier;
    return `${from} has no export ${name}${near ? `; did you mean ${near}?` : ""}`;
  });
}

function place(
  written: Written[],
  file: string | undefined,
  line: number,
  message: string,
): CheckFinding {
  const notebook = written.find((one) => one.file === file);
  if (notebook === undefined) return { name: file ? fileURLToPath(file) : "notebooks", message };
  // What a cell leaves open is noticed in the line after it.
  const at = notebook.places.slice(0, line).findLast((one) => one !== undefined);
  return { name: notebook.name, message, ...(at && { cell: at.cell, line: at.line }) };
}

function wordsOn(message: string, code: string): string {
  const said = withoutSource(message).replace(/^error: /, "");
  return onMissingLibrary(said, code, Deno.execPath());
}

/** The first paragraph of a message: the lines of source and carets that follow it are seen in the notebook. */
function withoutSource(message: string): string {
  const lines = message.split("\n");
  const carets = lines.findIndex((line) => /^\s*[|~^]|^\s*\|/.test(line));
  return lines.slice(0, carets < 0 ? lines.length : Math.max(1, carets - 1)).join("\n").trim();
}
