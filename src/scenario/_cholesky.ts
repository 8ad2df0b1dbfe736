// Rounding in a matrix of correlations given to a few decimals must not count as a negative eigenvalue.
const TOLERANCE = 1e-10;

/**
 * The lower triangle L with L L' = matrix, rows of full length.
 *
 * @returns `undefined` when the symmetric matrix is not positive semi-definite
 */
export function choleskyOf(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const lower = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j]![j]!;
    for (let k = 0; k < j; k++) pivot -= lower[j]![k]! ** 2;
    if (pivot < -TOLERANCE) return undefined;
    const root = pivot > TOLERANCE ? Math.sqrt(pivot) : 0;
    lower[j]![j] = root;
    for (let i = j + 1; i < size; i++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      // A zero pivot means that j repeats earlier rows; anything left over then breaks semi-definiteness.
      if (root === 0 && Math.abs(rest) > Math.sqrt(TOLERANCE)) return undefined;
      lower[i]![j] = root === 0 ? 0 : rest / root;
    }
  }
  return lower;
}
