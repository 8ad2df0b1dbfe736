import assert from "node:assert/strict";
import { type ConnectionInfo, freshConnectionInfo } from "../../src/kernel/_connection_info.ts";
import { type Content, type Message, MessageCodec, newMessage } from "../../src/kernel/_message.ts";
import { ZmtpConnection, ZmtpError } from "../../src/kernel/_zmtp.ts";

/** The ordered kernel as a process of its own, started as a front end does. */
export class OrderedProcess implements AsyncDisposable {
  readonly info: ConnectionInfo = freshConnectionInfo();
  readonly #file = Deno.makeTempFileSync({ suffix: ".json" });
  readonly process: Deno.ChildProcess;
  hasEnded = false;

  constructor(env: Record<string, string> = {}) {
    Deno.writeTextFileSync(this.#file, JSON.stringify(this.info));
    const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
    const main = path("src/kernel/ordered_main.ts");
    this.process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--config", path("deno.json"), main, this.#file],
      stdin: "null",
      env,
    }).spawn();
    this.process.status.then(() => this.hasEnded = true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.process.kill("SIGTERM");
    } catch {
      // It has ended.
    }
    await this.process.status;
    await Deno.remove(this.#file);
  }
}

/** What came of one request: the messages up to `idle`, in order, and the reply. */
export interface Answer {
  reply: Message;
  published: Message[];
}

/** A front end that attributes every output by its parent, as all do. */
export class FrontEnd implements Disposable {
  /** Everything published, whoever asked for it. */
  readonly published: Message[] = [];
  /** What the kernel has asked the user. */
  readonly asked: Message[] = [];
  readonly #codec: MessageCodec;
  readonly #session = crypto.randomUUID();
  readonly #replies = new Map<string, Message>();
  readonly #sockets: ZmtpConnection[] = [];
  #changed: () => void = () => {};
  #change: Promise<void> = Promise.resolve();

  private constructor(key: string) {
    this.#codec = new MessageCodec(key);
    this.#renew();
  }

  static async connect(
    info: ConnectionInfo,
    key = info.key,
    hasEnded: () => boolean = () => false,
  ): Promise<FrontEnd> {
    const frontEnd = new FrontEnd(key);
    const open = async (port: number, type: "SUB" | "DEALER") => {
      const conn = await reach(info.ip, port, hasEnded);
      frontEnd.#sockets.push(await ZmtpConnection.open(conn, type, frontEnd.#session));
    };
    await open(info.shell_port, "DEALER");
    await open(info.control_port, "DEALER");
    await open(info.iopub_port, "SUB");
    await frontEnd.#sockets[2]?.send([Uint8Array.of(1)]);
    await open(info.stdin_port, "DEALER");
    (await reach(info.ip, info.hb_port, hasEnded)).close();
    frontEnd.#sockets.forEach((_, i) => frontEnd.#listen(i));
    return frontEnd;
  }

  /** Waits until the kernel answers and what it publishes arrives. */
  async ready(): Promise<this> {
    for (;;) {
      await this.answer(this.send("kernel_info_request", {}), false);
      if (this.published.length > 0) return this;
    }
  }

  /** Sends a request, gives its id. */
  send(type: string, content: Content, channel: "shell" | "control" = "shell"): string {
    const message = newMessage(type, content, this.#session);
    this.#sockets[channel === "shell" ? 0 : 1]?.send(this.#codec.encode(message));
    return message.header.msg_id;
  }

  /** Sends a request with some of its parts replaced, by whatever. */
  sendWith(type: string, parts: object): void {
    const message = { ...newMessage(type, { code: "1" }, this.#session), ...parts };
    this.#sockets[0]?.send(this.#codec.encode(message));
  }

  /** Asks for code to be run, gives the id of the request. */
  execute(code: string, content: Content = {}): string {
    return this.send("execute_request", { code, silent: false, store_history: true, ...content });
  }

  /** What a request is answered with. */
  async ask(type: string, content: Content = {}): Promise<Content> {
    return (await this.answer(this.send(type, content))).reply.content;
  }

  /** Types the user's answer. */
  type(value: string): void {
    const reply = newMessage("input_reply", { value }, this.#session);
    this.#sockets[3]?.send(this.#codec.encode(reply));
  }

  /** Waits for the reply and, unless told not to, for `idle`. */
  async answer(id: string, untilIdle = true): Promise<Answer> {
    const published = () => this.published.filter((one) => one.parentHeader.msg_id === id);
    await this.until(() =>
      this.#replies.has(id) &&
      (!untilIdle || published().some((one) => one.content["execution_state"] === "idle"))
    );
    return { reply: this.#replies.get(id) as Message, published: published() };
  }

  /** Runs code and waits for all of it. */
  run(code: string): Promise<Answer> {
    return this.answer(this.execute(code));
  }

  /** Waits until something holds, looking again whenever a message has come. */
  async until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!holds()) {
      assert.ok(Date.now() < deadline, "the kernel has not answered in two minutes");
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tick = new Promise((resolve) => timer = setTimeout(resolve, 100));
      await Promise.race([this.#change, tick]);
      clearTimeout(timer);
    }
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.close();
  }

  async #listen(at: number): Promise<void> {
    const socket = this.#sockets[at] as ZmtpConnection;
    for (let frames = await socket.receive(); frames; frames = await socket.receive()) {
      const message = this.#decode(frames);
      if (message === undefined) continue;
      if (at === 2) this.published.push(message);
      else if (at === 3) this.asked.push(message);
      else this.#replies.set(message.parentHeader.msg_id ?? "", message);
      this.#changed();
      this.#renew();
    }
  }

  #decode(frames: Uint8Array[]): Message | undefined {
    try {
      return this.#codec.decode(frames);
    } catch {
      return undefined;
    }
  }

  #renew(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#change = promise;
    this.#changed = resolve;
  }
}

/** Connects as soon as the other side listens, unless it has ended. */
export async function reach(
  hostname: string,
  port: number,
  hasEnded: () => boolean = () => false,
): Promise<Deno.Conn> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      return await Deno.connect({ hostname, port });
    } catch (error) {
      if (hasEnded() || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** Text of the outputs under one request. */
export function shown({ published }: Answer): string {
  return published.map(({ header, content }) => {
    if (header.msg_type === "stream") return content["text"];
    if (header.msg_type === "error") return `${content["ename"]}: ${content["evalue"]}`;
    return content["data"]?.["text/plain"] ?? "";
  }).join("");
}

/** Types of the messages under one request, in order, a run of the same type once. */
export function kinds({ published }: Answer): string[] {
  return published
    .map(({ header, content }) => content["execution_state"] ?? header.msg_type)
    .filter((kind, i, all) => kind !== all[i - 1]);
}

/** A fresh kernel and a front end that is connected to it. */
export async function withKernel(
  use: (frontEnd: FrontEnd, kernel: OrderedProcess) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  for (let triesLeft = 2;; triesLeft--) {
    await using kernel = new OrderedProcess(env);
    const hasEnded = () => kernel.hasEnded;
    const connected = await FrontEnd.connect(kernel.info, undefined, hasEnded).catch((error) =>
      error
    );
    // A port that was free when it was chosen may be another test's by the time the kernel binds it.
    if ((connected instanceof ZmtpError || hasEnded()) && triesLeft > 0) continue;
    if (connected instanceof Error) throw connected;
    using frontEnd = await connected.ready();
    return await use(frontEnd, kernel);
  }
}
