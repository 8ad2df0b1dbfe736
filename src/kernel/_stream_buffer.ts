import type { Header, Message } from "./_message.ts";

const MILLISECONDS = 20;
const CHARACTERS = 1_000_000;

/**
 * Joins what is printed in quick succession into one message. Ten thousand lines in ten thousand
 * messages are slow in every front end, and Jupyter's server drops messages beyond a rate.
 */
export class StreamBuffer {
  #held: { message: Message; parent: Partial<Header> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #send: (message: Message, parent: Partial<Header>) => void;

  constructor(send: (message: Message, parent: Partial<Header>) => void) {
    this.#send = send;
  }

  /** Takes a `stream` message; it leaves soon, or with `flush`. */
  add(message: Message, parent: Partial<Header>): void {
    const held = this.#held;
    if (
      held !== undefined && held.parent.msg_id === parent.msg_id &&
      held.message.content["name"] === message.content["name"] &&
      held.message.content["text"].length < CHARACTERS
    ) {
      held.message.content["text"] += message.content["text"];
      return;
    }
    this.flush();
    this.#held = { message, parent };
    this.#timer = setTimeout(() => this.flush(), MILLISECONDS);
  }

  /** Sends what is held; to be called before anything that must come after it. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#send(held.message, held.parent);
  }
}
