import { dirname } from "node:path";
import type { Restriction } from "../kernel/mod.ts";
import {
  findParametersCell,
  foreignLanguage,
  injectParameters,
  type Notebook,
  type ParameterChoices,
  parameterSets,
  parametersOf,
  type ParameterValues,
  readNotebook,
} from "../notebook/mod.ts";

/** One page to be made: a notebook with a set of parameters. */
export interface RenderJob {
  /** Path of the notebook as it is named in messages, from the project's folder where it lies in it. */
  path: string;
  /** Name of the page without its ending. */
  stem: string;
  /** The notebook with its parameters set. */
  notebook: Notebook;
  /** Parameters set from outside. */
  given: ParameterValues;
  /** All parameters, set or not. */
  parameters: ParameterValues;
  /** Given parameters as text, where one notebook gives several pages. */
  variant: string | undefined;
}

/**
 * The notebooks to render: those named, or all of `notebooks/`.
 *
 * @throws {RangeError} when a name fits none, or several
 */
export function findNotebooks(names: readonly string[]): string[] {
  const all = listNotebooks();
  if (names.length === 0) {
    if (all.length === 0) {
      throw new RangeError("Cannot render: there are no notebooks in notebooks/");
    }
    return all;
  }
  return [...new Set(names.map((name) => findNotebook(name, all)))];
}

/** Paths of all notebooks of the project, in the order of their names. */
export function listNotebooks(): string[] {
  try {
    return [...Deno.readDirSync("notebooks")]
      .filter((entry) => entry.isFile && entry.name.endsWith(".ipynb"))
      .map((entry) => `notebooks/${entry.name}`).sort();
  } catch {
    return [];
  }
}

function findNotebook(name: string, all: readonly string[]): string {
  if (name.endsWith(".ipynb") && isFile(name)) return name.replace(/^\.\//, "");
  const stem = name.replace(/^.*\//, "").replace(/\.ipynb$/, "");
  const exact = all.filter((path) => stemOf(path) === stem);
  const fitting = exact.length > 0 ? exact : all.filter((path) => stemOf(path).startsWith(stem));
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1) {
    throw new RangeError(`Cannot render ${name}: it fits ${fitting.join(" and ")}`);
  }
  throw new RangeError(
    `Cannot render ${name}: there is no such notebook${
      all.length === 0 ? "" : ` (there are ${all.map(stemOf).join(", ")})`
    }`,
  );
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Absolute path of the folder that a notebook lies in, and that its cells run in. */
export function notebookFolder(path: string): string {
  return Deno.realPathSync(dirname(path));
}

/** @throws {RangeError} when a notebook cannot be kept in as asked */
export async function refuseUnkept(
  jobs: readonly RenderJob[],
  restricted: Restriction,
): Promise<void> {
  const { whyNoSandbox } = await import("../kernel/mod.ts");
  for (const { path } of jobs) {
    const why = await whyNoSandbox(notebookFolder(path), restricted);
    if (why !== undefined) throw new RangeError(`Cannot run ${path} restricted: ${why}`);
  }
}

/** Name of a page for the notebook of this path. */
export function stemOf(path: string): string {
  return path.replace(/^.*[/\\]/, "").replace(/\.ipynb$/, "");
}

/**
 * The pages that notebooks and parameters give: one for each notebook, or one for each set of
 * values where several are asked for. A parameter goes to the notebooks that have it.
 *
 * @throws {TypeError} when a notebook is written in another language, no notebook has a parameter, or a
 * value does not fit its type
 */
export function jobsOf(paths: readonly string[], choices: ParameterChoices): RenderJob[] {
  const notebooks = paths.map((path) => {
    const notebook = readNotebook(
      Deno.readTextFileSync(path),
      path,
      (message) => console.error(`${path}: ${message}`),
    );
    const language = foreignLanguage(notebook);
    if (language !== undefined) {
      throw new TypeError(
        `Cannot run ${path}: it is written in ${language}, and Deno runs TypeScript and JavaScript; ` +
          "--no-run shows it as it was saved",
      );
    }
    return { path, notebook, declared: parametersOf(notebook) };
  });
  const known = new Set(notebooks.flatMap(({ declared }) => declared.map(({ name }) => name)));
  const unknown = Object.keys(choices).find((name) => !known.has(name));
  const jobs = notebooks.flatMap(({ path, notebook, declared }) => {
    // A name that no notebook has is left in, so that the error lists what there is.
    const own = Object.fromEntries(
      Object.entries(choices).filter(([name]) =>
        name === unknown || declared.some((parameter) => parameter.name === name)
      ),
    );
    const sets = parameterSets(declared, own, path);
    const initial = Object.fromEntries(
      declared.flatMap(({ name, initial }) => initial === undefined ? [] : [[name, initial]]),
    );
    return sets.map((given): RenderJob => {
      const varies = sets.length > 1;
      const pairs = Object.entries(given).map(([name, value]) => [name, plain(value)] as const);
      return {
        path,
        stem: stemOf(path) +
          (varies ? pairs.map(([name, value]) => `.${name}-${fileName(value)}`).join("") : ""),
        notebook: findParametersCell(notebook) === undefined
          ? notebook
          : injectParameters(notebook, given),
        given,
        parameters: { ...initial, ...given },
        variant: varies ? pairs.map(([name, value]) => `${name} = ${value}`).join(", ") : undefined,
      };
    });
  });
  const taken = new Map<string, string>();
  for (const { stem, path } of jobs) {
    const other = taken.get(stem);
    if (other !== undefined) {
      throw new RangeError(`Cannot render ${path}: ${other} has the same page, ${stem}.html`);
    }
    taken.set(stem, path);
  }
  return jobs;
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N}.+-]+/gu, "_").slice(0, 60);
}
