import type { FailedCell, RunProgress, RunResult } from "../kernel/mod.ts";
import { cleanNotebook, type Notebook, readNotebook, writeNotebook } from "../notebook/mod.ts";
import type { OutputFinding, PageFailure, PageLink, Provenance } from "../render/mod.ts";
import { sha256 } from "./_hash.ts";
import {
  type KnownInputs,
  type PageInputs,
  type PageRecord,
  type RunInputs,
  writeRecord,
} from "./_page_record.ts";
import { keepValues } from "./_page_values.ts";
import { notebookFolder, type RenderJob } from "./_render_jobs.ts";
import { writeWhole } from "./_write_whole.ts";

/** Where a page stands in its site. */
export interface PageSurroundings {
  index: PageLink;
  previous: PageLink | undefined;
  next: PageLink | undefined;
}

/** How a notebook is run. */
export interface RunPageOptions {
  out: string;
  timeoutSeconds: number | undefined;
  settleSeconds?: number | undefined;
  inputs: KnownInputs;
  page: PageInputs;
  surroundings: PageSurroundings;
  signal: AbortSignal;
  onProgress: (event: RunProgress) => void;
}

/** How a run ended. */
export interface RunPageResult {
  record: PageRecord;
  result: RunResult;
  /** What stopped the run, or what is wrong with the facts that it states. */
  failure: FailedCell | undefined;
  /** What the notebook's author should put right in its pictures. */
  findings: OutputFinding[];
}

/** Runs a notebook and writes its page, the executed notebook and the record; nothing when stopped by the signal. */
export async function runPage(job: RenderJob, options: RunPageOptions): Promise<RunPageResult> {
  const [kernel, { RunWatch }] = await Promise.all([
    import("../kernel/mod.ts"),
    import("./_run_files.ts"),
  ]);
  const folder = notebookFolder(job.path);
  const { restricted } = options.inputs;
  const scratch = await Deno.realPath(await Deno.makeTempDir({ prefix: "render-" }));
  try {
    const sandbox = restricted === "none"
      ? undefined
      : await kernel.openSandbox(folder, scratch, restricted);
    const auditFile = sandbox?.auditFile ?? `${scratch}/audit.jsonl`;
    const view = sandbox === undefined ? { folder, configFolder: folder } : sandbox;
    const startedAt = new Date();
    using watch = new RunWatch(auditFile, view, startedAt);
    const limits = {
      signal: options.signal,
      onProgress: options.onProgress,
      ...(options.timeoutSeconds === undefined ? {} : { timeoutSeconds: options.timeoutSeconds }),
      ...(options.settleSeconds === undefined ? {} : { settleSeconds: options.settleSeconds }),
    };
    const result = sandbox === undefined
      ? await kernel.runNotebook(job.notebook, { ...limits, cwd: folder, auditFile })
      : await sandbox.run(job.notebook, limits);
    options.signal.throwIfAborted();
    const durationMilliseconds = Date.now() - startedAt.getTime();
    const { data, ...inputs } = watch.ended();
    const { pageFacts, pageFigures } = await import("../render/mod.ts");
    const stated = pageFacts(result.notebook);
    const failure = result.failure ?? factFailure(result.notebook, stated.findings);
    const provenance = {
      ...provenanceOf(job, result.notebook, inputs, data, startedAt, durationMilliseconds, options),
      ...(stated.facts.length === 0 ? {} : { facts: stated.facts }),
      ...(failure && { failure: { cell: failure.index + 1, reason: failure.reason } }),
    };
    const pageFailure: PageFailure | undefined = failure && {
      cellId: failure.id,
      reason: failure.reason,
      ...(result.failure === undefined ? { ranToEnd: true } : {}),
    };
    const log = result.log.trim() === "" ? undefined : result.log;
    await keepValues(options.out, job.stem);
    const written = await writePage(
      job,
      result.notebook,
      provenance,
      { failure: pageFailure, log },
      options,
    );
    const record: PageRecord = {
      format: 2,
      notebook: job.path,
      provenance,
      run: { ...options.inputs, ...inputs },
      page: options.page,
      ...(pageFailure === undefined ? {} : { failure: pageFailure }),
      ...(log === undefined ? {} : { log }),
      ...written,
    };
    writeRecord(options.out, job.stem, record);
    return { record, result, failure, findings: pageFigures(result.notebook).findings };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** A page stands for its facts: one that cannot be told from another, or is none, fails the run. */
function factFailure(
  notebook: Notebook,
  [first, ...others]: readonly OutputFinding[],
): FailedCell | undefined {
  if (first === undefined) return undefined;
  const index = first.cell - 1;
  const { id, source } = notebook.cells[index]!;
  const rest = others.map(({ cell, message }) => `cell ${cell}: ${message}`);
  return { index, id, source, reason: [first.message, ...rest].join("\n") };
}

/** Makes a page again from the notebook as it was executed. */
export async function rewritePage(
  job: RenderJob,
  record: PageRecord,
  options: Pick<RunPageOptions, "out" | "page" | "surroundings">,
): Promise<PageRecord> {
  const path = `${options.out}/${job.stem}.ipynb`;
  const notebook = readNotebook(Deno.readTextFileSync(path), path);
  const written = await writePage(job, notebook, record.provenance, record, options);
  const rewritten = { ...record, page: options.page, ...written };
  writeRecord(options.out, job.stem, rewritten);
  return rewritten;
}

async function writePage(
  job: RenderJob,
  notebook: Notebook,
  provenance: Provenance,
  { failure, log }: { failure?: PageFailure | undefined; log?: string | undefined },
  { out, surroundings }: Pick<RunPageOptions, "out" | "surroundings">,
): Promise<Pick<PageRecord, "entry" | "written">> {
  const { renderPage } = await import("../render/mod.ts");
  const page = renderPage(notebook, {
    trusted: provenance.restricted === undefined,
    fallbackTitle: job.stem,
    index: surroundings.index,
    ...(surroundings.previous === undefined ? {} : { previous: surroundings.previous }),
    ...(surroundings.next === undefined ? {} : { next: surroundings.next }),
    provenance,
    ...(failure === undefined ? {} : { failure }),
    ...(log === undefined ? {} : { log }),
    download: { name: `${job.stem}.ipynb`, text: writeNotebook(cleanNotebook(job.notebook)) },
  });
  const ipynb = writeNotebook(notebook);
  writeWhole(`${out}/${job.stem}.ipynb`, ipynb);
  writeWhole(`${out}/${job.stem}.html`, page.html);
  return {
    written: { html: sha256(page.html), ipynb: sha256(ipynb) },
    entry: {
      title: page.title,
      href: `${encodeURIComponent(job.stem)}.html`,
      ...(page.standfirst === undefined ? {} : { standfirst: page.standfirst }),
      ...(provenance.dataAsOf === undefined ? {} : { dataAsOf: provenance.dataAsOf }),
      durationMilliseconds: provenance.durationMilliseconds,
      ...(job.variant === undefined ? {} : { variant: job.variant }),
      status: failure === undefined ? "ok" : "failed",
      sections: page.sections,
    },
  };
}

function provenanceOf(
  job: RenderJob,
  notebook: Notebook,
  { files, children }: Pick<RunInputs, "files" | "children">,
  data: string[],
  startedAt: Date,
  durationMilliseconds: number,
  { inputs }: RunPageOptions,
): Provenance {
  const hashed = Object.entries(files).filter(([, content]) => /^[0-9a-f]{64}$/.test(content))
    .map(([path, content]) => ({ path, sha256: content }));
  const dataAsOf = asOfOf(job, notebook, data);
  return {
    notebook: job.path,
    notebookSha256: inputs.cells,
    ...(dataAsOf === undefined ? {} : { dataAsOf }),
    ...(data.length === 0
      ? {}
      : { dataSha256: sha256(data.map((path) => `${path} ${files[path]}\n`).join("")) }),
    parameters: job.parameters,
    versions: {
      Deno: Deno.version.deno,
      V8: Deno.version.v8,
      TypeScript: Deno.version.typescript,
      ...toolkit(),
    },
    startedAt: startedAt.toISOString(),
    durationMilliseconds,
    files: hashed,
    ...(children ? { children } : {}),
    ...(inputs.restricted === "none" ? {} : { restricted: inputs.restricted }),
  };
}

/**
 * The day the notebook looked from: as asked, else as its outputs say in `data-as-of`, else the newest month of publication
 * among the statements it read.
 */
function asOfOf(job: RenderJob, notebook: Notebook, data: string[]): string | undefined {
  const asked = job.parameters["asOf"];
  if (typeof asked === "string" && DAY.test(asked)) return asked;
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "code") continue;
    for (const output of cell.outputs) {
      if (!("data" in output)) continue;
      const said = /data-as-of="(\d{4}-\d{2}-\d{2})"/.exec(String(output.data["text/html"] ?? ""));
      if (said) return said[1];
    }
  }
  return data.map((path) => /statements\/(\d{4}-\d{2})\.csv$/.exec(path)?.[1])
    .filter((month) => month !== undefined).sort().at(-1);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function toolkit(): { [name: string]: string } {
  try {
    const { name, version } = JSON.parse(
      Deno.readTextFileSync(new URL("../../deno.json", import.meta.url)),
    );
    return { [name]: version };
  } catch {
    return {};
  }
}
