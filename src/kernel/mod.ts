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
export { openSandbox, whyNoSandbox } from "./sandbox.ts";
export type { Restriction, Sandbox, SandboxOptions } from "./sandbox.ts";
export { configOf, settingsOf } from "./settings_of.ts";
export { denoCache } from "./deno_cache.ts";
export { CHILD_PROCESS, CHILD_VARIABLE } from "./_audit_notes.ts";
