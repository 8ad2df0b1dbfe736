import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * What a path holds, as one word to compare: the SHA-256 of a file, `folder` and the hash of its names, `special` for a
 * device or a pipe, whose reading may never end, or `absent`.
 */
export function contentOf(path: string): string {
  try {
    const info = Deno.statSync(path);
    if (info.isFile) return fileHash(path, info);
    if (!info.isDirectory) return "special";
    return `folder ${
      sha256([...Deno.readDirSync(path)].map(({ name }) => name).sort().join("\0"))
    }`;
  } catch (error) {
    const gone = [Deno.errors.NotFound, Deno.errors.NotADirectory];
    return gone.some((kind) => error instanceof kind) ? "absent" : "unreadable";
  }
}

/** Hashes of files, each with what the system said of the file before it was read. */
const hashes = new Map<string, { state: string; hash: string }>();

function fileHash(path: string, { ino, size, mtime, ctime, birthtime }: Deno.FileInfo): string {
  const state = [ino, size, ...[mtime, ctime, birthtime].map(Number)].join();
  const known = hashes.get(path);
  if (known?.state === state) return known.hash;
  // Deno gives the change of a file in whole seconds: after those a later one is sure to be seen.
  const isOld = ctime !== null && Date.now() - Number(ctime) > 2000;
  const hash = sha256(Deno.readFileSync(path));
  if (isOld) hashes.set(path, { state, hash });
  return hash;
}

/** `contentOf` that looks at each path once: the pages of a site share most of what they were made from. */
export function contentReader(): (path: string) => string {
  const seen = new Map<string, string>();
  return (path) => {
    let content = seen.get(path);
    if (content === undefined) seen.set(path, content = contentOf(path));
    return content;
  };
}

/** Hash of an environment variable's value as it is now, `unset` without one; `*` stands for all of them. */
export function variableHash(name: string): string {
  if (name === "*") return sha256(JSON.stringify(Object.entries(Deno.env.toObject()).sort()));
  const value = Deno.env.get(name);
  return value === undefined ? "unset" : sha256(`${name}=${value}`);
}

/** A path as it is named to people: from the project's folder where it lies in it. */
export function fromProject(path: string): string {
  const root = `${Deno.cwd()}/`;
  return path.startsWith(root) ? path.slice(root.length) : path;
}

/** One hash over all TypeScript files of some folders: the code that makes a page. */
export function sourcesHash(folders: readonly URL[]): string {
  return sha256(
    folders.flatMap((folder) =>
      [...Deno.readDirSync(folder)].map((entry) => entry.name).filter((name) =>
        name.endsWith(".ts")
      )
        .sort().map((name) => `${name} ${contentOf(fileURLToPath(folder) + name)}`)
    ).join("\n"),
  );
}
