import { sha256 } from "./_hash.ts";

/** The scripts of panels that are kept, each below its own hash, so that they need not be made for every run. */
const KEPT_SCRIPTS = `${import.meta.dirname ?? ""}/../../.cache/explorer`;

/** Removes kept scripts that are not what was kept, so that the next run makes them again; their names. */
export function removeDamaged(folder: string = KEPT_SCRIPTS): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => {
      if (!name.endsWith(".js")) return false;
      const text = Deno.readTextFileSync(`${folder}/${name}`);
      const script = text.slice(text.indexOf("\n") + 1);
      if (text === `${sha256(script)}\n${script}`) return false;
      Deno.removeSync(`${folder}/${name}`);
      return true;
    });
  } catch {
    return []; // None is kept, or another run has just done the same.
  }
}
