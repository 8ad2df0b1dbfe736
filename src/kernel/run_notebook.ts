import { resolve } from "node:path";
import type { Notebook } from "../notebook/mod.ts";
import { AUDIT_NOTES } from "./_audit_notes.ts";
import { RESTRICT } from "./_in_kernel.ts";
import { Kernel } from "./_kernel.ts";
import { NotebookRun } from "./_notebook_run.ts";
import type { RunOptions, RunResult } from "./run_types.ts";

/**
 * Runs a notebook from top to bottom on a fresh kernel of its own, one cell at a time. Every output
 * is under the cell that made it, whenever it arrives. The first cell that fails ends the run,
 * unless it is tagged `raises-exception`; a cell tagged `skip` is left out. A cell fails by throwing,
 * by an unhandled rejection or a throw in a timer that it began, by a failing `Deno.test`, by code
 * that does not parse, by an import of what is not exported, by taking too long, and by ending the
 * kernel. After the last cell the run waits for what cells began.
 *
 * @param notebook the notebook, left as it is
 * @param options folder, limits and listeners of the run
 * @returns the executed copy and how the run went; a notebook that fails is a result, not an error
 * @throws {Error} when no kernel can be started
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const { notebook, status } = await runNotebook({
 *   nbformat: 4,
 *   nbformat_minor: 5,
 *   metadata: {},
 *   cells: [{
 *     cell_type: "code",
 *     id: "a",
 *     metadata: {},
 *     source: "console.log(345.5)",
 *     execution_count: null,
 *     outputs: [],
 *   }],
 * }, { cwd: "." });
 * assert.equal(status, "ok");
 * assert.deepEqual(notebook.cells[0], {
 *   ...notebook.cells[0],
 *   execution_count: 1,
 *   outputs: [{ output_type: "stream", name: "stdout", text: "345.5\n" }],
 * });
 * ```
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<RunResult> {
  const cwd = resolve(options.cwd);
  const kernel = await Kernel.start({
    cwd,
    ...(options.deno !== undefined && { deno: options.deno }),
    env: {
      ...options.env,
      ...(options.auditFile !== undefined && {
        DENO_AUDIT_PERMISSIONS: resolve(options.auditFile),
      }),
    },
    setup: `${options.auditFile === undefined ? "" : AUDIT_NOTES};${
      options.restricted ? RESTRICT : ""
    }`,
  });
  try {
    options.onProgress?.({ type: "kernel-ready", milliseconds: kernel.readyMilliseconds });
    return await new NotebookRun(kernel, notebook, { ...options, cwd }).all();
  } finally {
    await kernel.stop();
  }
}
