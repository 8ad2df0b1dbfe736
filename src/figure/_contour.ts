/** A value on a regular grid. */
export interface GridPoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** A piece of a line of equal value. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * The line along which a gridded value equals a level, as pieces, linear between neighbouring points (marching
 * squares).
 *
 * @param points every pair of the xs and ys once, in any order
 * @param level the value to follow
 */
export function contourOf(points: readonly GridPoint[], level: number): Segment[] {
  const xs = [...new Set(points.map((point) => point.x))].toSorted((a, b) => a - b);
  const ys = [...new Set(points.map((point) => point.y))].toSorted((a, b) => a - b);
  const values = new Map(points.map((point) => [`${point.x} ${point.y}`, point]));
  const at = (i: number, j: number) => values.get(`${xs[i]} ${ys[j]}`);
  const segments: Segment[] = [];
  for (let i = 1; i < xs.length; i++) {
    for (let j = 1; j < ys.length; j++) {
      const corners = [at(i - 1, j - 1), at(i, j - 1), at(i, j), at(i - 1, j)];
      if (corners.includes(undefined)) continue;
      const crossings = corners.flatMap((corner, k) =>
        crossing(corner!, corners[(k + 1) % 4]!, level)
      );
      // Two or four: a saddle's pairs are read in order, which is one of its two right answers.
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const [a, b] = [crossings[k]!, crossings[k + 1]!];
        segments.push({ x1: a.x, y1: a.y, x2: b.x, y2: b.y });
      }
    }
  }
  return segments;
}

function crossing(a: GridPoint, b: GridPoint, level: number): { x: number; y: number }[] {
  if (a.value < level === b.value < level) return [];
  const t = (level - a.value) / (b.value - a.value);
  return [{ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) }];
}
