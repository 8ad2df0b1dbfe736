import type { Problem } from "../statements/mod.ts";
import { decodeText } from "./_decode_text.ts";
import { MOST_INCOMING_BYTES } from "./read_incoming.ts";
import { unreadable } from "./_sheet.ts";

/**
 * The text of a note's file.
 *
 * @param bytes the file, at most {@link MOST_INCOMING_BYTES}
 * @returns the text; or the one problem, with line and column, that makes it no UTF-8 text
 *
 * @example
 * ```ts
 * import { noteText } from "./mod.ts";
 * import assert from "node:assert/strict";
 * assert.equal(noteText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), "note.txt").text, "a");
 * assert.equal(noteText(new Uint8Array([0x61, 0xff]), "note.txt").problems[0]!.column, 2);
 * ```
 */
export function noteText(
  bytes: Uint8Array,
  file: string,
): { readonly text: string; readonly problems: readonly Problem[] } {
  const text = bytes.length > MOST_INCOMING_BYTES
    ? unreadable(file, `more than ${MOST_INCOMING_BYTES} bytes`, "a note of a few pages")
    : decodeText(bytes, file);
  return typeof text === "string" ? { text, problems: [] } : { text: "", problems: text.problems };
}
