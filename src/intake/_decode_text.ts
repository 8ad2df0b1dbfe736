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
  const content = bytes.subarray(start);
  const control = content.findIndex((byte) => byte < 0x20 && !SPACES.includes(byte));
  const valid = validLength(content);
  const wrong = control < 0 ? valid : Math.min(control, valid);
  const text = unix(lenient(content.subarray(0, wrong)));
  if (wrong === content.length) return text;
  const lines = text.split("\n");
  const found = content[wrong]!;
  const expected = found === 0
    ? "text: a NUL byte means UTF-16 or a binary file"
    : found < 0x20
    ? "text without control characters"
    : "UTF-8: save it again with that encoding";
  const byte = `byte 0x${found.toString(16).padStart(2, "0")}`;
  return unreadable(file, byte, expected, lines.length, lines.at(-1)!.length + 1);
}

const SPACES = [9, 10, 13];

function unix(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function lenient(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** How many bytes from the start are whole characters of UTF-8: found by halving, for decoding is fast and steps are not. */
function validLength(bytes: Uint8Array): number {
  if (isValid(bytes, false)) return bytes.length;
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isValid(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle;
  }
  // Up to three bytes before it can be the beginning of the character that is not whole.
  let end = isValid(bytes.subarray(0, bad), true) ? bad : good;
  while (!isValid(bytes.subarray(0, end), false)) end--;
  return end;
}

function isValid(bytes: Uint8Array, isCutOff: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCutOff });
    return true;
  } catch {
    return false;
  }
}
