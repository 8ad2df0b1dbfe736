import { join } from "node:path";
import type { Notebook } from "../notebook/mod.ts";
import { boxed, mirrored, type SandboxCommand } from "./_sandbox_command.ts";
import { isWithin, SHARED_FOLDERS, TOOLKIT, whyTooWide } from "./_sandbox_places.ts";
import { runIn, type SandboxOptions } from "./_sandbox_run.ts";
export type { SandboxOptions } from "./_sandbox_run.ts";
import type { RunResult } from "./run_types.ts";

/** How a notebook of other people is kept in: by the operating system, or by no more than Deno can take from its cells. */
export type Restriction = "closed" | "weak";

/** A place to run one notebook of other people in. */
export interface Sandbox {
  /** Folder that the cells run in, as they see it. */
  readonly folder: string;
  /** Folder whose configuration the run has. */
  readonly configFolder: string;
  /** File that receives the kernel's permission audit. */
  readonly auditFile: string;
  /** Runs the notebook as `runNotebook` does; a sandbox that ends early is a failed run. */
  run(
    notebook: Notebook,
    options: SandboxOptions,
  ): Promise<RunResult>;
  /** Where a path that the cells used is outside; undefined for what only the sandbox has. */
  outside(path: string): string | undefined;
}

/**
 * Prepares a sandbox. Settings, code, data and packages in it are the toolkit's; of the notebook's folder it has all but
 * settings. What the run stores is gone with `scratch`.
 *
 * @param folder absolute path of the notebook's folder
 * @param scratch absolute path of an empty folder, which the caller removes
 * @param restriction `closed` only where `whyNoSandbox()` finds nothing against it
 */
export async function openSandbox(
  folder: string,
  scratch: string,
  restriction: Restriction,
): Promise<Sandbox> {
  const page = join(scratch, "page");
  await Deno.mkdir(page);
  const closed = restriction === "closed";
  const command: SandboxCommand = closed
    ? await boxed(folder, page)
    : await mirrored(folder, page, scratch);
  const { base } = command;
  const shared = [{ outside: folder, inside: "notebook" }, ...SHARED_FOLDERS];
  return {
    folder: join(base, "notebook"),
    configFolder: TOOLKIT,
    auditFile: join(page, "audit.jsonl"),
    run: (notebook, options) => runIn(command, page, notebook, options),
    outside(path) {
      const place = shared.find(({ inside }) => isWithin(path, join(base, inside)));
      if (place === undefined) return closed || isWithin(path, base) ? undefined : path;
      const found = place.outside + path.slice(join(base, place.inside).length);
      return closed && leadsOut(found, place.outside) ? undefined : found;
    },
  };
}

/** Whether links on the way end elsewhere, where the sandbox has nothing. */
function leadsOut(path: string, folder: string): boolean {
  try {
    return !isWithin(Deno.realPathSync(path), folder);
  } catch {
    return false;
  }
}

/**
 * Why a notebook cannot be kept in as asked on this machine; undefined where it can.
 *
 * @param folder absolute path of the notebook's folder
 * @param restriction how it is to be kept in
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.match(await whyNoSandbox("/", "closed") ?? "", /the folder \/ holds/);
 * assert.equal(await whyNoSandbox("/", "weak"), undefined);
 * ```
 */
export async function whyNoSandbox(
  folder: string,
  restriction: Restriction,
): Promise<string | undefined> {
  if (TOOLKIT === "") return "a sandbox needs the toolkit in a folder of this machine";
  if (restriction === "weak") return undefined;
  const wide = whyTooWide(folder);
  if (wide !== undefined) {
    return `the folder ${folder} ${wide}, and all in it could be read: give the notebook a folder of its own`;
  }
  const broken = await (whyBroken ??= tryBubblewrap());
  return broken && `a sandbox of the operating system needs bubblewrap, and ${broken}; ` +
      "--restricted=weak does what Deno alone can";
}

let whyBroken: Promise<string | undefined> | undefined;

async function tryBubblewrap(): Promise<string | undefined> {
  const args = ["--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--", Deno.execPath()];
  try {
    const { success, stderr } = await new Deno.Command("bwrap", {
      args: [...args, "--version"],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    return success ? undefined : `it fails here (${new TextDecoder().decode(stderr).trim()})`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "bwrap is not installed";
    throw error;
  }
}
