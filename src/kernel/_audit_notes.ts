import { join } from "node:path";

/** Path that the audit of a run holds when a cell started a child process. */
export const CHILD_PROCESS = "/dev/null/child";

/** The toolkit's own sources, as frames name them: what a child of theirs reads, they have read themselves. */
const OWN = import.meta.dirname === undefined
  ? new URL("../", import.meta.url).href
  : join(import.meta.dirname, "../");

/**
 * Code that makes Deno's permission audit complete: it looks at each file that `require()` finds, and at a path that
 * stands for child processes. What Node's `child_process` starts is told by what it asks of the environment.
 */
export const AUDIT_NOTES = `(() => {
  const { statSync, Command } = Deno;
  const { Error, String } = globalThis;
  const { apply } = Reflect;
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
