import type { IndexEntry, PageFailure, Provenance } from "../render/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { sha256 } from "./_hash.ts";
import type { RenderJob } from "./_render_jobs.ts";
import { writeWhole } from "./_write_whole.ts";

/** What is known of a page that was made: enough to tell whether making it again would change it. */
export interface PageRecord {
  format: 1;
  notebook: string;
  entry: IndexEntry;
  provenance: Provenance;
  failure?: PageFailure;
  /** What workers and child processes wrote. */
  log?: string;
  run: RunInputs;
  page: PageInputs;
  /** SHA-256 of the page and of the executed notebook. */
  written: { html: string; ipynb: string };
}

/** All that a run depends on. */
export interface RunInputs {
  cells: string;
  deno: string;
  /** Hash of the code that runs notebooks. */
  runner: string;
  restricted: boolean;
  /** Content of every path the run read or could have: data, folders, modules, configuration, lock. */
  files: { [path: string]: string };
  /** Why it cannot be said what the run read. */
  unsettled?: string;
}

/** What a page depends on beside its run. */
export interface PageInputs {
  /** Hash of the code that makes pages. */
  renderer: string;
  /** Links to other pages, and the site's title. */
  site: string;
}

/** Folder of the records within the folder of the pages. */
export const RECORDS = ".records";

/** The record of a page; undefined where there is none that can be read. */
export function readRecord(out: string, stem: string): PageRecord | undefined {
  try {
    const record = JSON.parse(Deno.readTextFileSync(`${out}/${RECORDS}/${stem}.json`));
    return record.format === 1 ? record : undefined;
  } catch {
    return undefined;
  }
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
  writeWhole(`${out}/${RECORDS}/${stem}.json`, JSON.stringify(record));
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
  now: Omit<RunInputs, "files" | "unsettled">,
  out: string,
  contentOf: (path: string) => string,
): string[] {
  if (record === undefined) return ["no earlier run"];
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
    causes.push(now.restricted ? "now restricted" : "no longer restricted");
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
