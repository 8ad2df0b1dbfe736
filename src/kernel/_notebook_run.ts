import type { CodeCell, ErrorOutput, Notebook, Output } from "../notebook/mod.ts";
import { tellsOfOthers } from "./_audit_notes.ts";
import { CollectedOutputs, type Displays } from "./_collected_outputs.ts";
import {
  BOOKKEEPING,
  executeCell,
  type ExecutedCell,
  originOf,
  type Publish,
} from "./_execute_cell.ts";
import { FLUSH, type Unfinished } from "./_in_kernel.ts";
import { type Kernel, KernelDied } from "./_kernel.ts";
import { within } from "./_process_log.ts";
import type {
  CellRun,
  CellStatus,
  FailedCell,
  RunOptions,
  RunResult,
  RunStatus,
} from "./run_types.ts";

const TIMEOUT_SECONDS = 600;
const OUTPUT_LIMIT_BYTES = 20_000_000;
const INTERRUPT_MILLISECONDS = 1000;
const SETTLE_SECONDS = 5;
/** How long the kernel may be late with its answer, when it has waited for what cells began. */
const ANSWER_MILLISECONDS = 5000;
const SKIP_TAGS = ["skip", "skip-execution"];

const ABORTED = {
  status: "aborted",
  ename: "Aborted",
  reason: "the run was stopped from outside",
} as const;

interface RanCell {
  cell: CodeCell;
  run: CellRun;
  collected: CollectedOutputs;
}

/** One run of a notebook on a kernel, which it ends. */
export class NotebookRun {
  readonly #kernel: Kernel;
  readonly #options: RunOptions;
  readonly #notebook: Notebook;
  readonly #cells: CellRun[] = [];
  /** Cells that were run, by their number in the notebook, counted from 1. */
  readonly #ran = new Map<number, RanCell>();
  readonly #displays: Displays = new Map();
  readonly #aborted: Promise<"aborted">;
  #count = 0;
  #status: RunStatus = "ok";
  #failure: FailedCell | undefined;

  constructor(kernel: Kernel, notebook: Notebook, options: RunOptions) {
    this.#kernel = kernel;
    this.#options = options;
    this.#notebook = structuredClone(notebook);
    this.#aborted = new Promise((resolve) => {
      options.signal?.addEventListener("abort", () => resolve("aborted"));
      if (options.signal?.aborted) resolve("aborted");
    });
  }

  async all(): Promise<RunResult> {
    for (const [index, cell] of this.#notebook.cells.entries()) {
      if (cell.cell_type === "code") await this.#cell(cell, index);
    }
    const unfinished = await this.#settle();
    this.#kernel.onPublished = () => {};
    if (!this.#kernel.isDead && await this.#mayHoldBack()) {
      await this.#kernel.executeSilently(FLUSH).catch(() => {});
    }
    await this.#kernel.stop();
    for (const { collected } of this.#ran.values()) collected.close();
    return {
      notebook: this.#notebook,
      status: this.#status,
      cells: this.#cells,
      unfinished,
      ...(this.#failure && { failure: this.#failure }),
      log: this.#kernel.log.text,
      kernelReadyMilliseconds: this.#kernel.readyMilliseconds,
    };
  }

  /** Whether others than the cells may have printed. Finding out is cheaper than Deno's first test. */
  async #mayHoldBack(): Promise<boolean> {
    const { auditFile } = this.#options;
    if (auditFile === undefined) return true;
    return await Deno.readTextFile(auditFile).then(tellsOfOthers, () => true);
  }

  /** Waits for what cells began and did not wait for; says what goes on even so. */
  async #settle(): Promise<string[]> {
    const last = [...this.#ran.values()].at(-1);
    if (this.#failure || last === undefined) return [];
    const milliseconds = (this.#options.settleSeconds ?? SETTLE_SECONDS) * 1000;
    const fail = (status: RunStatus, ename: string, reason: string) => {
      last.collected.fail(ename, reason);
      this.#judge(last, status);
      return [];
    };
    this.#kernel.onPublished = (published) => {
      const { message, cell = last.run.index + 1 } = originOf(published);
      if (!BOOKKEEPING.has(message.header.msg_type)) this.#take(message, cell);
    };
    let left: Unfinished[] = [];
    const settled = this.#kernel.settled(milliseconds).then((barrier) => {
      left = barrier.left ?? [];
    }).catch((error) => {
      if (!(error instanceof KernelDied)) throw error;
      return error;
    });
    const inTime = await within(
      Promise.race([settled, this.#aborted]),
      milliseconds + ANSWER_MILLISECONDS,
    );
    if (!inTime) {
      await this.#kernel.stop();
      const seconds = (milliseconds + ANSWER_MILLISECONDS) / 1000;
      return fail(
        "timed-out",
        "TimedOut",
        `what cells left running did not end within ${seconds} s`,
      );
    }
    if (this.#options.signal?.aborted) return fail("aborted", ABORTED.ename, ABORTED.reason);
    const died = await settled;
    if (died) return fail("kernel-died", "KernelDied", this.#deathReason(died));
    const remarks = new Set<string>();
    for (const { cell, what } of left) {
      const remark = `cell ${cell} left ${what} running`;
      if (!remarks.has(remark)) this.#ran.get(cell)?.collected.remark(remark);
      remarks.add(remark);
    }
    return [...remarks];
  }

  async #cell(cell: CodeCell, index: number): Promise<void> {
    cell.outputs = [];
    cell.execution_count = null;
    delete cell.metadata["execution"];
    const run: CellRun = { index, id: cell.id, status: "not-run", milliseconds: 0 };
    this.#cells.push(run);
    const tags = cell.metadata.tags ?? [];
    if (this.#failure) return;
    if (SKIP_TAGS.some((tag) => tags.includes(tag))) run.status = "skipped";
    else if (cell.source.trim() === "") run.status = "ok";
    else {
      const of = this.#notebook.cells.length;
      this.#options.onProgress?.({ type: "cell-started", index, of, id: cell.id });
      run.status = await this.#execute(cell, run);
      const { status, milliseconds } = run;
      this.#options.onProgress?.({
        type: "cell-finished",
        index,
        of,
        id: cell.id,
        status,
        milliseconds,
      });
    }
  }

  async #execute(cell: CodeCell, run: CellRun): Promise<CellStatus> {
    const count = cell.execution_count = ++this.#count;
    const collected = new CollectedOutputs(
      count,
      this.#options.outputLimitBytes ?? OUTPUT_LIMIT_BYTES,
      this.#displays,
    );
    const ran: RanCell = { cell, run, collected };
    this.#ran.set(run.index + 1, ran);
    cell.outputs = collected.outputs;
    const started = new Date();
    const begin = performance.now();
    const end = await this.#outcome(cell, run.index + 1, count);
    run.milliseconds = performance.now() - begin;
    if (end.executed) run.memoryBytes = end.executed.barrier.memoryBytes;
    else this.#show(run.index, collected.fail(end.ename, end.reason));
    cell.metadata["execution"] = {
      "iopub.execute_input": started.toISOString(),
      "shell.execute_reply": new Date(started.getTime() + run.milliseconds).toISOString(),
    };
    this.#judge(ran, end.status, end.executed !== undefined);
    return run.status;
  }

  /** Takes what a cell published, now or long after it was run. */
  #take: Publish = (message, cell) => {
    const ran = this.#ran.get(cell);
    if (ran === undefined) return;
    this.#show(ran.run.index, ran.collected.take(message));
    // The cell that runs is judged when it ends.
    if (ran.run.status !== "not-run") this.#judge(ran, "failed");
  };

  #show(index: number, output: Output | undefined): void {
    if (output) this.#options.onProgress?.({ type: "output", index, output });
  }

  #judge({ cell, run, collected }: RanCell, status: RunStatus, mayFail = true): void {
    const isExpected = mayFail && cell.metadata.tags?.includes("raises-exception");
    run.status = collected.error === undefined || isExpected ? "ok" : "failed";
    if (run.status === "ok" || this.#failure) return;
    this.#status = status;
    this.#failure = {
      index: run.index,
      id: cell.id,
      source: cell.source,
      reason: reasonOf(collected.error!),
    };
  }

  /** Waits for whatever ends the cell first, and sees to it that nothing of it runs on. */
  async #outcome({ source }: CodeCell, number: number, count: number): Promise<Outcome> {
    const seconds = this.#options.timeoutSeconds ?? TIMEOUT_SECONDS;
    let stopping = false;
    const place = {
      cwd: this.#options.cwd,
      deno: this.#options.deno ?? Deno.execPath(),
      code: this.#notebook.cells.flatMap((one) => one.cell_type === "code" ? [one.source] : [])
        .join("\n"),
    };
    const executing: Promise<Outcome> = executeCell(
      this.#kernel,
      { source, number, count },
      place,
      (message, cell) => {
        if (!stopping || message.header.msg_type !== "error") this.#take(message, cell);
      },
    ).then(
      (executed) => ({ status: "failed", executed }),
      (error) => {
        if (!(error instanceof KernelDied)) throw error;
        // Ctrl+C on a terminal reaches the kernel as it reaches us.
        if (error.how === "SIGINT") return ABORTED;
        return { status: "kernel-died", ename: "KernelDied", reason: this.#deathReason(error) };
      },
    );
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(() => late.resolve("late"), seconds * 1000);
    const first = await Promise.race([executing, late.promise, this.#aborted]);
    clearTimeout(timer);
    if (typeof first === "object") return first;
    stopping = true;
    // Interrupting lets what was printed so far come through; a pending await does not heed it.
    const stopped = this.#kernel.interrupt().then(() => executing);
    await within(stopped.catch(() => {}), INTERRUPT_MILLISECONDS);
    await this.#kernel.stop();
    await executing;
    return first === "late"
      ? {
        status: "timed-out",
        ename: "TimedOut",
        reason: `the cell ran longer than ${seconds} s and was stopped`,
      }
      : ABORTED;
  }

  #deathReason(error: KernelDied): string {
    return /out of memory/i.test(this.#kernel.log.text)
      ? "the kernel ran out of memory while this cell ran"
      : `${error.message} while this cell ran`;
  }
}

type Outcome =
  | { status: "failed"; executed: ExecutedCell }
  | { status: RunStatus; executed?: never; ename: string; reason: string };

function reasonOf({ ename, evalue, traceback }: ErrorOutput): string {
  const trace = traceback.join("\n");
  return trace.includes(evalue) ? trace : `${ename}: ${evalue}\n${trace}`.trim();
}
