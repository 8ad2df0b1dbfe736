/** What names this process in names of files: others may share the folder, from other machines too. */
export function ownMark(): string {
  return `${Deno.hostname()}-${Deno.pid}`;
}

/** Whether the process of such a mark may still run; of other machines that cannot be known. */
export function isRunning(mark: string): boolean {
  const [, host, pid] = /^(.*)-(\d+)$/.exec(mark) ?? [];
  if (host !== Deno.hostname()) return true;
  try {
    Deno.kill(Number(pid), "SIGCONT");
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}
