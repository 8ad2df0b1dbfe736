/** What Deno says of itself, and of packages that it fetches once. */
const NOISE =
  /^(?:Warning "deno jupyter" is unstable and might change in the future\.|Download https?:\/\/\S+|╭ Warning\n│\n│ {2}Ignored build scripts[^╰]*╰─)\r?\n/gm;
/** Deno holds back what children of a test runner print, and prints it before the next test. */
const HELD_BACK =
  /^------- pre-test output -------\r?\n([^]*?)----- pre-test output end -----\r?\n/m;

/** What the test that makes it do so leaves in the log. */
const FLUSHED = /^flush held output \.\.\. ok[^\n]*\n\nok \| 1 passed[^\n]*\n/m;

/** What a process writes to stdout and stderr outside the protocol. */
export class ProcessLog {
  #text = "";
  #stdout = "";
  #onStdout: () => void = () => {};
  readonly #ended: Promise<unknown>;

  constructor(process: Deno.ChildProcess) {
    this.#ended = Promise.all([
      this.#read(process.stdout, true),
      this.#read(process.stderr, false),
    ]);
  }

  /** Everything so far, both streams as they came. */
  get text(): string {
    return this.#text.replace(NOISE, "").replace(FLUSHED, "")
      .replaceAll(new RegExp(HELD_BACK, "gm"), "$1");
  }

  /** Waits until the process has closed both streams, or for the time to pass. */
  async ended(milliseconds: number): Promise<void> {
    await within(this.#ended, milliseconds);
  }

  /** Takes from stdout, since the last call, all up to the text that is looked for; waits for it no longer than the time. */
  async stdoutWith(pattern: RegExp, milliseconds: number): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onStdout = () => {
      if (pattern.test(this.#stdout)) resolve();
    };
    this.#onStdout();
    await within(promise, milliseconds);
    this.#onStdout = () => {};
    const text = this.#stdout.replace(HELD_BACK, "");
    this.#stdout = "";
    return text;
  }

  async #read(bytes: ReadableStream<Uint8Array<ArrayBuffer>>, isStdout: boolean): Promise<void> {
    for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
      this.#text += text;
      if (!isStdout) continue;
      this.#stdout += text;
      this.#onStdout();
    }
  }
}

/** Waits for a promise, but no longer than the time. Says whether it came. */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
