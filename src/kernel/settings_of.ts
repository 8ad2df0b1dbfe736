import { dirname, join } from "node:path";
import { statSync } from "node:fs";

/** The configuration of a program in a folder, and all that would take its place if it came to be there. */
export function settingsOf(folder: string): string[] {
  const paths: string[] = [];
  for (let at = folder;; at = dirname(at)) {
    const configs = ["deno.json", "deno.jsonc"].map((name) => join(at, name));
    paths.push(...configs, join(at, "package.json"));
    if (configs.some(isFile)) return [...paths, join(at, "deno.lock")];
    if (at === dirname(at)) return paths;
  }
}

/** The configuration that a program in this folder has: the nearest one above. */
export function configOf(folder: string): string | undefined {
  return settingsOf(folder).find((path) => /deno\.jsonc?$/.test(path) && isFile(path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
