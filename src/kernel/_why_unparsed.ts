import { join } from "node:path";
import { findConfig } from "./_find_config.ts";

/** Why the kernel did not run a cell. */
export interface Unparsed {
  ename: string;
  evalue: string;
}

/**
 * Finds the reason for a cell that the kernel neither ran nor explained: a syntax error, or a
 * package that cannot be resolved. Asks Deno for the module graph of the cell.
 */
export async function whyUnparsed(source: string, cwd: string, deno: string): Promise<Unparsed> {
  const folder = await Deno.makeTempDir({ prefix: "cell-" });
  try {
    const file = join(folder, "cell.ts");
    await Deno.writeTextFile(file, source);
    const config = await findConfig(cwd);
    const { stdout, stderr } = await new Deno.Command(deno, {
      args: ["info", "--json", ...(config === undefined ? [] : ["--config", config]), file],
      cwd,
      env: { NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).output();
    const text = new TextDecoder();
    const errors = readErrors(text.decode(stdout));
    const syntax = errors.find(({ specifier }) => specifier.endsWith("/cell.ts"));
    if (syntax) return { ename: "SyntaxError", evalue: tidy(syntax.error) };
    const unresolved = errors.find(({ specifier }) => !specifier.includes(folder));
    if (unresolved) return { ename: "ModuleError", evalue: tidy(unresolved.error) };
    const said = text.decode(stderr).split("\n").filter((line) => /^error/i.test(line)).join("\n");
    return {
      ename: "Error",
      evalue: said || "the kernel could not run the cell and gave no reason",
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function readErrors(json: string): { specifier: string; error: string }[] {
  try {
    const { modules } = JSON.parse(json) as {
      modules: { specifier: string; error?: string }[];
    };
    return modules.flatMap(({ specifier, error }) =>
      error === undefined ? [] : { specifier, error }
    );
  } catch {
    return [];
  }
}

/** Takes the temporary file out of a message: line and column stay. */
function tidy(message: string): string {
  return message
    .replace(/^SyntaxError: /, "")
    .replaceAll(/\bat file:\/\/\S*\/cell\.ts:(\d+):(\d+)/g, "at line $1, column $2")
    .trim();
}
