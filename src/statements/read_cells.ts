/** A field of a CSV file, with the place at which it starts: 1-based line and character. */
export interface TextCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Records of a text, and what made its reading end before the text did. */
export interface CellsRead {
  readonly records: readonly (readonly TextCell[])[];
  readonly fault?: {
    readonly line: number;
    readonly column: number;
    readonly found: string;
    readonly expected: string;
  };
}

/**
 * Reads comma-separated text (RFC 4180), or text parted by another mark. Empty lines are passed over. Written here because
 * a message about a field needs the line and the column at which it starts, and CSV libraries tell the record alone.
 *
 * @param text lines that end with LF
 *
 * @example
 * ```ts
 * import { readCells } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { records } = readCells('a,b\n"1\n2",3\n');
 * assert.deepEqual(records[1], [
 *   { text: "1\n2", line: 2, column: 1 },
 *   { text: "3", line: 3, column: 4 },
 * ]);
 * ```
 */
export function readCells(text: string, separator = ","): CellsRead {
  const records: TextCell[][] = [];
  let record: TextCell[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  while (at <= text.length) {
    const [cellLine, column, start] = [line, at - lineStart + 1, at];
    let value = "";
    if (text[at] === '"') {
      const closed = quotedEnd(text, at);
      if (closed < 0) {
        const [found, expected] = [text.slice(start, start + 40), "closed quotes (RFC 4180)"];
        return { records, fault: { line, column, found, expected } };
      }
      value = text.slice(at + 1, closed).replaceAll('""', '"');
      for (let i = at; i < closed; i++) if (text[i] === "\n") [line, lineStart] = [line + 1, i + 1];
      at = closed + 1;
      if (at < text.length && text[at] !== separator && text[at] !== "\n") {
        const found = text.slice(start, at + 1);
        const expected = "nothing between a closing quote and the next field (RFC 4180)";
        return { records, fault: { line, column: at - lineStart + 1, found, expected } };
      }
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== "\n") at++;
      value = text.slice(start, at);
    }
    record.push({ text: value, line: cellLine, column });
    if (at >= text.length || text[at] === "\n") {
      if (record.length > 1 || value.trim() !== "") records.push(record);
      record = [];
      line++;
      lineStart = at + 1;
    }
    at++;
  }
  return { records };
}

/** Where the quote that opened at `start` closes; -1 when it never does. */
function quotedEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] !== '"') return i;
    i++;
  }
  return -1;
}
