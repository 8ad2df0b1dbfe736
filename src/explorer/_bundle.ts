import { createHash } from "node:crypto";

/** The script that makes panels live, and the name of the element it gives life to. */
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
const ENTRY = new URL("page/main.ts", import.meta.url);
const CACHE = new URL("../.cache/explorer/", SRC);
const PLACEHOLDER = "silicon-panel-0";

let made: Bundle | undefined;

/**
 * The script for the page, of the very modules the kernel runs: made on first need, then kept beside the repository
 * under the hash of its sources.
 *
 * An element's name can be given a meaning only once in a document, so the name holds the hash: a panel is brought to
 * life by the script it was made with, even where a notebook holds outputs of two versions.
 */
export function bundle(): Bundle {
  if (made !== undefined) return made;
  const key = keyOfSources();
  const tag = `silicon-panel-${key.slice(0, 8)}`;
  const file = new URL(`${key}.js`, CACHE);
  try {
    made = { tag, script: Deno.readTextFileSync(file), problem: undefined };
  } catch {
    made = build(tag, file);
  }
  return made;
}

function build(tag: string, file: URL): Bundle {
  let script: string;
  try {
    const { success, stdout, stderr } = new Deno.Command(Deno.execPath(), {
      args: [
        ...["bundle", "--quiet", "--platform", "browser", "--format", "iife", "--minify"],
        ENTRY.pathname,
      ],
      cwd: new URL("../", SRC),
      env: { NO_COLOR: "1" },
    }).outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr).trim());
    // Minified code has no comments left, so that this is in a string, where the backslash says nothing.
    script = new TextDecoder().decode(stdout).trim().replaceAll(PLACEHOLDER, tag)
      .replaceAll("<!--", "<\\!--");
  } catch (error) {
    return { tag, script: undefined, problem: (error as Error).message };
  }
  checkInlineScript(script);
  try {
    Deno.mkdirSync(CACHE, { recursive: true });
    const part = new URL(`${Deno.pid}.part`, CACHE); // notebooks may run side by side
    Deno.writeTextFileSync(part, script);
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
  hash.update(Deno.readFileSync(new URL("../deno.lock", SRC)));
  return hash.digest("hex");
}
