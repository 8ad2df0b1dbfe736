// Up to so many numbers, sorting them all is quicker.
const SMALL = 4096;
// From so many on a finer sample pays.
const MANY = 100_000;

const FEW_SAMPLED = 256, MANY_SAMPLED = 1024, BINS_PER_SAMPLED = 4;

// Kept between calls: fresh memory would cost as much as the counting.
const sampleRoom = new Float64Array(MANY_SAMPLED);
const countRoom = new Uint32Array(MANY_SAMPLED * BINS_PER_SAMPLED);
const wantedRoom = new Uint8Array(MANY_SAMPLED * BINS_PER_SAMPLED);
let binOf = new Uint16Array(0);
let pickedRoom = new Float64Array(0);

/**
 * Quantiles of many numbers, without sorting them all.
 *
 * Method: one pass counts the numbers into bins laid over a sample's range, a second picks out the bins that hold the
 * ranks asked for, and only these are sorted. Between two ranks the quantile is interpolated linearly (Hyndman and Fan
 * 1996, type 7, NumPy's default).
 *
 * @param values finite numbers, in any order; not changed
 * @param probabilities each 0 to 1
 * @returns one quantile for each probability, in the values' unit
 * @throws {RangeError} when there are no values, or a probability lies outside 0 to 1
 *
 * @example
 * ```ts
 * import { quantilesOf } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * assert.deepEqual(quantilesOf(Float64Array.of(4, 1, 3, 2, 5), [0, 0.5, 0.9]), [1, 3, 4.6]);
 * ```
 */
export function quantilesOf(values: Float64Array, probabilities: readonly number[]): number[] {
  const count = values.length;
  if (count === 0) throw new RangeError("Cannot take quantiles: there are no values");
  const ranks = new Set<number>();
  for (const p of probabilities) {
    if (!(p >= 0 && p <= 1)) {
      throw new RangeError(`Cannot take quantiles: probability must be 0 to 1, is ${p}`);
    }
    ranks.add(Math.floor(p * (count - 1)));
    ranks.add(Math.min(count - 1, Math.floor(p * (count - 1)) + 1));
  }
  const found = select(values, [...ranks].sort((a, b) => a - b));
  return probabilities.map((p) => {
    const place = p * (count - 1);
    const below = found.get(Math.floor(place))!;
    const above = found.get(Math.min(count - 1, Math.floor(place) + 1))!;
    return below + (above - below) * (place - Math.floor(place));
  });
}

/** The values at the given ranks (0 is the least), ranks ascending. */
function select(values: Float64Array, ranks: readonly number[]): Map<number, number> {
  const count = values.length;
  if (count <= SMALL) return pick(values.slice().sort(), ranks, 0);

  const sample = sampleRoom.subarray(0, count < MANY ? FEW_SAMPLED : MANY_SAMPLED);
  const binCount = BINS_PER_SAMPLED * sample.length;
  const stride = Math.floor(count / sample.length);
  for (let i = 0; i < sample.length; i++) sample[i] = values[i * stride]!;
  sample.sort();
  const low = sample[0]!;
  const perBin = (binCount - 2) / (sample.at(-1)! - low);
  // Nearly all values are one number: nothing to lay bins over.
  if (!Number.isFinite(perBin)) return pick(values.slice().sort(), ranks, 0);

  // The first and last bins take what lies beyond the sample.
  const counts = countRoom.fill(0);
  if (binOf.length < count) binOf = new Uint16Array(count);
  const bins = binOf;
  for (let i = 0; i < count; i++) {
    const place = (values[i]! - low) * perBin + 1;
    const bin = place < 1 ? 0 : place >= binCount - 1 ? binCount - 1 : place | 0;
    bins[i] = bin;
    counts[bin]!++;
  }

  const wanted = wantedRoom.fill(0);
  const byBin = new Map<number, { before: number; ranks: number[] }>();
  let before = 0, next = 0, size = 0;
  for (let bin = 0; bin < binCount && next < ranks.length; bin++) {
    const after = before + counts[bin]!;
    while (next < ranks.length && ranks[next]! < after) {
      if (wanted[bin] === 0) {
        wanted[bin] = 1;
        size += counts[bin]!;
        byBin.set(bin, { before, ranks: [] });
      }
      byBin.get(bin)!.ranks.push(ranks[next++]!);
    }
    before = after;
  }

  // Bins are in order of value, so sorting what was picked out sorts it bin by bin.
  if (pickedRoom.length < size) pickedRoom = new Float64Array(size);
  const picked = pickedRoom.subarray(0, size);
  let at = 0;
  for (let i = 0; i < count; i++) if (wanted[bins[i]!] === 1) picked[at++] = values[i]!;
  picked.sort();
  const found = new Map<number, number>();
  let start = 0;
  for (const [bin, { before: skipped, ranks: own }] of byBin) {
    const end = start + counts[bin]!;
    for (const entry of pick(picked.subarray(start, end), own, skipped)) found.set(...entry);
    start = end;
  }
  return found;
}

function pick(
  sorted: Float64Array,
  ranks: readonly number[],
  skipped: number,
): Map<number, number> {
  return new Map(ranks.map((rank) => [rank, sorted[rank - skipped]!]));
}
