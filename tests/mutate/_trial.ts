import { createHash } from "node:crypto";
import type { Mutation } from "./_mutations.ts";
import { remove, type Tree } from "./_tree.ts";

/** What became of a mutation: killed by a test or by taking too long, or survived them all. */
export interface Verdict {
  killed: boolean;
  /** The file of the test or example that failed; `time` where none did in time. */
  by?: string;
}

interface Kept extends Verdict {
  /** Hash of the mutation's outcome, and of what the verdict stands on. */
  key: string;
  on: string;
}

const STORE = new URL("../../.cache/mutate.jsonl", import.meta.url);

/** A mutation is slow when its tests take this many times as long as without it, and these seconds more. */
const TIMES = 6;
const MORE_SECONDS = 15;

/** Runs tests against mutations, each in a copy of the project of its own, and keeps the verdicts for the next time. */
export class Trials {
  readonly #tree: Tree;
  readonly #stagesOf: (file: string) => string[][];
  readonly #scratch: string;
  readonly #hash: string;
  readonly #kept = new Map<string, Kept>();
  readonly #unchanged = new Map<string, Promise<number>>();

  constructor(tree: Tree, stagesOf: (file: string) => string[][], scratch: string) {
    this.#tree = tree;
    this.#stagesOf = stagesOf;
    this.#scratch = scratch;
    this.#hash = tree.hash();
    Deno.mkdirSync(new URL(".", STORE), { recursive: true });
    for (const line of textOf(STORE).split("\n").filter((line) => line !== "")) {
      const kept = JSON.parse(line) as Kept;
      this.#kept.set(kept.key, kept);
    }
  }

  /** The verdict on a mutation, from an earlier run where what it stands on is as it was. */
  async of(mutation: Mutation, worker: number): Promise<Verdict> {
    const key = hashOf(mutation.file + mutation.text);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.on === this.#ground(kept)) return kept;
    const verdict = await this.#run(mutation, `${this.#scratch}/${worker}`);
    const keep: Kept = { key, ...verdict, on: this.#ground(verdict) };
    Deno.writeTextFileSync(STORE, `${JSON.stringify(keep)}\n`, { append: true });
    return verdict;
  }

  /** A kill stands as long as the test that did it, a survival as long as nothing changes. */
  #ground({ by }: Verdict): string {
    if (by === undefined || by === "time") return this.#hash;
    const snapshot = by.replace(/[^/]*$/, "__snapshots__/$&.snap");
    return hashOf(`${this.#tree.text(by)}${this.#tree.text(snapshot)}`);
  }

  async #run({ file, text }: Mutation, folder: string): Promise<Verdict> {
    for (const stage of this.#stagesOf(file)) {
      const seconds = await this.#secondsOf(stage);
      this.#tree.copyTo(folder);
      Deno.writeTextFileSync(`${folder}/${file}`, text);
      const { code, output } = await runTests(stage, folder, MORE_SECONDS + TIMES * seconds);
      if (code === undefined) return { killed: true, by: "time" };
      if (code !== 0) return { killed: true, by: failedIn(output) ?? stage[0]! };
    }
    return { killed: false };
  }

  /** How long tests take without a mutation, and that they pass. */
  #secondsOf(stage: readonly string[]): Promise<number> {
    const key = stage.join(" ");
    if (!this.#unchanged.has(key)) this.#unchanged.set(key, this.#time(stage));
    return this.#unchanged.get(key)!;
  }

  async #time(stage: readonly string[]): Promise<number> {
    const folder = `${this.#scratch}/unchanged-${this.#unchanged.size}`;
    this.#tree.copyTo(folder);
    const start = performance.now();
    const { code, output } = await runTests(stage, folder, 1200);
    if (code !== 0) {
      throw new Error(`Cannot judge mutations: tests fail without one\n${output.slice(-3000)}`);
    }
    return (performance.now() - start) / 1000;
  }
}

/** What is running now; by its process group. */
const running = new Set<number>();

/** Ends every run of tests, and what those started. */
export function endTrials(): void {
  for (const group of running) endGroup(group);
}

function endGroup(group: number): void {
  try {
    Deno.kill(-group, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}

/** Runs tests in a folder; no code when they took too long. What they started ends with them. */
async function runTests(
  stage: readonly string[],
  folder: string,
  seconds: number,
): Promise<{ code: number | undefined; output: string }> {
  const temporary = `${folder}-tmp`;
  Deno.mkdirSync(temporary, { recursive: true });
  const process = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--doc", "--quiet", "--fail-fast", ...stage],
    cwd: folder,
    env: { NO_COLOR: "1", TMPDIR: temporary },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  running.add(process.pid);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(process.pid);
  }, seconds * 1000);
  const { code, stdout, stderr } = await process.output();
  clearTimeout(timer);
  endGroup(process.pid);
  running.delete(process.pid);
  remove(temporary);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code: late ? undefined : code, output: text(stdout) + text(stderr) };
}

/** The file of the first failure, as `deno test` lists it. */
function failedIn(output: string): string | undefined {
  return /=> \.\/((?:tests|src)\/[\w./-]+?\.ts)/.exec(output)?.[1];
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function textOf(path: URL): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
