import { meanOf } from "./_bias.ts";
import { NORMAL_90 } from "./_quantiles.ts";

/** How often bands held, and how sharp they were. */
export interface BandScore {
  readonly count: number;
  /** How many outcomes lay in the middle 50%. */
  readonly within50: number;
  readonly within80: number;
  readonly within90: number;
  /** Mean pinball loss over the quantiles of 5, 10, 25, 50, 75, 90 and 95%, kt; less is better. */
  readonly pinballKt: number;
}

/** Quantiles of the normal distribution by probability. */
const QUANTILES: readonly (readonly [probability: number, z: number])[] = [
  [0.05, -NORMAL_90],
  [0.10, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.50, 0],
  [0.75, 0.6744897501960817],
  [0.90, 1.2815515655446004],
  [0.95, NORMAL_90],
];

/** Scores normal bands against outcomes; entries without a band are left out. */
export function scoreBands(
  entries: readonly {
    readonly saidKt: number;
    readonly cameKt: number;
    readonly sdKt: number | undefined;
  }[],
): BandScore | undefined {
  const banded = entries.flatMap(({ saidKt, cameKt, sdKt }) =>
    sdKt === undefined ? [] : [{ saidKt, cameKt, sdKt }]
  );
  if (banded.length === 0) return undefined;
  const within = (probability: number): number => {
    const z = QUANTILES.find(([p]) => p === probability)![1];
    return banded.filter(({ saidKt, cameKt, sdKt }) => Math.abs(cameKt - saidKt) <= z * sdKt)
      .length;
  };
  const losses = banded.flatMap(({ saidKt, cameKt, sdKt }) =>
    QUANTILES.map(([p, z]) => {
      const below = cameKt - (saidKt + z * sdKt);
      return Math.max(p * below, (p - 1) * below);
    })
  );
  return {
    count: banded.length,
    within50: within(0.75),
    within80: within(0.90),
    within90: within(0.95),
    pinballKt: meanOf(losses),
  };
}
