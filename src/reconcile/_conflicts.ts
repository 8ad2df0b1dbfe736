import { type Fact, monthAt } from "./_fact.ts";
import { dayOf } from "./_in_force.ts";
import { Network } from "./_network.ts";

/** Facts that contradict each other: taking any one away leaves the rest consistent. */
export interface Contradiction {
  readonly facts: readonly Fact[];
  /**
   * The facts whose removal alone makes the surroundings consistent; all of `facts` when none stands out, none where
   * contradictions are too many to be told apart.
   */
  readonly suspects: readonly Fact[];
}

/** How far around a contradiction its surroundings reach: a year's comparison, and one month more. */
const SURROUNDINGS = 13;

/** The months that facts speak of. */
export interface Frame {
  readonly first: number;
  readonly size: number;
  readonly floor: number;
}

/** Whole years from the first month that facts speak of. */
export function frameOf(facts: readonly Fact[]): Frame {
  let first = Infinity, last = -Infinity, negative = false, ratios = false;
  for (const { kind, span, base, value, high } of facts) {
    first = Math.min(first, (base ?? span).from);
    last = Math.max(last, span.to);
    if (kind === "ratio") ratios = true;
    if (kind === "level" && (value ?? high) < 0) negative = true;
  }
  first -= first % 12;
  // A percentage only makes sense of a quantity; a series without any may hold changes, which can be negative.
  return { first, size: last - first + 1, floor: negative && !ratios ? -Infinity : 0 };
}

/** A network of the facts, not yet settled. */
export function networkOf(facts: readonly Fact[], { first, size, floor }: Frame): Network {
  const network = new Network(first, size, floor);
  for (const fact of facts) if (fact.kind !== "ratio" || floor === 0) network.add(fact);
  return network;
}

/** Whether the facts can all be true. */
export function consistent(facts: readonly Fact[]): boolean {
  return facts.length === 0 || conflictIn(facts) === undefined;
}

function conflictIn(facts: readonly Fact[]): readonly Fact[] | undefined {
  return networkOf(facts, frameOf(facts)).settle()?.facts;
}

/** How many separate contradictions facts hold, up to a limit. */
export function contradictionCount(facts: readonly Fact[], limit: number): number {
  let rest = facts;
  for (let count = 0; count < limit; count++) {
    const conflict = rest.length === 0 ? undefined : conflictIn(rest);
    if (conflict === undefined) return count;
    const clashing = new Set(conflict);
    rest = rest.filter((fact) => !clashing.has(fact));
  }
  return limit;
}

/** The smallest contradiction within a conflict. */
export function smallestOf(conflict: readonly Fact[], frame: Frame): readonly Fact[] {
  let facts = conflict;
  for (const fact of conflict) {
    const without = facts.filter((other) => other !== fact);
    if (without.length > 0 && networkOf(without, frame).settle()) facts = without;
  }
  return facts;
}

/** More contradictions than this around one are not told apart. */
const MOST_COUNTED = 6;

/** The facts of a contradiction without which the fewest others are left around it; all of them when none stands out. */
export function suspectsOf(facts: readonly Fact[], live: readonly Fact[]): readonly Fact[] {
  const around = surroundingsOf(facts, live);
  let best: Fact[] = [], least = MOST_COUNTED;
  for (const fact of facts) {
    const left = contradictionsWithout(fact, around, least + 1);
    if (left < least) best = [];
    if (left <= least) best.push(fact);
    least = Math.min(left, least);
  }
  return best.length === 1 ? best : facts;
}

/** Whether a fact is among the suspects; seen at once where nothing is contradicted without it. */
export function standsOut(fact: Fact, facts: readonly Fact[], live: readonly Fact[]): boolean {
  return contradictionsWithout(fact, surroundingsOf(facts, live), 1) === 0 ||
    suspectsOf(facts, live).includes(fact);
}

function contradictionsWithout(fact: Fact, around: readonly Fact[], limit: number): number {
  return contradictionCount(around.filter((other) => other !== fact), limit);
}

/** A month's figure that moves by no more than this share between two releases is taken as revised, not as wrong. */
const LARGEST_REVISION = 0.03;

/**
 * Percentages that were cut instead of rounded, when that alone explains a contradiction: each with twice its width.
 *
 * @returns the wider fact for each percentage; `undefined` when the contradiction stays
 */
export function asCut(facts: readonly Fact[]): Map<Fact, Fact> | undefined {
  const wider = new Map<Fact, Fact>();
  for (const fact of facts) {
    const { kind, low, high, value } = fact;
    if (kind !== "ratio" || value === undefined) continue;
    wider.set(fact, { ...fact, low: value - (high - low), high: value + (high - low) });
  }
  return wider.size > 0 && consistent(facts.map((fact) => wider.get(fact) ?? fact))
    ? wider
    : undefined;
}

/**
 * The older figure in a contradiction that newer releases have tacitly revised: a change printed beside a new level
 * is against the month before as it stands by then.
 */
export function revisedIn(facts: readonly Fact[]): Fact | undefined {
  const days = facts.map(releasedOn);
  const oldest = days.reduce((a, b) => a < b ? a : b);
  const older = facts.filter((_, i) => days[i] === oldest);
  if (older.length === facts.length) return undefined;
  const levels = facts.flatMap(({ kind, value }) =>
    kind === "level" && value !== undefined ? [Math.abs(value)] : []
  );
  if (levels.length === 0) return undefined;
  const scale = Math.max(...levels);
  const fact = older.find(({ kind }) => kind !== "level") ?? older[0]!;
  const implied = impliedFor(fact, facts.filter((other) => other !== fact));
  if (implied === undefined) return undefined;
  const gap = Math.max(implied.low - fact.high, fact.low - implied.high);
  return gap / (fact.kind === "ratio" ? 1 : scale) <= LARGEST_REVISION ? fact : undefined;
}

/** The first day a fact can have been printed: a month's figure comes out after the month. */
export function releasedOn(fact: Fact): string {
  return dayOf(fact) || monthAt(fact.span.to + 1);
}

/** The bounds that other facts put on what a fact is about; `undefined` when they leave it open on a side. */
export function impliedFor(
  fact: Fact,
  others: readonly Fact[],
): { low: number; high: number } | undefined {
  const { span, base, kind } = fact;
  const network = networkOf(others, frameOf([...others, fact]));
  const node = network.nodeOf(span);
  const from = base === undefined ? -1 : network.nodeOf(base);
  if (network.settle()) return undefined;
  let low = network.low(node), high = network.high(node);
  if (kind === "difference") {
    low -= network.high(from);
    high -= network.low(from);
  } else if (kind === "ratio") {
    low /= network.high(from);
    high /= network.low(from);
  }
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : undefined;
}

/** Facts whose months lie near those of the given ones. */
export function surroundingsOf(facts: readonly Fact[], all: readonly Fact[]): Fact[] {
  const from = Math.min(...facts.map(({ span, base }) => (base ?? span).from)) - SURROUNDINGS;
  const to = Math.max(...facts.map(({ span }) => span.to)) + SURROUNDINGS;
  return all.filter(({ span, base }) => (base ?? span).from >= from && span.to <= to);
}
