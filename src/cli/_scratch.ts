import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { isRunning, ownMark } from "./_own_mark.ts";

const NAME = /^silicon-balance-(.+)$/;

/**
 * Gives a task a folder of its own for temporary files, of itself and of all that it starts, and removes it at the end;
 * with it go those of tasks that were killed.
 */
export async function withScratch<T>(use: () => Promise<T>): Promise<T> {
  const given = Deno.env.get("TMPDIR");
  const parent = resolve([given, tmpdir(), "/tmp"].find((one) => one && existsSync(one)) ?? ".");
  for (const { name } of Deno.readDirSync(parent)) {
    const mark = NAME.exec(name)?.[1];
    if (mark !== undefined && !isRunning(mark)) remove(`${parent}/${name}`);
  }
  const folder = `${parent}/silicon-balance-${ownMark()}`;
  // Whoever can read it could read the keys of kernels.
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  Deno.env.set("TMPDIR", folder);
  try {
    return await use();
  } finally {
    if (given === undefined) Deno.env.delete("TMPDIR");
    else Deno.env.set("TMPDIR", given);
    remove(folder);
  }
}

function remove(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch {
    // Somebody else's, or removed by another task that began at the same moment.
  }
}
