// The inner loops of a simulation: over the first `count` places, without garbage.

/** out[offset + i] += a[i] */
export function addTo(out: Float64Array, offset: number, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[offset + i]! += a[i]!;
}

/** out[i] += factor a[i] */
export function addScaled(
  out: Float64Array,
  a: Float64Array,
  factor: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i]! += factor * a[i]!;
}

/** out[offset + i] = a[i] - b[i] */
export function subtractInto(
  out: Float64Array,
  offset: number,
  a: Float64Array,
  b: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[offset + i] = a[i]! - b[i]!;
}

/**
 * out = carry x out + the fresh numbers of entries 0 to `last`, each times its coefficient; coefficients of 0 cost
 * nothing.
 */
export function mix(
  out: Float64Array,
  carry: number,
  entries: readonly { readonly fresh: Float64Array }[],
  coefficients: Float64Array,
  last: number,
  count: number,
): void {
  scaleAndAdd(out, carry, entries[last]!.fresh, coefficients[last]!, count);
  for (let k = 0; k < last; k++) {
    if (coefficients[k] !== 0) addScaled(out, entries[k]!.fresh, coefficients[k]!, count);
  }
}

function scaleAndAdd(
  out: Float64Array,
  carry: number,
  a: Float64Array,
  factor: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = carry * out[i]! + factor * a[i]!;
}
