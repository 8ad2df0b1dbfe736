import { dirname, join } from "node:path";

/** The configuration that Deno finds from a folder. */
export async function findConfig(folder: string): Promise<string | undefined> {
  for (let at = folder;; at = dirname(at)) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      const file = join(at, name);
      if (await Deno.stat(file).then((info) => info.isFile, () => false)) return file;
    }
    if (dirname(at) === at) return undefined;
  }
}
