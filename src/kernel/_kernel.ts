// Longer than most: the whole life of one process of the kernel is in one class.
import { join } from "node:path";
import { CellFrames } from "./_cell_frames.ts";
import { type Channel, type ConnectionInfo, freshConnectionInfo } from "./_connection_info.ts";
import {
  type Absent,
  BARRIER,
  barrierCode,
  BOOTSTRAP,
  EVALUATED,
  evaluatedCode,
  listenCode,
  settledCode,
  STOPPABLE,
  type Unfinished,
} from "./_in_kernel.ts";
import { instrument, loadParser } from "./_instrument.ts";
import { LocatedMessages } from "./_located_messages.ts";
import { type Content, type Message, MessageCodec, newMessage } from "./_message.ts";
import { ownStorage } from "./_own_storage.ts";
import { ProcessLog, within } from "./_process_log.ts";
import { readPublished } from "./_published.ts";
import { SideChannel } from "./_side_channel.ts";
import { ZmtpConnection, ZmtpError } from "./_zmtp.ts";

/** How a kernel is started. */
export interface KernelOptions {
  cwd?: string;
  deno?: string;
  env?: Record<string, string>;
  /** Whether a cell that waits can be stopped, at the cost of a connection. */
  stoppable?: boolean;
  /** Code that runs before all other; what it publishes is lost. */
  setup?: string;
}

/** The kernel's process ended while something was asked of it. */
export class KernelDied extends Error {
  override name = "KernelDied";
  /** Exit code or signal, as text. */
  readonly how: string;

  constructor(how: string) {
    super(`the kernel's process ended (${how})`);
    this.how = how;
  }
}

/** How a request to run code ended. */
export interface Executed {
  /** The kernel's `execute_reply`. */
  reply: Message;
  barrier: Barrier;
}

/** What comes back with a barrier. */
export interface Barrier {
  /** Resident memory of the kernel. */
  memoryBytes: number;
  /** How often `Deno.test` was used since the barrier before. */
  tests: number;
  /** Names that are no exports of what they were imported from, and not used in their cell: types, or mistakes. */
  unsure: Absent[];
  /** What had not ended, where that was waited for. */
  left?: Unfinished[];
}

/** Words before a command that end it with its parent, where the system has them; the bootstrap's own watch comes later. */
let diesWithParent = async (): Promise<string[]> => {
  const words = ["setpriv", "--pdeathsig", "KILL", "--"];
  let works = false;
  try {
    const trial = new Deno.Command("setpriv", {
      args: [...words.slice(1), "true"],
      stderr: "null",
    });
    works = Deno.build.os === "linux" && (await trial.output()).success;
  } catch {
    // There is no such command.
  }
  diesWithParent = () => Promise.resolve(works ? words : []);
  return diesWithParent();
};

const START_ATTEMPTS = 3;
const START_MILLISECONDS = 60_000;

const SILENT: Content = { silent: true, store_history: false };
/** What the kernel replies, without publishing anything, to code that it cannot parse or was told to stop. */
export const UNPARSED = "Execution failed";

/** One process of Deno's kernel and the client's end of its sockets. */
export class Kernel {
  /** From start of the process to its first answer. */
  readyMilliseconds = 0;
  /** Receives every message the kernel publishes, in order and its stacks readable, but for the barriers. */
  onPublished: (message: Message) => void = () => {};
  /** Answers what code asks of its user; while it is absent, code is told that nobody can. */
  onInput: ((asked: Content) => Promise<string | undefined>) | undefined;
  readonly log: ProcessLog;
  /** Session of the messages this end sends. */
  readonly session: string = crypto.randomUUID();
  /** Settles when the process ends; never rejects. */
  readonly died: Promise<KernelDied>;
  #dead: KernelDied | undefined;
  #interrupted = false;
  readonly #process: Deno.ChildProcess;
  readonly #codec: MessageCodec;
  readonly #replies = new Map<string, (reply: Message) => void>();
  readonly #barriers = new Map<string, (barrier: Barrier) => void>();
  readonly #evaluated = new Map<string, (result: Content) => void>();
  /** Number of the cell that was run last. */
  #cell = 0;
  /** Whether its code waits for anything, outside of functions. */
  #waits = false;
  readonly #frames: CellFrames;
  readonly #located: LocatedMessages;
  readonly #sockets = new Map<Channel, ZmtpConnection>();
  #side: SideChannel | undefined;

  private constructor(
    process: Deno.ChildProcess,
    codec: MessageCodec,
    frames: CellFrames,
    storage: string,
  ) {
    this.#process = process;
    this.#codec = codec;
    this.#frames = frames;
    this.#located = new LocatedMessages((traceback) => frames.located(traceback));
    this.log = new ProcessLog(process);
    this.died = process.status.then(async ({ code, signal }) => {
      const dead = new KernelDied(signal === null ? `exit code ${code}` : signal);
      this.#dead = dead;
      for (const socket of this.#sockets.values()) socket.close();
      this.#side?.close();
      // Its last words may say why; a child process that a cell left running holds the streams open.
      await this.log.ended(200);
      await Deno.remove(storage, { recursive: true }).catch(() => {});
      return dead;
    });
  }

  /** Whether the process has ended. */
  get isDead(): boolean {
    return this.#dead !== undefined;
  }

  /** Whether the code that ran last was asked to stop. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Starts a kernel and waits until it answers and its publications arrive. */
  static async start(options: KernelOptions = {}): Promise<Kernel> {
    for (let attempt = 1;; attempt++) {
      try {
        return await Kernel.#startOnce(options);
      } catch (error) {
        // Between choosing free ports and binding them another process may have taken one.
        if (!Kernel.#isPortTrouble(error) || attempt === START_ATTEMPTS) throw error;
      }
    }
  }

  static #isPortTrouble(error: unknown): boolean {
    return error instanceof KernelDied || error instanceof ZmtpError;
  }

  static async #startOnce(options: KernelOptions): Promise<Kernel> {
    const info = freshConnectionInfo();
    const storage = await ownStorage(options.env?.["DENO_DIR"]);
    const file = join(storage, "connection.json");
    const started = performance.now();
    try {
      await Deno.writeTextFile(file, JSON.stringify(info), { mode: 0o600 });
      const { deno = Deno.execPath(), cwd = Deno.cwd() } = options;
      const kernelCommand = [deno, "jupyter", "--kernel", "--conn", file];
      const [command = "", ...args] = [...await diesWithParent(), ...kernelCommand];
      const process = new Deno.Command(command, {
        args,
        cwd,
        env: { ...options.env, DENO_DIR: storage, NO_COLOR: "1" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      loadParser();
      const frames = new CellFrames(cwd, deno);
      const kernel = new Kernel(process, new MessageCodec(info.key), frames, storage);
      if (options.stoppable) kernel.#side = new SideChannel();
      try {
        await kernel.#connect(info, started, options.setup);
      } catch (error) {
        await kernel.stop();
        if (error instanceof KernelDied) error.message += `: ${kernel.log.text.trim()}`;
        throw error;
      }
      return kernel;
    } finally {
      await Deno.remove(file).catch(() => {}); // Gone with the storage of a kernel that ended.
    }
  }

  async #connect(info: ConnectionInfo, started: number, setup = ""): Promise<void> {
    const deadline = started + START_MILLISECONDS;
    const open = async (channel: Channel, port: number, type: "SUB" | "DEALER") => {
      const conn = await this.#reach(info.ip, port, deadline);
      this.#sockets.set(channel, await ZmtpConnection.open(conn, type, this.session));
    };
    await open("iopub", info.iopub_port, "SUB");
    await this.#socket("iopub").send([Uint8Array.of(1)]);
    await open("shell", info.shell_port, "DEALER");
    await open("control", info.control_port, "DEALER");
    await open("stdin", info.stdin_port, "DEALER");
    for (const channel of ["iopub", "shell", "control", "stdin"] as const) this.#listen(channel);
    await this.request("shell", newMessage("kernel_info_request", {}, this.session));
    this.readyMilliseconds = performance.now() - started;
    // One after the other, but asked for at once.
    const [{ content: { status, evalue } }] = await Promise.all([
      this.#run(`${BOOTSTRAP};${setup}`, SILENT),
      this.#side && this.#run(listenCode(this.#side.port, this.#side.key), SILENT),
      this.#heard(deadline),
    ]);
    if (status !== "ok") throw new Error(`Cannot start the kernel: ${evalue}`);
  }

  /** Waits until what the kernel publishes arrives: it drops all before it has read our subscription. */
  async #heard(deadline: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    do {
      if (performance.now() > deadline) {
        throw new Error("Cannot start the kernel: it does not publish");
      }
      this.#barrier().then(() => resolve(), reject);
    } while (!await within(promise, 200));
  }

  async #reach(hostname: string, port: number, deadline: number): Promise<Deno.Conn> {
    for (;;) {
      if (this.#dead) throw this.#dead;
      try {
        return await Deno.connect({ hostname, port });
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    }
  }

  /** Sends a request and waits for its reply. @throws {KernelDied} */
  async request(channel: "shell" | "control", message: Message): Promise<Message> {
    const { promise, resolve } = Promise.withResolvers<Message>();
    this.#replies.set(message.header.msg_id, resolve);
    try {
      await this.#socket(channel).send(this.#codec.encode(message)).catch(async (error) => {
        throw await within(this.died, 1000) ? this.#dead : error;
      });
      return await this.#orDied(promise);
    } finally {
      this.#replies.delete(message.header.msg_id);
    }
  }

  /**
   * Runs the code of a cell and waits until everything it published has been given to `onPublished`.
   *
   * @param cell its number, as the author knows it
   * @param count what its value is counted as
   * @throws {KernelDied}
   */
  async execute(code: string, cell: number, count = cell): Promise<Executed> {
    this.#interrupted = false;
    this.#cell = cell;
    const [id, atEnd] = this.#awaitedBarrier();
    const changed = await instrument(code, cell, count, id);
    this.#waits = changed.includes(STOPPABLE);
    const reply = await this.#run(this.#frames.named(cell, changed));
    if (reply.content["status"] === "ok" && changed.includes(id)) {
      const barrier = await this.#orDied(atEnd);
      if (barrier.tests === 0) return { reply, barrier };
      // Tests run when the code has come to its end.
      return { reply, barrier: { ...await this.#barrier(), ...barrier } };
    }
    this.#barriers.delete(id);
    return { reply, barrier: await this.#barrier() };
  }

  /** Waits, no longer than the time, until nothing is pending that cells began. @throws {KernelDied} */
  settled(milliseconds: number): Promise<Barrier> {
    return this.#barrier((id) => settledCode(id, milliseconds));
  }

  /** Runs code without a trace in history and counts; gives the reply. @throws {KernelDied} */
  async executeSilently(code: string): Promise<Message> {
    const reply = await this.#run(code, SILENT);
    await this.#barrier();
    return reply;
  }

  /** Value of an expression as front ends show it, or for a function how it is written, or the error. @throws {KernelDied} */
  async evaluate(expression: string, isInspected = false): Promise<Content> {
    const id = crypto.randomUUID();
    const { promise, resolve } = Promise.withResolvers<Content>();
    this.#evaluated.set(id, resolve);
    const reply = await this.#run(evaluatedCode(id, expression, isInspected), SILENT);
    if (reply.content["status"] === "ok") return await this.#orDied(promise);
    this.#evaluated.delete(id);
    const evalue = `${expression} is no expression`;
    return { status: "error", ename: "SyntaxError", evalue, traceback: [`SyntaxError: ${evalue}`] };
  }

  /** Asks the cell to give up what it waits for; says whether it waits anywhere. Code that is busy does not hear it. */
  async stopWaiting(): Promise<boolean> {
    this.#interrupted = true;
    if (this.#waits) await this.#side?.stop(this.#cell);
    return this.#waits;
  }

  /** Asks the kernel to stop the code that runs. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    await this.request("control", newMessage("interrupt_request", {}, this.session));
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It is gone already.
    }
    await this.died;
  }

  #run(code: string, content: Content = {}): Promise<Message> {
    const request = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: this.onInput !== undefined,
      stop_on_error: true,
      ...content,
    };
    return this.request("shell", newMessage("execute_request", request, this.session));
  }

  async #barrier(code: (id: string) => string = barrierCode): Promise<Barrier> {
    const [id, barrier] = this.#awaitedBarrier();
    await this.#run(code(id), SILENT);
    return await this.#orDied(barrier);
  }

  /** A barrier that code is to send, and its id. */
  #awaitedBarrier(): [id: string, barrier: Promise<Barrier>] {
    const id = crypto.randomUUID();
    const { promise, resolve } = Promise.withResolvers<Barrier>();
    this.#barriers.set(id, resolve);
    return [id, promise];
  }

  async #listen(channel: Exclude<Channel, "hb">): Promise<void> {
    const socket = this.#socket(channel);
    for (let frames = await socket.receive(); frames; frames = await socket.receive()) {
      const message = this.#decode(frames);
      if (message === undefined) continue;
      if (channel !== "iopub") {
        if (channel === "stdin") this.#input(message);
        else this.#replies.get(message.parentHeader.msg_id ?? "")?.(message);
        continue;
      }
      if (message.header.msg_type === EVALUATED) {
        this.#evaluated.get(message.content["id"])?.(message.content["result"]);
        this.#evaluated.delete(message.content["id"]);
        continue;
      }
      this.#located.pass(readPublished(message), (published) => {
        if (published.header.msg_type !== BARRIER) return this.onPublished(published);
        const { id, ...barrier } = published.content;
        this.#barriers.get(id)?.(barrier as Barrier);
        this.#barriers.delete(id);
      });
    }
  }

  /** Code that asks stands still until it is answered. */
  async #input({ content }: Message): Promise<void> {
    const value = await this.onInput?.(content) ?? null;
    const reply = newMessage("input_reply", { value }, this.session);
    await this.#socket("stdin").send(this.#codec.encode(reply)).catch(() => {});
  }

  #decode(frames: Uint8Array[]): Message | undefined {
    try {
      return this.#codec.decode(frames);
    } catch {
      // Signed with another key: it is not our kernel's.
      return undefined;
    }
  }

  #socket(channel: Channel): ZmtpConnection {
    return this.#sockets.get(channel) as ZmtpConnection;
  }

  async #orDied<T>(promise: Promise<T>): Promise<T> {
    const first = await Promise.race([promise, this.died]);
    if (first instanceof KernelDied) throw first;
    return first;
  }
}
