import type { Notebook, Output } from "../notebook/mod.ts";

/** How one cell ended. Cells of prose have no entry. */
export type CellStatus = "ok" | "failed" | "skipped" | "not-run";

/** How the whole run ended. */
export type RunStatus = "ok" | "failed" | "timed-out" | "kernel-died" | "aborted";

/** What is asked of a run. */
export interface RunOptions {
  /** Folder the cells run in, normally the notebook's own: deno.json and relative paths resolve from it. */
  cwd: string;
  /** Longest a single cell may take, in seconds; 600 when absent. */
  timeoutSeconds?: number;
  /** Longest that is waited after the last cell for what cells began, a second of it for intervals, workers, servers and connections, in seconds; 5 when absent. */
  settleSeconds?: number;
  /** Called as the run goes on. */
  onProgress?: (event: RunProgress) => void;
  /** Ends the run: the cell that runs fails, the rest are marked not run. */
  signal?: AbortSignal;
  /** The deno executable; the running one when absent. */
  deno?: string;
  /** Environment variables set for the kernel beside those it inherits. */
  env?: Record<string, string>;
  /** File that receives the kernel's permission audit as JSON lines: every file the run touched. */
  auditFile?: string;
  /** Bytes of output kept for one cell; the rest is dropped with a notice. 20 MB when absent. */
  outputLimitBytes?: number;
  /** Takes network, write, run, ffi, sys, env and remote imports from the cells before the first one. */
  restricted?: boolean;
}

/** A step of a run. `index` counts all cells of the notebook from 0, `of` is their number. */
export type RunProgress =
  | { type: "kernel-ready"; milliseconds: number }
  | { type: "cell-started"; index: number; of: number; id: string }
  | { type: "output"; index: number; output: Output }
  | {
    type: "cell-finished";
    index: number;
    of: number;
    id: string;
    status: CellStatus;
    milliseconds: number;
  };

/** One code cell of a run. */
export interface CellRun {
  /** Place among all cells of the notebook, from 0. */
  index: number;
  /** Id of the cell. */
  id: string;
  /** How it ended. */
  status: CellStatus;
  /** Wall time from request to last output, in milliseconds; 0 for a cell that did not run. */
  milliseconds: number;
  /** Resident memory of the kernel after the cell, in bytes; absent where the kernel did not live to say. */
  memoryBytes?: number;
}

/** The cell that stopped a run. */
export interface FailedCell {
  /** Place among all cells of the notebook, from 0. */
  index: number;
  /** Id of the cell. */
  id: string;
  /** Its code. */
  source: string;
  /** One line or more of plain text: what happened, without ANSI colours. */
  reason: string;
}

/** What a run leaves. */
export interface RunResult {
  /** A copy of the notebook with outputs, execution counts and timing; partly executed when the run did not end well. */
  notebook: Notebook;
  /** How the run ended. */
  status: RunStatus;
  /** One entry for each code cell, in order. */
  cells: CellRun[];
  /** Present exactly when `status` is not `ok`. */
  failure?: FailedCell;
  /** What went on when the run was over, such as "cell 3 left a timer running"; in order, each once. */
  unfinished: string[];
  /** What the kernel process itself wrote to stdout and stderr, such as output of child processes. */
  log: string;
  /** From start of the process to its first answer, in milliseconds. */
  kernelReadyMilliseconds: number;
}
