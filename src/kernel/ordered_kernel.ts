// Longer than most: the whole life of the kernel that front ends see is in one class.
import type { ConnectionInfo } from "./_connection_info.ts";
import { BOOKKEEPING, executeCell, originOf } from "./_execute_cell.ts";
import { FrontEndInput } from "./_front_end_input.ts";
import { History } from "./_history.ts";
import { inspect } from "./_inspect.ts";
import { isComplete } from "./_is_complete.ts";
import { Kernel, KernelDied } from "./_kernel.ts";
import { type Content, type Header, type Message, MessageCodec, newMessage } from "./_message.ts";
import { within } from "./_process_log.ts";
import { ServerSocket } from "./_server_socket.ts";
import { StreamBuffer } from "./_stream_buffer.ts";
import type { ZmtpConnection } from "./_zmtp.ts";

/** Requests that Deno's kernel answers itself, besides running code. */
const PASSED_ON = new Set(["kernel_info_request", "complete_request", "comm_info_request"]);

/** How long a cell has to hear that it is to stop waiting, before it is taken to be busy. */
const HEED_MILLISECONDS = 1000;
/** How long a busy cell may go on once it was told to stop; a loop ends at once. */
const STOP_MILLISECONDS = 1000;

const LOST = "[the kernel had ended; a new one has started, variables are gone]\n";

interface Request {
  message: Message;
  from: ZmtpConnection;
}

/**
 * The kernel "Deno (ordered)": it stands in front of Deno's kernel, one request at a time, and sees
 * to it that front ends get every output under the cell that made it.
 */
export class OrderedKernel {
  /** Settles when a front end has shut the kernel down. */
  readonly finished: Promise<void>;
  readonly #finish: () => void;
  readonly #codec: MessageCodec;
  readonly #session = crypto.randomUUID();
  readonly #sockets: ServerSocket[];
  readonly #iopub: ServerSocket;
  readonly #queue: Request[] = [];
  readonly #place = { cwd: Deno.cwd(), deno: Deno.execPath() };
  readonly #history = new History();
  readonly #input: FrontEndInput;
  readonly #printed = new StreamBuffer((message, parent) => this.#send(message, parent));
  #kernel: Promise<Kernel>;
  #working = false;
  /** The cell that runs, until it has ended. */
  #running: Promise<void> | undefined;
  #closing = false;
  #count = 0;
  /** Requests of the cells that Deno's kernel has run, by the number that it knows them by. */
  readonly #cells = new Map<number, Partial<Header>>();
  /** Number of the cell that was run last. */
  #lastCell = 0;
  /** Whether Deno's kernel was started anew between two cells, and no cell has said so. */
  #isLossUntold = false;

  /** Binds the ports that a front end has chosen and starts Deno's kernel. */
  constructor(info: ConnectionInfo) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.finished = promise;
    this.#finish = resolve;
    this.#codec = new MessageCodec(info.key);
    const { ip } = info;
    this.#iopub = new ServerSocket(ip, info.iopub_port, "PUB");
    this.#input = new FrontEndInput(ip, info.stdin_port, this.#codec, this.#session);
    this.#sockets = [
      this.#iopub,
      new ServerSocket(
        ip,
        info.shell_port,
        "ROUTER",
        (frames, from) => this.#onShell(frames, from),
      ),
      new ServerSocket(
        ip,
        info.control_port,
        "ROUTER",
        (frames, from) => this.#onControl(frames, from),
      ),
      new ServerSocket(ip, info.hb_port, "REP", (frames, from) => from.send(frames)),
    ];
    // Only now, so that it cannot be given one of the same ports.
    this.#kernel = this.#start();
  }

  /** Asks the running cell to stop; starts Deno's kernel anew where it does not heed that. */
  async interrupt(): Promise<void> {
    const kernel = await this.#kernel;
    const running = this.#running?.catch(() => {});
    if (running === undefined || kernel.isDead) return;
    const canHear = !this.#input.isAsking && await kernel.stopWaiting();
    if (canHear && await within(running, HEED_MILLISECONDS)) return;
    kernel.interrupt().catch(() => {});
    this.#input.cancel();
    // The cell that dies with the kernel says why.
    if (!await within(running, STOP_MILLISECONDS)) await kernel.stop();
  }

  /** Ends Deno's kernel and frees the ports. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#kernel.then((kernel) => kernel.stop(), () => {});
    for (const socket of [...this.#sockets, this.#input]) socket.close();
    this.#finish();
  }

  async #start(): Promise<Kernel> {
    if (this.#closing) throw new KernelDied("shut down");
    const kernel = await Kernel.start({ cwd: this.#place.cwd, stoppable: true });
    this.#listenBetween(kernel);
    return kernel;
  }

  #onShell(frames: Uint8Array[], from: ZmtpConnection): void {
    const message = this.#decode(frames);
    if (message === undefined) return;
    this.#queue.push({ message, from });
    this.#work();
  }

  async #onControl(frames: Uint8Array[], from: ZmtpConnection): Promise<void> {
    const message = this.#decode(frames);
    if (message === undefined) return;
    const request = { message, from };
    switch (message.header.msg_type) {
      case "interrupt_request":
        this.#abortQueue();
        await this.interrupt();
        return this.#reply(request, { status: "ok" });
      case "shutdown_request": {
        const content = { status: "ok", restart: message.content["restart"] === true };
        this.#closing = true;
        await this.#kernel.then((kernel) => kernel.stop(), () => {});
        await this.#publish("shutdown_reply", content, message.header);
        await this.#reply(request, content);
        return this.close();
      }
      case "kernel_info_request":
        return this.#passOn(request, "control");
    }
  }

  /** Works through the queue, one request at a time and in order. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let request = this.#queue.shift(); request; request = this.#queue.shift()) {
      const { header } = request.message;
      this.#publish("status", { execution_state: "busy" }, header);
      try {
        if (header.msg_type === "execute_request") {
          await (this.#running = this.#execute(request));
        } else await this.#answer(request);
      } catch (error) {
        await this.#reply(request, asErrorReply(error));
      }
      this.#running = undefined;
      this.#publish("status", { execution_state: "idle" }, header);
    }
    this.#working = false;
  }

  async #answer(request: Request): Promise<void> {
    const { header, content } = request.message;
    switch (header.msg_type) {
      case "history_request":
        return this.#reply(request, this.#history.reply(content));
      case "is_complete_request":
        return this.#reply(request, await isComplete(String(content["code"])));
      case "inspect_request":
        return this.#reply(request, await inspect(await this.#livingKernel(), content));
    }
    if (PASSED_ON.has(header.msg_type)) await this.#passOn(request, "shell");
  }

  async #execute(request: Request): Promise<void> {
    const { header, content } = request.message;
    const kernel = await this.#livingKernel();
    const code = String(content["code"] ?? "");
    if (content["silent"] === true) {
      kernel.onPublished = (message) => this.#publishKnown(message, header);
      const { content: silent } = await kernel.executeSilently(code);
      this.#listenBetween(kernel);
      return this.#reply(request, { ...silent, execution_count: this.#count });
    }
    const lost = this.#isLossUntold;
    this.#isLossUntold = false;
    const count = content["store_history"] === false ? this.#count : ++this.#count;
    this.#lastCell = count;
    this.#cells.set(count, header);
    this.#publish("execute_input", { code, execution_count: count }, header);
    if (lost) this.#publish("stream", { name: "stderr", text: LOST }, header);
    const entry = content["store_history"] === false ? undefined : this.#history.add(count, code);
    const publish = (message: Message, cell: number) => {
      if (entry && message.header.msg_type === "execute_result") {
        entry.output = message.content["data"]["text/plain"] ?? null;
      }
      this.#forward(message, this.#cells.get(cell) ?? header);
    };
    kernel.onInput = content["allow_stdin"] === true
      ? (asked) => this.#input.ask(asked, header, request.from)
      : undefined;
    let error: Content | undefined;
    try {
      ({ error } = await executeCell(
        kernel,
        { source: code, number: count, count },
        this.#place,
        publish,
      ));
    } catch (death) {
      if (!(death instanceof KernelDied)) throw death;
      error = deathOf(kernel, death);
      this.#publish("error", error, header);
      this.#count = 0;
      this.#kernel = this.#start();
    }
    const user_expressions: Content = {};
    if (!error) {
      for (const [name, expression] of Object.entries(content["user_expressions"] ?? {})) {
        user_expressions[name] = await kernel.evaluate(String(expression));
      }
    }
    this.#listenBetween(kernel);
    await this.#reply(
      request,
      error
        ? { status: "error", execution_count: count, ...error }
        : { status: "ok", execution_count: count, payload: [], user_expressions },
    );
    if (error && content["stop_on_error"] !== false) {
      // Cells that were asked for in the same breath may still be on their way.
      await new Promise((resolve) => setTimeout(resolve, 10));
      this.#abortQueue();
    }
  }

  async #passOn(request: Request, channel: "shell" | "control"): Promise<void> {
    const { header, content } = request.message;
    const kernel = await this.#livingKernel();
    const { msg_type } = header;
    const inner = newMessage(msg_type, content, kernel.session);
    const reply = await kernel.request(channel, inner);
    await this.#reply(request, reply.content);
  }

  async #livingKernel(): Promise<Kernel> {
    // Deno's kernel has ended, or could not be started.
    if (await this.#kernel.then((kernel) => kernel.isDead, () => true)) {
      this.#isLossUntold = true;
      this.#count = 0;
      this.#kernel = this.#start();
    }
    return this.#kernel;
  }

  #abortQueue(): void {
    const aborted = this.#queue.filter(({ message }) =>
      message.header.msg_type === "execute_request"
    );
    for (const request of aborted) {
      this.#queue.splice(this.#queue.indexOf(request), 1);
      const { header } = request.message;
      this.#publish("status", { execution_state: "busy" }, header);
      this.#reply(request, { status: "aborted", execution_count: this.#count });
      this.#publish("status", { execution_state: "idle" }, header);
    }
  }

  #reply({ message, from }: Request, content: Content): Promise<void> {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    const reply = newMessage(type, content, this.#session, message.header);
    reply.identities = message.identities;
    return from.send(this.#codec.encode(reply)).catch(() => {});
  }

  #publish(type: string, content: Content, parent: Partial<Header>): Promise<void> {
    return this.#forward(newMessage(type, content, this.#session), parent);
  }

  #publishKnown(published: Message, parent?: Partial<Header>): void {
    const { message, cell = this.#lastCell } = originOf(published);
    if (BOOKKEEPING.has(message.header.msg_type)) return;
    this.#forward(message, parent ?? this.#cells.get(cell) ?? {});
  }

  /** Late outputs, between two requests, belong to the cell that began what made them. */
  #listenBetween(kernel: Kernel): void {
    kernel.onPublished = (message) => this.#publishKnown(message);
  }

  #forward(message: Message, parentHeader: Partial<Header>): Promise<void> {
    if (message.header.msg_type === "stream") {
      this.#printed.add(message, parentHeader);
      return Promise.resolve();
    }
    this.#printed.flush();
    return this.#send(message, parentHeader);
  }

  #send(message: Message, parentHeader: Partial<Header>): Promise<void> {
    const topic = new TextEncoder().encode(message.header.msg_type);
    const header = { ...message.header, session: this.#session };
    return this.#iopub.publish(
      this.#codec.encode({ ...message, header, parentHeader, identities: [topic] }),
    );
  }

  #decode(frames: Uint8Array[]): Message | undefined {
    try {
      return this.#codec.decode(frames);
    } catch {
      // Not signed with our key: whoever sent it is no front end of ours.
      return undefined;
    }
  }
}

function deathOf(kernel: Kernel, death: KernelDied): Content {
  const evalue = kernel.interrupted
    ? "the cell did not heed Stop; a new kernel has started, variables are gone"
    : /out of memory/i.test(kernel.log.text)
    ? "the kernel ran out of memory; a new kernel has started, variables are gone"
    : `${death.message}; a new kernel has started, variables are gone`;
  const ename = kernel.interrupted ? "Interrupted" : "KernelDied";
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

function asErrorReply(error: unknown): Content {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
