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
