import type { Frame } from "./_conflicts.ts";
import type { Fact } from "./_fact.ts";
import { dayOf, latestOfEach } from "./_in_force.ts";
import { pinnedDown } from "./_least_squares.ts";
import type { Network } from "./_network.ts";

/**
 * Lets estimates and outlooks fill months that actual facts leave open. Each day of publication is a view of its own;
 * a later day's view of a month, even one that follows from a percentage, replaces an earlier day's.
 */
export function fillOpenMonths(
  network: Network,
  weaker: readonly Fact[],
  live: readonly Fact[],
  { first, size }: Frame,
  fixed: ReadonlyMap<number, number>,
  ranks: Uint8Array,
): { facts: Fact[]; bounding: Fact[]; months: Set<number> } {
  const lastActual = live.reduce((last, { span }) => Math.max(last, span.to), -Infinity);
  const current = latestOfEach(weaker);
  const isOver = ({ rank, span }: Fact) => rank === 2 && span.to <= lastActual;
  const views = Map.groupBy(current.filter((fact) => !isOver(fact)), dayOf);
  const months = new Set<number>();
  const facts: Fact[] = [];
  const byMonth: Fact[][] = Array.from({ length: size }, () => []);
  const file = (fact: Fact) => byMonth[fact.span.to - first]!.push(fact);
  live.forEach(file);
  const isOpen = (position: number) => !fixed.has(position) && !months.has(position);
  const positionsOf = ({ span, base }: Fact): number[] => {
    const positions: number[] = [];
    for (let i = span.from; i <= span.to; i++) positions.push(i - first);
    if (base) { for (let i = base.from; i <= base.to; i++) positions.push(i - first); }
    return positions;
  };
  const accept = (fact: Fact): boolean => {
    if (fact.kind === "ratio" && network.floor !== 0) return false;
    network.nodeOf(fact.span);
    if (fact.base) network.nodeOf(fact.base);
    network.settle();
    const mark = network.mark();
    network.add(fact);
    if (!network.settle()) return true;
    network.undo(mark);
    return false;
  };

  for (const day of [...views.keys()].sort().reverse()) {
    const wanted = views.get(day)!.filter((fact) => positionsOf(fact).some(isOpen));
    const taken = wanted.sort((a, b) => a.rank - b.rank).filter(accept);
    if (taken.length === 0) continue;
    facts.push(...taken);
    taken.forEach(file);
    const rank = Math.max(...taken.map((fact) => fact.rank));
    for (const position of newlyPinned(taken, byMonth, network, first, isOpen)) {
      months.add(position);
      network.freeze(position);
      ranks[position] = Math.max(rank, network.rankOf(position));
    }
  }
  const bounding = current.filter((fact) =>
    isOver(fact) && positionsOf(fact).some(isOpen) && accept(fact)
  );
  return { facts, bounding, months };
}

/** Open months near the facts that are pinned down now. */
function newlyPinned(
  taken: readonly Fact[],
  byMonth: readonly (readonly Fact[])[],
  network: Network,
  first: number,
  isOpen: (position: number) => boolean,
): number[] {
  const YEARS_AROUND = 24;
  const from = Math.max(
    0,
    Math.min(...taken.map(({ span, base }) => (base ?? span).from)) - first - YEARS_AROUND,
  );
  const to = Math.min(
    byMonth.length - 1,
    Math.max(...taken.map(({ span }) => span.to)) - first + YEARS_AROUND,
  );
  const near = byMonth.slice(from, to + 1).flat()
    .filter(({ span, base }) => (base ?? span).from - first >= from);
  const size = to - from + 1;
  const fixed = new Map<number, number>();
  for (let i = 0; i < size; i++) if (!isOpen(from + i)) fixed.set(i, 0);
  const lows = new Float64Array(size);
  const pinned = pinnedDown(near, { first: first + from, lows, highs: lows, fixed });
  const found: number[] = [];
  for (let i = 0; i < size; i++) {
    const position = from + i;
    const finite = Number.isFinite(network.low(position)) &&
      Number.isFinite(network.high(position));
    if (pinned[i] && isOpen(position) && finite) found.push(position);
  }
  return found;
}
