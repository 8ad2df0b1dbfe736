/** The program that runs in a sandbox: runs a notebook, says on standard output which cell it is at, leaves the result. */
import { join } from "node:path";
import { writeNotebook } from "../notebook/mod.ts";
import { runNotebook } from "./run_notebook.ts";
import type { SandboxRequest } from "./_sandbox_run.ts";

const base = Deno.args[0]!;
const left = (name: string) => join(base, "page", name);
const { notebook, ...limits }: SandboxRequest = JSON.parse(
  Deno.readTextFileSync(left("request.json")),
);
const { notebook: executed, ...result } = await runNotebook(notebook, {
  ...limits,
  cwd: join(base, "notebook"),
  auditFile: left("audit.jsonl"),
  restricted: true,
  onProgress: (event) => {
    if (event.type === "cell-started") console.log(`cell ${event.index}`);
  },
});
Deno.writeTextFileSync(left("notebook.ipynb"), writeNotebook(executed));
Deno.writeTextFileSync(left("result.json"), JSON.stringify(result));
