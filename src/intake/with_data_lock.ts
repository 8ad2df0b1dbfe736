import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { readManifest, UPDATE_FOLDER, type UpdateManifest } from "../statements/mod.ts";

/** The statement files, held by one process alone. */
export interface LockedData {
  /**
   * Replaces files under `statements/` all at once: killed at any moment, or with the disk full, readers see every file
   * as it was or every file as it is to be.
   *
   * @param texts new text by file name; `undefined` removes the file
   */
  replace(texts: ReadonlyMap<string, string | undefined>): Promise<void>;
  /**
   * Puts back, byte for byte, what the last update changed.
   *
   * @returns the names of the files put back
   * @throws {RangeError} when there is nothing to undo, a file has been changed since, or what was kept of it is damaged
   */
  undo(): Promise<readonly string[]>;
}

/**
 * Gives one process at a time the statement files to change. Another waits until the first is done or dead; what a dead
 * one had decided on is finished first, and what it had not is thrown away.
 *
 * How it holds: the new files and copies of the old are written to a staging folder, which is then renamed to `journal`.
 * That one rename is the update; readers go through the journal from then on. The files are then moved into place, and
 * the journal renamed to `last`, where it is kept for an undo.
 *
 * @param use what to do while nobody else can
 * @throws {Deno.errors.NotFound} when there is no such folder
 */
export async function withDataLock<T>(
  folder: URL,
  use: (data: LockedData) => Promise<T>,
): Promise<T> {
  const update = new URL(UPDATE_FOLDER, folder);
  await Deno.stat(new URL("statements/", folder));
  await Deno.mkdir(update, { recursive: true });
  await refuseLinks(folder);
  const lock = await Deno.open(new URL("lock", update), { create: true, write: true });
  try {
    await lock.lock(true);
    await recover(folder);
    return await use({
      replace: (texts) => commit(folder, "update", encoded(texts)),
      undo: () => undo(folder),
    });
  } finally {
    lock.close();
  }
}

/** What an update reads, writes to and removes from. In a folder from elsewhere a link would lead it out, and a pipe would hold it up for good. */
const OWN_FOLDERS = [
  "statements",
  ...[".", "journal", "journal/new", "last", "last/old"]
    .map((name) => UPDATE_FOLDER + name),
];
const OWN_FILES = ["lock", "journal/manifest.json", "last/manifest.json"]
  .map((name) => UPDATE_FOLDER + name);

async function refuseLinks(folder: URL): Promise<void> {
  for (const name of [...OWN_FOLDERS, ...OWN_FILES]) {
    const path = fileURLToPath(new URL(name, folder)).replace(/\/$/, "");
    const found = await ifThere(Deno.lstat(path));
    if (found === undefined || (OWN_FILES.includes(name) ? found.isFile : found.isDirectory)) {
      continue;
    }
    throw new RangeError(
      `Cannot change the data: ${path} is a link, or none of ours; move it away`,
    );
  }
}

type Contents = ReadonlyMap<string, Uint8Array | undefined>;

function encoded(texts: ReadonlyMap<string, string | undefined>): Contents {
  return new Map(
    [...texts].map(([name, text]) =>
      [name, text === undefined ? undefined : new TextEncoder().encode(text)] as const
    ),
  );
}

async function commit(folder: URL, kind: UpdateManifest["kind"], contents: Contents) {
  const update = new URL(UPDATE_FOLDER, folder);
  const id = crypto.randomUUID();
  const staging = new URL(`staging-${id}/`, update);
  try {
    await Deno.mkdir(new URL("new/", staging), { recursive: true });
    await Deno.mkdir(new URL("old/", staging));
    const sha256Before: Record<string, string> = {};
    const sha256After: Record<string, string> = {};
    const [write, remove]: [string[], string[]] = [[], []];
    for (const [name, bytes] of contents) {
      const old = await bytesOf(new URL(`statements/${name}`, folder));
      if (old !== undefined) {
        sha256Before[name] = sha256(old);
        await writeThrough(new URL(`old/${name}`, staging), old);
      }
      if (bytes === undefined) remove.push(name);
      else {
        write.push(name);
        sha256After[name] = sha256(bytes);
        await writeThrough(new URL(`new/${name}`, staging), bytes);
      }
    }
    const manifest: UpdateManifest = { id, kind, write, remove, sha256Before, sha256After };
    const text = new TextEncoder().encode(JSON.stringify(manifest, null, 2));
    await writeThrough(new URL("manifest.json", staging), text);
    await syncFolder(staging);
    await Deno.rename(staging, new URL("journal", update));
  } catch (error) {
    await Deno.remove(staging, { recursive: true }).catch(() => {});
    throw error;
  }
  try {
    await syncFolder(update);
    await finish(folder);
  } catch {
    // The update is in force, readers see it through the journal, and whoever holds the lock next moves what is left.
  }
}

/** Moves what the journal holds into place. Every step can be done twice. */
async function finish(folder: URL): Promise<void> {
  const update = new URL(UPDATE_FOLDER, folder);
  const journal = new URL("journal/", update);
  const manifest = readManifest(await Deno.readTextFile(new URL("manifest.json", journal)));
  for (const name of manifest.write) {
    await ifThere(
      Deno.rename(new URL(`new/${name}`, journal), new URL(`statements/${name}`, folder)),
    );
  }
  for (const name of manifest.remove) {
    await ifThere(Deno.remove(new URL(`statements/${name}`, folder)));
  }
  await syncFolder(new URL("statements/", folder));
  const trash = new URL(`trash-${manifest.id}`, update);
  await ifThere(Deno.rename(new URL("last", update), trash));
  await Deno.rename(journal, new URL("last", update));
  await ifThere(Deno.remove(trash, { recursive: true }));
}

/** Finishes an update that was decided on, and clears away one that was not. */
async function recover(folder: URL): Promise<void> {
  const update = new URL(UPDATE_FOLDER, folder);
  const names = (await Array.fromAsync(Deno.readDir(update))).map(({ name }) => name);
  if (names.includes("journal")) await finish(folder);
  for (const name of names.filter((name) => /^(staging|trash)-/.test(name))) {
    await ifThere(Deno.remove(new URL(name, update), { recursive: true }));
  }
}

async function undo(folder: URL): Promise<readonly string[]> {
  const last = new URL(`${UPDATE_FOLDER}last/`, folder);
  const text = await bytesOf(new URL("manifest.json", last));
  const manifest = text && readManifest(new TextDecoder().decode(text));
  if (manifest?.kind !== "update") {
    throw new RangeError("Cannot undo: no update has been written since the last undo");
  }
  const contents = new Map<string, Uint8Array | undefined>();
  for (const name of [...manifest.write, ...manifest.remove]) {
    const now = await bytesOf(new URL(`statements/${name}`, folder));
    if ((now && sha256(now)) !== manifest.sha256After[name]) {
      throw new RangeError(
        `Cannot undo: data/statements/${name} has been changed since the update was written`,
      );
    }
    const old = await bytesOf(new URL(`old/${name}`, last));
    // Updates of earlier versions kept no hash of what they replaced.
    if ((old && sha256(old)) !== manifest.sha256Before?.[name]) {
      throw new RangeError(
        `Cannot undo: the copy of data/statements/${name} kept from before the update is damaged; nothing was changed`,
      );
    }
    contents.set(name, old);
  }
  await commit(folder, "undo", contents);
  return [...contents.keys()];
}

async function bytesOf(file: URL): Promise<Uint8Array | undefined> {
  return await ifThere(Deno.readFile(file));
}

async function ifThere<T>(step: Promise<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Writes a new file and waits until the disk has it. */
async function writeThrough(path: URL, bytes: Uint8Array): Promise<void> {
  const file = await Deno.open(path, { createNew: true, write: true });
  try {
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    await file.sync();
  } finally {
    file.close();
  }
}

/** Asks the disk to keep the names in a folder; systems that cannot open a folder keep them anyway. */
async function syncFolder(folder: URL): Promise<void> {
  if (Deno.build.os === "windows") return;
  const handle = await Deno.open(folder);
  try {
    await handle.sync();
  } finally {
    handle.close();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
