import { z } from "zod";
import { nearest, type Plan } from "../balance/mod.ts";
import { isMonth, type Month } from "../calendar/mod.ts";
import type { Problem } from "./problem.ts";
import { readRows } from "./_table.ts";

/** A value that no publisher prints in full, with the range it may lie in and its ground. */
export interface Assumption {
  readonly id: string;
  /** The month it holds for; `undefined` when it holds for every month that has none of its own. */
  readonly month: Month | undefined;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** A citation, or the word `assumed`. */
  readonly source: string;
  readonly note: string;
  readonly file: string;
  readonly line: number;
}

const NUMBER = z.string().regex(/^-?\d{1,15}(\.\d+)?$/, "a plain number").transform(Number);
const ROW = z.object({
  id: z.string().regex(/^[a-z0-9_]+$/, "a name of small letters, digits and _"),
  period: z.string().refine((text) => text === "" || isMonth(text), {
    error: "a month as YYYY-MM, or nothing",
  }),
  value: NUMBER,
  low: NUMBER,
  high: NUMBER,
  unit: z.string().min(1, "a unit"),
  source: z.string().min(1, "a source, or the word assumed"),
  note: z.string(),
});

/** What is assumed beside the quantities of a market: how the model itself works. */
const PARAMETERS = new Map([
  ["balance_error", "share"],
  ["error_persistence", "share"],
  ["normal_cover", "days"],
  ["new_year_days_before", "days"],
  ["new_year_days_after", "days"],
  ["new_year_operating_share", "share"],
]);

/**
 * Reads `data/assumptions.csv`. Problems are returned, not thrown, so that all files report together.
 *
 * @param plan whose quantities, levels and rests may be assumed; without one ids and units are not checked
 */
export function readAssumptions(
  text: string,
  file: string,
  plan?: Plan,
): { assumptions: Assumption[]; problems: Problem[] } {
  const { rows, problems } = readRows(text, file, ROW);
  const assumptions: Assumption[] = [];
  const seen = new Set<string>();
  const known = plan === undefined ? new Map<string, readonly string[]>() : unitsIn(plan);
  for (const { value: { period, ...rest }, row } of rows) {
    const key = `${rest.id} ${period}`;
    const units = known.get(rest.id);
    if (plan && units === undefined) {
      // A value that nothing reads would be believed and never counted.
      const ids = [...known.keys()];
      problems.push(row.problem("id", `one of ${ids.join(", ")}${nearest(rest.id, ids)}`));
    } else if (units && !units.includes(rest.unit)) {
      problems.push(row.problem("unit", units.join(" or ")));
    } else if (rest.low < 0) {
      problems.push(row.problem("low", "a number >= 0"));
    } else if (rest.unit === "share" && rest.high > 1) {
      problems.push(row.problem("high", "a share from 0 to 1"));
    } else if (seen.has(key)) {
      problems.push(row.problem("id", "each assumption once for a period"));
    } else if (!(rest.low <= rest.value && rest.value <= rest.high)) {
      problems.push(row.problem("value", `a value from ${rest.low} to ${rest.high}`));
    } else {
      const month = period !== "" && isMonth(period) ? period : undefined;
      assumptions.push({ ...rest, month, file, line: row.line });
    }
    seen.add(key);
  }
  return { assumptions, problems };
}

/** What may be assumed, and in which units: quantities, levels that they follow, rests of counts, parameters. */
function unitsIn({ quantities, counts }: Plan): Map<string, readonly string[]> {
  const flow = ["kt", "kt/day"];
  const units = new Map<string, readonly string[]>();
  for (const { id, kind, unit, follows } of quantities) {
    units.set(id, kind === "flow" ? flow : [unit]);
    if (follows !== undefined) units.set(follows.level, ["kt"]);
  }
  for (const { rest } of counts) if (rest !== undefined) units.set(rest, flow);
  for (const [id, unit] of PARAMETERS) units.set(id, [unit]);
  return units;
}
