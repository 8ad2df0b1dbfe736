import { join } from "node:path";
import { z } from "zod";
import { type Notebook, readNotebook } from "../notebook/mod.ts";
import type { SandboxCommand } from "./_sandbox_command.ts";
import type { RunOptions, RunResult } from "./run_types.ts";

/** Limits and listeners of a run in a sandbox. */
export type SandboxOptions = Pick<
  RunOptions,
  "timeoutSeconds" | "settleSeconds" | "onProgress" | "signal"
>;

/** What the run in the sandbox is asked, in `request.json`. */
export interface SandboxRequest extends Pick<SandboxOptions, "timeoutSeconds" | "settleSeconds"> {
  notebook: Notebook;
}

/** What it says of itself beside the executed notebook, in `result.json`. */
const RESULT = z.looseObject({
  status: z.string(),
  cells: z.array(z.looseObject({ index: z.int(), id: z.string(), status: z.string() })),
  failure: z.object({ index: z.int(), id: z.string(), source: z.string(), reason: z.string() })
    .optional(),
  unfinished: z.array(z.string()),
  log: z.string(),
});

/** Runs a notebook by a command that makes a sandbox, and takes what it left in the folder of the page. */
export async function runIn(
  { program, args, input, env, clearEnv, base }: SandboxCommand,
  page: string,
  notebook: Notebook,
  { onProgress, signal, ...limits }: SandboxOptions,
): Promise<RunResult> {
  const request: SandboxRequest = { notebook, ...limits };
  await Deno.writeTextFile(join(page, "request.json"), JSON.stringify(request));
  const main = ["run", "-A", "--cached-only", "--no-prompt", `${base}/src/kernel/_sandbox_main.ts`];
  const process = new Deno.Command(program, {
    args: [...args, ...main, base],
    ...(clearEnv ? { cwd: base } : {}),
    env,
    clearEnv,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stop = () => process.kill("SIGKILL");
  signal?.addEventListener("abort", stop);
  let last = notebook.cells.findIndex(({ cell_type }) => cell_type === "code");
  const started = (index: number) => {
    const cell = notebook.cells[index];
    if (cell === undefined) return;
    last = index;
    onProgress?.({ type: "cell-started", index, of: notebook.cells.length, id: cell.id });
  };
  const errors = new Response(process.stderr).text();
  try {
    if (signal?.aborted) stop();
    const told = new Blob([input]).stream().pipeTo(process.stdin).catch(() => {});
    let line = "";
    for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (line + text).split("\n");
      line = lines.pop()!;
      for (const one of lines) started(Number(/^cell (\d+)$/.exec(one)?.[1]));
    }
    await told;
    const { code } = await process.status;
    const said = await errors;
    if (code === 0) return resultIn(page);
    return endedEarly(notebook, last, `the sandbox ended early (exit code ${code})`, said);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function resultIn(page: string): RunResult {
  const result = RESULT.parse(JSON.parse(textOf(join(page, "result.json"))));
  const notebook = readNotebook(textOf(join(page, "notebook.ipynb")), "the executed notebook");
  return { ...result, notebook } as unknown as RunResult;
}

/** A file that the sandbox left; never one elsewhere that it points to. */
function textOf(path: string): string {
  if (!Deno.lstatSync(path).isFile) throw new TypeError(`Cannot read ${path}: it is no file`);
  return Deno.readTextFileSync(path);
}

function endedEarly(notebook: Notebook, index: number, reason: string, log: string): RunResult {
  const cell = notebook.cells[index];
  const source = cell?.source ?? "";
  return {
    notebook: structuredClone(notebook),
    status: "kernel-died",
    cells: [],
    failure: { index, id: cell?.id ?? "", source, reason },
    unfinished: [],
    log,
    kernelReadyMilliseconds: 0,
  };
}
