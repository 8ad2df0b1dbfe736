import type { Fact } from "./_facts.ts";
import { Network } from "./_network.ts";

/** Facts that contradict each other: taking any one away leaves the rest consistent. */
export interface Contradiction {
  readonly facts: readonly Fact[];
  /** The facts whose removal alone makes the surroundings consistent; all of `facts` when none stands out. */
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

/** The smallest contradiction within a conflict, and which of its facts stand out. */
export function explain(
  conflict: readonly Fact[],
  live: readonly Fact[],
  frame: Frame,
): Contradiction {
  let facts = [...conflict];
  for (const fact of conflict) {
    const without = facts.filter((other) => other !== fact);
    if (without.length > 0 && networkOf(without, frame).settle()) facts = without;
  }
  const around = surroundingsOf(facts, live);
  const LIMIT = 6;
  const left = facts.map((fact) =>
    contradictionCount(around.filter((other) => other !== fact), LIMIT)
  );
  const least = Math.min(...left);
  const best = facts.filter((_, i) => left[i] === least);
  return { facts, suspects: best.length === 1 ? best : facts };
}

/** Facts whose months lie near those of the given ones. */
export function surroundingsOf(facts: readonly Fact[], all: readonly Fact[]): Fact[] {
  const from = Math.min(...facts.map(({ span, base }) => (base ?? span).from)) - SURROUNDINGS;
  const to = Math.max(...facts.map(({ span }) => span.to)) + SURROUNDINGS;
  return all.filter(({ span, base }) => (base ?? span).from >= from && span.to <= to);
}
