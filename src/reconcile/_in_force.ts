import type { NumberStatement } from "../statements/mod.ts";
import type { Fact } from "./_fact.ts";

/** One fact for equal prints, in an order that does not depend on the files'. */
export function mergeEqual(facts: readonly Fact[]): Fact[] {
  // An outlook keeps its day: when it was made decides whether it still counts.
  const keyed = facts.map((fact) => ({ fact, day: fact.rank === 0 ? "" : dayOf(fact) }));
  keyed.sort((a, b) =>
    comparePlaces(a.fact, b.fact) || a.fact.rank - b.fact.rank || a.fact.low - b.fact.low ||
    a.fact.high - b.fact.high || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
  );
  const merged: Fact[] = [];
  let last: { fact: Fact; day: string } | undefined;
  for (const next of keyed) {
    const { fact, day } = next;
    const isSame = last !== undefined && comparePlaces(last.fact, fact) === 0 && last.day === day &&
      last.fact.rank === fact.rank && last.fact.low === fact.low && last.fact.high === fact.high;
    if (isSame) {
      const known = merged.pop()!;
      const statements = [...known.statements, ...fact.statements].sort(compareStatements);
      merged.push({ ...fact, about: known.about && fact.about, statements });
    } else merged.push(fact);
    last = next;
  }
  return merged;
}

function compareStatements(a: NumberStatement, b: NumberStatement): number {
  const key = ({ published, measure, period, printed, url }: NumberStatement) =>
    [published ?? "", measure, period, printed, url].join("|");
  const keyA = key(a), keyB = key(b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

const KINDS: Readonly<Record<Fact["kind"], number>> = { level: 0, ratio: 1, difference: 2 };

/** Orders facts by what they are about, whatever they say of it; 0 for the same. */
function comparePlaces(a: Fact, b: Fact): number {
  return a.span.to - b.span.to || a.span.from - b.span.from || KINDS[a.kind] - KINDS[b.kind] ||
    (a.base?.from ?? 0) - (b.base?.from ?? 0);
}

/** Whether two facts are about the same thing, whatever they say of it. */
export function isSamePlace(a: Fact, b: Fact): boolean {
  return comparePlaces(a, b) === 0;
}

/** The last day a fact was printed; undated prints count as older than any. */
export function dayOf(fact: Fact): string {
  return fact.statements.reduce(
    (last, { published = "" }) => published > last ? published : last,
    "",
  );
}

/**
 * The facts in force: a print that a later one of the same figure contradicts is replaced. Prints that agree all
 * stay, since a coarser reprint takes nothing back. The facts come sorted by place.
 */
export function inForce(facts: readonly Fact[]): { live: Fact[]; replaced: Fact[] } {
  const live: Fact[] = [], replaced: Fact[] = [];
  for (let from = 0, to = 0; from < facts.length; from = to) {
    const place = facts[from]!;
    for (to = from + 1; to < facts.length && comparePlaces(place, facts[to]!) === 0;) to++;
    if (to === from + 1) {
      live.push(place);
      continue;
    }
    const byDay = facts.slice(from, to).map((fact) => ({ fact, day: dayOf(fact) }))
      .sort((a, b) => a.day < b.day ? 1 : a.day > b.day ? -1 : 0);
    let low = -Infinity, high = Infinity, lastDay = byDay[0]!.day;
    for (const { fact, day } of byDay) {
      if (day < lastDay && (fact.low > high || fact.high < low)) {
        replaced.push(fact);
        continue;
      }
      live.push(fact);
      low = Math.max(low, fact.low);
      high = Math.min(high, fact.high);
      lastDay = day;
    }
  }
  return { live, replaced };
}

/** The last day's facts of each place; the facts come sorted by place. */
export function latestOfEach(facts: readonly Fact[]): Fact[] {
  const latest: Fact[] = [];
  for (let from = 0, to = 0; from < facts.length; from = to) {
    for (to = from + 1; to < facts.length && comparePlaces(facts[from]!, facts[to]!) === 0;) to++;
    const group = facts.slice(from, to);
    const last = group.map(dayOf).reduce((a, b) => a > b ? a : b);
    latest.push(...group.filter((fact) => dayOf(fact) === last));
  }
  return latest;
}
