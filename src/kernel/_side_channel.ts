/** A connection that a kernel opens to its client, on which it hears what it is told while a cell runs. */
export class SideChannel {
  /** Where the kernel connects, and the word by which it makes itself known. */
  readonly port: number;
  readonly key: string = crypto.randomUUID();
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open: Promise<Deno.Conn | undefined>;

  constructor() {
    this.port = this.#listener.addr.port;
    this.#open = this.#accept();
  }

  /** Tells the kernel to stop a cell that waits; lost when the kernel has gone. */
  async stop(cell: number): Promise<void> {
    const conn = await this.#open;
    await conn?.write(new TextEncoder().encode(`${cell}\n`)).catch(() => {});
  }

  close(): void {
    this.#close();
    this.#open.then((conn) => conn?.close()).catch(() => {});
  }

  /** The first connection that knows the key; whoever else comes is sent away. */
  async #accept(): Promise<Deno.Conn | undefined> {
    const wanted = new TextEncoder().encode(this.key);
    const { promise, resolve } = Promise.withResolvers<Deno.Conn | undefined>();
    (async () => {
      for await (const conn of this.#listener) {
        readExactly(conn, wanted.length).then((key) => {
          if (new TextDecoder().decode(key) !== this.key) return conn.close();
          resolve(conn);
          this.#close();
        }, () => conn.close());
      }
      resolve(undefined);
    })();
    return await promise;
  }

  #close(): void {
    try {
      this.#listener.close();
    } catch {
      // It is closed already.
    }
  }
}

async function readExactly(conn: Deno.Conn, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size;) {
    const count = await conn.read(bytes.subarray(at));
    if (count === null) throw new Error("the connection was closed");
    at += count;
  }
  return bytes;
}
