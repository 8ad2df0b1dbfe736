import type { Notebook } from "../notebook/mod.ts";

/** The part of `deno info --json` used here. */
interface Info {
  modules: { specifier: string; local?: string; dependencies?: { specifier: string }[] }[];
}

/**
 * Local files of the modules that a notebook's cells import, directly or not. Packages are left to
 * the lock file. Cells that are no TypeScript import nothing.
 *
 * @param notebook the notebook
 * @param folder absolute path of the folder its cells run in
 * @returns absolute paths
 */
export async function moduleGraph(notebook: Notebook, folder: string): Promise<string[]> {
  const cells = notebook.cells.filter((cell) =>
    cell.cell_type === "code" && /\bimport\b/.test(cell.source)
  );
  if (cells.length === 0) return [];
  const scratch = await Deno.realPath(await Deno.makeTempDir({ prefix: "cells-" }));
  try {
    const names = await Promise.all(cells.map(async ({ source }, i) => {
      await Deno.writeTextFile(`${scratch}/cell_${i}.ts`, source);
      return `./cell_${i}.ts`;
    }));
    const own = await info(scratch, names, folder);
    const fromFolder = own.modules
      .filter(({ specifier }) => specifier.includes("/cell_"))
      .flatMap(({ dependencies }) => dependencies ?? [])
      .map(({ specifier }) => specifier)
      .filter((specifier) => /^\.{0,2}\//.test(specifier) && !specifier.startsWith("./cell_"))
      .map((specifier) => new URL(specifier, `file://${folder}/`).href);
    const graphs = fromFolder.length === 0 ? [own] : [own, await info(scratch, fromFolder, folder)];
    const files = graphs.flatMap(({ modules }) => modules.map(({ local }) => local))
      .filter((local) => local !== undefined);
    return [...new Set(files)].filter((file) => !file.startsWith(`${scratch}/`)).sort();
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

async function info(scratch: string, roots: string[], folder: string): Promise<Info> {
  const entry = `${scratch}/entry_${roots.length}.ts`;
  await Deno.writeTextFile(
    entry,
    roots.map((root) => `import ${JSON.stringify(root)};`).join("\n"),
  );
  const config = configOf(folder);
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", ...(config === undefined ? [] : ["--config", config]), entry],
    cwd: folder,
    stdin: "null",
    stderr: "null",
  }).output();
  if (!success) return { modules: [] };
  return JSON.parse(new TextDecoder().decode(stdout)) as Info;
}

/** The configuration that a program in this folder has: the nearest one above. */
export function configOf(folder: string): string | undefined {
  for (let at = folder;; at = at.replace(/\/[^/]*$/, "")) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      try {
        if (Deno.statSync(`${at}/${name}`).isFile) return `${at}/${name}`;
      } catch {
        // Not here; further up.
      }
    }
    if (at === "") return undefined;
  }
}
