import { parseParameterArguments, parseParameterFile } from "../notebook/mod.ts";
import { contentReader, fromProject, sha256, sourcesHash } from "./_hash.ts";
import {
  cellsHash,
  type PageRecord,
  readRecord,
  readRecords,
  RECORDS,
  whyPage,
  whyRun,
} from "./_page_record.ts";
import { parseRenderArguments, RENDER_HELP, type RenderArguments } from "./_render_arguments.ts";
import { KEPT } from "./_page_values.ts";
import {
  findNotebooks,
  jobsOf,
  listNotebooks,
  notebookFolder,
  refuseUnkept,
  type RenderJob,
  stemOf,
} from "./_render_jobs.ts";
import { printable, printableLines } from "./_printable.ts";
import { removeDamaged } from "./_remove_damaged.ts";
import { removeGone } from "./_remove_gone.ts";
import { type RenderProgress, renderProgress } from "./_render_progress.ts";
import { rewritePage, runPage, type RunPageOptions, type RunPageResult } from "./_run_page.ts";
import { sequenceOf, siteWords, surroundingsOf, writeIndex } from "./_site.ts";
import { withScratch } from "./_scratch.ts";
import { readSaved, type Saved, showSaved } from "./_show_saved.ts";
import { removeParts } from "./_write_whole.ts";

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;
const NOTHING_TO_DO = 3;
const INTERRUPTED = 130;

/** A page that has to be made, and why: by a run, or from the run it has. */
interface Work {
  job: RenderJob;
  options: Omit<RunPageOptions, "onProgress" | "signal">;
  causes: string[];
  /** Present where the earlier run still holds. */
  record?: PageRecord;
}

if (import.meta.main) Deno.exit(await task(Deno.args));

/** Does what was asked with a folder for temporary files; what the disk refuses is one line. */
async function task(args: string[]): Promise<number> {
  try {
    return await withScratch(() => main(args));
  } catch (error) {
    if (typeof (error as { code?: unknown }).code !== "string") throw error;
    console.error(`Cannot render: ${(error as Error).message}; finished pages are as they were`);
    return FAILED;
  }
}

/** Does what `deno task render` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  let asked: RenderArguments;
  let files: string[];
  let jobs: RenderJob[];
  let saved: Saved[];
  try {
    asked = parseRenderArguments(args, navigator.hardwareConcurrency);
    if (asked.help) {
      console.log(RENDER_HELP);
      return DONE;
    }
    files = findNotebooks(asked.notebooks);
    jobs = asked.run ? jobsOf(files, choicesOf(asked)) : [];
    saved = asked.run ? [] : readSaved(files);
    if (asked.restricted !== undefined) await refuseUnkept(jobs, asked.restricted);
    if (asked.sign !== undefined) Deno.openSync(asked.sign).close();
    Deno.mkdirSync(asked.out, { recursive: true });
  } catch (error) {
    console.error((error as Error).message);
    return MISUSED;
  }
  for (const folder of ["", `/${RECORDS}`, `/${KEPT}`]) removeParts(asked.out + folder);
  if (!asked.run) {
    await showSaved(saved, asked.out);
    return await sign(asked, files.map(stemOf)) ? DONE : FAILED;
  }
  for (const stem of removeGone(asked.out, listNotebooks())) {
    console.log(`${stem}: removed, its notebook is gone`);
  }
  for (const name of removeDamaged()) {
    console.log(`The kept script ${name} is damaged; it is made again`);
  }
  const { work, mine, renderer } = plan(jobs, asked);
  const started = performance.now();
  const progress = renderProgress();
  const failures = await perform(work, asked.jobs, progress);
  if (failures === undefined) return INTERRUPTED;
  const indexed = await writeIndex(asked.out, renderer);
  if (!await sign(asked, [...mine, "index"])) return FAILED;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (work.length === 0 && !indexed) {
    console.log(`Nothing to do: ${asked.out}/ is up to date`);
    if (asked.diff) await sayChanges(mine, asked.out);
    return asked.exitCode ? NOTHING_TO_DO : DONE;
  }
  const pages = counted(work.length, "page");
  console.log(`Wrote ${pages} and ${asked.out}/index.html in ${seconds} s`);
  if (asked.diff) {
    const run = work.filter(({ record }) => record === undefined).map(({ job }) => job.stem);
    await sayChanges(run.length > 0 ? run : mine, asked.out);
  }
  for (const failure of failures) console.error(`\n${printableLines(describeFailure(failure))}`);
  return failures.length === 0 ? DONE : FAILED;
}

/** Signs pages, where that was asked for; whether it could. */
async function sign({ sign: key, out }: RenderArguments, stems: readonly string[]) {
  if (key === undefined) return true;
  const { signPage } = await import("./_signature.ts");
  try {
    for (const stem of stems) await signPage(`${out}/${stem}.html`, key);
    return true;
  } catch (error) {
    console.error((error as Error).message);
    return false;
  }
}

function choicesOf(asked: RenderArguments) {
  const fromFile = asked.parametersFile === undefined
    ? {}
    : parseParameterFile(Deno.readTextFileSync(asked.parametersFile), asked.parametersFile);
  return { ...fromFile, ...parseParameterArguments(asked.parameters) };
}

/** What has to be done, each with its causes, and the pages of this part, done or not. */
function plan(
  jobs: readonly RenderJob[],
  asked: RenderArguments,
): { work: Work[]; mine: string[]; renderer: string } {
  const { out, shard } = asked;
  const folder = (name: string) => new URL(`../${name}/`, import.meta.url);
  const runner = sourcesHash([folder("kernel")]);
  const renderer = sourcesHash([folder("render"), folder("markup")]);
  const site = siteWords();
  const stems = new Set(listNotebooks().map(stemOf));
  const others = [...readRecords(out)]
    .filter(([stem, record]) => stems.has(stem) || record.entry.variant !== undefined)
    .map(([stem, { entry }]) => ({ stem, title: entry.title }));
  const surroundings = surroundingsOf(sequenceOf(jobs, others), site.title);
  const contentOf = contentReader();
  const work: Work[] = [];
  const mine: string[] = [];
  jobs.forEach((job, i) => {
    if (shard !== undefined && i % shard.of !== shard.index - 1) return;
    mine.push(job.stem);
    const inputs = {
      cells: cellsHash(job.notebook),
      deno: Deno.version.deno,
      runner,
      folder: fromProject(notebookFolder(job.path)),
      restricted: asked.restricted ?? "none" as const,
    };
    const around = surroundings.get(job.stem)!;
    const page = { renderer, site: sha256(JSON.stringify(around)) };
    const options = {
      out,
      timeoutSeconds: asked.timeoutSeconds,
      settleSeconds: asked.settleSeconds,
      inputs,
      page,
      surroundings: around,
    };
    const record = readRecord(out, job.stem);
    const causes = asked.useCache ? whyRun(job, record, inputs, out, contentOf) : ["--no-cache"];
    if (causes.length > 0) return work.push({ job, options, causes });
    const pageCauses = whyPage(job.stem, record!, page, out, contentOf);
    if (pageCauses.length > 0) work.push({ job, options, causes: pageCauses, record: record! });
  });
  return { work, mine, renderer };
}

/** Does the work, several runs at a time; returns those that failed, or undefined when interrupted. */
async function perform(
  work: readonly Work[],
  jobs: number,
  progress: RenderProgress,
): Promise<RunPageResult[] | undefined> {
  if (work.length === 0) return [];
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) Deno.exit(INTERRUPTED);
    progress.say("Stopping; what is finished stays");
    stop.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) Deno.addSignalListener(signal, onSignal);
  const failures: RunPageResult[] = [];
  let next = 0;
  const worker = async () => {
    while (next < work.length && !stop.signal.aborted) {
      const one = work[next++]!;
      const failure = await performOne(one, stop.signal, progress);
      if (failure !== undefined) failures.push(failure);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, work.length) }, worker));
    return failures;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    return undefined;
  } finally {
    progress.close();
    for (const signal of signals) Deno.removeSignalListener(signal, onSignal);
  }
}

async function performOne(
  { job, options, causes, record }: Work,
  signal: AbortSignal,
  progress: RenderProgress,
): Promise<RunPageResult | undefined> {
  const why = causes.length <= 3
    ? causes.join("; ")
    : `${causes.slice(0, 3).join("; ")} and ${causes.length - 3} more`;
  if (record !== undefined) {
    await rewritePage(job, record, options);
    progress.finished(job.stem, `page made again without a run, ${why}`);
    return undefined;
  }
  progress.started(job.stem, why);
  const run = await runPage(job, {
    ...options,
    signal,
    onProgress: (event) => progress.event(job.stem, event),
  });
  for (const { cell, message } of run.findings) {
    progress.say(printable(`${job.stem}, cell ${cell}: ${message}`));
  }
  for (const remark of run.result.unfinished) progress.say(printable(`${job.stem}: ${remark}`));
  const seconds = (run.record.provenance.durationMilliseconds / 1000).toFixed(1);
  const { unsettled } = run.record.run;
  if (unsettled !== undefined) progress.say(`${job.stem}: ${unsettled}; it will run again`);
  if (run.failure === undefined) {
    progress.finished(
      job.stem,
      `${counted(run.result.cells.length, "cell")} in ${seconds} s (${why})`,
    );
    return undefined;
  }
  progress.finished(job.stem, `failed at cell ${run.failure.index + 1} after ${seconds} s`);
  return run;
}

async function sayChanges(stems: readonly string[], out: string): Promise<void> {
  const { pageChanges } = await import("./_page_changes.ts");
  for (const line of await pageChanges(stems, out)) console.log(printable(line));
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function describeFailure({ record, result, failure: failed }: RunPageResult): string {
  const failure = failed!;
  const source = failure.source.split("\n").map((line, i) =>
    `  ${String(i + 1).padStart(3)} | ${line}`
  );
  return [
    `${record.notebook}, cell ${failure.index + 1}: ${failure.reason}`,
    "",
    ...source,
    ...(result.log.trim() === ""
      ? []
      : ["", "The kernel's own output:", result.log.trim().slice(-2000)]),
  ].join("\n");
}
