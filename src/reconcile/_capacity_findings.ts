import type { NumberStatement } from "../statements/mod.ts";
import { likeliest, reaches, repairsOfValue } from "./_edits.ts";
import type { Finding } from "./finding.ts";
import {
  type CapacityPair,
  type CapacitySpan,
  isSampleRate,
  sampleCapacity,
} from "./sample_capacity.ts";

/** Weeks whose output and operating rate do not fit the capacity of the weeks around them. */
export function capacityFindings(statements: readonly NumberStatement[]): Finding[] {
  const samples = new Map<string, { region: string; publisher: string }>();
  for (const { series, region, publisher } of statements) {
    if (isSampleRate(series)) {
      samples.set(`${publisher}|${region}`, { region, publisher });
    }
  }
  return [...samples.values()].flatMap((query) =>
    sampleCapacity(statements, query).misfits.map((misfit) => findingOf(misfit, misfit.span))
  );
}

function findingOf(misfit: CapacityPair, span: CapacitySpan): Finding {
  const { output, rate } = misfit;
  const { lowKt, highKt, pairs } = span;
  // The week that rules the misfit's capacity out most narrowly.
  const above = misfit.lowKt > highKt;
  const witness = above
    ? pairs.reduce((a, b) => b.highKt < a.highKt ? b : a)
    : pairs.reduce((a, b) => b.lowKt > a.lowKt ? b : a);
  const rateShare = (percent: number) => percent / 100;
  const candidates = [
    {
      statement: rate,
      low: 100 * (output.value - output.halfWidth) / highKt,
      high: 100 * (output.value + output.halfWidth) / lowKt,
      oddness: oddness(misfit, pairs, (pair) => pair.rate.value),
    },
    {
      statement: output,
      low: rateShare(rate.value - rate.halfWidth) * lowKt,
      high: rateShare(rate.value + rate.halfWidth) * highKt,
      oddness: oddness(misfit, pairs, (pair) => pair.output.value),
    },
  ].sort((a, b) => b.oddness - a.oddness);
  const { statement, low, high } = candidates[0]!;
  return {
    code: "off-capacity",
    statements: [output, rate, witness.output, witness.rate],
    suspect: statement,
    expected: { low, high },
    repairs: likeliest(repairsOfValue(statement, (edited) => reaches(edited, { low, high }))),
  };
}

/** How far a week's figure is from the weeks beside it, as a share. */
function oddness(
  misfit: CapacityPair,
  pairs: readonly CapacityPair[],
  figureOf: (pair: CapacityPair) => number,
): number {
  const before = pairs.findLast(({ period }) => period < misfit.period);
  const after = pairs.find(({ period }) => period > misfit.period);
  const near = [before, after].filter((pair) => pair !== undefined).map(figureOf);
  const usual = near.reduce((sum, figure) => sum + figure, 0) / near.length;
  return Math.abs(figureOf(misfit) / usual - 1);
}
