import type { Plan } from "../balance/mod.ts";
import { isMonth, type Month } from "../calendar/mod.ts";
import { figureKey, type Statement, vintagesOf } from "../statements/mod.ts";
import { balancePrints, classPrints } from "./_balance_prints.ts";
import { countPrints } from "./_count_prints.ts";
import type { Fixed, Observation } from "./observation.ts";
import { priorsOf } from "./_priors.ts";
import { assumed, type Known, ktOf, type Ready } from "./_ready.ts";
import { stockPrints } from "./_stock_prints.ts";

/**
 * Everything that is known of a market as observations, by rule:
 * - each publisher's count of a quantity as `reconcile` makes it consistent, with the sums and the percentages over
 *   months that this leaves open;
 * - balances in kt and in words, use by shares, changes of stock;
 * - a prior for each coefficient and level, and how each flow moves from month to month or follows its level. A flow's
 *   general assumption holds the last month, since it is of the present; those of a month count where they are
 *   `assumed`, since what they quote is heard from print.
 *
 * @returns observations with ids of their own, and the amounts that neither move nor follow: they stand as assumed
 * @throws {RangeError} when a row of the plan names an assumption that there is not
 */
export function observationsOf(known: Known): { observations: Observation[]; fixed: Fixed } {
  const { plan, asOf, statements, assumptions } = known;
  const counts = plan.counts.filter(({ knownFrom }) =>
    knownFrom === undefined || knownFrom <= asOf
  );
  const sorted = [...statements].sort((a, b) => orderOf(a) < orderOf(b) ? -1 : 1);
  const ready: Ready = {
    ...known,
    plan: { ...plan, counts },
    statements: sorted,
    current: vintagesOf(sorted).current.filter(({ region }) => region === plan.market.region),
    leadKt: leadOf(plan, sorted),
    assumption: (id, month) => assumptions.find((a) => a.id === id && a.month === month),
  };
  const fixed: Record<string, (month: Month) => number> = {};
  for (const { id, kind, walk, follows } of plan.quantities) {
    if (kind === "flow" && walk === undefined && follows === undefined) {
      const open = known.months.find((month) => !ready.assumption(id, month));
      if (open !== undefined && !ready.assumption(id)) {
        throw new RangeError(
          `Cannot estimate ${id}: quantities.csv says neither its walk nor what it follows, and ` +
            `assumptions.csv has no value for ${open}`,
        );
      }
      fixed[id] = (month) => ktOf(assumed(ready, id, month), month).value;
    }
  }
  const all = [
    ...priorsOf(ready),
    ...countPrints(ready),
    ...balancePrints(ready),
    ...classPrints(ready),
    ...stockPrints(ready),
  ];
  const byId = new Map(all.map((observation) => [observation.id, observation]));
  return { observations: [...byId.values()], fixed };
}

/** What makes the order of files and rows of no matter. */
function orderOf(statement: Statement): string {
  const { published = "", printed, bound, url } = statement;
  return `${figureKey(statement)}|${published}|${printed}|${bound}|${url}`;
}

/** The middle one of the months that the lead's publisher printed. */
function leadOf({ quantities, market }: Plan, statements: readonly Statement[]): number {
  const { series } = quantities.find(({ id }) => id === market.lead)!;
  const byMonth = new Map<string, number>();
  for (const { value, period, bound, measure, publisher, region, ...one } of statements) {
    const isLead = one.series === series && publisher === market.publisher &&
      region === market.region;
    if (isLead && measure === "level" && isMonth(period) && bound === "") {
      byMonth.set(period, value!);
    }
  }
  const levels = [...byMonth.values()].sort((a, b) => a - b);
  return levels[levels.length >> 1] ?? 1;
}
