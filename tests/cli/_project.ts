import { type Cell, writeNotebook } from "../../src/notebook/mod.ts";

/** How a command ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A project of its own in a temporary folder, with the commands run in it. */
export class Project implements Disposable {
  readonly folder = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "project-" }));

  /** What the commands find in their environment. */
  readonly env: { [name: string]: string } = { NO_COLOR: "1" };

  constructor() {
    this.write("deno.json", "{}");
    Deno.mkdirSync(`${this.folder}/notebooks`);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.folder, { recursive: true });
  }

  path(name: string): string {
    return `${this.folder}/${name}`;
  }

  write(name: string, text: string): void {
    const path = this.path(name);
    Deno.mkdirSync(path.replace(/\/[^/]*$/, ""), { recursive: true });
    Deno.writeTextFileSync(path, text);
  }

  read(name: string): string {
    return Deno.readTextFileSync(this.path(name));
  }

  /** Writes a notebook: texts that begin with `#` are prose, others code; the first code cell is the parameters. */
  notebook(name: string, ...sources: string[]): void {
    let parameters = false;
    const cells = sources.map((source, i): Cell => {
      if (source.startsWith("#")) {
        return { cell_type: "markdown", id: `c${i}`, metadata: {}, source };
      }
      const tags = !parameters && /^const /.test(source) ? { tags: ["parameters"] } : {};
      parameters = true;
      return {
        cell_type: "code",
        id: `c${i}`,
        metadata: tags,
        source,
        execution_count: null,
        outputs: [],
      };
    });
    this.write(
      `notebooks/${name}.ipynb`,
      writeNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }),
    );
  }

  /** Starts one of the project's commands. */
  start(command: "render" | "verify" | "check" | "preview", ...args: string[]): Deno.ChildProcess {
    return this.startWith({}, command, ...args);
  }

  /** Starts one with variables of its environment set. */
  startWith(
    env: Record<string, string>,
    command: "render" | "verify" | "check" | "preview",
    ...args: string[]
  ): Deno.ChildProcess {
    return new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        new URL(`../../src/cli/${command}.ts`, import.meta.url).pathname,
        ...args,
      ],
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  /** Runs one of the project's commands to its end. */
  run(command: "render" | "verify" | "check", ...args: string[]): Promise<Ended> {
    return this.runWith({}, command, ...args);
  }

  /** Runs one with variables of its environment set. */
  async runWith(
    env: Record<string, string>,
    command: "render" | "verify" | "check",
    ...args: string[]
  ): Promise<Ended> {
    const { code, stdout, stderr } = await this.startWith(env, command, ...args).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }
}
