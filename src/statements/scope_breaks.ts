import { z } from "zod";
import { type Day, isDay } from "../calendar/mod.ts";
import { nearest } from "../balance/mod.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Problem } from "./problem.ts";
import { readRows } from "./_table.ts";

/** A day on which a publisher changed what a series covers: a jump that is no build and no draw. */
export interface ScopeBreak {
  readonly series: string;
  readonly region: string;
  readonly publisher: string;
  /** First day of the new scope. */
  readonly date: Day;
  /** Last figure on the old scope, in the model's unit. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly unit: string;
  readonly reason: string;
  readonly url: string;
  readonly file: string;
  readonly line: number;
}

const NUMBER = z.string().regex(/^(\d+(\.\d+)?)?$/, "a plain number or nothing");
const ROW = z.object({
  series: z.string().min(1, "a series"),
  region: z.string().min(1, "a region"),
  publisher: z.string().min(1, "a publisher"),
  date: z.string().refine(isDay, { error: "a day that exists, as YYYY-MM-DD" }),
  before: NUMBER,
  after: NUMBER,
  unit: z.string(),
  reason: z.string().min(1, "the reason"),
  url: z.string(),
});

/** Reads `data/breaks.csv`. Problems are returned, not thrown, so that all files report together. */
export function readScopeBreaks(
  text: string,
  file: string,
  catalogue: Catalogue,
): { breaks: ScopeBreak[]; problems: Problem[] } {
  const { rows, problems } = readRows(text, file, ROW);
  const breaks = rows.map(({ value: { before, after, date, unit, ...rest }, row }): ScopeBreak => {
    if (!catalogue.has(rest.series)) {
      const expected = `a series of series.csv${nearest(rest.series, [...catalogue.keys()])}`;
      problems.push(row.problem("series", expected));
    }
    const scale = unit === "mt" ? 1000 : 1;
    const scaled = (text: string) => text === "" ? undefined : Number(text) / scale;
    return {
      ...rest,
      date: date as Day,
      before: scaled(before),
      after: scaled(after),
      unit: scale === 1 ? unit : "kt",
      file,
      line: row.line,
    };
  });
  return { breaks, problems };
}
