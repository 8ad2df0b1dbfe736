/** One line of the bench's table. */
export interface BenchRow {
  /** What was timed. */
  readonly what: string;
  /** What was measured, with its unit. */
  readonly measured: string;
  /** The peer in the same run, or why there is none. */
  readonly beside: string;
  /** The goal, in words. */
  readonly goal: string;
}

/** The middle of several timings of the same work, in ms. */
export async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

/** Runs a command to its end; throws with its errors when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    ...options,
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`${command} ${args.join(" ")} failed: ${text.decode(stderr)}`);
  return text.decode(stdout);
}
