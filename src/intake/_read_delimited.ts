import { readCells } from "../statements/mod.ts";
import { MOST_ROWS, type Sheet, unreadable } from "./_sheet.ts";

/** Comma-separated text, or a table pasted from a sheet, whose cells are parted by tabs. */
export function readDelimited(text: string, file: string): Sheet {
  const header = text.split("\n").find((line) => line.trim() !== "") ?? "";
  if (!/[,\t]/.test(header) && header.includes(";")) {
    const expected = "cells parted by commas or tabs, not semicolons";
    return unreadable(file, header, expected, 1, header.indexOf(";") + 1);
  }
  const { records, fault } = readCells(text, header.includes("\t") ? "\t" : ",");
  const [tooMany] = records[MOST_ROWS + 1] ?? [];
  if (tooMany !== undefined) {
    const found = `more than ${MOST_ROWS} rows`;
    return unreadable(file, found, "the figures of a month", tooMany.line, 1);
  }
  if (fault !== undefined) {
    return unreadable(file, fault.found, fault.expected, fault.line, fault.column);
  }
  return { rows: records, problems: [] };
}
