import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { denoCache } from "./deno_cache.ts";

/** One thing of the machine that a sandbox holds: where it is, and where it is seen. */
export interface SandboxPlace {
  outside: string;
  /** Path below the sandbox's own folder. */
  inside: string;
}

/** Where the toolkit lies; empty where it is not on this machine's disk. */
export const TOOLKIT = import.meta.dirname === undefined
  ? ""
  : resolve(import.meta.dirname, "../..");

/** What would tell Deno or npm how to run a program in its folder: of a sender, none of it is obeyed. */
const SETTINGS =
  /^(deno\.jsonc?|deno\.lock|package\.json|package-lock\.json|jsr\.jsonc?|[tj]sconfig\.json|\.npmrc|node_modules)$/;

/** As many as bubblewrap takes beside the packages. */
const MOST_ENTRIES = 2000;

/** The settings of a sandbox, which are the toolkit's own. */
export const TOOLKIT_SETTINGS: readonly SandboxPlace[] = ["deno.json", "deno.lock", "package.json"]
  .map((name) => ({ outside: join(TOOLKIT, name), inside: name }));

/** Code and data of the toolkit. */
export const SHARED_FOLDERS: readonly SandboxPlace[] = ["src", "data"]
  .map((name) => ({ outside: join(TOOLKIT, name), inside: name }))
  .filter(({ outside }) => existsSync(outside));

/**
 * What lies in a notebook's folder, but for settings. Links keep where they point to, which a sandbox may not have.
 *
 * @param folder absolute path of the notebook's folder
 */
export function entriesOf(folder: string): (SandboxPlace & { link?: string })[] {
  return [...Deno.readDirSync(folder)]
    .filter(({ name, isFile, isDirectory, isSymlink }) =>
      (isFile || isDirectory || isSymlink) && !SETTINGS.test(name)
    )
    .map(({ name, isSymlink }) => ({
      outside: join(folder, name),
      inside: `notebook/${name}`,
      ...(isSymlink ? { link: Deno.readLinkSync(join(folder, name)) } : {}),
    }));
}

/** The packages of the toolkit's lock file that are in Deno's cache already, as they lie in it. */
export function lockedPackages(): SandboxPlace[] {
  const lock = JSON.parse(Deno.readTextFileSync(join(TOOLKIT, "deno.lock"))) as { npm?: object };
  const cache = join(denoCache(), "npm");
  const registries = names(cache);
  return Object.keys(lock.npm ?? {}).flatMap((key) => {
    const [, name, version] = /^(@?[^@]+)@([^@_]+)/.exec(key) ?? [];
    return registries.map((registry) => `${registry}/${name}/${version}`);
  }).filter((path) => isFolder(join(cache, path)))
    .map((path) => ({ outside: join(cache, path), inside: `cache/npm/${path}` }));
}

/** Deno and the libraries it is loaded with. */
export async function programFiles(): Promise<string[]> {
  try {
    const { stdout } = await new Deno.Command("ldd", { args: [Deno.execPath()], stderr: "null" })
      .output();
    const listed = new TextDecoder().decode(stdout).matchAll(/(\/\S+) \(0x/g);
    return [...listed].map(([, path]) => path!);
  } catch {
    return []; // A system without such a list has Deno in one piece, or the sandbox says what it lacks.
  }
}

/** Whether one folder lies in another, or is it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** What a folder holds beside a notebook's own things, in words: a cell could read all of it. Undefined where it is small enough. */
export function whyTooWide(folder: string): string | undefined {
  const home = Deno.env.get("HOME") ?? "";
  if (home !== "" && existsSync(home) && isWithin(Deno.realPathSync(home), folder)) {
    return "holds your home";
  }
  if (isWithin(TOOLKIT, folder)) return "holds the toolkit";
  const count = entriesOf(folder).length;
  return count > MOST_ENTRIES ? `has ${count} entries` : undefined;
}

function names(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
