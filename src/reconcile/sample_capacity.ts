import type { NumberStatement, Statement } from "../statements/mod.ts";

/** Which pairs of output and operating rate to read. */
export interface CapacityQuery {
  readonly region: string;
  readonly publisher: string;
}

/**
 * How a weekly sample's two series end: what precedes it is the same in both. The catalogue names series so.
 */
const OUTPUT = "_sample_production";
const RATE = "_sample_operating_rate";

/** Whether a series is the operating rate of a weekly sample. */
export function isSampleRate(series: string): boolean {
  return series.endsWith(RATE);
}

/** A week's output and operating rate, and the capacity that the two speak for. */
export interface CapacityPair {
  /** The week's last day, or its month where no day is known. */
  readonly period: string;
  readonly output: NumberStatement;
  readonly rate: NumberStatement;
  /** Least capacity the rounding of both allows, kt a week. */
  readonly lowKt: number;
  readonly highKt: number;
}

/** A stretch of weeks over which one capacity fits. */
export interface CapacitySpan {
  readonly from: string;
  readonly to: string;
  readonly lowKt: number;
  readonly highKt: number;
  readonly pairs: readonly CapacityPair[];
}

/** What a region's weekly sample gives away about its capacity. */
export interface CapacityFingerprint {
  readonly region: string;
  readonly publisher: string;
  /** Stretches of one capacity, in order; where one ends and the next begins the sample changed. */
  readonly spans: readonly CapacitySpan[];
  /** Pairs that fit no stretch around them: one of the two figures is wrong. */
  readonly misfits: readonly (CapacityPair & { readonly span: CapacitySpan })[];
}

/** A break costs a little less than a misfit: one odd week between like ones is an error, a lasting one a change. */
const BREAK_COST = 0.9;

/**
 * Reads a sample's capacity off its weekly pairs of output and operating rate.
 *
 * Output over rate is capacity, which stays the same from week to week. The stretches and the misfits are those that
 * need the fewest breaks and misfits together (dynamic programming over the weeks).
 *
 * @param statements what is known; of several prints for a week the latest counts
 * @returns capacities in kt a week; weeks without output have no capacity and are left out
 *
 * @example
 * ```ts
 * import { sampleCapacity } from "@silicon/balance/reconcile";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { asPrinted, plan: { market, regions } } = await loadData();
 * const query = { region: regions[0]!.id, publisher: market.publisher };
 * const sample = sampleCapacity(asPrinted, query);
 * assert.equal(sample.spans.length, 1);
 * assert.deepEqual(sample.misfits.map((pair) => pair.period), ["2025-05-29"]);
 * ```
 */
export function sampleCapacity(
  statements: readonly Statement[],
  query: CapacityQuery,
): CapacityFingerprint {
  const { region, publisher } = query;
  const pairs = pairsOf(statements, region, publisher);
  // best[i]: the cheapest way to split the first i pairs, and where its last stretch starts.
  const best: { cost: number; start: number }[] = [{ cost: -BREAK_COST, start: 0 }];
  for (let end = 1; end <= pairs.length; end++) {
    let choice = { cost: Infinity, start: 0 };
    for (let start = 0; start < end; start++) {
      const stretch = pairs.slice(start, end);
      const misfits = stretch.length - commonCapacity(stretch).fitting;
      const cost = best[start]!.cost + BREAK_COST + misfits;
      if (cost < choice.cost) choice = { cost, start };
    }
    best.push(choice);
  }
  const spans: CapacitySpan[] = [];
  const misfits: (CapacityPair & { span: CapacitySpan })[] = [];
  for (let end = pairs.length; end > 0; end = best[end]!.start) {
    const stretch = pairs.slice(best[end]!.start, end);
    const { lowKt, highKt } = commonCapacity(stretch);
    const fits = (pair: CapacityPair) => pair.lowKt <= lowKt && pair.highKt >= highKt;
    const [from, to] = [stretch[0]!.period, stretch.at(-1)!.period];
    const span = { from, to, lowKt, highKt, pairs: stretch.filter(fits) };
    spans.unshift(span);
    misfits.unshift(...stretch.filter((pair) => !fits(pair)).map((pair) => ({ ...pair, span })));
  }
  return { region, publisher, spans, misfits };
}

function pairsOf(
  statements: readonly Statement[],
  region: string,
  publisher: string,
): CapacityPair[] {
  const outputs = new Map<string, NumberStatement>(), rates = new Map<string, NumberStatement>();
  for (const statement of statements) {
    if (statement.region !== region || statement.publisher !== publisher) continue;
    if (statement.measure !== "level") continue;
    const side = statement.series.endsWith(OUTPUT)
      ? outputs
      : isSampleRate(statement.series)
      ? rates
      : undefined;
    const held = side?.get(statement.period);
    if (held && (held.published ?? "") > (statement.published ?? "")) continue;
    side?.set(statement.period, statement);
  }
  const pairs: CapacityPair[] = [];
  for (const [period, output] of outputs) {
    const rate = rates.get(period);
    if (rate === undefined || !(rate.value > 0) || !(output.value > 0)) continue;
    const share = (percent: number) => percent / 100;
    const lowKt = (output.value - output.halfWidth) / share(rate.value + rate.halfWidth);
    const highKt = (output.value + output.halfWidth) / share(rate.value - rate.halfWidth);
    pairs.push({ period, output, rate, lowKt, highKt });
  }
  return pairs.sort((a, b) => a.period < b.period ? -1 : 1);
}

/** The capacity that the most pairs share: the interval where most of theirs overlap. */
function commonCapacity(
  pairs: readonly CapacityPair[],
): { fitting: number; lowKt: number; highKt: number } {
  const ends = pairs.flatMap((
    { lowKt, highKt },
  ) => [{ at: lowKt, step: 1 }, { at: highKt, step: -1 }]);
  ends.sort((a, b) => a.at - b.at || b.step - a.step);
  let depth = 0, best = { fitting: 0, lowKt: 0, highKt: 0 };
  ends.forEach(({ at, step }, i) => {
    depth += step;
    if (depth > best.fitting) best = { fitting: depth, lowKt: at, highKt: ends[i + 1]!.at };
  });
  return best;
}
