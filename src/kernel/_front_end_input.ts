import { type Content, type Header, type MessageCodec, newMessage } from "./_message.ts";
import { ServerSocket } from "./_server_socket.ts";
import type { ZmtpConnection } from "./_zmtp.ts";

/** The stdin socket: asks the user of the front end that wants code run, one question at a time. */
export class FrontEndInput {
  readonly #socket: ServerSocket;
  readonly #codec: MessageCodec;
  readonly #session: string;
  #answer: ((value: string | undefined) => void) | undefined;

  constructor(ip: string, port: number, codec: MessageCodec, session: string) {
    this.#codec = codec;
    this.#session = session;
    this.#socket = new ServerSocket(ip, port, "ROUTER", (frames) => this.#onMessage(frames));
  }

  /** Whether a question is open. */
  get isAsking(): boolean {
    return this.#answer !== undefined;
  }

  /** What the user answers; undefined when there is nobody to ask, or `cancel` was called. */
  async ask(content: Content, parent: Header, from: ZmtpConnection): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#answer = resolve;
    const request = newMessage("input_request", content, this.#session, parent);
    if (!await this.#socket.sendTo(from.peerIdentity, this.#codec.encode(request))) this.cancel();
    return await promise.finally(() => this.#answer = undefined);
  }

  /** Gives up the question that is open. */
  cancel(): void {
    this.#answer?.(undefined);
  }

  close(): void {
    this.#socket.close();
  }

  #onMessage(frames: Uint8Array[]): void {
    try {
      const { header, content } = this.#codec.decode(frames);
      if (header.msg_type === "input_reply") this.#answer?.(String(content["value"]));
    } catch {
      // Not signed with our key: whoever sent it was not asked.
    }
  }
}
