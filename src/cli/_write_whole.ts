import { existsSync } from "node:fs";

/**
 * Writes a file so that whoever looks finds the old or the new one, never a part: beside its
 * place first, then moved.
 */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${Deno.pid}.part`;
  Deno.writeTextFileSync(beside, text);
  Deno.renameSync(beside, path);
}

/** Removes what killed runs left of their writing in a folder, if it is there. */
export function removeParts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const { name } of Deno.readDirSync(folder)) {
    const pid = /\.(\d+)\.part$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) Deno.removeSync(`${folder}/${name}`);
  }
}

function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}
