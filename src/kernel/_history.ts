import type { Content } from "./_message.ts";

interface Entry {
  session: number;
  line: number;
  input: string;
  /** Plain text of the value, if there was one. */
  output: string | null;
}

/** What was run since the kernel was started, as front ends ask for it. */
export class History {
  readonly #entries: Entry[] = [];
  #session = 1;

  /** Keeps code that is run; gives the entry, for its output. */
  add(line: number, input: string): Entry {
    const last = this.#entries.at(-1);
    // Counts begin anew with each process of Deno's kernel.
    if (last?.session === this.#session && line <= last.line) this.#session++;
    const entry = { session: this.#session, line, input, output: null };
    this.#entries.push(entry);
    return entry;
  }

  /** Content of the reply to a `history_request`. */
  reply(asked: Content): Content {
    const history = this.#chosen(asked).map(({ session, line, input, output }) => [
      session,
      line,
      asked["output"] === true ? [input, output] : input,
    ]);
    return { status: "ok", history };
  }

  #chosen(
    { hist_access_type, n, session = 0, start = 1, stop, pattern, unique }: Content,
  ): Entry[] {
    const latest = (entries: Entry[]) =>
      n >= 0 ? entries.slice(Math.max(0, entries.length - n)) : entries;
    switch (hist_access_type) {
      case "tail":
        return latest(this.#entries);
      case "range": {
        // 0 is this session, -1 the one before.
        const wanted = session > 0 ? session : this.#session + session;
        return this.#entries.filter(({ session, line }) =>
          session === wanted && line >= start && (typeof stop !== "number" || line < stop)
        );
      }
      case "search": {
        const found = this.#entries.filter(({ input }) => matches(input, String(pattern ?? "*")));
        return latest(
          unique === true
            ? found.filter(({ input }, i) =>
              !found.slice(i + 1).some((later) => later.input === input)
            )
            : found,
        );
      }
      default:
        return [];
    }
  }
}

/** Whether the whole text is as the pattern, in which * stands for any text and ? for one character. */
function matches(text: string, pattern: string): boolean {
  const source = [...pattern].map((letter) =>
    letter === "*" ? ".*" : letter === "?" ? "." : RegExp.escape(letter)
  ).join("");
  return new RegExp(`^${source}$`, "su").test(text);
}
