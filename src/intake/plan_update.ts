import {
  type Catalogue,
  figureKey,
  type MarketData,
  type Statement,
  type StatementFields,
  vintagesOf,
} from "../statements/mod.ts";
import type { Incoming } from "./read_incoming.ts";
import { insertRows } from "./_insert_rows.ts";

/**
 * What a figure is to those already there.
 * - `new`: this publisher has not printed it before.
 * - `repeated`: as in its last print; kept as a further print.
 * - `outcome`: reported now, where the last print was an outlook.
 * - `revised`: not as in its last print.
 * - `there`: the same print of the same day is there already; it is not added again.
 */
export type Novelty = "new" | "repeated" | "outcome" | "revised" | "there";

/** One brought figure beside what was known of it. */
export interface PlannedFigure {
  readonly statement: Statement;
  readonly novelty: Novelty;
  /** The last print of the figure before this one, both ends when it was a range; empty for a new figure. */
  readonly before: readonly Statement[];
}

/** What adding a file would do to the statements. */
export interface UpdatePlan {
  readonly figures: readonly PlannedFigure[];
  /** Those that would be added. */
  readonly added: readonly Statement[];
  /** The rows to add, by file name: the month of publication. */
  readonly rowsByFile: ReadonlyMap<string, readonly StatementFields[]>;
}

/**
 * Sorts brought figures into new, repeated and revised, without changing anything.
 *
 * @param incoming what was brought; it must have no problems
 *
 * @example
 * ```ts
 * import { planUpdate, readIncoming } from "./mod.ts";
 * import { loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const { series } = data.plan.quantities[0]!;
 * const { region, publisher } = data.plan.market;
 * const text = `${STATEMENT_COLUMNS.join()}\n` +
 *   `${series},level,${region},2026-01,376100,mt,actual,,${publisher},2026-03-05,,made up\n`;
 * const incoming = await readIncoming(new TextEncoder().encode(text), "march.csv", data.catalogue);
 * const { figures, rowsByFile } = planUpdate(data, incoming);
 * assert.equal(figures[0]!.novelty, "revised");
 * assert.equal(figures[0]!.before[0]!.printed, "375500");
 * assert.deepEqual([...rowsByFile.keys()], ["2026-03.csv"]);
 * ```
 */
export function planUpdate(data: MarketData, incoming: Incoming): UpdatePlan {
  const vintages = vintagesOf(data.asPrinted);
  const figures: PlannedFigure[] = [];
  const added: Statement[] = [];
  const rowsByFile = new Map<string, StatementFields[]>();
  incoming.statements.forEach((statement, i) => {
    const prints = vintages.of(statement);
    const earlier = prints.filter(({ published }) => (published ?? "") <= statement.published!);
    const last = earlier.at(-1);
    const before = earlier.filter(({ published }) => published === last?.published);
    const there = prints.some((print) =>
      print.published === statement.published && same(print, statement)
    );
    const novelty: Novelty = there
      ? "there"
      : before.length === 0
      ? "new"
      : before.some((print) => same(print, statement) && print.basis === statement.basis)
      ? "repeated"
      : last!.basis === "forecast" && statement.basis !== "forecast"
      ? "outcome"
      : "revised";
    figures.push({ statement, novelty, before });
    if (there) return;
    added.push(statement);
    const name = `${statement.published!.slice(0, 7)}.csv`;
    const rows = rowsByFile.get(name) ?? [];
    rows.push(incoming.rows[i]!);
    rowsByFile.set(name, rows);
  });
  return { figures, added, rowsByFile };
}

/** Whether two prints of a figure say the same number; how it is written is part of it. */
function same(a: Statement, b: Statement): boolean {
  return figureKey(a) === figureKey(b) && a.printed === b.printed && a.bound === b.bound;
}

/**
 * The texts of the statement files with a plan's rows in them.
 *
 * @returns new texts by name, for {@link LockedData.replace}
 */
export function plannedTexts(
  plan: UpdatePlan,
  files: ReadonlyMap<string, string>,
  catalogue: Catalogue,
): Map<string, string> {
  return new Map(
    [...plan.rowsByFile].map(([name, rows]) =>
      [name, insertRows(files.get(name), rows, catalogue)] as const
    ),
  );
}
