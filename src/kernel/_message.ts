import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const DELIMITER = "<IDS|MSG>";
const VERSION = "5.3";

/** Content of a message; which fields it has depends on the message type. */
// deno-lint-ignore no-explicit-any
export type Content = { [field: string]: any };

/** Who sent which message when. */
export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
  [field: string]: unknown;
}

/** One message of Jupyter's wire protocol. */
export interface Message {
  /** Routing frames before the delimiter: return addresses on ROUTER sockets, the topic on PUB. */
  identities: Uint8Array[];
  header: Header;
  parentHeader: Partial<Header>;
  metadata: Content;
  content: Content;
  buffers: Uint8Array[];
}

/** What is no object where one has to be has none of its fields, which whoever needs them says. */
const FIELDS = z.record(z.string(), z.unknown()).catch({});
const PARTS = z.tuple([
  z.looseObject({ msg_id: z.string(), session: z.string(), msg_type: z.string() }),
  z.looseObject({ msg_id: z.string().optional() }).catch({}),
  FIELDS,
  FIELDS,
]);

/** Makes a message that nobody has sent yet. */
export function newMessage(
  type: string,
  content: Content,
  session: string,
  parent: Partial<Header> = {},
): Message {
  return {
    identities: [],
    header: {
      msg_id: crypto.randomUUID(),
      session,
      username: "silicon",
      date: new Date().toISOString(),
      msg_type: type,
      version: VERSION,
    },
    parentHeader: parent,
    metadata: {},
    content,
    buffers: [],
  };
}

/** Turns messages into signed frames and back, for one connection key. */
export class MessageCodec {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  encode(message: Message): Uint8Array[] {
    const text = new TextEncoder();
    const parts = [message.header, message.parentHeader, message.metadata, message.content]
      .map((part) => text.encode(JSON.stringify(part)));
    return [
      ...message.identities,
      text.encode(DELIMITER),
      text.encode(this.#sign(parts)),
      ...parts,
      ...message.buffers,
    ];
  }

  /** @throws {Error} when the frames are not a message, or are signed with another key */
  decode(frames: readonly Uint8Array[]): Message {
    const text = new TextDecoder();
    const at = frames.findIndex((frame) =>
      frame.length === DELIMITER.length && text.decode(frame) === DELIMITER
    );
    const parts = frames.slice(at + 2, at + 6);
    if (at < 0 || parts.length < 4) {
      throw new Error("Cannot read a Jupyter message: the delimiter or a part is missing");
    }
    this.#verify(parts, frames[at + 1] as Uint8Array);
    const [header, parentHeader, metadata, content] = PARTS.parse(
      parts.map((part) => JSON.parse(text.decode(part))),
    );
    return {
      identities: frames.slice(0, at),
      header: header as Header,
      parentHeader: parentHeader as Partial<Header>,
      metadata,
      content,
      buffers: frames.slice(at + 6),
    };
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(parts: readonly Uint8Array[], signature: Uint8Array): void {
    if (this.#key === "") return;
    const expected = new TextEncoder().encode(this.#sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new Error("Cannot read a Jupyter message: the signature is wrong");
    }
  }
}
