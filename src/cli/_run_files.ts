import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { contentOf } from "./_hash.ts";
import { configOf } from "./_module_graph.ts";

/** The files that a run depends on. */
export interface RunFiles {
  /** Content of every path, as `contentOf` gives it; paths within the project are from its folder. */
  files: { [path: string]: string };
  /** Those of `files` that were read as data: no modules, no configuration. */
  data: string[];
  /** Why it cannot be said what was in them when the run read them. */
  unsettled?: string;
}

/**
 * What a run read, from its permission audit and its modules.
 *
 * @param auditFile file of the kernel's permission audit
 * @param modules absolute paths of the modules that the cells import
 * @param folder absolute path of the folder the cells ran in
 * @param startedAt when the run began
 */
export function runFiles(
  auditFile: string,
  modules: readonly string[],
  folder: string,
  startedAt: Date,
): RunFiles {
  const config = configOf(folder);
  const settings = config === undefined
    ? []
    : [config, config.replace(/[^/]*$/, "deno.lock"), config.replace(/[^/]*$/, "package.json")];
  const code = new Set([...modules, ...settings]);
  const audit = audited(auditFile, folder);
  const read = audit.paths.filter((path) => !code.has(path));
  const files: RunFiles["files"] = {};
  let unsettled = audit.whole ? undefined : "the last run's list of files was damaged";
  for (const path of [...code, ...read].sort()) {
    const name = fromProject(path);
    files[name] = contentOf(path);
    if (changedSince(path, startedAt)) unsettled ??= `${name} changed during the last run`;
  }
  // An update's journal says which texts are in force, and is none of them.
  const data = read.map(fromProject)
    .filter((path) => /^[0-9a-f]{64}$/.test(files[path]!) && !path.includes("/.update/")).sort();
  return { files, data, ...(unsettled === undefined ? {} : { unsettled }) };
}

function audited(auditFile: string, folder: string): { paths: string[]; whole: boolean } {
  let text: string;
  try {
    text = Deno.readTextFileSync(auditFile);
  } catch {
    return { paths: [], whole: false };
  }
  const paths = new Set<string>();
  const lines = text.split("\n");
  let whole = lines.at(-1) === "";
  for (const line of lines) {
    if (line === "") continue;
    let entry: { permission: string; value?: string };
    try {
      entry = JSON.parse(line);
    } catch {
      // Another process wrote into it, or the kernel was killed in the middle of a line.
      whole = false;
      continue;
    }
    const { permission, value } = entry;
    if (permission !== "read" || value === undefined) continue;
    const path = value.startsWith("file:") ? fileURLToPath(value) : resolve(folder, value);
    if (!NOT_INPUTS.test(path) && !isRuntimeFile(path)) paths.add(path);
  }
  return { paths: [...paths], whole };
}

/** Devices, and what is kept only to save making it again from other inputs. */
const NOT_INPUTS = /^\/(proc|dev|sys)(\/|$)|\/\.cache\//;

/** Files of the runtime itself: its cache is spoken for by the lock file, its program by its version. */
function isRuntimeFile(path: string): boolean {
  const cache = Deno.env.get("DENO_DIR") ??
    `${Deno.env.get("XDG_CACHE_HOME") ?? `${Deno.env.get("HOME")}/.cache`}/deno`;
  return path === Deno.execPath() || path.startsWith(`${cache}/`) ||
    path.includes("/node_modules/");
}

function changedSince(path: string, start: Date): boolean {
  try {
    const { mtime, isFile } = Deno.statSync(path);
    return isFile && mtime !== null && mtime >= start;
  } catch {
    return false;
  }
}

function fromProject(path: string): string {
  const root = `${Deno.cwd()}/`;
  return path.startsWith(root) ? path.slice(root.length) : path;
}
