import { BandedMatrix } from "./_banded.ts";
import type { Fact, Span } from "./_fact.ts";

/** Facts that reach over more months than this are left to the intervals. */
const MAX_REACH = 60;
/** How much wider the error of a hedged figure, an estimate, an outlook is taken to be than its rounding. */
const ABOUT_FACTOR = 2;
const RANK_FACTORS = [1, 2, 4] as const;

/** What the months' values are fitted to. */
export interface Fit {
  readonly first: number;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Months that keep the value they have, by position. */
  readonly fixed: ReadonlyMap<number, number>;
}

/** A linear equation: the sum of some months, plus `factor` times the sum of some earlier ones, is `target`. */
interface Row {
  /** Positions of the months summed: the first, and how many. */
  readonly start: number;
  readonly length: number;
  readonly baseStart: number;
  readonly baseLength: number;
  readonly factor: number;
  readonly target: number;
  readonly weight: number;
}

/**
 * Which months the facts pin down: those that no change of the other unknown months could make up for.
 *
 * A month is pinned down when its variance, given all facts, stays far below the variance it had before.
 */
export function pinnedDown(facts: readonly Fact[], fit: Fit): boolean[] {
  const PRIOR = 1e-10, PINNED_BELOW = 1e5;
  const rows = rowsOf(facts, fit, () => 1);
  const matrix = assemble(rows, fixedIn(fit), PRIOR);
  matrix.factor();
  return Array.from(matrix.inverseDiagonal(), (variance) => variance < PINNED_BELOW);
}

/**
 * Values by weighted least squares within the intervals (Stone, Champernowne and Meade 1942: each figure weighs by its
 * reliability), starting at the middle of each interval. A month that would leave its interval is held at the bound and
 * the others are fitted again.
 */
export function leastSquares(facts: readonly Fact[], fit: Fit): Float64Array {
  const PRIOR_WIDTHS = 10, LEAST_ERROR = 1e-5, STILL = 1e-9, ROUNDS = 8;
  const { lows, highs } = fit;
  const size = lows.length;
  const typical = typicalLevel(facts);
  const values = centresOf(fit);
  const rows = rowsOf(facts, fit, (fact) => {
    const level = fact.kind === "ratio" ? sumOver(fact.base!, values, fit.first) : 1;
    const error = Math.max(LEAST_ERROR * typical, (fact.high - fact.low) / 2 * Math.abs(level));
    return 1 / (error * (fact.about ? ABOUT_FACTOR : 1) * RANK_FACTORS[fact.rank]) ** 2;
  });
  const fixed = fixedIn(fit);
  const prior = 1 / (typical * PRIOR_WIDTHS) ** 2;
  let matrix: BandedMatrix | undefined;
  // Each round starts where the last one ended, so the weak pull that keeps open months in place fades out.
  for (let round = 0; round < ROUNDS; round++) {
    if (matrix === undefined) {
      matrix = assemble(rows, fixed, prior);
      matrix.factor();
    }
    const step = new Float64Array(size);
    for (const row of rows) {
      const { start, length, baseStart, baseLength, factor, target, weight } = row;
      let miss = target;
      for (let i = start; i < start + length; i++) miss -= values[i]!;
      for (let i = baseStart; i < baseStart + baseLength; i++) miss -= factor * values[i]!;
      const pull = weight * miss;
      for (let i = start; i < start + length; i++) step[i] = step[i]! + pull;
      for (let i = baseStart; i < baseStart + baseLength; i++) step[i] = step[i]! + pull * factor;
    }
    for (let i = 0; i < size; i++) if (fixed[i] === 1) step[i] = 0;
    matrix.solve(step);
    let still = true;
    for (let i = 0; i < size; i++) {
      if (fixed[i] === 1) continue;
      const moved = values[i]! + step[i]!;
      const held = Math.min(Math.max(moved, lows[i]!), highs[i]!);
      if (held !== moved) {
        fixed[i] = 1;
        matrix = undefined;
      }
      if (held !== moved || Math.abs(step[i]!) > STILL * typical) still = false;
      values[i] = held;
    }
    if (still) break;
  }
  return values;
}

function fixedIn({ lows, fixed }: Fit): Uint8Array {
  const flags = new Uint8Array(lows.length);
  for (const position of fixed.keys()) flags[position] = 1;
  return flags;
}

function typicalLevel(facts: readonly Fact[]): number {
  let sum = 0, count = 0;
  for (const { kind, value, span } of facts) {
    if (kind !== "level" || !value) continue;
    sum += Math.abs(value) / (span.to - span.from + 1);
    count++;
  }
  return count === 0 ? 1 : sum / count;
}

function centresOf({ lows, highs, fixed }: Fit): Float64Array {
  const centres = lows.map((low, i) => {
    const high = highs[i]!;
    if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
    return Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0;
  });
  for (const [position, value] of fixed) centres[position] = value;
  return centres;
}

function sumOver(span: Span, values: Float64Array, first: number): number {
  let sum = 0;
  for (let i = span.from; i <= span.to; i++) sum += values[i - first]!;
  return sum;
}

function rowsOf(facts: readonly Fact[], { first }: Fit, weightOf: (fact: Fact) => number): Row[] {
  const rows: Row[] = [];
  for (const fact of facts) {
    const { kind, span, base, value } = fact;
    const reach = span.to - (base ?? span).from;
    if (value === undefined || reach > MAX_REACH) continue;
    rows.push({
      start: span.from - first,
      length: span.to - span.from + 1,
      baseStart: base === undefined ? 0 : base.from - first,
      baseLength: base === undefined ? 0 : base.to - base.from + 1,
      factor: kind === "ratio" ? -value : -1,
      target: kind === "ratio" ? 0 : value,
      weight: weightOf(fact),
    });
  }
  return rows;
}

function assemble(rows: readonly Row[], fixed: Uint8Array, prior: number): BandedMatrix {
  let width = 0;
  for (const { start, length, baseStart, baseLength } of rows) {
    width = Math.max(width, start + length - 1 - (baseLength > 0 ? baseStart : start));
  }
  const matrix = new BandedMatrix(fixed.length, width);
  for (const { start, length, baseStart, baseLength, factor, weight } of rows) {
    const terms = length + baseLength;
    for (let a = 0; a < terms; a++) {
      const i = a < length ? start + a : baseStart + a - length;
      if (fixed[i] === 1) continue;
      const scaled = a < length ? weight : weight * factor;
      for (let b = 0; b <= a; b++) {
        const j = b < length ? start + b : baseStart + b - length;
        if (fixed[j] === 0) matrix.add(i, j, b < length ? scaled : scaled * factor);
      }
    }
  }
  for (let i = 0; i < fixed.length; i++) matrix.add(i, i, fixed[i] === 1 ? 1 : prior);
  return matrix;
}
