import { REGIONS } from "./_regions.ts";

const COUNTRY = ["china", "domestic", "nationwide"];
const NAMES = [...REGIONS.keys()].filter((name) => !COUNTRY.includes(name))
  .sort((a, b) => b.length - a.length).map((name) => name.replace(/[ -]/g, "[\\s-]+"));
const NAME = `(?:${NAMES.join("|")})`;

/**
 * The region that a figure is of: the country unless the words beside its subject name another.
 *
 * @returns a code, or `undefined` when a region is named but not as the subject's own
 */
export function regionOf(
  sentence: string,
  subject: { readonly start: number; readonly end: number; readonly isBare: boolean },
  figureStart: number,
  isPrice: boolean,
): string | undefined {
  const mentions = [...sentence.matchAll(new RegExp(`\\b${NAME}\\b`, "gi"))];
  if (mentions.length === 0) return "CN";
  const codes = new Set(mentions.map(([name]) => codeOf(name)));
  const lead = new RegExp(`^(?:In|For|Across)\\s+(${NAME}),\\s`, "i").exec(sentence);
  if (lead && codes.size === 1) return codeOf(lead[1]!);
  const before = new RegExp(`\\b(${NAME})(?:'s|’s)?\\s+$`, "i").exec(
    sentence.slice(0, subject.start),
  );
  if (before && !/(?:\band|,)\s+$/i.test(sentence.slice(0, before.index))) {
    return codeOf(before[1]!);
  }
  const after = new RegExp(
    `^\\s*(?:in|of|from|at|for)\\s+(${NAME})\\b(?!\\s*(?:,\\s*(?:and\\s+)?${NAME}|and\\s+${NAME}))`,
    "i",
  )
    .exec(sentence.slice(subject.end));
  if (after) return codeOf(after[1]!);
  if (isPrice && codes.size === 1) return [...codes][0];
  const between = mentions.some(({ index }) => index > subject.end && index < figureStart);
  const earlier = subject.isBare && mentions.some(({ index }) => index < subject.start);
  return between || earlier || before ? undefined : "CN";
}

function codeOf(name: string): string {
  return REGIONS.get(name.toLowerCase().replace(/\s+/g, " ")) ??
    REGIONS.get(name.toLowerCase().replace(/[\s-]+/g, " "))!;
}
