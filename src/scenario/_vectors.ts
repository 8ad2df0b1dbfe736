// The inner loops of a simulation: over `count` places, from an offset on where one is given, without garbage.

/** out[outAt + i] += a[i] */
export function add(out: Float64Array, outAt: number, a: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[outAt + i]! += a[i]!;
}

/** out[i] += factor x a[i] */
export function addScaled(
  out: Float64Array,
  a: Float64Array,
  factor: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i]! += factor * a[i]!;
}

/** out[outAt + i] = a[aAt + i] */
export function copy(
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  aAt: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[outAt + i] = a[aAt + i]!;
}

/** out[i] = a[i] - b[i] */
export function subtract(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = a[i]! - b[i]!;
}

/** out[i] += kt x (1 + sdA x a[at + i]) x (1 + sdB x b[at + i]), neither factor below 0 */
export function addProduct(
  out: Float64Array,
  kt: number,
  a: Float64Array,
  sdA: number,
  b: Float64Array,
  sdB: number,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const fa = 1 + sdA * a[at + i]!, fb = 1 + sdB * b[at + i]!;
    out[i]! += fa > 0 && fb > 0 ? kt * fa * fb : 0;
  }
}

/** out[i] += kt x (1 + sd x a[at + i]), the factor never below 0 */
export function addFactored(
  out: Float64Array,
  kt: number,
  a: Float64Array,
  sd: number,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const factor = 1 + sd * a[at + i]!;
    out[i]! += factor > 0 ? kt * factor : 0;
  }
}

/**
 * out = carry x out + the sum of the terms, each times its factor; as many terms as there are factors. Four terms go in
 * one pass, since reading and writing `out` is most of the work, and terms beyond four whose factor is 0 cost nothing.
 */
export function combine(
  out: Float64Array,
  outAt: number,
  carry: number,
  terms: readonly Float64Array[],
  termsAt: number,
  factors: readonly number[],
  count: number,
): void {
  const last = factors.length - 1;
  if (last < 0) return;
  // Where there are fewer than four, what is lacking is the first term times 0.
  const a = terms[last]!, fa = factors[last]!;
  const b = terms[Math.max(0, last - 1)]!, fb = last < 1 ? 0 : factors[last - 1]!;
  const c = terms[Math.max(0, last - 2)]!, fc = last < 2 ? 0 : factors[last - 2]!;
  const d = terms[Math.max(0, last - 3)]!, fd = last < 3 ? 0 : factors[last - 3]!;
  combine4(out, outAt, carry, a, fa, b, fb, c, fc, d, fd, termsAt, count);
  for (let k = 0; k < last - 3; k++) {
    if (factors[k] !== 0) combine1(out, outAt, terms[k]!, factors[k]!, termsAt, count);
  }
}

function combine1(
  out: Float64Array,
  outAt: number,
  a: Float64Array,
  fa: number,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[outAt + i]! += fa * a[at + i]!;
}

function combine4(
  out: Float64Array,
  outAt: number,
  carry: number,
  a: Float64Array,
  fa: number,
  b: Float64Array,
  fb: number,
  c: Float64Array,
  fc: number,
  d: Float64Array,
  fd: number,
  at: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    out[outAt + i] = carry * out[outAt + i]! + fa * a[at + i]! + fb * b[at + i]! +
      fc * c[at + i]! + fd * d[at + i]!;
  }
}
