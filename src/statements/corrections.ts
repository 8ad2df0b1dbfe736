import { z } from "zod";
import { type Day, isDay } from "../calendar/mod.ts";
import type { Problem } from "./problem.ts";
import { reprinted } from "./reprinted.ts";
import type { Statement } from "./statement.ts";
import { readRows } from "./_table.ts";

/** A settled error: what stands in print, and what is used instead. */
export interface Correction {
  readonly series: string;
  readonly measure: string;
  readonly region: string;
  readonly period: string;
  readonly publisher: string;
  readonly published: Day | undefined;
  /** The figure's text as printed. */
  readonly printed: string;
  /** The text that is used instead; `undefined` when the figure is left out. */
  readonly used: string | undefined;
  readonly reason: string;
  readonly foundBy: string;
  readonly file: string;
  readonly line: number;
}

const TEXT = z.string().min(1, "a text");
const ROW = z.object({
  series: TEXT,
  measure: TEXT,
  region: TEXT,
  period: TEXT,
  publisher: TEXT,
  published: z.string().refine((text) => text === "" || isDay(text), {
    error: "a day that exists, or nothing",
  }),
  printed: z.string().regex(/^-?\d+(\.\d+)?$/, "the number as printed"),
  used: z.string().regex(/^(-?\d+(\.\d+)?)?$/, "a plain number, or nothing"),
  reason: TEXT,
  found_by: TEXT,
});

/** Reads `data/corrections.csv`. Problems are returned, not thrown, so that all files report together. */
export function readCorrections(
  text: string,
  file: string,
): { corrections: Correction[]; problems: Problem[] } {
  const { rows, problems } = readRows(text, file, ROW);
  const corrections = rows.map(({ value, row: { line } }): Correction => {
    const { published, used, found_by: foundBy, ...rest } = value;
    const day = isDay(published) ? published : undefined;
    return { ...rest, published: day, used: used || undefined, foundBy, file, line };
  });
  return { corrections, problems };
}

/**
 * The statements with known errors settled, in the same order; corrected ones say in their note what stood in print. A
 * correction whose figure is no longer in print is a problem: it is to be removed.
 */
export function applyCorrections(
  asPrinted: readonly Statement[],
  corrections: readonly Correction[],
): { statements: Statement[]; problems: Problem[] } {
  const byPrint = new Map(corrections.map((correction) => [printOf(correction), correction]));
  const open = new Set(corrections);
  const statements = asPrinted.flatMap((statement) => {
    const correction = byPrint.get(printOf(statement));
    if (correction === undefined || statement.measure === "class") return [statement];
    open.delete(correction);
    const { used, reason } = correction;
    if (used === undefined) return [];
    const note = [statement.note, `printed ${statement.printed}: ${reason}`].filter(Boolean);
    return [{ ...reprinted(statement, used), note: note.join("; ") }];
  });
  const problems = [...open].map(({ file, line, series, period, printed, publisher }) => ({
    file,
    line,
    column: 1,
    field: "",
    found: `${series} ${period} ${printed} ${publisher}`,
    expected: "a figure as it stands in statements/, or no correction",
  }));
  return { statements, problems };
}

function printOf(print: Correction | Statement): string {
  const { series, measure, region, period, publisher, published, printed } = print;
  return [series, measure, region, period, publisher, published, printed].join("|");
}
