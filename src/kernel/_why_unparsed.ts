import { join } from "node:path";
import { configOf } from "./settings_of.ts";

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
  const config = configOf(cwd);
  const ask = async (file: string, ...command: string[]) => {
    const { stdout, stderr } = await new Deno.Command(deno, {
      args: [...command, ...(config === undefined ? [] : ["--config", config]), file],
      cwd,
      env: { NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).output();
    const said = new TextDecoder().decode(stderr).split("\n").find((line) => /^error/i.test(line));
    return { errors: readErrors(new TextDecoder().decode(stdout)), said };
  };
  try {
    let syntax: string | undefined;
    for (const file of ["cell.ts", "cell.tsx"].map((name) => join(folder, name))) {
      await Deno.writeTextFile(file, source);
      const { errors, said } = await ask(file, "info", "--json");
      const own = errors.find(({ specifier }) => specifier.startsWith(`file://${folder}/`));
      syntax ??= own?.error;
      if (own !== undefined) continue;
      const unresolved = errors[0]?.error;
      if (unresolved !== undefined) return { ename: "ModuleError", evalue: tidy(unresolved) };
      // Of packages that ask for others, only fetching them tells.
      const reason = said ?? (await ask(file, "cache", "--quiet")).said;
      const evalue = reason?.replace(/^error: /i, "") ??
        "the kernel could not run the cell and gave no reason";
      return { ename: reason === undefined ? "Error" : "ModuleError", evalue };
    }
    return { ename: "SyntaxError", evalue: tidy(syntax!) };
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
    .replaceAll(/\bat file:\/\/\S*\/cell\.tsx?:(\d+):(\d+)/g, "at line $1, column $2")
    .trim();
}
