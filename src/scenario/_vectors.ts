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
 * out = carry x out + the fresh numbers of entries 0 to `last`, each times its coefficient. Four entries go in one pass,
 * since reading and writing `out` is most of the work; those beyond four whose coefficient is 0 cost nothing.
 */
export function mix(
  out: Float64Array,
  carry: number,
  entries: readonly { readonly fresh: Float64Array }[],
  coefficients: Float64Array,
  last: number,
  count: number,
): void {
  const a = entries[last]!.fresh, fa = coefficients[last]!;
  if (last === 0) mix1(out, carry, a, fa, count);
  else if (last === 1) mix2(out, carry, a, fa, entries[0]!.fresh, coefficients[0]!, count);
  else {
    const b = entries[last - 1]!.fresh, fb = coefficients[last - 1]!;
    const c = entries[last - 2]!.fresh, fc = coefficients[last - 2]!;
    if (last === 2) mix3(out, carry, a, fa, b, fb, c, fc, count);
    else {mix4(
        out,
        carry,
        a,
        fa,
        b,
        fb,
        c,
        fc,
        entries[last - 3]!.fresh,
        coefficients[last - 3]!,
        count,
      );}
  }
  for (let k = 0; k < last - 3; k++) {
    if (coefficients[k] !== 0) addScaled(out, entries[k]!.fresh, coefficients[k]!, count);
  }
}

function mix1(out: Float64Array, carry: number, a: Float64Array, fa: number, count: number): void {
  for (let i = 0; i < count; i++) out[i] = carry * out[i]! + fa * a[i]!;
}

function mix2(
  out: Float64Array,
  carry: number,
  a: Float64Array,
  fa: number,
  b: Float64Array,
  fb: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = carry * out[i]! + fa * a[i]! + fb * b[i]!;
}

function mix3(
  out: Float64Array,
  carry: number,
  a: Float64Array,
  fa: number,
  b: Float64Array,
  fb: number,
  c: Float64Array,
  fc: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    out[i] = carry * out[i]! + fa * a[i]! + fb * b[i]! + fc * c[i]!;
  }
}

function mix4(
  out: Float64Array,
  carry: number,
  a: Float64Array,
  fa: number,
  b: Float64Array,
  fb: number,
  c: Float64Array,
  fc: number,
  d: Float64Array,
  fd: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    out[i] = carry * out[i]! + fa * a[i]! + fb * b[i]! + fc * c[i]! + fd * d[i]!;
  }
}
