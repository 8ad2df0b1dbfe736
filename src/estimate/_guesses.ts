import type { Plan } from "../balance/mod.ts";
import { type Month, monthsBetween } from "../calendar/mod.ts";
import type { Observation, Term } from "./observation.ts";

/** What observations name beside the plan's own quantities: levels, publishers' ratios, pools' shares. */
export function coefficientsOf(plan: Plan, observations: readonly Observation[]): string[] {
  const own = new Set(plan.quantities.map(({ id }) => id));
  const named = observations.flatMap(({ terms, under = [], times }) => [
    ...[...terms, ...under].filter(({ from }) => from === undefined).map(({ of }) => of),
    ...(times === undefined ? [] : [times]),
  ]);
  return [...new Set(named)].filter((id) => !own.has(id)).sort();
}

/** A first guess of each unknown: what a print says of it, of the month or the nearest one, else 1. */
export function guesses(
  observations: readonly Observation[],
): (id: string, month: Month) => number {
  const said = new Map<string, { from: Month; to: Month; value: number }[]>();
  const levels = new Map<string, { level: string; ratio: number }>();
  const coefficients = new Map<string, number>();
  for (const { form, terms, under, low, high } of observations) {
    const [{ of, from, to = from }, ...others] = terms as [Term, ...Term[]];
    const middle = Number.isFinite(low + high) ? (low + high) / 2 : NaN;
    if (others.length > 0 || Number.isNaN(middle)) continue;
    const value = form === "log" ? Math.exp(middle) : middle;
    if (under !== undefined) {
      const [{ of: level, from: month }] = under as [Term];
      if (month === undefined) levels.set(of, { level, ratio: value });
    } else if (from === undefined || to === undefined) coefficients.set(of, value);
    else if (value > 0) {
      const own = said.get(of) ?? [];
      own.push({ from, to, value: value / (monthsBetween(from, to) + 1) });
      said.set(of, own);
    }
  }
  const guess = (id: string, month: Month): number => {
    const apart = ({ from, to }: { from: Month; to: Month }) =>
      month < from ? monthsBetween(month, from) : month > to ? monthsBetween(to, month) : 0;
    const own = said.get(id);
    if (own !== undefined) {
      let best = own[0]!, least = Infinity;
      for (const one of own) {
        const far = apart(one) + monthsBetween(one.from, one.to) / 24;
        if (far < least) [best, least] = [one, far];
      }
      return best.value;
    }
    const follows = levels.get(id);
    if (follows !== undefined) return follows.ratio * guess(follows.level, month);
    return coefficients.get(id) ?? 1;
  };
  return guess;
}
