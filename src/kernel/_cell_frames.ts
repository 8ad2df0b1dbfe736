import { SourceMap } from "node:module";
import { join, relative } from "node:path";

/** A frame of a cell in a stack, as the kernel names it: the line is that of the JavaScript it ran. */
const CELL = /\bcell-(\d+)\.js:(\d+):(\d+)/g;
const FILE = /(?:file:\/\/)?(\/[^\s():]+):(\d+):(\d+)/g;
/** Where Deno keeps the files of a package. */
const PACKAGE = /\/npm\/[^/]+\/((?:@[^/]+\/)?[^/]+)\/([^/]+)\/(.*)$/;
const FRAME = /^\s+at /;
/** Deno's own code, which tells the author of a notebook nothing. */
const INTERNAL = /^\s+at (?:.*[ (])?(?:ext|node):/;

/**
 * What the kernel was given for each cell. It takes types and blank lines out before it runs a cell,
 * so that the lines in a stack are not the author's; they are looked up only when there is an error.
 */
export class CellFrames {
  readonly #cwd: string;
  readonly #deno: string;
  readonly #given = new Map<string, string>();
  readonly #maps = new Map<string, SourceMap>();

  constructor(cwd: string, deno: string) {
    this.#cwd = cwd;
    this.#deno = deno;
  }

  /** Code that is named after its cell in every stack, also when a later cell calls what it defines. */
  named(cell: number, code: string): string {
    const named = `//# sourceURL=cell-${cell}.js\n${code.replace(/^#!/, "//")}`;
    this.#given.set(`${cell}`, named);
    this.#maps.delete(`${cell}`);
    return named;
  }

  /** The same lines with frames as the author sees them: cell and line, files from the notebook's folder, packages by name. */
  async located(traceback: readonly string[]): Promise<string[]> {
    const lines: string[] = [];
    for (const line of traceback) {
      // What goes with an error is shown in braces that open behind its last frame.
      if (INTERNAL.test(line)) {
        lines.push((lines.pop() ?? "") + (/(?: \{|,)$/.exec(line)?.[0] ?? ""));
      } else lines.push(line);
    }
    const cells = lines.flatMap((line) =>
      FRAME.test(line) ? [...line.matchAll(CELL)].map(([, cell]) => cell as string) : []
    );
    await this.#map(new Set(cells));
    return lines.map((line) => {
      if (!FRAME.test(line)) return line;
      return line
        .replace(CELL, (_, cell, row, column) => this.#place(cell, Number(row), Number(column)))
        .replace(FILE, (_, path, row, column) => `${this.#file(path)}:${row}:${column}`);
    });
  }

  #file(path: string): string {
    const [, name, version, file] = PACKAGE.exec(path) ?? [];
    return name === undefined ? relative(this.#cwd, path) : `npm:${name}@${version}/${file}`;
  }

  #place(cell: string, row: number, column: number): string {
    const found = this.#maps.get(cell)?.findEntry(row - 1, column - 1);
    // The first line is the name that was put before the author's.
    const line = found && "originalLine" in found ? found.originalLine : 0;
    return line > 0 ? `cell ${cell}, line ${line}` : `cell ${cell}`;
  }

  async #map(cells: Set<string>): Promise<void> {
    const wanted = [...cells].filter((cell) => this.#given.has(cell) && !this.#maps.has(cell));
    await Promise.all(wanted.map(async (cell) => {
      const given = this.#given.get(cell) as string;
      // What does not read as TSX may still be TypeScript; the kernel tries the two in this order.
      const map = await this.#mapOf(given, "tsx") ?? await this.#mapOf(given, "ts");
      if (map) this.#maps.set(cell, map);
    }));
  }

  async #mapOf(code: string, extension: string): Promise<SourceMap | undefined> {
    const folder = await Deno.makeTempDir({ prefix: "cell-" });
    try {
      // As the kernel does: imports stay, JSX becomes calls.
      const compilerOptions = { verbatimModuleSyntax: true, jsx: "react" };
      await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify({ compilerOptions }));
      const file = join(folder, `cell.${extension}`);
      await Deno.writeTextFile(file, code);
      const out = join(folder, "cell.js");
      const { success } = await new Deno.Command(this.#deno, {
        args: ["transpile", "--quiet", "--source-map", "separate", "--output", out, file],
        cwd: folder,
        stdout: "null",
        stderr: "null",
      }).output();
      return success ? new SourceMap(JSON.parse(await Deno.readTextFile(`${out}.map`))) : undefined;
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
}
