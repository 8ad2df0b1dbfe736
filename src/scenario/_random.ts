import { normalQuantile } from "./_normal.ts";

// A draw's low bits choose a cell of probability, its high bits (signed) the place in the cell; in the middle cells the
// normal quantile is one straight piece, off by at most 0.0002 standard deviations. The outermost cells have cells of
// their own, and only the outermost of those are computed.
const CELL_BITS = 12;
const CELLS = 1 << CELL_BITS;
const PLACE_BITS = 32 - CELL_BITS;
const PLACES = 1 << PLACE_BITS;
const OUTER_CELLS = 16;
const FINE_BITS = 12;
const FINE_CELLS = 1 << FINE_BITS;
const FINE_PLACES = OUTER_CELLS * PLACES / FINE_CELLS;
const DRAWS = 2 ** 32;
// 2^32 over the golden ratio.
const WEYL = 0x9e3779b9;

/** The most numbers one call can fill. */
export const MAX_FILL = 1024;

const MIDDLE = straightPieces(CELLS, 1, PLACES);
const FINE = straightPieces(FINE_CELLS, OUTER_CELLS / CELLS, FINE_PLACES);

/**
 * Random numbers, the same everywhere for the same seed and stream. Method: xoshiro128** (Blackman and Vigna 2018);
 * normals by inversion.
 */
export class Random {
  readonly #state = new Int32Array(4);
  readonly #outerDraws = new Int32Array(MAX_FILL);
  readonly #outerPlaces = new Int32Array(MAX_FILL);

  /** Starts the sequence of a seed and a stream; streams under one seed are independent. */
  restart(seed: number, stream: number): void {
    const high = Math.floor(seed / DRAWS);
    for (let i = 0; i < 4; i++) {
      // Each word is a one-to-one function of the stream, so that no two streams start alike.
      this.#state[i] = spread(spread(stream + i * WEYL) + spread(seed + spread(high + i)));
    }
    // A state of zeros would stay there.
    this.#state[3]! |= 1;
  }

  /** Fills the first `count` places with standard normals. */
  fillNormal(out: Float64Array, count: number): void {
    const state = this.#state, outerDraws = this.#outerDraws, outerPlaces = this.#outerPlaces;
    const { intercept, slope } = MIDDLE;
    let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, outers = 0;
    for (let i = 0; i < count; i++) {
      const m = Math.imul(b, 5);
      const draw = Math.imul((m << 7) | (m >>> 25), 9);
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
      const cell = draw & (CELLS - 1);
      out[i] = intercept[cell]! + slope[cell]! * (draw >> CELL_BITS);
      if (((cell + OUTER_CELLS) & (CELLS - 1)) < 2 * OUTER_CELLS) {
        outerPlaces[outers] = i;
        outerDraws[outers] = draw;
        outers = (outers + 1) | 0;
      }
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    // Done after the loop, which a call would slow down.
    for (let k = 0; k < outers; k++) out[outerPlaces[k]!] = outerNormal(outerDraws[k]!);
  }
}

/** Spreads every bit over the whole word, one to one. Method: the finaliser of MurmurHash3 (Appleby). */
function spread(word: number): number {
  let x = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function outerNormal(draw: number): number {
  const cell = draw & (CELLS - 1);
  const place = (draw >> CELL_BITS) + PLACES / 2;
  return cell < OUTER_CELLS
    ? lowNormal(cell * PLACES + place)
    : -lowNormal((CELLS - 1 - cell) * PLACES + (PLACES - 1 - place));
}

/** The normal quantile of (rank + 1/2) / 2^32, for a rank in the outer cells. */
function lowNormal(rank: number): number {
  const cell = Math.floor(rank / FINE_PLACES);
  return cell < OUTER_CELLS
    ? normalQuantile((rank + 0.5) / DRAWS)
    : FINE.intercept[cell]! + FINE.slope[cell]! * (rank % FINE_PLACES - FINE_PLACES / 2);
}

/** Straight pieces of the normal quantile over `cells` equal parts of probability 0 to `span`, places counted from the middle. */
function straightPieces(
  cells: number,
  span: number,
  places: number,
): { intercept: Float64Array; slope: Float64Array } {
  const intercept = new Float64Array(cells);
  const slope = new Float64Array(cells);
  const last = span === 1 ? cells - OUTER_CELLS : cells;
  for (let cell = OUTER_CELLS; cell < last; cell++) {
    const low = normalQuantile(cell / cells * span);
    const high = normalQuantile((cell + 1) / cells * span);
    slope[cell] = (high - low) / places;
    // A draw stands for the middle of its place, which keeps the distribution symmetric.
    intercept[cell] = (low + high) / 2 + slope[cell]! / 2;
  }
  return { intercept, slope };
}
