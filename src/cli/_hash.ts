import { createHash } from "node:crypto";

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * What a path holds, as one word to compare: the SHA-256 of a file, `folder` and the hash of its
 * names, or `absent`. Names that start with a dot do not count: tools leave them behind.
 */
export function contentOf(path: string): string {
  try {
    return sha256(Deno.readFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return "absent";
    }
    if (!(error instanceof Deno.errors.IsADirectory)) return "unreadable";
  }
  const names = [...Deno.readDirSync(path)].map((entry) => entry.name)
    .filter((name) => !name.startsWith("."));
  return `folder ${sha256(names.sort().join("\n"))}`;
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

/** One hash over all TypeScript files of some folders: the code that makes a page. */
export function sourcesHash(folders: readonly URL[]): string {
  return sha256(
    folders.flatMap((folder) =>
      [...Deno.readDirSync(folder)].map((entry) => entry.name).filter((name) =>
        name.endsWith(".ts")
      )
        .sort().map((name) => `${name} ${contentOf(new URL(name, folder).pathname)}`)
    ).join("\n"),
  );
}
