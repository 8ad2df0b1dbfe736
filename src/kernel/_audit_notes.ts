import { join } from "node:path";

/** Path that the audit of a run holds when a cell started a child process. */
export const CHILD_PROCESS = "/dev/null/child";

/** Path that it holds when a cell started a worker. */
const WORKER = "/dev/null/worker";

/** The toolkit's own sources, as frames name them: what a child of theirs reads, they have read themselves. */
const OWN = import.meta.dirname === undefined
  ? new URL("../", import.meta.url).href
  : join(import.meta.dirname, "../");

/**
 * Code that makes Deno's permission audit complete: it looks at each file that `require()` finds, and at a path that
 * stands for child processes, or for workers. What Node's `child_process` starts is told by what it asks of the environment.
 */
export const AUDIT_NOTES = `(() => {
  const { statSync, Command } = Deno;
  const { Error, String, Worker, Proxy } = globalThis;
  const { apply, construct } = Reflect;
  const note = (path) => {
    try {
      statSync(path);
    } catch {
      // That it was asked for is in the audit.
    }
  };
  for (const name of ["spawn", "output", "outputSync"]) {
    const start = Command.prototype[name];
    Command.prototype[name] = function (...args) {
      if (!String(new Error().stack).includes(${JSON.stringify(OWN)})) note("${CHILD_PROCESS}");
      return apply(start, this, args);
    };
  }
  globalThis.Worker = new Proxy(Worker, {
    construct(...args) {
      note("${WORKER}");
      return construct(...args);
    },
  });
  process.on("worker", () => note("${WORKER}"));
  const Module = process.getBuiltinModule("node:module");
  const find = Module._resolveFilename;
  Module._resolveFilename = function (...args) {
    const file = apply(find, this, args);
    if (file[0] === "/") note(file);
    return file;
  };
})()`;

/** Variable that Node's `child_process` asks for with each process it starts. */
export const CHILD_VARIABLE = "NODE_V8_COVERAGE";

/** Whether an audit tells of child processes or workers, whose printing Deno may have held back. */
export function tellsOfOthers(audit: string): boolean {
  return [CHILD_PROCESS, CHILD_VARIABLE, WORKER].some((trace) => audit.includes(trace));
}
