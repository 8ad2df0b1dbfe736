/** Deno's Jupyter kernel, driven without a front end. */
export { runNotebook } from "./run_notebook.ts";
export type {
  CellRun,
  CellStatus,
  FailedCell,
  RunOptions,
  RunProgress,
  RunResult,
  RunStatus,
} from "./run_types.ts";
