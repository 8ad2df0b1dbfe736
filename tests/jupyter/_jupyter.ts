import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installKernelspec } from "../../src/kernel/mod.ts";
import { type Notebook, readNotebook, writeNotebook } from "../../src/notebook/mod.ts";

const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));
const venv = join(cache, "jupyter-tests");
const bin = join(venv, "bin");

/** Folders that a test works in, with the ordered kernel on Jupyter's path. */
export interface Workplace extends AsyncDisposable {
  folder: string;
  env: Record<string, string>;
}

/** Makes the virtual environment on first use, or when the requirements have changed. */
export async function prepare(): Promise<void> {
  const wanted = await Deno.readTextFile(requirements);
  const stamp = join(venv, "requirements.txt");
  if (await Deno.readTextFile(stamp).catch(() => "") === wanted) return;
  await Deno.mkdir(cache, { recursive: true });
  await run("python3", ["-m", "venv", "--clear", venv]);
  await run(join(bin, "python"), ["-m", "pip", "install", "-q", "-r", requirements]);
  await Deno.writeTextFile(stamp, wanted);
}

/** Where a workplace stands: with `inRepository`, notebooks in it know the package by name. */
export interface WorkplaceOptions {
  inRepository?: boolean;
  /** JupyterLab's own theme, by name. */
  theme?: string;
}

/** A folder of its own, where nothing of the user's Jupyter is seen. */
export async function workplace(
  { inRepository = false, theme }: WorkplaceOptions = {},
): Promise<Workplace> {
  const folder = await Deno.makeTempDir({
    prefix: "jupyter-",
    ...(inRepository && { dir: cache }),
  });
  const data = join(folder, ".data");
  await installKernelspec(join(data, "kernels"));
  const config = join(folder, ".config");
  if (theme !== undefined) {
    const settings = join(config, "lab", "user-settings", "@jupyterlab", "apputils-extension");
    await Deno.mkdir(settings, { recursive: true });
    await Deno.writeTextFile(
      join(settings, "themes.jupyterlab-settings"),
      JSON.stringify({ theme }),
    );
  }
  return {
    folder,
    env: {
      JUPYTER_PATH: data,
      JUPYTER_DATA_DIR: data,
      JUPYTER_CONFIG_DIR: config,
      JUPYTER_RUNTIME_DIR: join(folder, ".runtime"),
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Runs a program of the virtual environment to its end; gives what it wrote. */
export async function tool(
  place: Workplace,
  name: string,
  ...args: string[]
): Promise<string> {
  return await run(join(bin, name), args, place);
}

/** Starts a program of the virtual environment. */
export function start(place: Workplace, name: string, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(join(bin, name), {
    args,
    cwd: place.folder,
    env: place.env,
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** Writes a notebook of code cells for the ordered kernel. */
export async function save(place: Workplace, name: string, ...sources: string[]): Promise<string> {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "deno-ordered", display_name: "Deno (ordered)", language: "typescript" },
    },
    cells: sources.map((source, i) => ({
      cell_type: "code",
      id: `c${i}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
  };
  const file = join(place.folder, name);
  await Deno.writeTextFile(file, writeNotebook(notebook));
  return file;
}

/** Text under each code cell of a saved notebook. */
export async function texts(file: string): Promise<string[]> {
  const notebook = readNotebook(await Deno.readTextFile(file), file);
  return notebook.cells.flatMap((cell) =>
    cell.cell_type === "code"
      ? [
        cell.outputs.map((output) => {
          if (output.output_type === "stream") return output.text;
          if (output.output_type === "error") return `${output.ename}: ${output.evalue}`;
          return String(output.data["text/plain"]);
        }).join(""),
      ]
      : []
  );
}

/** A cell that prints 300 lines, and its output. */
export const PRINTS = "for (let i = 0; i < 300; i++) console.log(i);";
export const PRINTED = Array.from({ length: 300 }, (_, i) => `${i}\n`).join("");

/** Checks a notebook of one printing cell, twenty values and one more printing cell. */
export function assertInPlace(found: string[]): void {
  const lines = (text = "") => text.split("\n").length - 1;
  assert.deepEqual([lines(found[0]), lines(found[21])], [300, 300]);
  assert.deepEqual(found, [PRINTED, ...Array.from({ length: 20 }, (_, i) => `${i}`), PRINTED]);
}

/** Sources of that notebook. */
export const IN_PLACE = [PRINTS, ...Array.from({ length: 20 }, (_, i) => `${i}`), PRINTS];

async function run(command: string, args: string[], place?: Workplace): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args,
    ...(place && { cwd: place.folder, env: place.env }),
  }).output();
  const text = new TextDecoder();
  assert.ok(success, `${command} ${args.join(" ")}\n${text.decode(stderr)}`);
  return text.decode(stdout);
}
