import { z } from "zod";
import type { IndexEntry, PageFailure, Provenance } from "../render/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { readChecked, writeChecked } from "./_checked.ts";
import { sha256, variableHash } from "./_hash.ts";
import type { RenderJob } from "./_render_jobs.ts";

const hashes = z.record(z.string(), z.string());

const runInputs = z.object({
  cells: z.string(),
  deno: z.string(),
  /** Hash of the code that runs notebooks. */
  runner: z.string(),
  /** Path of the folder that the cells ran in. */
  folder: z.string(),
  /** How far the cells were kept in; `none` where they might do all that the user may. */
  restricted: z.enum(["none", "closed", "weak"]),
  /** Content of every path the run read or could have: data, folders, modules, configuration, lock. */
  files: hashes,
  /** Hash of every environment variable it asked for. */
  environment: hashes,
  /** Whether it started child processes, whose reading is not among the files. */
  children: z.boolean(),
  /** Why it cannot be said what the run read. */
  unsettled: z.string().exactOptional(),
});

const pageInputs = z.object({
  /** Hash of the code that makes pages. */
  renderer: z.string(),
  /** Links to other pages, and the site's title. */
  site: z.string(),
});

/** All that a run depends on. */
export type RunInputs = z.infer<typeof runInputs>;
/** What of it is known before the run. */
export type KnownInputs = Omit<RunInputs, "files" | "environment" | "children" | "unsettled">;
/** What a page depends on beside its run. */
export type PageInputs = z.infer<typeof pageInputs>;

const pageRecord = z.object({
  format: z.literal(2),
  notebook: z.string(),
  entry: z.looseObject({
    title: z.string(),
    href: z.string(),
    status: z.enum(["ok", "failed"]),
    durationMilliseconds: z.number(),
    sections: z.array(z.object({ id: z.string(), heading: z.string(), text: z.string() })),
  }),
  provenance: z.looseObject({
    notebook: z.string(),
    notebookSha256: z.string(),
    parameters: z.record(z.string(), z.json()),
    versions: z.record(z.string(), z.string()),
    startedAt: z.string(),
    durationMilliseconds: z.number(),
    files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  }),
  failure: z.looseObject({ cellId: z.string(), reason: z.string() }).exactOptional(),
  /** What workers and child processes wrote. */
  log: z.string().exactOptional(),
  run: runInputs,
  page: pageInputs,
  /** SHA-256 of the page and of the executed notebook. */
  written: z.object({ html: z.string(), ipynb: z.string() }),
});

/** What is known of a page that was made: enough to tell whether making it again would change it. */
export type PageRecord = Omit<z.infer<typeof pageRecord>, "entry" | "provenance" | "failure"> & {
  entry: IndexEntry;
  provenance: Provenance;
  failure?: PageFailure;
};

/** Folder of the records within the folder of the pages. */
export const RECORDS = ".records";

/** The record of a page; undefined where there is none, or it is not as it was written. */
export function readRecord(out: string, stem: string): PageRecord | undefined {
  const value = readChecked(recordPath(out, stem));
  // As it was written, in the order it was written in.
  return pageRecord.safeParse(value).success ? value as PageRecord : undefined;
}

function recordPath(out: string, stem: string): string {
  return `${out}/${RECORDS}/${stem}.json`;
}

/** Records of all pages in the folder, in the order of their names. */
export function readRecords(out: string): Map<string, PageRecord> {
  const records = new Map<string, PageRecord>();
  for (const stem of recordedStems(out)) {
    const record = readRecord(out, stem);
    if (record !== undefined) records.set(stem, record);
  }
  return records;
}

/** Names of all pages with a record, in order. */
export function recordedStems(out: string): string[] {
  try {
    return [...Deno.readDirSync(`${out}/${RECORDS}`)].map(({ name }) => name)
      .filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length))
      .sort();
  } catch {
    return []; // No page yet.
  }
}

/** Keeps a record; after the files it speaks of, so that a kill between leaves an old one that does not fit. */
export function writeRecord(out: string, stem: string, record: PageRecord): void {
  Deno.mkdirSync(`${out}/${RECORDS}`, { recursive: true });
  writeChecked(recordPath(out, stem), record);
}

/** Hash of what of a notebook matters to its run: its cells, in order, with types and tags. */
export function cellsHash(notebook: Notebook): string {
  return sha256(JSON.stringify(
    notebook.cells
      .filter((cell) => !cell.metadata.tags?.includes("injected-parameters"))
      .map((
        cell,
      ) => [
        cell.cell_type,
        cell.source,
        cell.metadata.tags ?? [],
        cell.cell_type === "code" ? null : cell.attachments ?? null,
      ]),
  ));
}

/**
 * Why a notebook has to be run, as the inputs that differ from its last run; empty when nothing does.
 */
export function whyRun(
  job: RenderJob,
  record: PageRecord | undefined,
  now: KnownInputs,
  out: string,
  contentOf: (path: string) => string,
): string[] {
  if (record === undefined) {
    const gone = contentOf(recordPath(out, job.stem)) === "absent";
    return [gone ? "no earlier run" : "its record is damaged"];
  }
  if (record.entry.status === "failed") return ["the last run failed"];
  const causes: string[] = [];
  const { run } = record;
  if (run.cells !== now.cells) causes.push("cells changed");
  for (
    const name of new Set([
      ...Object.keys(job.parameters),
      ...Object.keys(record.provenance.parameters),
    ])
  ) {
    const before = JSON.stringify(record.provenance.parameters[name]);
    const after = JSON.stringify(job.parameters[name]);
    if (before !== after) {
      causes.push(`parameter ${name}: ${before ?? "none"} became ${after ?? "none"}`);
    }
  }
  if (run.deno !== now.deno) causes.push(`Deno ${run.deno} became ${now.deno}`);
  if (run.runner !== now.runner) causes.push("the runner changed");
  if (run.restricted !== now.restricted) {
    causes.push(`restriction ${run.restricted} became ${now.restricted}`);
  }
  if (run.folder !== now.folder) causes.push(`its folder ${run.folder} became ${now.folder}`);
  for (const [name, before] of Object.entries(run.environment)) {
    if (variableHash(name) === before) continue;
    causes.push(name === "*" ? "the environment changed" : `the variable ${name} changed`);
  }
  for (const [path, before] of Object.entries(run.files)) {
    const after = contentOf(path);
    if (before !== after) causes.push(difference(path, before, after));
  }
  if (run.unsettled !== undefined) causes.push(run.unsettled);
  if (contentOf(`${out}/${job.stem}.ipynb`) !== record.written.ipynb) {
    causes.push(`${job.stem}.ipynb in the pages is missing or was changed`);
  }
  return causes;
}

function difference(path: string, before: string, after: string): string {
  if (after === "absent") return `${path} is gone`;
  if (before === "absent") return `${path} is new`;
  if (after.startsWith("folder ")) return `files came to or left ${path}`;
  return `${path} changed`;
}

/** Why a page has to be made again although its run still holds; empty when it need not. */
export function whyPage(
  stem: string,
  record: PageRecord,
  now: PageInputs,
  out: string,
  contentOf: (path: string) => string,
): string[] {
  const causes: string[] = [];
  if (record.page.renderer !== now.renderer) causes.push("the page's design changed");
  if (record.page.site !== now.site) causes.push("other pages changed");
  if (contentOf(`${out}/${stem}.html`) !== record.written.html) {
    causes.push(`${stem}.html is missing or was changed`);
  }
  return causes;
}
