import type { NumberStatement, SeriesKind } from "../statements/mod.ts";
import {
  consistent,
  type Contradiction,
  frameOf,
  impliedFor,
  networkOf,
  releasedOn,
  smallestOf,
  surroundingsOf,
  suspectsOf,
} from "./_conflicts.ts";
import { type Edit, editsOf, likeliest } from "./_edits.ts";
import type { Fact } from "./_fact.ts";
import { factsOf } from "./_facts.ts";
import { dayOf, inForce, isSamePlace, mergeEqual } from "./_in_force.ts";
import type { Solution } from "./_solve.ts";
import type { Finding, Repair } from "./finding.ts";

/** A place whose bounds are at most so many times as wide as the figure's own. */
const WELL_KNOWN = 10;

/** One history and what its findings are told by. */
export interface Checked {
  readonly facts: readonly Fact[];
  readonly kind: SeriesKind | undefined;
  readonly solution: Solution;
  /** Regions for which the publisher prints the same series, with what it says of each. */
  readonly regions: ReadonlyMap<string, readonly NumberStatement[]>;
}

/** Every contradiction among the statements on one history. */
export function contradictionFindings(checked: Checked): Finding[] {
  const { facts, solution } = checked;
  const settled = solution.facts.filter(({ rank }) => rank === 0);
  const found = solution.contradictions.map((contradiction) =>
    findingOf(contradiction, [...contradiction.facts, ...settled], checked)
  );
  // A print that a later one replaced may have been wrong from the start; or it was right, and then revised.
  for (const replaced of latest(solution.replaced, releasedOn)) {
    const day = releasedOn(replaced);
    const known = facts.filter((fact) => fact.rank === 0 && releasedOn(fact) <= day);
    found.push(...clashes([replaced], inForce(mergeEqual(known)).live, checked));
  }
  const views = Map.groupBy(facts.filter(({ rank }) => rank > 0), dayOf);
  for (const [day, view] of latest([...views], ([day]) => day)) {
    if (isPlausible(view, solution)) continue;
    const known = facts.filter((fact) => fact.rank === 0 && releasedOn(fact) <= day);
    const asked = firmest(view).filter((fact) => !known.some((one) => isSamePlace(one, fact)));
    if (asked.length > 0) found.push(...clashes(asked, inForce(mergeEqual(known)).live, checked));
  }
  const seen = new Set<string>();
  return found.filter(({ statements }) => {
    const key = statements.map(({ file, line }) => `${file}:${line}`).sort().join();
    return !seen.has(key) && seen.add(key);
  });
}

/** Each of these is looked at beside all that was known on its day; a history in print has a quarter of it. */
const MOST_LOOKED_BACK_AT = 60;

/** The newest by their days, in the order given. */
function latest<T>(all: readonly T[], dayOf: (one: T) => string): readonly T[] {
  if (all.length <= MOST_LOOKED_BACK_AT) return all;
  const newest = new Set(
    all.toSorted((a, b) => dayOf(a) < dayOf(b) ? 1 : -1).slice(0, MOST_LOOKED_BACK_AT),
  );
  return all.filter((one) => newest.has(one));
}

/** Whether a day's estimates and outlooks agree with each other and with the months they start from, as known now. */
function isPlausible(view: readonly Fact[], { first, lows, highs, ranks }: Solution): boolean {
  const bases: Fact[] = [];
  for (const { base } of view) {
    if (base === undefined || base.from !== base.to) continue;
    const position = base.from - first;
    const low = lows[position]!, high = highs[position]!;
    if (ranks[position] !== 0 || !Number.isFinite(high)) continue;
    bases.push({ ...view[0]!, kind: "level", span: base, base: undefined, low, high });
  }
  return consistent([...firmest(view), ...bases]);
}

/** Of figures for the same place on the same day only the firmest: the others are earlier views, recalled. */
function firmest(view: readonly Fact[]): Fact[] {
  const places = Map.groupBy(
    view,
    ({ kind, span, base }) => `${kind} ${span.from} ${span.to} ${base?.from}`,
  );
  return [...places.values()].flatMap((group) => {
    const rank = Math.min(...group.map((fact) => fact.rank));
    return group.filter((fact) => fact.rank === rank);
  });
}

/** The contradiction that the facts asked about have with what was known, if any. */
function clashes(asked: readonly Fact[], known: readonly Fact[], checked: Checked): Finding[] {
  const near = surroundingsOf(asked, known);
  let facts = [...new Set([...near, ...asked])];
  for (;;) {
    const frame = frameOf(facts);
    const conflict = networkOf(facts, frame).settle();
    if (conflict === undefined) return [];
    const clashing = smallestOf(conflict.facts, frame);
    const contradiction = { facts: clashing, suspects: suspectsOf(clashing, facts) };
    const isAsked = (fact: Fact) => asked.some((one) => one.statements[0] === fact.statements[0]);
    if (contradiction.facts.some(isAsked)) return [findingOf(contradiction, facts, checked)];
    facts = facts.filter((fact) => !contradiction.suspects.includes(fact));
  }
}

function findingOf(
  { facts, suspects }: Contradiction,
  all: readonly Fact[],
  checked: Checked,
): Finding {
  const around = surroundingsOf(facts, all);
  const sole = suspects.length === 1 ? suspects[0]! : undefined;
  const others = (fact: Fact) => around.filter((other) => other !== fact);
  const implied = sole && impliedFor(sole, others(sole));
  return {
    code: "contradiction",
    statements: facts.flatMap((fact) => fact.statements),
    suspect: sole?.statements[0],
    expected: sole && implied && inOwnUnit(implied, sole),
    repairs: likeliest(suspects.flatMap((fact) => repairsOf(fact, others(fact), checked))),
  };
}

function inOwnUnit(
  { low, high }: { low: number; high: number },
  { kind, dayFactor }: Fact,
): { low: number; high: number } {
  const own = (value: number) => kind === "ratio" ? (value / dayFactor - 1) * 100 : value;
  return { low: own(low), high: own(high) };
}

/** Edits of a fact's statements that make it fit what the others say of it. */
function repairsOf(fact: Fact, others: readonly Fact[], checked: Checked): Repair[] {
  const statement = fact.statements[0]!;
  const implied = impliedFor(fact, others);
  const fits = ({ repair, statement: edited }: Edit): boolean => {
    const [moved] = factsOf([edited], checked.kind);
    if (moved === undefined) return false;
    if (repair.field === "value") {
      const meets = implied && moved.low <= implied.high && moved.high >= implied.low;
      return meets === true && consistent([...others, moved]);
    }
    const there = repair.field === "region"
      ? mergeEqual(factsOf(checked.regions.get(edited.region) ?? [], checked.kind))
      : others;
    // Where little is known anything fits: only a place that is known nearly as well can speak for a figure.
    const bounds = impliedFor(moved, there);
    const isKnown = bounds && bounds.high - bounds.low <= WELL_KNOWN * (moved.high - moved.low);
    return isKnown === true && consistent([...there, moved]) && consistent(others);
  };
  return editsOf(statement, [...checked.regions.keys()]).filter(fits).map(({ repair }) => repair);
}
