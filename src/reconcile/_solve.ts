import type { Fact } from "./_facts.ts";
import { leastSquares, pinnedDown } from "./_least_squares.ts";
import { Network } from "./_network.ts";

/** Facts that contradict each other: taking any one away leaves the rest consistent. */
export interface Contradiction {
  readonly facts: readonly Fact[];
  /** The facts whose removal alone makes the surroundings consistent; all of `facts` when none stands out. */
  readonly suspects: readonly Fact[];
}

/** A publisher's history, month by month from `first`. */
export interface Solution {
  readonly first: number;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** `NaN` where only bounds are known. */
  readonly values: Float64Array;
  /** The weakest rank a month rests on. */
  readonly ranks: Uint8Array;
  /** The least a month can be without any fact. */
  readonly floor: number;
  /** The facts in use. */
  readonly facts: readonly Fact[];
  /** Facts a month's bounds rest on, nearest first. */
  factsFor(position: number): Fact[];
  readonly contradictions: readonly Contradiction[];
  /** Actual facts that a later print replaced. */
  readonly replaced: readonly Fact[];
}

/** How far around a contradiction its surroundings reach: a year's comparison, and one month more. */
const SURROUNDINGS = 13;
const FACTS_SHOWN = 12;
const NO_FACTS: Solution = {
  first: 0,
  lows: new Float64Array(),
  highs: new Float64Array(),
  values: new Float64Array(),
  ranks: new Uint8Array(),
  floor: 0,
  facts: [],
  factsFor: () => [],
  contradictions: [],
  replaced: [],
};

/**
 * Makes one history of facts on one series.
 *
 * Actual facts come first, and no weaker fact moves what they pin down. Estimates and outlooks then fill the months
 * still open, latest publication first; an outlook for a month that the publisher has since reported past only bounds.
 */
export function solve(input: readonly Fact[]): Solution {
  if (input.length === 0) return NO_FACTS;
  const facts = mergeEqual(input);
  const actual = facts.filter(({ rank }) => rank === 0);
  const frame = frameOf(facts);
  const contradictions: Contradiction[] = [];
  const aside = new Set<Fact>();
  let settled = settleActual(actual, frame);
  while (settled.conflict) {
    const contradiction = explain(settled.conflict, settled.live, frame);
    contradictions.push(contradiction);
    const { suspects } = contradiction;
    for (const fact of suspects) aside.add(fact);
    settled = settleActual(actual.filter((fact) => !aside.has(fact)), frame);
  }
  const { network, live, replaced } = settled;
  const { first, size, floor } = frame;

  const boundsOf = (): { lows: Float64Array; highs: Float64Array } => ({
    lows: Float64Array.from({ length: size }, (_, i) => network.low(i)),
    highs: Float64Array.from({ length: size }, (_, i) => network.high(i)),
  });
  const before = boundsOf();
  const pinned = pinnedDown(live, { first, ...before, fixed: new Map() })
    .map((is, i) => is && Number.isFinite(before.lows[i]!) && Number.isFinite(before.highs[i]!));
  const fitted = leastSquares(live, { first, ...before, fixed: new Map() });
  const fixed = new Map<number, number>();
  pinned.forEach((is, i) => is && fixed.set(i, fitted[i]!));

  const ranks = new Uint8Array(size);
  const values = new Float64Array(size).fill(NaN);
  for (const [position, value] of fixed) values[position] = value;
  const inUse = [...live];
  const weaker = facts.filter(({ rank }) => rank > 0);
  if (weaker.length > 0) {
    for (const position of fixed.keys()) network.freeze(position);
    const used = fillOpenMonths(network, weaker, live, frame, fixed, ranks);
    const after = boundsOf();
    inUse.push(...used.facts);
    const filled = leastSquares(inUse, { first, ...after, fixed });
    inUse.push(...used.bounding);
    for (const position of used.months) values[position] = filled[position]!;
  }
  const { lows, highs } = boundsOf();
  for (let i = 0; i < size; i++) ranks[i] = Math.max(ranks[i]!, network.rankOf(i));
  const factsFor = (position: number) => network.factsFor(position, FACTS_SHOWN);
  return {
    first,
    lows,
    highs,
    values,
    ranks,
    floor,
    facts: inUse,
    factsFor,
    contradictions,
    replaced,
  };
}

interface Frame {
  readonly first: number;
  readonly size: number;
  readonly floor: number;
}

function frameOf(facts: readonly Fact[]): Frame {
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

/** One fact for equal prints, in an order that does not depend on the files'. */
function mergeEqual(facts: readonly Fact[]): Fact[] {
  const merged = new Map<string, Fact>();
  for (const fact of facts) {
    const { rank, low, high } = fact;
    // An outlook keeps its day: when it was made decides whether it still counts.
    const day = rank === 0 ? "" : dayOf(fact);
    const key = `${placeOf(fact)}|${rank}|${low}|${high}|${day}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined ? fact : {
        ...fact,
        about: known.about && fact.about,
        statements: [...known.statements, ...fact.statements],
      },
    );
  }
  return [...merged].sort(([a], [b]) => a < b ? -1 : 1).map(([, fact]) => fact);
}

/** What a fact is about, whatever it says of it. */
function placeOf({ kind, span, base }: Fact): string {
  return `${span.to}|${span.from}|${kind}|${base?.from ?? ""}|${base?.to ?? ""}`;
}

/** The last day a fact was printed; undated prints count as older than any. */
export function dayOf(fact: Fact): string {
  return fact.statements.reduce(
    (last, { published = "" }) => published > last ? published : last,
    "",
  );
}

/**
 * The facts in force: a print that a later one of the same figure contradicts is replaced. Prints that agree all
 * stay, since a coarser reprint takes nothing back.
 */
function inForce(facts: readonly Fact[]): { live: Fact[]; replaced: Fact[] } {
  const places = new Map<string, Fact[]>();
  for (const fact of facts) {
    const place = placeOf(fact);
    const group = places.get(place);
    if (group) group.push(fact);
    else places.set(place, [fact]);
  }
  const live: Fact[] = [], replaced: Fact[] = [];
  for (const group of places.values()) {
    if (group.length === 1) {
      live.push(group[0]!);
      continue;
    }
    const byDay = group.map((fact) => ({ fact, day: dayOf(fact) }))
      .sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : 0);
    let low = -Infinity, high = Infinity, lastDay = byDay[0]!.day;
    for (const { fact, day } of byDay) {
      if (day < lastDay && (fact.low > high || fact.high < low)) {
        replaced.push(fact);
        continue;
      }
      live.push(fact);
      low = Math.max(low, fact.low);
      high = Math.min(high, fact.high);
      lastDay = day;
    }
  }
  return { live, replaced };
}

function settleActual(actual: readonly Fact[], frame: Frame): {
  network: Network;
  live: Fact[];
  replaced: Fact[];
  conflict: readonly Fact[] | undefined;
} {
  const { live, replaced } = inForce(actual);
  const network = networkOf(live, frame);
  return { network, live, replaced, conflict: network.settle()?.facts };
}

function networkOf(facts: readonly Fact[], { first, size, floor }: Frame): Network {
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

function explain(conflict: readonly Fact[], live: readonly Fact[], frame: Frame): Contradiction {
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

/**
 * Lets estimates and outlooks fill months that actual facts leave open. Each day of publication is a view of its own;
 * a later day's view of a month, even one that follows from a percentage, replaces an earlier day's.
 */
function fillOpenMonths(
  network: Network,
  weaker: readonly Fact[],
  live: readonly Fact[],
  { first, size }: Frame,
  fixed: ReadonlyMap<number, number>,
  ranks: Uint8Array,
): { facts: Fact[]; bounding: Fact[]; months: Set<number> } {
  const lastActual = live.reduce((last, { span }) => Math.max(last, span.to), -Infinity);
  const latest = new Map<string, string>();
  for (const fact of weaker) {
    const place = placeOf(fact), day = dayOf(fact);
    if (day >= (latest.get(place) ?? "")) latest.set(place, day);
  }
  const current = weaker.filter((fact) => latest.get(placeOf(fact)) === dayOf(fact));
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
