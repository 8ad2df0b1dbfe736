import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { KernelPlace } from "./_execute_cell.ts";
import { findConfig } from "./_find_config.ts";
import type { Absent } from "./_in_kernel.ts";

const ONLY_A_TYPE = /^TS(?:2693|2708|1361|1362) \[ERROR\][^]*?:(\d+):\d+$/gm;

/** Those of the names that are no types either: asks Deno, which takes its time, but only where a name is unsure. */
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
      return `import { ${name} as name${i} } from ${JSON.stringify(from)}; void name${i};\n`;
    });
    const file = join(folder, "names.ts");
    await Deno.writeTextFile(file, lines.join(""));
    const config = await findConfig(cwd);
    const { stderr } = await new Deno.Command(deno, {
      args: ["check", "--quiet", ...(config === undefined ? [] : ["--config", config]), file],
      cwd,
      env: { NO_COLOR: "1" },
    }).output();
    const types = new Set(
      [...new TextDecoder().decode(stderr).matchAll(ONLY_A_TYPE)].map(([, line]) => Number(line)),
    );
    return absent.filter((_, i) => !types.has(i + 1));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
