const MAX_STEPS = 200;

/**
 * A root of `f` between `a` and `b`, where `f` has opposite signs.
 *
 * Method: Brent (1973), Algorithms for Minimization without Derivatives, chapter 4: inverse quadratic interpolation and
 * secant steps, with bisection when they do not shrink the bracket fast enough.
 */
export function brent(f: (x: number) => number, a: number, b: number): number {
  let best = b, contra = a, previous = a;
  let fBest = f(best), fContra = f(contra), fPrevious = fContra;
  let step = best - contra, lastStep = step;
  for (let i = 0; i < MAX_STEPS && fBest !== 0; i++) {
    if (fBest > 0 === fContra > 0) {
      contra = previous;
      fContra = fPrevious;
      step = lastStep = best - previous;
    }
    if (Math.abs(fContra) < Math.abs(fBest)) {
      [previous, best, contra] = [best, contra, best];
      [fPrevious, fBest, fContra] = [fBest, fContra, fBest];
    }
    const tolerance = 2 * Number.EPSILON * Math.abs(best);
    const half = (contra - best) / 2;
    if (Math.abs(half) <= tolerance) break;
    if (Math.abs(lastStep) >= tolerance && Math.abs(fPrevious) > Math.abs(fBest)) {
      let p: number, q: number;
      const s = fBest / fPrevious;
      if (previous === contra) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fBest / fContra;
        const u = fPrevious / fContra;
        p = s * (2 * half * u * (u - r) - (best - previous) * (r - 1));
        q = (u - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      const usable =
        2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(lastStep * q));
      lastStep = usable ? step : half;
      step = usable ? p / q : half;
    } else {
      lastStep = step = half;
    }
    previous = best;
    fPrevious = fBest;
    best += Math.abs(step) > tolerance ? step : tolerance * Math.sign(half);
    fBest = f(best);
  }
  return best;
}
