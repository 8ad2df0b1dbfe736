/**
 * Lower Cholesky factor of a symmetric matrix, in place, from its lower half row by row. Nothing is done left of a row's
 * first entry, where the factor is 0 too (envelope method; George and Liu 1981).
 *
 * @param a n x n, dense
 * @returns the row that made it fail, or -1: the matrix is positive definite
 */
export function factorise(a: Float64Array, n: number): number {
  const first = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let from = 0;
    while (from < i && a[row + from] === 0) from++;
    first[i] = from;
    const before = a[row + i]!;
    for (let j = from; j <= i; j++) {
      const other = j * n;
      let sum = a[row + j]!;
      for (let k = Math.max(from, first[j]!); k < j; k++) sum -= a[row + k]! * a[other + k]!;
      if (j < i) a[row + j] = sum / a[other + j]!;
      else if (!(sum > 1e-12 * before)) return i;
      else a[row + i] = Math.sqrt(sum);
    }
  }
  return -1;
}

/** x = L^-1 b, in place. */
export function forward(l: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * b[k]!;
    b[i] = sum / l[i * n + i]!;
  }
  return b;
}

/** x = L^-T b, in place. */
export function backward(l: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / l[i * n + i]!;
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = b[k]! - l[i * n + k]! * x;
  }
  return b;
}
