import type { Fact, Span } from "./_fact.ts";

const LEVEL = 0, RATIO = 1, DIFFERENCE = 2, SUM = 3;
type Kind = 0 | 1 | 2 | 3;

/** Improvements smaller than this share of a bound are taken as none. */
const LEAST_STEP = 1e-12;
/** Bounds that pass each other by less than this share only touch: their sums were rounded by the machine. */
const TOUCHING = 1e-9;
/** A bound that is still creeping after so many steps is left where it is: valid, if not the tightest. */
const MAX_STEPS = 5000;

interface Constraint {
  readonly kind: Kind;
  /** The node that is the total, or the later one. */
  readonly node: number;
  /** The earlier node, or the first part. */
  readonly a: number;
  /** The second part of a sum. */
  readonly b: number;
  readonly low: number;
  readonly high: number;
  /** `undefined` for the identity of a sum. */
  readonly fact: Fact | undefined;
}

/** Facts that cannot all be true. */
export interface Conflict {
  readonly facts: readonly Fact[];
}

/**
 * Intervals of months and of sums of months under facts, tightened to a fixed point (constraint propagation over
 * intervals). Every tightening is kept with its reason, so that a bound and a conflict can be explained.
 */
export class Network {
  readonly #first: number;
  readonly #months: number;
  readonly #nodes = new Map<string, number>();
  readonly #constraints: Constraint[] = [];
  readonly #uses: number[][] = [];
  /** The least a month can be. */
  readonly floor: number;
  // Bounds: 2 * node is the lower, 2 * node + 1 the upper one.
  readonly #bounds: number[] = [];
  readonly #steps: number[] = [];
  /** The trail entry that set each bound; -1 for none. */
  readonly #top: number[] = [];
  readonly #frozen = new Set<number>();
  // The trail: which bound, its old value and entry, the constraint, and the entries it followed from.
  readonly #trail: {
    bound: number;
    old: number;
    before: number;
    constraint: number;
    from1: number;
    from2: number;
    rank: number;
  }[] = [];
  readonly #queue: number[] = [];
  readonly #queued: boolean[] = [];

  /**
   * @param floor the least a month can be: 0 for quantities, -Infinity for changes
   */
  constructor(first: number, months: number, floor: number) {
    this.#first = first;
    this.#months = months;
    this.floor = floor;
    for (let i = 0; i < months; i++) this.#addNode();
  }

  #addNode(): number {
    this.#bounds.push(this.floor, Infinity);
    this.#steps.push(0, 0);
    this.#top.push(-1, -1);
    this.#uses.push([]);
    return this.#uses.length - 1;
  }

  /** The node of a span; a longer span than a month is tied to its parts. */
  nodeOf(span: Span): number {
    if (span.from === span.to) return span.from - this.#first;
    const key = `${span.from}/${span.to}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node = this.#addNode();
    this.#nodes.set(key, node);
    const january = span.to - (span.to % 12);
    if (span.from === january) {
      const head = this.nodeOf({ from: span.from, to: span.to - 1 });
      this.#addSum(node, head, span.to - this.#first);
    } else if (span.from > january) {
      const upTo = this.nodeOf({ from: january, to: span.to });
      this.#addSum(upTo, this.nodeOf({ from: january, to: span.from - 1 }), node);
    } else {
      const head = this.nodeOf({ from: span.from, to: january - 1 });
      this.#addSum(node, head, this.nodeOf({ from: january, to: span.to }));
    }
    return node;
  }

  #addSum(total: number, a: number, b: number): void {
    this.#push({ kind: SUM, node: total, a, b, low: 0, high: 0, fact: undefined });
  }

  #push(constraint: Constraint): void {
    const index = this.#constraints.push(constraint) - 1;
    const { node, a, b } = constraint;
    this.#uses[node]!.push(index);
    if (a >= 0) this.#uses[a]!.push(index);
    if (b >= 0) this.#uses[b]!.push(index);
    this.#queue.push(index);
    this.#queued[index] = true;
  }

  add(fact: Fact): void {
    const { kind, span, base, low, high } = fact;
    const node = this.nodeOf(span);
    const a = base === undefined ? -1 : this.nodeOf(base);
    const code = kind === "level" ? LEVEL : kind === "ratio" ? RATIO : DIFFERENCE;
    this.#push({ kind: code, node, a, b: -1, low, high, fact });
  }

  /** From now on the node's bounds stay as they are. */
  freeze(node: number): void {
    this.#frozen.add(node);
  }

  low(node: number): number {
    return this.#bounds[2 * node]!;
  }

  high(node: number): number {
    return this.#bounds[2 * node + 1]!;
  }

  /** A place to return to with {@link undo}. */
  mark(): { trail: number; constraints: number } {
    return { trail: this.#trail.length, constraints: this.#constraints.length };
  }

  /** Takes back everything since the mark. Nodes that were added stay, untied. */
  undo(mark: { trail: number; constraints: number }): void {
    while (this.#trail.length > mark.trail) {
      const entry = this.#trail.pop()!;
      this.#bounds[entry.bound] = entry.old;
      this.#top[entry.bound] = entry.before;
    }
    while (this.#constraints.length > mark.constraints) {
      const { node, a, b, kind } = this.#constraints.pop()!;
      if (kind === SUM) throw new Error("Cannot undo past the making of a sum");
      for (const used of [node, a, b]) if (used >= 0) this.#uses[used]!.pop();
    }
    this.#queue.length = 0;
    this.#queued.fill(false);
  }

  /** Tightens all intervals to a fixed point. Returns the first conflict met, with the facts it follows from. */
  settle(): Conflict | undefined {
    let head = 0;
    for (; head < this.#queue.length; head++) {
      const index = this.#queue[head]!;
      this.#queued[index] = false;
      const clash = this.#apply(index);
      if (clash >= 0) {
        this.#queue.length = 0;
        this.#queued.fill(false);
        return { facts: this.#factsBehind(2 * clash, 2 * clash + 1) };
      }
      if (head > 65536 && head * 2 > this.#queue.length) {
        this.#queue.splice(0, head + 1);
        head = -1;
      }
    }
    this.#queue.length = 0;
    return undefined;
  }

  /** Returns the node whose interval became empty, or -1. */
  #apply(index: number): number {
    const { kind, node, a, b, low, high } = this.#constraints[index]!;
    const v = this.#bounds;
    const least = 2 * node, most = least + 1;
    const leastA = 2 * a, mostA = leastA + 1;
    const leastB = 2 * b, mostB = leastB + 1;
    switch (kind) {
      case LEVEL:
        if (!this.#tighten(least, low, index, -1, -1)) return node;
        if (!this.#tighten(most, high, index, -1, -1)) return node;
        return -1;
      case RATIO:
        if (!this.#tighten(least, v[leastA]! * low, index, leastA, -1)) return node;
        if (!this.#tighten(most, v[mostA]! * high, index, mostA, -1)) return node;
        if (!this.#tighten(leastA, v[least]! / high, index, least, -1)) return a;
        if (low > 0 && !this.#tighten(mostA, v[most]! / low, index, most, -1)) return a;
        return -1;
      case DIFFERENCE:
        if (!this.#tighten(least, v[leastA]! + low, index, leastA, -1)) return node;
        if (!this.#tighten(most, v[mostA]! + high, index, mostA, -1)) return node;
        if (!this.#tighten(leastA, v[least]! - high, index, least, -1)) return a;
        if (!this.#tighten(mostA, v[most]! - low, index, most, -1)) return a;
        return -1;
      case SUM:
        if (!this.#tighten(least, v[leastA]! + v[leastB]!, index, leastA, leastB)) return node;
        if (!this.#tighten(most, v[mostA]! + v[mostB]!, index, mostA, mostB)) return node;
        if (!this.#tighten(leastA, v[least]! - v[mostB]!, index, least, mostB)) return a;
        if (!this.#tighten(mostA, v[most]! - v[leastB]!, index, most, leastB)) return a;
        if (!this.#tighten(leastB, v[least]! - v[mostA]!, index, least, mostA)) return b;
        if (!this.#tighten(mostB, v[most]! - v[leastA]!, index, most, leastA)) return b;
        return -1;
    }
  }

  /** Moves one bound inwards. Returns false when the interval becomes empty. */
  #tighten(
    bound: number,
    value: number,
    constraint: number,
    from1: number,
    from2: number,
  ): boolean {
    const old = this.#bounds[bound]!;
    const isLow = (bound & 1) === 0;
    const size = Math.max(1, Math.abs(value));
    const step = LEAST_STEP * size;
    if (!(isLow ? value > old + step : value < old - step)) return true;
    const node = bound >> 1;
    if (this.#frozen.has(node) || this.#steps[bound]! >= MAX_STEPS) return true;
    this.#steps[bound]!++;
    const other = this.#bounds[bound ^ 1]!;
    const top1 = from1 < 0 ? -1 : this.#top[from1]!;
    const top2 = from2 < 0 ? -1 : this.#top[from2]!;
    const rank = Math.max(
      this.#constraints[constraint]!.fact?.rank ?? 0,
      top1 < 0 ? 0 : this.#trail[top1]!.rank,
      top2 < 0 ? 0 : this.#trail[top2]!.rank,
    );
    const before = this.#top[bound]!;
    this.#top[bound] =
      this.#trail.push({ bound, old, before, constraint, from1: top1, from2: top2, rank }) - 1;
    this.#bounds[bound] = value;
    for (const use of this.#uses[node]!) {
      if (!this.#queued[use]) {
        this.#queued[use] = true;
        this.#queue.push(use);
      }
    }
    return isLow ? value <= other + TOUCHING * size : value >= other - TOUCHING * size;
  }

  /** The weakest rank of the facts behind a node's bounds. */
  rankOf(node: number): number {
    let rank = 0;
    for (const top of [this.#top[2 * node]!, this.#top[2 * node + 1]!]) {
      if (top >= 0) rank = Math.max(rank, this.#trail[top]!.rank);
    }
    return rank;
  }

  /** The facts a node's bounds follow from, nearest first, at most so many. */
  factsFor(node: number, limit: number): Fact[] {
    return this.#factsBehind(2 * node, 2 * node + 1, limit);
  }

  #factsBehind(bound1: number, bound2: number, limit: number = Infinity): Fact[] {
    const pending = [this.#top[bound1]!, this.#top[bound2]!].filter((top) => top >= 0);
    const seen = new Set(pending);
    const facts = new Set<Fact>();
    for (let i = 0; i < pending.length && facts.size < limit; i++) {
      const { constraint, from1, from2 } = this.#trail[pending[i]!]!;
      const { fact } = this.#constraints[constraint]!;
      if (fact) facts.add(fact);
      for (const from of [from1, from2]) {
        if (from >= 0 && !seen.has(from)) {
          seen.add(from);
          pending.push(from);
        }
      }
    }
    return [...facts];
  }

  get months(): number {
    return this.#months;
  }
}
