// Engines may round Math.exp and Math.log differently in the last place, and a simulation must give the same paths
// everywhere; these use only operations that IEEE 754 fixes.

const LN2_HIGH = 0.693147180369123816490;
const LN2_LOW = 1.90821492927058770002e-10;

/** e^x, for |x| below 700. */
export function expOf(x: number): number {
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const rest = (x - k * LN2_HIGH) - k * LN2_LOW;
  let term = 1, sum = 1;
  for (let n = 1; n <= 18; n++) {
    term *= rest / n;
    sum += term;
  }
  return scale(sum, k);
}

/** The natural logarithm of x > 0. */
export function lnOf(x: number): number {
  if (!(x > 0 && x < Infinity)) return NaN;
  let mantissa = x, k = 0;
  while (mantissa > Math.SQRT2) {
    mantissa /= 2;
    k++;
  }
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    k--;
  }
  // ln m = 2 atanh((m - 1) / (m + 1)), whose argument is below 0.172 here.
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let power = ratio, sum = 0;
  for (let n = 1; n <= 23; n += 2) {
    sum += power / n;
    power *= square;
  }
  return 2 * sum + k * LN2_LOW + k * LN2_HIGH;
}

function scale(x: number, k: number): number {
  const factor = k < 0 ? 0.5 : 2;
  for (let i = Math.abs(k); i > 0; i--) x *= factor;
  return x;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const c of coefficients) sum = sum * x + c;
  return sum;
}

// Highest power first.
const CENTRE_OVER = [
  2509.0809287301226727,
  33430.575583588128105,
  67265.770927008700853,
  45921.953931549871457,
  13731.693765509461125,
  1971.5909503065514427,
  133.14166789178437745,
  3.387132872796366608,
];
const CENTRE_UNDER = [
  5226.495278852545925,
  28729.085735721942674,
  39307.89580009271061,
  21213.794301586595867,
  5394.1960214247511077,
  687.1870074920579083,
  42.313330701600911252,
  1,
];
const MIDDLE_OVER = [
  7.7454501427834140764e-4,
  0.0227238449892691845833,
  0.24178072517745061177,
  1.27045825245236838258,
  3.64784832476320460504,
  5.7694972214606914055,
  4.6303378461565452959,
  1.42343711074968357734,
];
const MIDDLE_UNDER = [
  1.05075007164441684324e-9,
  5.475938084995344946e-4,
  0.0151986665636164571966,
  0.14810397642748007459,
  0.68976733498510000455,
  1.6763848301838038494,
  2.05319162663775882187,
  1,
];
const TAIL_OVER = [
  2.01033439929228813265e-7,
  2.71155556874348757815e-5,
  0.0012426609473880784386,
  0.026532189526576123093,
  0.29656057182850489123,
  1.7848265399172913358,
  5.4637849111641143699,
  6.6579046435011037772,
];
const TAIL_UNDER = [
  2.04426310338993978564e-15,
  1.4215117583164458887e-7,
  1.8463183175100546818e-5,
  7.868691311456132591e-4,
  0.0148753612908506148525,
  0.13692988092273580531,
  0.59983220655588793769,
  1,
];

/**
 * The standard normal quantile of 0 < p < 1. Method: Wichura (1988), algorithm AS 241 (PPND16), about 16 digits.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return q * polynomial(CENTRE_OVER, r) / polynomial(CENTRE_UNDER, r);
  }
  const r = Math.sqrt(-lnOf(q < 0 ? p : 1 - p));
  const z = r <= 5
    ? polynomial(MIDDLE_OVER, r - 1.6) / polynomial(MIDDLE_UNDER, r - 1.6)
    : polynomial(TAIL_OVER, r - 5) / polynomial(TAIL_UNDER, r - 5);
  return q < 0 ? -z : z;
}

/**
 * The standard normal distribution function. Method: Hart (1968) in the double-precision form of West (2005).
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const density = expOf(-x * x / 2);
  let upper: number;
  if (x < 7.07106781186547) {
    upper = density *
      polynomial([
        3.52624965998911e-2,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376,
      ], x) /
      polynomial([
        8.83883476483184e-2,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752,
      ], x);
  } else {
    upper = density / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
  }
  return z > 0 ? 1 - upper : upper;
}
