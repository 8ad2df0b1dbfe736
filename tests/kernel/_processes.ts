/** Ids of the running processes whose environment holds the text. */
export async function processesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    const environment = await Deno.readTextFile(`/proc/${name}/environ`).catch(() => "");
    if (environment.includes(text)) found.push(name);
  }
  return found;
}

/** The same once they have had a minute to end. */
export async function processesLeftWith(text: string): Promise<string[]> {
  let found = await processesWith(text);
  for (let i = 0; i < 1200 && found.length > 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await processesWith(text);
  }
  return found;
}

/** Whether a process ends within a minute, and is known to have ended by the one that started it. */
export async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 1200; i++) {
    try {
      Deno.kill(pid, "SIGCONT");
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
