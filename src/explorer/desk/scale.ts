/** The least and the greatest number of an axis. */
export type Span = readonly [low: number, high: number];

/** Which span a chart's axis takes instead of the one that fits: while a slider is pulled, axes hold still. */
export type Hold = (span: Span) => Span;

/** A straight map from numbers to pixels. */
export type Scale = (value: number) => number;

/** The straight map that sends `from` to `to`. */
export function scaleOf(from: readonly [number, number], to: readonly [number, number]): Scale {
  const slope = (to[1] - to[0]) / (from[1] - from[0] || 1);
  return (value) => to[0] + (value - from[0]) * slope;
}

/** Round numbers from `low` to `high`, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count) || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((size) => size >= rough * 0.999)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Through text, so that 3 * 0.1 is 0.3.
  return Array.from(
    { length: last - first + 1 },
    (_, i) => Number(((first + i) * step).toPrecision(12)),
  );
}

/** A span that holds every value and ends on round numbers, so that axes hold still under small moves. */
export function niceSpan(values: Iterable<number>, count = 4): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) [low, high] = [low - 1, high + 1];
  const ticks = ticksOf(low, high, count);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : high - low;
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/** A pixel place as an attribute: a tenth is as fine as anyone sees. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
