import type { Day } from "../calendar/mod.ts";
import { type Finding, findings } from "../reconcile/mod.ts";
import { isNumber, type MarketData, type Statement, vintagesOf } from "../statements/mod.ts";
import type { UpdatePlan } from "./plan_update.ts";

/** A level so far from the last one of its series that a slip is likelier than the market. */
export interface UnlikelySize {
  readonly statement: Statement;
  /** The latest level of the same series, region and publisher before it. */
  readonly last: Statement;
  /** The printed text with its point moved, that would be near the last level; `undefined` when none is. */
  readonly likely: string | undefined;
}

/** A publisher of whom nothing is there yet; a slip in a name would start a history of its own. */
export interface NewPublisher {
  readonly name: string;
  /** A known name that differs in spelling only; `undefined` when none does. */
  readonly likely: string | undefined;
}

/** What speaks against the new figures. Nothing here forbids adding them: publishers do print what is wrong. */
export interface PlanFindings {
  readonly contradictions: readonly Finding[];
  readonly unlikely: readonly UnlikelySize[];
  readonly publishers: readonly NewPublisher[];
  /** Figures whose day of publication is still to come. */
  readonly ahead: readonly Statement[];
}

/** Output halves or doubles around Chinese New Year and the wet season; beyond this it is a slip. */
const LIKELY_FACTOR = 4;
const SLIPS = [10, 100, 1000, 10_000];

/**
 * Reconciles new figures with those that are there.
 *
 * @param today no figure can have been published after it
 *
 * @example
 * ```ts
 * import { findingsOn, planUpdate, readIncoming } from "./mod.ts";
 * import { loadData, STATEMENT_COLUMNS } from "@silicon/balance/statements";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const { series } = data.plan.quantities[0]!;
 * const { region, publisher } = data.plan.market;
 * const text = `${STATEMENT_COLUMNS.join()}\n` +
 *   `${series},level,${region},2026-02,27800,mt,actual,,${publisher},2026-03-05,,made up\n`;
 * const incoming = await readIncoming(new TextEncoder().encode(text), "march.csv", data.catalogue);
 * const { unlikely } = findingsOn(data, planUpdate(data, incoming), parseDay("2026-03-06"));
 * assert.equal(unlikely[0]!.likely, "278000");
 * ```
 */
export function findingsOn(data: MarketData, plan: UpdatePlan, today: Day): PlanFindings {
  const places = new Set(plan.added.map(placeOf));
  const touched = new Set(plan.added.map(({ publisher }) => publisher));
  // Histories are one publisher's each, so the others can neither speak for nor against.
  const known = [...data.statements, ...plan.added]
    .filter(({ publisher }) => touched.has(publisher));
  const contradictions = findings(known, data.catalogue)
    .filter(({ statements }) => statements.some((statement) => places.has(placeOf(statement))));
  return {
    contradictions,
    unlikely: unlikelySizes(data, plan),
    publishers: newPublishers(data, plan),
    ahead: plan.added.filter(({ published }) => published! > today),
  };
}

function newPublishers(data: MarketData, plan: UpdatePlan): NewPublisher[] {
  const known = new Set(data.statements.map(({ publisher }) => publisher));
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const spelled = new Map([...known].map((name) => [plain(name), name]));
  const names = new Set(plan.added.map(({ publisher }) => publisher));
  return [...names].filter((name) => !known.has(name))
    .map((name) => ({ name, likely: spelled.get(plain(name)) }));
}

function placeOf({ file, line }: Statement): string {
  return `${file}:${line}`;
}

function unlikelySizes(data: MarketData, plan: UpdatePlan): UnlikelySize[] {
  const { current } = vintagesOf(data.statements);
  return plan.added.flatMap((statement): UnlikelySize[] => {
    if (statement.measure !== "level" || statement.value === 0) return [];
    const { series, region, publisher, period, unit, value } = statement;
    const [last] = current.filter(isNumber).filter((known) =>
      known.series === series && known.region === region && known.publisher === publisher &&
      known.measure === "level" && known.period.length === period.length &&
      known.period < period && known.unit === unit && known.value !== 0
    ).sort((a, b) => a.period < b.period ? 1 : a.period > b.period ? -1 : 0);
    if (last === undefined || last.value * value < 0 || isNear(value, last.value)) return [];
    const likely = SLIPS.flatMap((slip) => [slip, 1 / slip])
      .find((slip) => isNear(value * slip, last.value));
    const text = likely === undefined
      ? undefined
      : String(Number((Number(statement.printed) * likely).toPrecision(12)));
    return [{ statement, last, likely: text }];
  });
}

function isNear(value: number, last: number): boolean {
  const ratio = value / last;
  return ratio < LIKELY_FACTOR && ratio > 1 / LIKELY_FACTOR;
}
