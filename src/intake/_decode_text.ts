import { type Sheet, unreadable } from "./_sheet.ts";

/** Files that are no text, by their first bytes. */
const BINARY: readonly (readonly [readonly number[], string])[] = [
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "an old or encrypted Office file; save it as .xlsx without a password",
  ],
  [[0x25, 0x50, 0x44, 0x46], "a PDF; copy its table into a sheet"],
  [[0x1f, 0x8b], "a gzip archive; unpack it first"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture"],
  [[0xff, 0xd8, 0xff], "a picture"],
];
const TEXT_WANTED = "UTF-8 text or an .xlsx workbook";

/**
 * Bytes as UTF-8 text. A byte order mark is dropped, and CRLF and lone CR become LF: neither can change a figure.
 * Everything else that is not plain UTF-8 is refused where it stands, because a guess could.
 */
export function decodeText(bytes: Uint8Array, file: string): string | Sheet {
  const starts = (magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return unreadable(file, "", `${TEXT_WANTED}; the file is empty`);
  if (starts([0xff, 0xfe]) || starts([0xfe, 0xff])) {
    return unreadable(file, "UTF-16", "UTF-8: save it again with that encoding");
  }
  for (const [magic, what] of BINARY) {
    if (starts(magic)) return unreadable(file, what, TEXT_WANTED);
  }
  const start = starts([0xef, 0xbb, 0xbf]) ? 3 : 0;
  const wrong = firstWrongByte(bytes, start);
  if (wrong >= 0) {
    const before = lenient(bytes.subarray(start, wrong));
    const lines = unix(before).split("\n");
    const byte = `byte 0x${bytes[wrong]!.toString(16).padStart(2, "0")}`;
    const expected = bytes[wrong] === 0
      ? "text: a NUL byte means UTF-16 or a binary file"
      : bytes[wrong]! < 0x20
      ? "text without control characters"
      : "UTF-8: save it again with that encoding";
    return unreadable(file, byte, expected, lines.length, lines.at(-1)!.length + 1);
  }
  return unix(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start)));
}

function unix(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function lenient(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Index of the first byte that is a control character or no UTF-8; -1 when there is none. */
function firstWrongByte(bytes: Uint8Array, start: number): number {
  for (let i = start; i < bytes.length;) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return i;
      i++;
      continue;
    }
    const length = byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : 4;
    if (byte < 0xc2 || byte > 0xf4) return i;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(i, i + length));
    } catch {
      return i;
    }
    i += length;
  }
  return -1;
}
