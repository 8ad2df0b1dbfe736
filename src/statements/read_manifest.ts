import { z } from "zod";

/** What one update changes, as its journal says it. */
export interface UpdateManifest {
  readonly id: string;
  /** An undo cannot itself be undone. */
  readonly kind: "update" | "undo";
  /** Files under `statements/` that get a new text. */
  readonly write: readonly string[];
  /** Files under `statements/` that go. */
  readonly remove: readonly string[];
  /** SHA-256 of every file before the update, hex; a file that was not there has none. */
  readonly sha256Before: Readonly<Record<string, string>>;
  /** SHA-256 of every file after the update, hex; a removed file has none. */
  readonly sha256After: Readonly<Record<string, string>>;
}

// Names become parts of addresses, in which % and # have a meaning, too.
const NAME = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*\.csv$/u);
const HASHES = z.record(NAME, z.string());
const MANIFEST = z.looseObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  kind: z.enum(["update", "undo"]),
  write: z.array(NAME),
  remove: z.array(NAME),
  sha256After: HASHES,
});

/**
 * Reads an update's journal. A data folder can come from anybody, so its names are believed only where they are names
 * of statement files, and no paths.
 *
 * @param text the journal's text
 * @throws {SyntaxError} when it is no journal, or names what lies elsewhere
 *
 * @example
 * ```ts
 * import { readManifest } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const journal = { id: "1", kind: "update", write: [], remove: ["../a.csv"], sha256After: {} };
 * assert.throws(() => readManifest(JSON.stringify(journal)), /remove must be names of statement files/);
 * ```
 */
export function readManifest(text: string): UpdateManifest {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    // Nothing is no journal either.
  }
  const read = MANIFEST.safeParse(given);
  if (read.success) return read.data as unknown as UpdateManifest;
  const at = String(read.error.issues[0]?.path[0] ?? "");
  const wrong = ["write", "remove", "sha256After"].includes(at)
    ? `${at} must be names of statement files such as 2026-02.csv`
    : "it is not as update writes it";
  throw new SyntaxError(
    `Cannot read the journal of an update in the data folder: ${wrong}. If the folder came from elsewhere, remove its .update/`,
  );
}
