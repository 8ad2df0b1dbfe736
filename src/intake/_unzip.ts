import { inflateRawSync } from "node:zlib";

/** What is wrong with an archive, as found and expected. */
export class ArchiveError extends Error {
  constructor(readonly found: string, readonly expected: string) {
    super(found);
  }
}

/** A workbook of a month's figures unpacks to less than one hundredth of this. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_ENTRIES = 500;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ENCRYPTED = 1;

/**
 * Unpacks the wanted files of a zip archive, counting what really comes out: sizes that an archive states of itself
 * are not believed, so a zip bomb is stopped at the limit.
 *
 * @throws {ArchiveError} when it is damaged, encrypted or too large
 */
export function unzip(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = () => new ArchiveError("a damaged zip archive", "an .xlsx workbook");
  try {
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
    if (end < 0) throw damaged();
    const entries = view.getUint16(end + 10, true);
    if (entries > MOST_ENTRIES) {
      throw new ArchiveError(
        `${entries} files in it`,
        `a workbook of at most ${MOST_ENTRIES} parts`,
      );
    }
    let at = view.getUint32(end + 16, true);
    let left = MOST_BYTES;
    const files = new Map<string, Uint8Array>();
    const names = new Set<string>();
    for (let i = 0; i < entries; i++) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
      const flags = view.getUint16(at + 8, true);
      const method = view.getUint16(at + 10, true);
      const packed = view.getUint32(at + 20, true);
      const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
      const local = view.getUint32(at + 42, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!));
      at += 46 + nameLength! + extra! + comment!;
      if (flags & ENCRYPTED) throw new ArchiveError("an encrypted archive", "no password");
      // Which of two equal parts counts is each reader's guess; their names have no capitals of their own, and begin nowhere.
      const part = name.toLowerCase().replaceAll("\\", "/").replace(/^[./]+/, "");
      if (names.has(part)) {
        throw new ArchiveError(`two parts called ${name}`, "each part of the workbook once");
      }
      names.add(part);
      if (!wanted(name)) continue;
      if (view.getUint32(local, true) !== LOCAL_HEADER) throw damaged();
      const start = local + 30 + view.getUint16(local + 26, true) +
        view.getUint16(local + 28, true);
      const data = bytes.subarray(start, start + packed);
      if (data.length < packed || (method !== 0 && method !== 8)) throw damaged();
      const content = method === 0 ? data : inflate(data, left);
      left -= content.length;
      if (left < 0) throw tooLarge();
      files.set(name, content);
    }
    return files;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw damaged();
    throw error;
  }
}

function tooLarge(): ArchiveError {
  const limit = `${MOST_BYTES / 1024 / 1024} MB`;
  return new ArchiveError(`more than ${limit} once unpacked`, `a workbook of at most ${limit}`);
}

function inflate(data: Uint8Array<ArrayBuffer>, limit: number): Uint8Array {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new TypeError("no deflated data", { cause: error });
  }
}
