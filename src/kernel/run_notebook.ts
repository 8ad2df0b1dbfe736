import type { Notebook } from "../notebook/mod.ts";
import type { RunOptions, RunResult } from "./run_types.ts";

/** Runs a notebook on a fresh kernel of its own. */
export function runNotebook(_notebook: Notebook, _options: RunOptions): Promise<RunResult> {
  return Promise.reject(new Error("Cannot run the notebook: the runner is being written"));
}
