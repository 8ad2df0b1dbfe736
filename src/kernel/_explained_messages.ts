import { FAULT } from "./_bootstrap.ts";
import type { Content, Message } from "./_message.ts";

/** Passes messages on in their order, and an error only when it says why it came about, and where. */
export class ExplainedMessages {
  #last: Promise<void> | undefined;
  readonly #why: (reported: string) => Promise<Content>;
  readonly #located: (traceback: string[]) => Promise<string[]>;

  /**
   * @param why gives the whole of an error that the kernel has reported, or nothing
   * @param located rewrites the frames of a stack for the author of the cells
   */
  constructor(
    why: (reported: string) => Promise<Content>,
    located: (traceback: string[]) => Promise<string[]>,
  ) {
    this.#why = why;
    this.#located = located;
  }

  /** Hands the message on at once, or after those that wait for their explanation. */
  pass(message: Message, to: (message: Message) => void): void {
    const { msg_type } = message.header;
    if (msg_type === "error" || msg_type === FAULT) {
      const explained = this.#explained(message);
      this.#queue(async () => to(await explained));
    } else this.then(() => to(message));
  }

  /** Does something when all that was passed so far has been handed on. */
  then(action: () => void): void {
    if (this.#last === undefined) action();
    else this.#queue(action);
  }

  #queue(action: () => void | Promise<void>): void {
    const done = (this.#last ?? Promise.resolve()).then(action).then(() => {
      if (this.#last === done) this.#last = undefined;
    });
    this.#last = done;
  }

  async #explained(message: Message): Promise<Message> {
    // A kernel that has died since cannot say more.
    const why = message.header.msg_type === FAULT
      ? {}
      : await this.#why(message.content["evalue"]).catch(() => ({}));
    const content = { ...message.content, ...why };
    return {
      ...message,
      content: { ...content, traceback: await this.#located(content["traceback"]) },
    };
  }
}
