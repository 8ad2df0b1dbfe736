import { BOOTSTRAP_ERRORS } from "./_bootstrap_errors.ts";

/** Message type of a barrier: everything that a cell sent comes before it. */
export const BARRIER = "silicon_barrier";

/** Message type of an error that no cell could catch: an unhandled rejection, a throw in a timer. */
export const FAULT = "silicon_fault";

/** Message type of the answer to `whyCode`: the content of an `error`, or its id alone. */
export const REASON = "silicon_reason";

/** Name under which the kernel keeps its end of all this. */
const HOOK = `globalThis[Symbol.for("silicon.kernel")]`;

/**
 * Code that a fresh kernel runs first. It keeps its own references, so that cells may replace
 * timers or streams. Raw writes to stdout and stderr become outputs, which the kernel would
 * swallow. It counts as Deno's own in stacks. The watch on the parent lets no kernel outlive a runner that was killed.
 */
export const BOOTSTRAP = `//# sourceURL=ext:silicon/kernel.js
(() => {
  const { broadcast } = Deno.jupyter;
  const later = setTimeout;
  const { memoryUsage, inspect, exit } = Deno;
  const parent = Deno.ppid;
  Deno.unrefTimer(setInterval(() => { if (Deno.ppid !== parent) exit(1); }, 1000));
  // A Deno that a cell starts would empty the audit file and write its own into it.
  Deno.env.delete("DENO_AUDIT_PERMISSIONS");

  ${BOOTSTRAP_ERRORS}
  const report = (event, reason) => {
    // Left to its default the event would wedge the kernel; a cell's own listener may still claim it.
    let claimed = event.defaultPrevented;
    event.preventDefault();
    event.preventDefault = () => { claimed = true; };
    queueMicrotask(() => { if (!claimed) publish(reason); });
  };
  const publish = (reason) => broadcast("${FAULT}", describe(reason));
  addEventListener("unhandledrejection", (event) => report(event, event.reason));
  addEventListener("error", (event) => report(event, event.error ?? event.message));

  let tests = 0;
  Deno.test = new Proxy(Deno.test, {
    apply(test, self, args) { tests++; return Reflect.apply(test, self, args); },
    get(test, name) { tests++; return Reflect.get(test, name); },
  });

  for (const name of ["stdout", "stderr"]) {
    const decoder = new TextDecoder();
    const print = (bytes) => {
      const text = decoder.decode(bytes, { stream: true });
      if (text !== "") broadcast("stream", { name, text });
      return bytes.length;
    };
    Deno[name].writeSync = print;
    Deno[name].write = (bytes) => Promise.resolve(print(bytes));
    process[name].write = (chunk, encoding, done) => {
      print(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback) queueMicrotask(callback);
      return true;
    };
  }

  ${HOOK} = {
    async barrier(id) {
      keepAsked();
      await new Promise((resolve) => later(resolve, 0));
      await broadcast("${BARRIER}", { id, memoryBytes: memoryUsage().rss, tests });
      tests = 0;
    },
    why(id, reported) {
      broadcast("${REASON}", { id, ...describeReported(reported) });
    },
  };
})()`;

/** Code that makes the kernel send a barrier. */
export function barrierCode(id: string): string {
  return `await ${HOOK}.barrier(${JSON.stringify(id)})`;
}

/** Code that makes the kernel send the whole of an error whose message it has reported. */
export function whyCode(id: string, reported: string): string {
  return `${HOOK}.why(${JSON.stringify(id)}, ${JSON.stringify(reported)})`;
}

/** Code that takes away what a restricted run must not do; reading files stays. */
export const RESTRICT =
  `for (const name of ["net", "run", "ffi", "write", "env", "sys", "import"]) Deno.permissions.revokeSync({ name })`;

/** Code that makes the kernel print what it has held back of the output of child processes. */
export const FLUSH = `Deno.test({ name: "flush held output", fn() {} })`;
