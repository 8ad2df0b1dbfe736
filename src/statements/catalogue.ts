import { z } from "zod";
import { type Problem } from "./problem.ts";
import { readTable } from "./_table.ts";
import { fieldProblems } from "./_fields.ts";

/** What kind of quantity a series is. */
export type SeriesKind =
  | "flow"
  | "stock"
  | "rate"
  | "price"
  | "coefficient"
  | "class"
  | "count"
  | "capacity"
  | "index";

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
  /** Names used in market notes. */
  readonly aliases: readonly string[];
}

/** The series by id. */
export type Catalogue = ReadonlyMap<string, SeriesInfo>;

const COLUMNS = ["id", "label", "unit", "kind", "side", "publisher_scope", "aliases"];

const KINDS = [
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

const ROW = z.object({
  id: z.string().regex(/^[a-z0-9_]+$/, "a name of small letters, digits and _"),
  label: z.string().min(1, "a label"),
  unit: z.string().min(1, "a unit"),
  kind: z.enum(KINDS, { error: `one of ${KINDS.join(", ")}` }),
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
  const table = readTable(text, file, COLUMNS);
  const problems = [...table.problems];
  const catalogue = new Map<string, SeriesInfo>();
  for (const row of table.rows) {
    const result = ROW.safeParse(row.fields);
    if (!result.success) {
      problems.push(...fieldProblems(result.error.issues, row, file));
    } else if (catalogue.has(result.data.id)) {
      problems.push({
        file,
        line: row.line,
        column: 1,
        field: "id",
        found: result.data.id,
        expected: "each series once",
      });
    } else {
      const { publisher_scope, aliases, ...info } = result.data;
      const names = aliases.split(";").map((name) => name.trim()).filter(Boolean);
      catalogue.set(info.id, { ...info, publisherScope: publisher_scope, aliases: names });
    }
  }
  return { catalogue, problems };
}
