/** What the sockets of Jupyter's wire protocol call themselves in a ZMTP handshake. */
export type SocketType = "DEALER" | "ROUTER" | "PUB" | "SUB" | "REQ" | "REP";

const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const READ_BYTES = 1 << 16;
/** A handshake on one machine takes a millisecond; whoever has not finished by then never will. */
const HANDSHAKE_MILLISECONDS = 10_000;

/** The other side of a connection is no ZMTP 3 peer, or has gone. */
export class ZmtpError extends Error {
  override name = "ZmtpError";
}

/**
 * One TCP connection that speaks ZMTP 3.0 without security (the NULL mechanism), from either side.
 * Messages are lists of frames.
 */
export class ZmtpConnection {
  /** The socket type and identity that the other side announced. */
  peerType = "";
  peerIdentity: Uint8Array = new Uint8Array();
  readonly #conn: Deno.Conn;
  #held: Uint8Array = new Uint8Array();
  #writing: Promise<void> = Promise.resolve();

  private constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  /**
   * Shakes hands on a fresh connection; closes it when the other side is not a ZMTP 3 peer, or does
   * not answer in time. From then on the system watches whether the other side still is there.
   *
   * @throws {ZmtpError}
   */
  static async open(
    conn: Deno.Conn,
    type: SocketType,
    identity = "",
    milliseconds = HANDSHAKE_MILLISECONDS,
  ): Promise<ZmtpConnection> {
    if (isTcp(conn)) {
      conn.setNoDelay();
      conn.setKeepAlive();
    }
    const connection = new ZmtpConnection(conn);
    const timer = setTimeout(() => connection.close(), milliseconds);
    try {
      await connection.#shakeHands(type, identity);
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return connection;
  }

  async #shakeHands(type: SocketType, identity: string): Promise<void> {
    const greeting = new Uint8Array(64);
    greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0]);
    greeting.set(new TextEncoder().encode("NULL"), 12);
    await this.#write([greeting]);
    const theirs = await this.#read(64);
    if (theirs === undefined || theirs[0] !== 0xff || theirs[9] !== 0x7f || theirs[10] !== 3) {
      throw new ZmtpError("Cannot open a ZMTP connection: the other side does not speak ZMTP 3");
    }
    const ready = concat([
      new TextEncoder().encode("\x05READY"),
      property("Socket-Type", type),
      property("Identity", identity),
    ]);
    await this.#write(frame(ready, COMMAND));
    const answer = await this.#readFrame();
    if (answer === undefined || !(answer.flags & COMMAND)) {
      throw new ZmtpError("Cannot open a ZMTP connection: the other side ended the handshake");
    }
    const properties = readProperties(answer.body);
    this.peerType = new TextDecoder().decode(properties.get("socket-type"));
    this.peerIdentity = properties.get("identity") ?? new Uint8Array();
  }

  /** Sends one message; messages leave in the order of the calls. */
  send(frames: readonly Uint8Array[]): Promise<void> {
    const parts = frames.flatMap((body, i) => frame(body, i < frames.length - 1 ? MORE : 0));
    return this.#write(parts);
  }

  /** The next message, or undefined once the connection is closed by either side. */
  async receive(): Promise<Uint8Array[] | undefined> {
    const frames: Uint8Array[] = [];
    for (;;) {
      const next = await this.#readFrame();
      if (next === undefined) return undefined;
      if (next.flags & COMMAND) continue;
      frames.push(next.body);
      if (!(next.flags & MORE)) return frames;
    }
  }

  /** Closes the connection; a pending `receive` ends with undefined. */
  close(): void {
    try {
      this.#conn.close();
    } catch {
      // It is closed already.
    }
  }

  async #readFrame(): Promise<{ flags: number; body: Uint8Array } | undefined> {
    const head = await this.#read(2);
    if (head === undefined) return undefined;
    const flags = head[0] as number;
    let size = head[1] as number;
    if (flags & LONG) {
      const rest = await this.#read(7);
      if (rest === undefined) return undefined;
      const bytes = concat([head.subarray(1), rest]);
      size = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
    }
    const body = await this.#read(size);
    return body === undefined ? undefined : { flags, body };
  }

  async #read(size: number): Promise<Uint8Array | undefined> {
    if (this.#held.length >= size) {
      const bytes = this.#held.subarray(0, size);
      this.#held = this.#held.subarray(size);
      return bytes;
    }
    const bytes = new Uint8Array(size);
    bytes.set(this.#held);
    let filled = this.#held.length;
    while (filled < size) {
      const buffer = new Uint8Array(Math.max(READ_BYTES, Math.min(size - filled, 1 << 22)));
      const count = await this.#conn.read(buffer).catch(() => null);
      if (count === null) return undefined;
      const used = Math.min(count, size - filled);
      bytes.set(buffer.subarray(0, used), filled);
      filled += used;
      this.#held = buffer.subarray(used, count);
    }
    return bytes;
  }

  #write(parts: readonly Uint8Array[]): Promise<void> {
    const bytes = concat(parts);
    const written = this.#writing.then(async () => {
      for (let at = 0; at < bytes.length;) at += await this.#conn.write(bytes.subarray(at));
    });
    this.#writing = written.catch(() => {});
    return written;
  }
}

function isTcp(conn: Deno.Conn): conn is Deno.TcpConn {
  return "setKeepAlive" in conn;
}

/** Joins byte arrays. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function frame(body: Uint8Array, flags: number): Uint8Array[] {
  if (body.length < 256) return [Uint8Array.of(flags, body.length), body];
  const head = new Uint8Array(9);
  head[0] = flags | LONG;
  new DataView(head.buffer).setBigUint64(1, BigInt(body.length));
  return [head, body];
}

function property(name: string, value: string): Uint8Array {
  const text = new TextEncoder();
  const bytes = text.encode(value);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  return concat([Uint8Array.of(name.length), text.encode(name), size, bytes]);
}

function readProperties(ready: Uint8Array): Map<string, Uint8Array> {
  const properties = new Map<string, Uint8Array>();
  const view = new DataView(ready.buffer, ready.byteOffset, ready.length);
  let at = 1 + (ready[0] ?? 0);
  while (at < ready.length) {
    const nameEnd = at + 1 + (ready[at] as number);
    const name = new TextDecoder().decode(ready.subarray(at + 1, nameEnd)).toLowerCase();
    const end = nameEnd + 4 + view.getUint32(nameEnd);
    properties.set(name, ready.subarray(nameEnd + 4, end));
    at = end;
  }
  return properties;
}
