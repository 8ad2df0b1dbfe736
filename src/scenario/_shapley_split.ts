/**
 * Splits the change of a product into one part for each factor: the mean of what the factor adds over every order in
 * which the factors can change. Parts sum to the change; factors may be 0 or negative.
 */
export function shapleySplit(before: readonly number[], after: readonly number[]): number[] {
  const parts = before.map(() => 0);
  const orders = ordersOf(before.map((_, k) => k));
  for (const order of orders) {
    const factors = [...before];
    for (const k of order) {
      const value = productOf(factors);
      factors[k] = after[k]!;
      parts[k]! += (productOf(factors) - value) / orders.length;
    }
  }
  return parts;
}

function ordersOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    ordersOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest])
  );
}

function productOf(factors: readonly number[]): number {
  return factors.reduce((product, factor) => product * factor, 1);
}
