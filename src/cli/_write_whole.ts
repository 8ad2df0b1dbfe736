import { existsSync } from "node:fs";
import { isRunning, ownMark } from "./_own_mark.ts";

/**
 * Writes a file so that whoever looks finds the old or the new one, never a part: beside its
 * place first, then moved.
 */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.${ownMark()}.part`;
  try {
    Deno.writeTextFileSync(beside, text);
    Deno.renameSync(beside, path);
  } catch (error) {
    try {
      Deno.removeSync(beside);
    } catch {
      // There is none, or none can be removed.
    }
    throw error;
  }
}

/** Removes what killed runs left of their writing in a folder, if it is there. */
export function removeParts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const { name } of Deno.readDirSync(folder)) {
    const mark = /\.(?:html|ipynb|json|key|sig)\.(.+)\.part$/.exec(name)?.[1];
    if (mark !== undefined && !isRunning(mark)) Deno.removeSync(`${folder}/${name}`);
  }
}
