import type { Message } from "./_message.ts";

/** Passes messages on in their order, and an error only when its stack says where, as the author of the cells sees it. */
export class LocatedMessages {
  #last: Promise<void> | undefined;
  readonly #located: (traceback: string[]) => Promise<string[]>;

  /** @param located rewrites the frames of a stack for the author of the cells */
  constructor(located: (traceback: string[]) => Promise<string[]>) {
    this.#located = located;
  }

  /** Hands the message on at once, or after those that wait for their places. */
  pass(message: Message, to: (message: Message) => void): void {
    const isError = message.header.msg_type === "error";
    if (!isError && this.#last === undefined) return to(message);
    const located = isError ? this.#withPlaces(message) : message;
    const done = (this.#last ?? Promise.resolve()).then(async () => to(await located)).then(() => {
      if (this.#last === done) this.#last = undefined;
    });
    this.#last = done;
  }

  async #withPlaces(message: Message): Promise<Message> {
    const { content } = message;
    return {
      ...message,
      content: { ...content, traceback: await this.#located(content["traceback"]) },
    };
  }
}
