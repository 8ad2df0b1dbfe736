import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { MessageCodec, newMessage } from "../../src/kernel/_message.ts";
import { ServerSocket } from "../../src/kernel/_server_socket.ts";
import { ZmtpConnection } from "../../src/kernel/_zmtp.ts";
import { freshConnectionInfo } from "../../src/kernel/_connection_info.ts";

const codec = new MessageCodec("key");

Deno.test("MessageCodec gives back every message, with identities and binary buffers", () => {
  const bytes = fc.array(fc.uint8Array(), { maxLength: 3 });
  fc.assert(fc.property(fc.json(), bytes, bytes, (json, identities, buffers) => {
    const message = {
      ...newMessage("stream", { value: JSON.parse(json) }, "session"),
      identities,
      buffers,
    };
    assert.deepEqual(codec.decode(codec.encode(message)), message);
  }));
});

Deno.test("MessageCodec signs as Jupyter does: HMAC-SHA256 in hex over the four parts", () => {
  const text = (frame: Uint8Array | undefined) => new TextDecoder().decode(frame);
  const message = newMessage("stream", {}, "session");
  const [delimiter, signature, ...parts] = codec.encode(message);
  assert.equal(text(delimiter), "<IDS|MSG>");
  assert.match(text(signature), /^[0-9a-f]{64}$/);
  assert.deepEqual(parts.map((part) => JSON.parse(text(part))), [message.header, {}, {}, {}]);
});

Deno.test("MessageCodec refuses what is changed, signed with another key, or no message", () => {
  const frames = codec.encode(newMessage("stream", { text: "a" }, "session"));
  const changed = frames.with(5, new TextEncoder().encode('{"text":"b"}'));
  assert.throws(() => codec.decode(changed), /the signature is wrong/);
  assert.throws(() => new MessageCodec("other").decode(frames), /the signature is wrong/);
  assert.throws(() => codec.decode(frames.slice(0, 4)), /delimiter or a part is missing/);
});

Deno.test("MessageCodec refuses a header that is none, however well signed", () => {
  for (const header of [null, [], "busy", {}, { msg_id: 1, session: "", msg_type: "stream" }]) {
    const message = { ...newMessage("stream", {}, "session"), header: header as never };
    assert.throws(() => codec.decode(codec.encode(message)), /expected/);
  }
});

/** A ROUTER that sends everything back, and a DEALER that is connected to it. */
async function withEcho(use: (dealer: ZmtpConnection) => Promise<void>): Promise<void> {
  const { ip, shell_port } = freshConnectionInfo();
  const server = new ServerSocket(ip, shell_port, "ROUTER", (frames, from) => from.send(frames));
  const dealer = await ZmtpConnection.open(
    await Deno.connect({ hostname: ip, port: shell_port }),
    "DEALER",
    "me",
  );
  try {
    await use(dealer);
  } finally {
    dealer.close();
    server.close();
  }
}

Deno.test("ZmtpConnection carries frames of any size, whole and in order", () =>
  withEcho(async (dealer) => {
    assert.equal(dealer.peerType, "ROUTER");
    const sizes = [0, 1, 255, 256, 65_535, 65_536, 3_000_000];
    const messages = sizes.map((size, i) => [
      Uint8Array.of(i),
      new Uint8Array(size).fill(i),
      new Uint8Array(),
    ]);
    for (const message of messages) dealer.send(message);
    for (const message of messages) {
      const frames = await dealer.receive();
      assert.equal(frames?.length, 3);
      frames.forEach((frame, i) => assert.ok(Buffer.compare(frame, message[i]!) === 0));
    }
  }));

Deno.test("ZmtpConnection refuses a peer that speaks something else", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const accepted = listener.accept().then(async (conn) => {
    await conn.write(new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n".repeat(4)));
    return conn;
  });
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await assert.rejects(ZmtpConnection.open(conn, "DEALER"), /does not speak ZMTP 3/);
  (await accepted).close();
  listener.close();
});

Deno.test("ZmtpConnection gives up a peer that does not answer in time", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
  const silent = await listener.accept();
  await assert.rejects(ZmtpConnection.open(conn, "DEALER", "", 50), /does not speak ZMTP 3/);
  // It is closed, too: the other side reads its greeting, and then the end.
  assert.equal(await silent.read(new Uint8Array(100)), 64);
  assert.equal(await silent.read(new Uint8Array(100)), null);
  silent.close();
  listener.close();
});

Deno.test("ServerSocket publishes to those who subscribed to the topic", async () => {
  const { ip, iopub_port } = freshConnectionInfo();
  const server = new ServerSocket(ip, iopub_port, "PUB");
  const subscribers = await Promise.all(["st", ""].map(async (topic) => {
    const conn = await Deno.connect({ hostname: ip, port: iopub_port });
    const connection = await ZmtpConnection.open(conn, "SUB");
    await connection.send([Uint8Array.of(1, ...new TextEncoder().encode(topic))]);
    return connection;
  }));
  const texts = (frames: Uint8Array[] | undefined) =>
    frames?.map((frame) => new TextDecoder().decode(frame));
  const publish = (topic: string) =>
    server.publish([topic, "x"].map((text) => new TextEncoder().encode(text)));
  // A subscription takes effect when the publisher has read it.
  const first = Promise.all(subscribers.map((one) => one.receive()));
  let done = false;
  first.then(() => done = true);
  while (!done) {
    await publish("status");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await publish("error");
  await publish("stream");
  const next = async (connection: ZmtpConnection | undefined) => {
    for (;;) {
      const got = texts(await connection?.receive());
      if (got?.[0] !== "status") return got?.[0];
    }
  };
  assert.equal(await next(subscribers[0]), "stream");
  assert.equal(await next(subscribers[1]), "error");
  for (const connection of subscribers) connection.close();
  server.close();
});
