import { studentQuantile } from "./_quantiles.ts";

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
