/**
 * A symmetric positive definite matrix whose entries lie within `width` of the diagonal, factored as L D L'. Time grows
 * with the rows times the width squared.
 */
export class BandedMatrix {
  readonly #size: number;
  readonly #width: number;
  /** Row i, offset k: the entry at (i, i - k). After factoring: L, with D at offset 0. */
  readonly #entries: Float64Array;

  constructor(size: number, width: number) {
    this.#size = size;
    this.#width = width;
    this.#entries = new Float64Array(size * (width + 1));
  }

  /** Adds to the entry at (i, j), which is the entry at (j, i). */
  add(i: number, j: number, value: number): void {
    const at = Math.max(i, j) * (this.#width + 1) + Math.abs(i - j);
    this.#entries[at] = this.#entries[at]! + value;
  }

  /** Factors in place; to be called once, after all entries are added. */
  factor(): void {
    const w = this.#width, stride = w + 1, e = this.#entries;
    for (let i = 0; i < this.#size; i++) {
      const start = Math.max(0, i - w);
      let diagonal = e[i * stride]!;
      // Left to right: each entry of the row becomes L times D, then L once its own column is done.
      for (let j = start; j < i; j++) {
        let sum = e[i * stride + i - j]!;
        for (let k = Math.max(start, j - w); k < j; k++) {
          sum -= e[i * stride + i - k]! * e[j * stride + j - k]! * e[k * stride]!;
        }
        const entry = sum / e[j * stride]!;
        e[i * stride + i - j] = entry;
        diagonal -= entry * sum;
      }
      e[i * stride] = diagonal;
    }
  }

  /** Solves in place for a right-hand side, after factoring. */
  solve(x: Float64Array): void {
    const n = this.#size, w = this.#width, stride = w + 1, e = this.#entries;
    for (let i = 0; i < n; i++) {
      let sum = x[i]!;
      for (let k = Math.max(0, i - w); k < i; k++) sum -= e[i * stride + i - k]! * x[k]!;
      x[i] = sum;
    }
    for (let i = 0; i < n; i++) x[i] = x[i]! / e[i * stride]!;
    for (let i = n - 1; i >= 0; i--) {
      for (let k = Math.max(0, i - w); k < i; k++) x[k] = x[k]! - e[i * stride + i - k]! * x[i]!;
    }
  }

  /** The diagonal of the inverse, after factoring (Takahashi's recursion within the band). */
  inverseDiagonal(): Float64Array {
    const n = this.#size, w = this.#width, stride = w + 1, e = this.#entries;
    const z = new Float64Array(n * stride);
    const result = new Float64Array(n);
    for (let j = n - 1; j >= 0; j--) {
      const end = Math.min(n - 1, j + w);
      for (let i = end; i >= j; i--) {
        let sum = i === j ? 1 / e[j * stride]! : 0;
        for (let k = j + 1; k <= end; k++) {
          const row = Math.max(i, k);
          sum -= e[k * stride + k - j]! * z[row * stride + row - Math.min(i, k)]!;
        }
        z[i * stride + i - j] = sum;
      }
      result[j] = z[j * stride]!;
    }
    return result;
  }
}
