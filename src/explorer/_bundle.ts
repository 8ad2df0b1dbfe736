import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
// Imported, not read: what a run reads is its data.
import NOTICES from "../../THIRD_PARTY.md" with { type: "text" };

/** A script for the page, and the name of the element it gives life to. */
export interface Bundle {
  readonly tag: string;
  /** `undefined` where it could not be made. */
  readonly script: string | undefined;
  /** Why there is no script. */
  readonly problem: string | undefined;
}

// Every folder whose code runs in the page: when a line of the model changes, so does the script.
const ROOMS = ["explorer/page", "explorer/desk", "scenario", "balance", "calendar", "markup"];
const SRC = new URL("../", import.meta.url);
const ENTRIES = {
  /** What makes every panel live. */
  panels: new URL("page/main.ts", import.meta.url),
  /** What draws an analyst's own panels: most of the code, and of no use to the others. */
  plot: new URL("page/plot_main.ts", import.meta.url),
};

/** The scripts that panels share. */
export type BundleName = keyof typeof ENTRIES;

const CACHE = new URL("../.cache/explorer/", SRC);
const PLACEHOLDER = "balance-panel-0";

const made = new Map<BundleName, Bundle>();

/**
 * A script for the page, of the very modules the kernel runs: made on first need, then kept beside the repository
 * under the hash of its sources.
 *
 * An element's name can be given a meaning only once in a document, so the name holds the hash: a panel is brought to
 * life by the script it was made with, even where a notebook holds outputs of two versions.
 */
export function bundle(name: BundleName): Bundle {
  const known = made.get(name);
  if (known !== undefined) return known;
  const key = keyOfSources();
  const tag = `balance-panel-${key.slice(0, 8)}`;
  const file = new URL(`${key}.${name}.js`, CACHE);
  let found: Bundle;
  try {
    found = { tag, script: checkedScript(Deno.readTextFileSync(file)), problem: undefined };
  } catch {
    found = build(name, tag, file);
  }
  made.set(name, found);
  return found;
}

/** What stands below its own hash. @throws {RangeError} when it is not what was kept */
function checkedScript(text: string): string {
  const script = text.slice(text.indexOf("\n") + 1);
  if (text !== `${hashOf(script)}\n${script}`) throw new RangeError("the kept script is damaged");
  return script;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function build(name: BundleName, tag: string, file: URL): Bundle {
  let script: string;
  try {
    const { success, stdout, stderr } = new Deno.Command(Deno.execPath(), {
      args: [
        ...["bundle", "--quiet", "--platform", "browser", "--format", "iife", "--minify"],
        fileURLToPath(ENTRIES[name]),
      ],
      cwd: new URL("../", SRC),
      env: { NO_COLOR: "1" },
    }).outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr).trim());
    // Minified code has no other comments, so that this is in a string, where the backslash says nothing.
    script = noticesFor(name) + new TextDecoder().decode(stdout).trim().replaceAll(PLACEHOLDER, tag)
      .replaceAll("<!--", "<\\!--");
  } catch (error) {
    return { tag, script: undefined, problem: (error as Error).message };
  }
  checkInlineScript(script);
  try {
    Deno.mkdirSync(CACHE, { recursive: true });
    const part = new URL(`${Deno.pid}.${name}.part`, CACHE); // notebooks may run side by side
    Deno.writeTextFileSync(part, `${hashOf(script)}\n${script}`);
    Deno.renameSync(part, file);
  } catch {
    // A run that may not write makes the script anew each time.
  }
  return { tag, script, problem: undefined };
}

/**
 * @throws {RangeError} when a script's text would end its own element, or change how the rest of the page is read
 */
export function checkInlineScript(script: string): void {
  const found = /<\/script|<script|<!--/i.exec(script);
  if (found !== null) {
    throw new RangeError(
      `Cannot put the script into a page: it must not hold "${
        found[0]
      }", holds it at ${found.index}`,
    );
  }
}

/** The notices of a script, as the comment that it begins with. */
function noticesFor(name: BundleName): string {
  const block = NOTICES.split(`## In the script of ${name}\n`)[1];
  const text = /^\s*```text\n(.*?)\n```/s.exec(block ?? "")?.[1];
  if (text === undefined) throw new Error(`THIRD_PARTY.md has no notices for the script ${name}`);
  return `/*!\n${text.replaceAll("*/", "* /")}\n*/\n`;
}

function keyOfSources(): string {
  const hash = createHash("sha256");
  const add = (folder: URL) => {
    const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
    for (const { name, isFile } of entries) {
      if (isFile && name.endsWith(".ts")) {
        hash.update(`\n${name}\n`).update(Deno.readFileSync(new URL(name, folder)));
      }
    }
  };
  for (const room of ROOMS) add(new URL(`${room}/`, SRC));
  hash.update(NOTICES).update(Deno.readFileSync(new URL("../deno.lock", SRC)));
  return hash.digest("hex");
}
