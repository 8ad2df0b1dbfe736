// Longer than most: all that runs in the kernel is one function, which may use nothing from outside.
// deno-lint-ignore-file no-explicit-any

/** Global name under which the kernel keeps its end. Cells are made to use it; see `instrument`. */
export const HOOK = "__silicon_kernel__";

/** Message type of a barrier: everything that a cell sent comes before it. */
export const BARRIER = "silicon_barrier";

/** What cells are made to pass everything through that they wait for; see `instrument`. */
export const STOPPABLE = `${HOOK}.stoppable`;

/** Message type of the answer to `evaluatedCode`. */
export const EVALUATED = "silicon_evaluated";

/** Field of a message's metadata that holds the number of the cell whose doing it is. */
export const CELL = "silicon_cell";

/** Field of an error's metadata that says what it ended: its cell (true), a test of it, or neither, being a late one. */
export const THROWN = "silicon_thrown";

/** What a run left behind that had not ended. */
export interface Unfinished {
  cell: number;
  what: string;
}

/** A name that a module does not export. */
export interface Absent {
  specifier: string;
  name: string;
  message: string;
}

/**
 * What a fresh kernel runs first, as text: it may use nothing from outside but globals, and takes its own references of
 * these at once, so that cells may give their names to something else.
 */
export function inKernel(
  names: Record<"HOOK" | "BARRIER" | "EVALUATED" | "CELL" | "THROWN", string>,
) {
  const global = globalThis as any;
  const { Deno, console, process, performance, setTimeout, setInterval, addEventListener } = global;
  const {
    Error,
    SuppressedError,
    SyntaxError,
    Promise,
    Proxy,
    Reflect,
    Symbol,
    Object,
    Map,
    Uint8Array,
  } = global;
  const { Array, Math, Number, Set, String, Response, TextDecoder, TextEncoder, queueMicrotask } =
    global;
  const { broadcast, format } = Deno.jupyter;
  const { prompt } = global;
  const { connect, memoryUsage, inspect, exit } = Deno;
  const { Console, inspectArgs } = Deno[Deno.internal];
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  const errorText = Error.prototype.toString;
  const now = performance.now.bind(performance);
  const parent = Deno.ppid;
  Deno.unrefTimer(setInterval(() => {
    if (Deno.ppid !== parent) exit(1);
  }, 1000));
  // A Deno that a cell starts would empty the audit file and write its own into it.
  Deno.env.delete("DENO_AUDIT_PERMISSIONS");

  /** The cell that began whatever runs now; timers, requests and promises keep it. */
  const origin = new AsyncLocalStorage();
  let running = 0;
  const cellNow = (): number => origin.getStore() ?? running;

  // What is printed goes the way of all other messages, so that it keeps its place among them; in few large messages
  // when there is much of it, since each costs the kernel more than printing it.
  const BURST = 50, BURST_MILLISECONDS = 20, LONGEST = 1 << 16;
  let held = { name: "", text: "", cell: 0 }, waiting = false, windowStart = 0, sentInWindow = 0;
  const flush = () => {
    const { name, text, cell } = held;
    if (text === "") return;
    held = { name: "", text: "", cell: 0 };
    broadcast("stream", { name, text }, { metadata: { [names.CELL]: cell } });
  };
  const print = (name: string, text: string) => {
    const cell = cellNow();
    if (held.name !== name || held.cell !== cell) flush();
    held.name = name;
    held.cell = cell;
    held.text += text;
    const time = now();
    if (time - windowStart > BURST_MILLISECONDS) {
      windowStart = time;
      sentInWindow = 0;
    }
    if (++sentInWindow <= BURST || held.text.length > LONGEST) return flush();
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      flush();
    }, BURST_MILLISECONDS);
  };
  const send = (type: string, content: any, options: any = {}) => {
    flush();
    const metadata = { ...options.metadata, [names.CELL]: cellNow() };
    broadcast(type, content, { ...options, metadata });
  };
  Deno.jupyter.broadcast = send;
  Deno.jupyter.display = async (value: any, options: any = {}) => {
    const data = options.raw && typeof value === "object" && value !== null
      ? value
      : await bundleOf(value);
    const transient = options.display_id ? { display_id: options.display_id } : {};
    const type = options.update ? "update_display_data" : "display_data";
    send(type, { data, metadata: {}, transient });
  };
  Object.assign(
    console,
    new Console((text: string, level: number) => print(level > 1 ? "stderr" : "stdout", text)),
  );
  for (const name of ["stdout", "stderr"]) {
    const decoder = new TextDecoder();
    const write = (bytes: any) => {
      const text = decoder.decode(bytes, { stream: true });
      if (text !== "") print(name, text);
      return bytes.length;
    };
    Deno[name].writeSync = write;
    Deno[name].write = (bytes: any) => Promise.resolve(write(bytes));
    process[name].write = (chunk: any, encoding: any, done: any) => {
      if (typeof chunk === "string") print(name, chunk);
      else write(chunk);
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback) queueMicrotask(callback);
      return true;
    };
  }

  // Deno's own wording of a stack leaves out the name of a script, by which cells are told apart.
  Error.prepareStackTrace = (error: any, sites: any[]) => {
    let text = Reflect.apply(errorText, error, []), isOurs = false;
    for (const site of sites) {
      const frame = String(site);
      // A declaration is made in a function of ours and called by one: its cell is to be seen once.
      const isTwice = isOurs;
      isOurs = /\brun(?:Async)? \(ext:silicon/.test(frame);
      if (!isTwice && !/ext:silicon|^stoppableEach\./.test(frame)) text += `\n    at ${frame}`;
    }
    return text;
  };
  /** What Deno does not show of an error: which one was thrown, and which one that kept from being seen. */
  const withHidden = (thrown: any) => {
    if (!(thrown instanceof SuppressedError)) return thrown;
    const { error, suppressed } = thrown;
    return Object.defineProperties(thrown, {
      error: { value: error, enumerable: true },
      suppressed: { value: suppressed, enumerable: true },
    });
  };
  const describe = (thrown: any) => {
    try {
      const shown = inspect(withHidden(thrown), { colors: false });
      return thrown instanceof Error
        ? {
          ename: String(thrown.name),
          evalue: String(thrown.message),
          traceback: shown.split("\n"),
        }
        : { ename: "Error", evalue: shown, traceback: `Uncaught ${shown}`.split("\n") };
    } catch {
      // It does not want to be shown.
      return { ename: "Error", evalue: "something was thrown that cannot be shown", traceback: [] };
    }
  };
  const fail = (reason: any, cell: number, ended: boolean | "test") => {
    flush();
    const metadata = { [names.CELL]: cell, [names.THROWN]: ended };
    broadcast("error", describe(reason), { metadata });
  };
  /** An error of a worker stays there: what is told of it is made into one. */
  const toldOf = ({ message, filename = "", lineno, colno }: any) => {
    const [, name = "Error", words] = /^(?:Uncaught )?(?:\(in promise\) )?(?:(\w*Error): )?([^]*)$/
      .exec(message) as any;
    const file = filename.replace(/^(?:blob|data):[^]*/, "worker");
    const stack = `${name}: ${words}${file ? `\n    at ${file}:${lineno}:${colno}` : ""}`;
    return Object.assign(new Error(words), { name, stack });
  };
  let thrower: number | undefined;
  const report = (event: any, reason: any) => {
    const cell = thrower ?? cellNow();
    thrower = undefined;
    // Left to its default the event would wedge the kernel; a cell's own listener may still claim it.
    let claimed = event.defaultPrevented;
    event.preventDefault();
    event.preventDefault = () => {
      claimed = true;
    };
    queueMicrotask(() => {
      if (!claimed) fail(reason, cell, false);
    });
  };
  addEventListener("unhandledrejection", (event: any) => report(event, event.reason));
  addEventListener("error", (event: any) => report(event, event.error ?? toldOf(event)));

  // What cells have begun and what has not ended.
  const pending = new Map();
  const began = (key: any, what: string, ends = true) =>
    pending.set(key, { cell: cellNow(), what, ends });
  const ended = (key: any) => pending.delete(key);
  const timer = (start: any, what: string, once: boolean) => {
    const made = (callback: any, ...rest: any[]) => {
      const cell = cellNow();
      const call = function (this: unknown, ...args: any[]) {
        if (once) pending.delete(key);
        try {
          return Reflect.apply(callback, this, args);
        } catch (error) {
          thrower = cell;
          throw error;
        }
      };
      const key = start(typeof callback === "function" ? call : callback, ...rest);
      began(key, what, once);
      return key;
    };
    return Object.defineProperties(made, Object.getOwnPropertyDescriptors(start));
  };
  const stopper = (stop: any) => (key: any) => {
    if (!pending.delete(key)) {
      for (const one of pending.keys()) if (one == key) pending.delete(one);
    }
    return stop(key);
  };
  const timers = {
    setTimeout: timer(setTimeout, "a timer", true),
    setInterval: timer(setInterval, "an interval", false),
    clearTimeout: stopper(global.clearTimeout),
    clearInterval: stopper(global.clearInterval),
  };
  for (const on of [global, process.getBuiltinModule("node:timers")]) Object.assign(on, timers);
  /** Makes functions of an object that give promises keep note until these settle. */
  const follow = (on: any, functions: string[], what: string) => {
    for (const name of functions) {
      const original = on[name];
      // A cell waits for a function that waits, so that stacks go through; two reactions would end them.
      const followed = async function (this: unknown, ...args: any[]) {
        const key = {};
        began(key, what);
        try {
          return await Reflect.apply(original, this, args);
        } finally {
          pending.delete(key);
        }
      };
      on[name] = Object.defineProperties(followed, Object.getOwnPropertyDescriptors(original));
    }
  };
  const BODY = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"];
  const FILES = ["readFile", "readTextFile", "writeFile", "writeTextFile", "open", "stat", "mkdir"];
  follow(global, ["fetch"], "a request");
  follow(Response.prototype, BODY, "a request");
  follow(Deno, ["connect", "connectTls", "resolveDns"], "a request");
  follow(Deno, [...FILES, "copyFile", "remove", "rename"], "work on a file");
  follow(Deno.Command.prototype, ["output"], "a child process");
  follow(process.getBuiltinModule("node:timers/promises"), ["setTimeout"], "a timer");
  // What may go on for ever: it is waited for as long as an interval.
  for (const [name, what] of [["Worker", "a worker"], ["WebSocket", "a connection"]] as const) {
    global[name] = new Proxy(global[name], {
      construct(type: any, args: any, made: any) {
        const one = Reflect.construct(type, args, made);
        began(one, what, false);
        for (const end of ["close", "error"]) one.addEventListener(end, () => ended(one));
        return one;
      },
    });
  }
  const { terminate } = global.Worker.prototype;
  global.Worker.prototype.terminate = function () {
    ended(this);
    return Reflect.apply(terminate, this, []);
  };
  const { serve } = Deno;
  Deno.serve = (...args: unknown[]) => {
    const server = serve(...args);
    began(server, "a server", false);
    server.finished.finally(() => ended(server));
    return server;
  };
  const { spawn } = Deno.Command.prototype;
  Deno.Command.prototype.spawn = function () {
    const child = Reflect.apply(spawn, this, []);
    began(child, "a child process");
    child.status.finally(() => ended(child));
    return child;
  };
  const nodes = process.getBuiltinModule("node:child_process").ChildProcess.prototype;
  const { spawn: nodesSpawn } = nodes;
  nodes.spawn = function (...args: unknown[]) {
    began(this, "a child process");
    for (const end of ["exit", "error"]) this.once(end, () => ended(this));
    return Reflect.apply(nodesSpawn, this, args);
  };
  const turn = (milliseconds: number) =>
    new Promise((resolve: any) => setTimeout(resolve, milliseconds));

  let tests = 0;
  /** The body of a test, whose errors are told of with their lines: Deno's report has those of the code that it ran. */
  const watched = (body: any) => {
    if (typeof body !== "function") return body;
    const watcher = async function (this: unknown, ...args: unknown[]) {
      try {
        return await Reflect.apply(body, this, args);
      } catch (error) {
        fail(error, cellNow(), "test");
        throw error;
      }
    };
    return Object.defineProperty(watcher, "name", { value: body.name });
  };
  const { test } = Deno;
  Deno.test = new Proxy(test, {
    apply(test: any, self: any, args: any) {
      tests++;
      const made = args.map((arg: any) => arg?.fn ? { ...arg, fn: watched(arg.fn) } : watched(arg));
      return Reflect.apply(test, self, made);
    },
    get(test: any, name: any) {
      tests++;
      return Reflect.get(test, name);
    },
  });

  const display = Symbol.for("Jupyter.display");
  const KNOWN_BY_KERNEL = ["toDataURL", "toSpec", "schema", "outerHTML"];
  const bundleOf = async (value: any) => {
    if (typeof value === "object" && value !== null) {
      if (typeof value[display] === "function") return await value[display]();
      // Deno's own function looks for what it knows how to draw, and stumbles over a cell's `Deno`.
      if (value instanceof Uint8Array || KNOWN_BY_KERNEL.some((name) => name in value)) {
        return await format(value);
      }
    }
    return { "text/plain": inspectArgs(["%o", value], { colors: false }) };
  };
  const value = async (shown: any, count: number) => {
    if (shown === undefined) return;
    const data = await bundleOf(shown);
    send("execute_result", { execution_count: count, data, metadata: {}, transient: {} });
  };

  // Deno's own functions take nobody's answer for "no".
  const ask = (question: string, ...rest: unknown[]) => {
    flush();
    const answer = prompt(question, ...rest);
    if (answer !== null) return answer;
    throw new Error(
      `Cannot ask ${inspect(question)}: nobody can answer where the notebook runs by itself; ` +
        "give the value in a cell, or as a parameter",
    );
  };
  global.prompt = (question = "Prompt", ...rest: unknown[]) => ask(String(question), ...rest);
  global.confirm = (question = "Confirm") => /^y$/i.test(ask(`${question} [y/N] `));

  // What the cell waits for at its top, while the client can tell it to stop.
  const waits = new Set();
  let canStop = false, stopped = 0;
  const stop = (cell: number) => {
    if (cell !== running) return;
    stopped = cell;
    const error = new Error(
      "the cell was stopped while it waited; what it waited for cannot be stopped and may go on",
    );
    error.name = "Interrupted";
    for (const refuse of waits) refuse(error);
    waits.clear();
  };
  const stoppable = (value: any) => {
    if (!canStop) return value;
    const settled = new Promise((resolve: any, reject: any) => {
      waits.add(reject);
      Promise.resolve(value).then(resolve, reject).finally(() => waits.delete(reject));
    });
    if (stopped === running) stop(running);
    return settled;
  };

  let unsure: Absent[] = [];
  const absent = (module: any, specifier: string, name: string): Absent => {
    const near = Object.keys(module).map((other: string) => ({
      other,
      distance: distance(name.toLowerCase(), other.toLowerCase()),
    })).sort((a: any, b: any) => a.distance - b.distance);
    const isNear = near[0]?.distance <= Math.max(2, name.length / 2) || near.length === 1;
    const hint = near.length === 0
      ? ""
      : isNear
      ? `; did you mean ${near[0].other}?`
      : `; it exports ${near.slice(0, 5).map((one: any) => one.other).join(", ")}`;
    return { specifier, name, message: `${specifier} has no export ${name}${hint}` };
  };
  /** How many letters have to be put in, taken out or changed. */
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_: unknown, i: number) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        next.push(Math.min(changed, row[j] + 1, next[j - 1]! + 1));
      }
      row = next;
    }
    return row[b.length];
  };

  Object.defineProperty(global, names.HOOK, {
    value: {
      /** Says which cell begins. */
      begin(cell: number) {
        running = cell;
        origin.enterWith(cell);
      },
      /** Shows the last value of a cell. */
      value,
      /** Tells of an error that ends the cell, and gives it back. */
      thrown(error: unknown) {
        fail(error, running, true);
        return error;
      },
      /** Runs what a declaration is made from, and tells of its error. */
      run(make: () => unknown) {
        try {
          return make();
        } catch (error) {
          fail(error, running, true);
          throw error;
        }
      },
      /** The same for what waits. */
      async runAsync(make: () => unknown) {
        try {
          return await make();
        } catch (error) {
          fail(error, running, true);
          throw error;
        }
      },
      /**
       * Loads a module and refuses names that it does not export. Those that the cell does not use may be types, which
       * are gone by now: they are told of with the next barrier.
       */
      async imported(load: () => any, specifier: string, used: string[], unused: string[]) {
        try {
          const module = await load();
          const isMissing = (name: string) => !(name in module);
          unsure.push(...unused.filter(isMissing).map((name) => absent(module, specifier, name)));
          const missing = used.find(isMissing);
          if (missing === undefined) return;
          throw new SyntaxError(absent(module, specifier, missing).message);
        } catch (error) {
          fail(error, running, true);
          throw error;
        }
      },
      /** What the top of a cell waits for, or the word that the cell is to stop. */
      stoppable,
      /** The same for what it goes through one after the other. */
      async *stoppableEach(values: any) {
        const iterator = values[Symbol.asyncIterator]?.() ?? values[Symbol.iterator]();
        let isInBody = false;
        try {
          for (;;) {
            const { done, value } = await stoppable(iterator.next());
            if (done) return;
            isInBody = true;
            yield stoppable(value);
            isInBody = false;
          }
        } finally {
          if (isInBody) await stoppable(iterator.return?.());
        }
      },
      /** Connects to the client, which then can stop a cell that waits. */
      async listen(port: number, key: string) {
        const conn = await connect({ hostname: "127.0.0.1", port });
        await conn.write(new TextEncoder().encode(key));
        canStop = true;
        (async () => {
          const buffer = new Uint8Array(256);
          for (let size; (size = await conn.read(buffer)) !== null;) {
            const cells = new TextDecoder().decode(buffer.subarray(0, size)).trim().split("\n");
            stop(Number(cells.at(-1)));
          }
        })().catch(() => {});
      },
      /** Publishes what an expression gives, as front ends show it, or why it gives nothing. */
      async evaluated(id: string, make: () => unknown, isInspected: boolean) {
        const result = await (async () => {
          try {
            const value = await make();
            const data = isInspected && typeof value === "function"
              ? { "text/plain": String(value) }
              : await bundleOf(value);
            return { status: "ok", data, metadata: {} };
          } catch (error) {
            return { status: "error", ...describe(error) };
          }
        })();
        broadcast(names.EVALUATED, { id, result });
      },
      /** A test makes the kernel print what it has held back of the output of child processes. */
      flushHeld: () => void test({ name: "flush held output", fn() {} }),
      /** Lets all that was published so far be followed by a message with the id. */
      async barrier(id: string) {
        await turn(0);
        flush();
        broadcast(names.BARRIER, { id, memoryBytes: memoryUsage().rss, tests, unsure });
        tests = 0;
        unsure = [];
      },
      /** Waits until nothing that cells began is pending, and says what is when the time is over. */
      async settled(id: string, milliseconds: number) {
        const started = now();
        let left: Unfinished[] = [];
        for (let quiet = 0; quiet < 2;) {
          await turn(quiet === 0 ? 1 : 0);
          const spent = now() - started;
          const going = [...pending].filter(([key]) => key.hasRef?.() !== false);
          left = going.map(([, { cell, what }]) => ({ cell, what }));
          if (spent >= milliseconds) break;
          const waits = spent < 1000 ? going.length > 0 : going.some(([, { ends }]) => ends);
          quiet = waits ? 0 : quiet + 1;
        }
        flush();
        broadcast(names.BARRIER, { id, memoryBytes: memoryUsage().rss, tests, unsure, left });
      },
    },
  });
}

/** The same as code. It counts as Deno's own in stacks. */
export const BOOTSTRAP = `//# sourceURL=ext:silicon/kernel.js
(${inKernel})(${JSON.stringify({ HOOK, BARRIER, EVALUATED, CELL, THROWN })})`;

/** Code that makes the kernel send a barrier. */
export function barrierCode(id: string): string {
  return `await ${HOOK}.barrier(${JSON.stringify(id)})`;
}

/** Code that makes it send one once nothing is pending, or after the time. */
export function settledCode(id: string, milliseconds: number): string {
  return `await ${HOOK}.settled(${JSON.stringify(id)}, ${milliseconds})`;
}

/** Code that makes the kernel publish what an expression gives, or for a function how it is written. */
export function evaluatedCode(id: string, expression: string, isInspected: boolean): string {
  return `await ${HOOK}.evaluated(${JSON.stringify(id)},async()=>(${expression}\n),${isInspected})`;
}

/** Code that opens the kernel's end of a side channel. */
export function listenCode(port: number, key: string): string {
  return `await ${HOOK}.listen(${port}, ${JSON.stringify(key)})`;
}

/** Code that takes away what a restricted run must not do; reading files stays. */
export const RESTRICT =
  `for (const name of ["net", "run", "ffi", "write", "env", "sys", "import"]) Deno.permissions.revokeSync({ name })`;

/** Code that makes the kernel print what it has held back of the output of child processes. */
export const FLUSH = `${HOOK}.flushHeld()`;
