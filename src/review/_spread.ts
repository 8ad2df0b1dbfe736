import { NORMAL_90, studentQuantile } from "./_quantiles.ts";

const FEWEST = 2;

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
  return errors.length < FEWEST ? undefined : widenedSd(meanSquareOf(errors), errors.length);
}

/** The mean square of at least one error. */
export function meanSquareOf(errors: readonly number[]): number {
  return errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
}
