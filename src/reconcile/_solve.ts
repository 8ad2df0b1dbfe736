import {
  asCut,
  type Contradiction,
  type Frame,
  frameOf,
  networkOf,
  revisedIn,
  smallestOf,
  standsOut,
  surroundingsOf,
  suspectsOf,
} from "./_conflicts.ts";
import type { Fact } from "./_fact.ts";
import { inForce, mergeEqual } from "./_in_force.ts";
import { leastSquares, pinnedDown } from "./_least_squares.ts";
import type { Network } from "./_network.ts";
import { fillOpenMonths } from "./_outlooks.ts";

/** A publisher's history, month by month from `first`. */
export interface Solution {
  readonly first: number;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** `NaN` where only bounds are known. */
  readonly values: Float64Array;
  readonly ranks: Uint8Array;
  /** The least a month can be without any fact. */
  readonly floor: number;
  readonly facts: readonly Fact[];
  /** Facts a month's bounds rest on, nearest first. */
  factsFor(position: number): Fact[];
  readonly contradictions: readonly Contradiction[];
  /** Actual facts that a later print replaced. */
  readonly replaced: readonly Fact[];
}

const FACTS_SHOWN = 12;
/** Contradictions of one history that are told apart; around each further one, all that was printed is left out. */
const MOST_TOLD_APART = 20;
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
  const revised: Fact[] = [];
  const wider = new Map<Fact, Fact>();
  const widened = new Set<Fact>();
  const aside = new Set<Fact>();
  const kept = () =>
    actual.map((fact) => wider.get(fact) ?? fact).filter((fact) => !aside.has(fact));
  let settled = settleActual(actual, frame);
  while (settled.conflict) {
    if (contradictions.length + revised.length >= MOST_TOLD_APART) {
      contradictions.push({ facts: settled.conflict, suspects: [] });
      for (const fact of surroundingsOf(settled.conflict, settled.live)) aside.add(fact);
      settled = settleActual(kept(), frame);
      continue;
    }
    const clashing = smallestOf(settled.conflict, frame);
    const cut = clashing.some((fact) => widened.has(fact)) ? undefined : asCut(clashing);
    const outdated = cut ? undefined : revisedIn(clashing);
    if (cut) {
      for (const [fact, as] of cut) {
        wider.set(fact, as);
        widened.add(as);
      }
    } else if (outdated !== undefined && standsOut(outdated, clashing, settled.live)) {
      revised.push(outdated);
      aside.add(outdated);
    } else {
      const suspects = suspectsOf(clashing, settled.live);
      contradictions.push({ facts: clashing, suspects });
      for (const fact of suspects) aside.add(fact);
    }
    settled = settleActual(kept(), frame);
  }
  const { network, live } = settled;
  const replaced = [...settled.replaced, ...revised];
  const { first, size, floor } = frame;

  const boundsOf = (): { lows: Float64Array; highs: Float64Array } => {
    const lows = new Float64Array(size), highs = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      lows[i] = network.low(i);
      highs[i] = network.high(i);
    }
    return { lows, highs };
  };
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
