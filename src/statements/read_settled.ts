import { readManifest, type UpdateManifest } from "./read_manifest.ts";

/** Inside the data folder: where an update keeps what it is about to do, and what it did last. */
export const UPDATE_FOLDER = ".update/";

/** How often a reader starts again when updates keep overtaking it. */
const ATTEMPTS = 100;

/**
 * Reads the statement files as they stand before an update or after it, and never between the two.
 *
 * An update is in force from the moment its journal has its name, even when it was killed before it had moved its
 * files into place; then their texts are taken from the journal.
 *
 * @returns text by file name, `2026-02.csv`, sorted by name; none without a folder `statements/`
 *
 * @example
 * ```ts
 * import { DATA_FOLDER, readSettled } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const files = await readSettled(DATA_FOLDER);
 * assert.match(files.get("2026-02.csv")!, /^series,measure,region/);
 * ```
 */
export async function readSettled(folder: URL): Promise<Map<string, string>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await stateOf(folder);
    const files = await readThrough(folder, before.journal);
    if ((await stateOf(folder)).id === before.id) return files;
  }
  throw new Error(`Cannot read ${folder.pathname}statements/: updates keep changing it`);
}

/** The journal of an update under way, and the name of the state that readers see. */
async function stateOf(folder: URL): Promise<{ id: string; journal: UpdateManifest | undefined }> {
  const update = new URL(UPDATE_FOLDER, folder);
  const journal = await readIfThere(new URL("journal/manifest.json", update));
  const last = journal ?? await readIfThere(new URL("last/manifest.json", update));
  const manifest = last === undefined ? undefined : readManifest(last);
  return { id: manifest?.id ?? "", journal: journal === undefined ? undefined : manifest };
}

async function readThrough(
  folder: URL,
  journal: UpdateManifest | undefined,
): Promise<Map<string, string>> {
  const statements = new URL("statements/", folder);
  const names = new Set(journal?.write);
  try {
    for await (const { name } of Deno.readDir(statements)) {
      if (name.endsWith(".csv") && !journal?.remove.includes(name)) names.add(name);
    }
  } catch (error) {
    // Git keeps no empty folder: a new market has no statements.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const files = new Map<string, string>();
  for (const name of [...names].sort()) {
    // The journal first: files only ever move from it into place.
    const text = (journal?.write.includes(name)
      ? await readIfThere(new URL(`${UPDATE_FOLDER}journal/new/${name}`, folder))
      : undefined) ?? await readIfThere(new URL(name, statements));
    if (text !== undefined) {
      files.set(name, text);
    }
  }
  return files;
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    // A pipe or a device, in a folder from elsewhere, never ends.
    if (!(await Deno.stat(file)).isFile) {
      throw new RangeError(`Cannot read ${file.pathname}: it is no file`);
    }
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
