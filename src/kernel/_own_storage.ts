import { dirname, join, resolve } from "node:path";
import { denoCache } from "./deno_cache.ts";

/** A folder for Deno to keep things in that is one kernel's alone, but for modules and packages. */
export async function ownStorage(given: string | undefined): Promise<string> {
  const shared = resolve(given ?? denoCache());
  // What a machine has not needed before is kept for the next run too.
  for (const name of ["gen", "npm", "remote"]) {
    await Deno.mkdir(join(shared, name), { recursive: true });
  }
  const folder = await Deno.makeTempDir({ prefix: `kernel-${SPACE}-${Deno.pid}-` });
  await removeLeft(dirname(folder));
  for await (const { name } of Deno.readDir(shared)) {
    if (name === STORED || SIDE_FILE.test(name)) continue;
    await Deno.symlink(join(shared, name), join(folder, name));
  }
  return folder;
}

/** Where the numbers of processes mean the same. */
const SPACE = (() => {
  try {
    return /\d+/.exec(Deno.readLinkSync("/proc/self/ns/pid"))![0];
  } catch {
    return "0"; // Not on Linux.
  }
})();

/** Removes what runners left that were killed. */
async function removeLeft(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    const [, space, pid] = /^kernel-(\d+)-(\d+)-/.exec(name) ?? [];
    if (space !== SPACE || isAlive(Number(pid))) continue;
    await Deno.remove(join(folder, name), { recursive: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}

/** What programs have stored: `localStorage`, `caches`, `Deno.openKv()`. */
const STORED = "location_data";

/** Files that SQLite keeps beside a database, wherever that is linked from. */
const SIDE_FILE = /-(wal|shm|journal)$/;
