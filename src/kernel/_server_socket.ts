import { type SocketType, ZmtpConnection } from "./_zmtp.ts";

/** The end of a socket that a kernel binds: many front ends may be connected to it at once. */
export class ServerSocket {
  readonly #listener: Deno.Listener;
  readonly #connections = new Set<ZmtpConnection>();
  readonly #topics = new Map<ZmtpConnection, string[]>();

  /**
   * @param onMessage receives what front ends send, but for subscriptions
   * @throws {Deno.errors.AddrInUse} when the port is taken
   */
  constructor(
    hostname: string,
    port: number,
    type: SocketType,
    onMessage: (frames: Uint8Array[], from: ZmtpConnection) => void = () => {},
  ) {
    this.#listener = Deno.listen({ hostname: hostname === "*" ? "0.0.0.0" : hostname, port });
    this.#accept(type, onMessage);
  }

  /** Sends to every front end that has subscribed to the topic, the first frame. */
  async publish(frames: readonly Uint8Array[]): Promise<void> {
    const topic = new TextDecoder().decode(frames[0]);
    const subscribers = [...this.#topics].filter(([, topics]) =>
      topics.some((prefix) => topic.startsWith(prefix))
    );
    await Promise.allSettled(subscribers.map(([connection]) => connection.send(frames)));
  }

  /** Sends to the front end whose sockets call themselves so; says whether there is one. */
  async sendTo(identity: Uint8Array, frames: readonly Uint8Array[]): Promise<boolean> {
    const name = `${identity}`;
    const named = [...this.#connections].filter(({ peerIdentity }) => `${peerIdentity}` === name);
    const sent = await Promise.allSettled(named.map((connection) => connection.send(frames)));
    return sent.some(({ status }) => status === "fulfilled");
  }

  /** Stops listening and closes every connection. */
  close(): void {
    this.#listener.close();
    for (const connection of this.#connections) connection.close();
  }

  async #accept(
    type: SocketType,
    onMessage: (frames: Uint8Array[], from: ZmtpConnection) => void,
  ): Promise<void> {
    for await (const conn of this.#listener) {
      // A peer that does not speak ZMTP is dropped; the others go on.
      ZmtpConnection.open(conn, type).then((connection) => {
        this.#connections.add(connection);
        return this.#serve(connection, type === "PUB", onMessage);
      }).catch(() => {});
    }
  }

  async #serve(
    connection: ZmtpConnection,
    isPublisher: boolean,
    onMessage: (frames: Uint8Array[], from: ZmtpConnection) => void,
  ): Promise<void> {
    for (let frames = await connection.receive(); frames; frames = await connection.receive()) {
      if (isPublisher) this.#subscribe(connection, frames[0] ?? new Uint8Array());
      else onMessage(frames, connection);
    }
    connection.close();
    this.#connections.delete(connection);
    this.#topics.delete(connection);
  }

  #subscribe(connection: ZmtpConnection, frame: Uint8Array): void {
    const topic = new TextDecoder().decode(frame.subarray(1));
    const topics = this.#topics.get(connection) ?? [];
    const at = topics.indexOf(topic);
    if (frame[0] === 1) topics.push(topic);
    else if (frame[0] === 0 && at >= 0) topics.splice(at, 1);
    this.#topics.set(connection, topics);
  }
}
