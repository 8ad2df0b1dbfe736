/**
 * Writes a file so that whoever looks finds the old or the new one, never a part: beside its
 * place first, then moved.
 */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${Deno.pid}.part`;
  Deno.writeTextFileSync(beside, text);
  Deno.renameSync(beside, path);
}

/** Removes what a killed run left of its writing. */
export function removeParts(folder: string): void {
  for (const entry of Deno.readDirSync(folder)) {
    const pid = /\.(\d+)\.part$/.exec(entry.name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) Deno.removeSync(`${folder}/${entry.name}`);
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
