import { type Cell, MOST_ROWS, type Sheet, unreadable } from "./_sheet.ts";

/**
 * Comma-separated text (RFC 4180), or a table pasted from a sheet, whose cells are parted by tabs. Written here because
 * a message about a cell needs the line and the column at which it starts.
 */
export function readDelimited(text: string, file: string): Sheet {
  const header = text.split("\n").find((line) => line.trim() !== "") ?? "";
  if (!/[,\t]/.test(header) && header.includes(";")) {
    const expected = "cells parted by commas or tabs, not semicolons";
    return unreadable(file, header, expected, 1, header.indexOf(";") + 1);
  }
  const separator = header.includes("\t") ? "\t" : ",";
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  const end = () => {
    if (row.length > 1 || row[0]?.text.trim()) rows.push(row);
    row = [];
  };
  while (at <= text.length) {
    const [cellLine, column, start] = [line, at - lineStart + 1, at];
    let value = "";
    if (text[at] === '"') {
      const closed = quotedEnd(text, at);
      if (closed < 0) {
        const found = text.slice(start, start + 40);
        return unreadable(file, found, "closed quotes (RFC 4180)", cellLine, column);
      }
      value = text.slice(at + 1, closed).replaceAll('""', '"');
      for (let i = at; i < closed; i++) if (text[i] === "\n") [line, lineStart] = [line + 1, i + 1];
      at = closed + 1;
      if (at < text.length && text[at] !== separator && text[at] !== "\n") {
        const found = text.slice(start, at + 1);
        const expected = "nothing between a closing quote and the next cell (RFC 4180)";
        return unreadable(file, found, expected, line, at - lineStart + 1);
      }
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== "\n") at++;
      value = text.slice(start, at);
    }
    row.push({ text: value, line: cellLine, column });
    if (at >= text.length || text[at] === "\n") {
      end();
      if (rows.length > MOST_ROWS + 1) {
        return unreadable(file, `more than ${MOST_ROWS} rows`, "the figures of a month", line, 1);
      }
      line++;
      lineStart = at + 1;
    }
    at++;
  }
  return { rows, problems: [] };
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
