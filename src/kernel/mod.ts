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
export { installKernelspec } from "./install_kernelspec.ts";
export type { KernelspecNames } from "./install_kernelspec.ts";
export { onMissingLibrary } from "./on_missing_library.ts";
