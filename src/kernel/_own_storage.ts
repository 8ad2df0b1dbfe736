import { join, resolve } from "node:path";
import { denoCache } from "./deno_cache.ts";

/** A folder for Deno to keep things in that is one kernel's alone, but for modules and packages. */
export async function ownStorage(given: string | undefined): Promise<string> {
  const shared = resolve(given ?? denoCache());
  // What a machine has not needed before is kept for the next run too.
  for (const name of ["gen", "npm", "remote"]) {
    await Deno.mkdir(join(shared, name), { recursive: true });
  }
  const folder = await Deno.makeTempDir({ prefix: "kernel-" });
  for await (const { name } of Deno.readDir(shared)) {
    if (name === STORED || SIDE_FILE.test(name)) continue;
    await Deno.symlink(join(shared, name), join(folder, name));
  }
  return folder;
}

/** What programs have stored: `localStorage`, `caches`, `Deno.openKv()`. */
const STORED = "location_data";

/** Files that SQLite keeps beside a database, wherever that is linked from. */
const SIDE_FILE = /-(wal|shm|journal)$/;
