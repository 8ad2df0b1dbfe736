import { z } from "zod";
import type { Problem } from "./problem.ts";
import { readRows } from "./_table.ts";

/** What kinds of quantity a series can be. */
export const SERIES_KINDS = [
  "flow",
  "stock",
  "rate",
  "price",
  "coefficient",
  "class",
  "count",
  "capacity",
  "index",
] as const;

/** What kind of quantity a series is. */
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** A series that statements may speak of. */
export interface SeriesInfo {
  readonly id: string;
  readonly label: string;
  /** Unit in which levels are printed. */
  readonly unit: string;
  readonly kind: SeriesKind;
  readonly side: "supply" | "use" | "stock" | "context";
  /** How publishers' scopes differ, in words; empty where they do not. */
  readonly publisherScope: string;
  readonly aliases: readonly string[];
}

/** The series by id. */
export type Catalogue = ReadonlyMap<string, SeriesInfo>;

const ROW = z.object({
  id: z.string().regex(/^[a-z0-9_]+$/, "a name of small letters, digits and _"),
  label: z.string().min(1, "a label"),
  unit: z.string().min(1, "a unit"),
  kind: z.enum(SERIES_KINDS, { error: `one of ${SERIES_KINDS.join(", ")}` }),
  side: z.enum(["supply", "use", "stock", "context"], {
    error: "one of supply, use, stock, context",
  }),
  publisher_scope: z.string(),
  aliases: z.string(),
});

/** Reads `data/series.csv`. Problems are returned, not thrown, so that all files report together. */
export function readCatalogue(
  text: string,
  file: string,
): { catalogue: Catalogue; problems: Problem[] } {
  const { rows, problems } = readRows(text, file, ROW);
  const catalogue = new Map<string, SeriesInfo>();
  for (const { value: { publisher_scope, aliases, ...info }, row } of rows) {
    if (catalogue.has(info.id)) problems.push(row.problem("id", "each series once"));
    const names = aliases.split(";").map((name) => name.trim()).filter(Boolean);
    catalogue.set(info.id, { ...info, publisherScope: publisher_scope, aliases: names });
  }
  return { catalogue, problems };
}
