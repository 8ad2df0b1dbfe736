import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { configOf } from "./settings_of.ts";
import type { Absent } from "./_in_kernel.ts";

/** Where and by what a kernel runs. */
export interface KernelPlace {
  cwd: string;
  deno: string;
  /** The code of all cells, where it is known. */
  code?: string;
}

/** Those of the names that no type has either. Asks Deno for the documentation of the modules, which knows of both. */
export async function notTypes(
  absent: readonly Absent[],
  { cwd, deno }: KernelPlace,
): Promise<Absent[]> {
  if (absent.length === 0) return [];
  const folder = await Deno.makeTempDir({ prefix: "names-" });
  try {
    const lines = absent.map(({ specifier, name }, i) => {
      const from = /^\.{0,2}\//.test(specifier)
        ? pathToFileURL(resolve(cwd, specifier)).href
        : specifier;
      return `export { ${name} as name${i} } from ${JSON.stringify(from)};\n`;
    });
    const file = join(folder, "names.ts");
    await Deno.writeTextFile(file, lines.join(""));
    const config = configOf(cwd);
    const { success, stdout } = await new Deno.Command(deno, {
      args: ["doc", "--json", ...(config === undefined ? [] : ["--config", config]), file],
      cwd,
      env: { NO_COLOR: "1" },
      stderr: "null",
    }).output();
    if (!success) return [...absent];
    const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
    const found = new Set(
      Object.values<{ symbols?: { name: string }[] }>(nodes)
        .flatMap(({ symbols }) => symbols?.map(({ name }) => name) ?? []),
    );
    return absent.filter((_, i) => !found.has(`name${i}`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
