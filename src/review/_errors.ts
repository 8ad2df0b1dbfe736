/** Half the width of a normal distribution's middle 90%, in standard deviations. */
export const NORMAL_90 = 1.6448536269514722;

/**
 * The quantile of Student's t distribution: `P(T <= t) = p`.
 *
 * Method: the distribution function of a whole number of degrees of freedom is a finite sum (Abramowitz and Stegun
 * 26.7.3 and 26.7.4) that rises with the angle atan(t / sqrt(df)); the angle is found by halving.
 *
 * @param p a probability, 0.5 to below 1
 * @param df degrees of freedom, a whole number from 1
 */
export function studentQuantile(p: number, df: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (withinAngle(middle, df) < 2 * p - 1) low = middle;
    else high = middle;
  }
  return Math.sqrt(df) * Math.tan((low + high) / 2);
}

/** P(|T| <= sqrt(df) tan(angle)). */
function withinAngle(angle: number, df: number): number {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = df % 2 === 1;
  let term = isOdd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= df - 2; k += 2) {
    term *= cos * cos * (k - 1) / k;
    sum += term;
  }
  return isOdd ? 2 / Math.PI * (angle + sin * sum) : sin * sum;
}

/** A mean error with what its few observations leave open. */
export interface Bias {
  /** The mean; + when what was said lies above what came. */
  readonly value: number;
  /** Lower end of the 95% interval (Student's t); `undefined` for a single error. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The mean of some errors, at least one, with its 95% t interval. */
export function biasOf(errors: readonly number[]): Bias {
  const count = errors.length;
  const value = meanOf(errors);
  if (count < 2) return { value, low: undefined, high: undefined };
  const variance = errors.reduce((sum, error) => sum + (error - value) ** 2, 0) / (count - 1);
  const reach = studentQuantile(0.975, count - 1) * Math.sqrt(variance / count);
  return { value, low: value - reach, high: value + reach };
}

/** The mean of at least one number. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

/**
 * One standard deviation for a band around a figure like those that went wrong so far, wider where there are few.
 *
 * Errors are taken about 0, since the figure is not corrected for a bias. With n of them the next error follows
 * Student's t on n degrees of freedom, scaled by their root mean square; the deviation returned is that of the normal
 * distribution with the same middle 90%: 1.78 times the root mean square of two, 1.10 times that of ten.
 *
 * @param meanSquare mean square of the errors, as shares
 * @param count how many independent errors it is the mean of, at least 1
 */
export function widenedSd(meanSquare: number, count: number): number {
  return Math.sqrt(meanSquare) * studentQuantile(0.95, count) / NORMAL_90;
}

/** The same for errors that are all independent; `undefined` for fewer than two. */
export function spreadOf(errors: readonly number[]): number | undefined {
  return errors.length < 2 ? undefined : widenedSd(meanSquareOf(errors), errors.length);
}

/** The mean square of at least one error. */
export function meanSquareOf(errors: readonly number[]): number {
  return errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
}

/** How often bands held, and how sharp they were. */
export interface BandScore {
  readonly count: number;
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
