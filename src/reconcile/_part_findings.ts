import { type Day, daysBetween } from "../calendar/mod.ts";
import type { NumberStatement } from "../statements/mod.ts";
import { likeliest, reaches, repairsOfValue } from "./_edits.ts";
import { isOnePublisher } from "./_fact.ts";
import type { Finding } from "./finding.ts";

/** Totals whose parts the same publisher prints for the same day. */
const SUMS: readonly { readonly total: string; readonly parts: readonly string[] }[] = [
  {
    total: "social_inventory_total",
    parts: ["social_inventory_general", "social_inventory_delivery"],
  },
];

/** Shares whose part and whole the same publisher prints beside them. */
const SHARES: readonly {
  readonly percent: string;
  readonly part: string;
  readonly whole: string;
}[] = [{ percent: "furnace_operating_rate", part: "furnaces_operating", whole: "furnaces_total" }];

/** Stocks move slowly, so prints this close tell which of a sum's figures is odd. */
const NEIGHBOUR_DAYS = 31;

/** The roundings are sums of binary fractions, which may miss each other by a hair. */
const HAIR = 1e-9;

/** Totals that differ from the sum of their parts, and shares from their quotient, by more than all roundings. */
export function partFindings(statements: readonly NumberStatement[]): Finding[] {
  return [...sumFindings(statements), ...shareFindings(statements)];
}

function sumFindings(statements: readonly NumberStatement[]): Finding[] {
  return SUMS.flatMap(({ total, parts }) => {
    const names = [total, ...parts];
    const levels = levelsOf(statements, names);
    const findings = new Map<string, Finding>();
    for (const members of printedTogether(levels, names)) {
      const finding = findingOf(members, levels);
      if (finding === undefined) continue;
      // A reprint of the same figures is the same finding.
      const key = members.map(({ printed, period, publisher }) =>
        `${publisher} ${period} ${printed}`
      );
      const known = findings.get(key.join());
      const all = [...(known?.statements ?? []), ...finding.statements];
      findings.set(key.join(), { ...(known ?? finding), statements: all });
    }
    return [...findings.values()];
  });
}

/** Which of three figures is wrong they cannot tell among themselves. */
function shareFindings(statements: readonly NumberStatement[]): Finding[] {
  return SHARES.flatMap(({ percent, part, whole }) => {
    const names = [percent, part, whole];
    return printedTogether(levelsOf(statements, names), names).flatMap((members): Finding[] => {
      if (isShare(members)) return [];
      const repairs = members.flatMap((member, at) =>
        repairsOfValue(member, (edited) => isShare(members.with(at, edited)))
      );
      return [{
        code: "contradiction",
        statements: members,
        suspect: undefined,
        expected: undefined,
        repairs: likeliest(repairs),
      }];
    });
  });
}

/** Whether a percentage can be that of a part in a whole, given their roundings; counts are exact. */
function isShare(members: readonly NumberStatement[]): boolean {
  const [share, ...counts] = members;
  const [part, whole] = counts.map(({ value }) => value);
  return Math.abs(share!.value - 100 * part! / whole!) <= share!.halfWidth + HAIR;
}

function levelsOf(
  statements: readonly NumberStatement[],
  names: readonly string[],
): NumberStatement[] {
  return statements.filter((statement) =>
    statement.measure === "level" &&
    names.includes(statement.series) && isOnePublisher(statement) &&
    (statement.bound === "" || statement.bound === "about")
  );
}

/** The named series as one publisher printed them on one day for one period; only where it printed all. */
function printedTogether(
  levels: readonly NumberStatement[],
  names: readonly string[],
): NumberStatement[][] {
  const prints = Map.groupBy(
    levels,
    ({ publisher, region, period, published }) => [publisher, region, period, published].join("|"),
  );
  return [...prints.values()].flatMap((print) => {
    const members = names.map((name) => print.find(({ series }) => series === name))
      .filter((member) => member !== undefined);
    return members.length === names.length ? [members] : [];
  });
}

/** @param members the total, then its parts */
function findingOf(
  members: readonly NumberStatement[],
  levels: readonly NumberStatement[],
): Finding | undefined {
  const sign = (index: number) => index === 0 ? 1 : -1;
  const miss = members.reduce((sum, member, i) => sum + sign(i) * member.value, 0);
  const slack = members.reduce((sum, member) => sum + member.halfWidth, 0);
  if (Math.abs(miss) <= slack + HAIR) return undefined;
  const candidates = members.map((member, i) => {
    const due = member.value - sign(i) * miss;
    const usual = usualOf(member, levels);
    const gain = usual === undefined
      ? 0
      : (Math.abs(member.value - usual) - Math.abs(due - usual)) / usual;
    return { member, due, gain };
  }).sort((a, b) => b.gain - a.gain);
  const { member, due, gain } = candidates[0]!;
  if (gain <= 0) {
    return {
      code: "parts-do-not-add-up",
      statements: members,
      suspect: undefined,
      expected: undefined,
      repairs: [],
    };
  }
  const room = slack - member.halfWidth;
  const expected = { low: due - room, high: due + room };
  return {
    code: "parts-do-not-add-up",
    statements: members,
    suspect: member,
    expected,
    repairs: likeliest(repairsOfValue(member, (edited) => reaches(edited, expected))),
  };
}

/** The mean of the nearest prints before and after. */
function usualOf(member: NumberStatement, levels: readonly NumberStatement[]): number | undefined {
  let before: NumberStatement | undefined, after: NumberStatement | undefined;
  for (const level of levels) {
    const { series, publisher, region, period } = level;
    if (series !== member.series || publisher !== member.publisher || region !== member.region) {
      continue;
    }
    if (period.length !== member.period.length || period.length !== 10) continue;
    if (Math.abs(daysBetween(member.period as Day, period as Day)) > NEIGHBOUR_DAYS) continue;
    if (period < member.period && period > (before?.period ?? "")) before = level;
    if (period > member.period && period < (after?.period ?? "9999")) after = level;
  }
  const near = [before, after].filter((level) => level !== undefined);
  return near.length === 0
    ? undefined
    : near.reduce((sum, level) => sum + level.value, 0) / near.length;
}
