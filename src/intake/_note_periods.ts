import {
  addMonths,
  type Day,
  type Month,
  monthOf,
  monthsBetween,
  parseMonth,
} from "../calendar/mod.ts";
import { isDay } from "../calendar/mod.ts";

/** A time that a sentence names. */
export interface PeriodMention {
  readonly start: number;
  readonly end: number;
  /** As a statement writes it; `undefined` for a time that no statement can name, such as a week. */
  readonly period: string | undefined;
  /** January to a later month: what is said of it is year to date. */
  readonly isYearToDate: boolean;
  /** `from December`, `than in January`: what a change is measured against, not what the figure is of. */
  readonly isBase: boolean;
}

const MONTHS = [
  "jan(?:uary)?",
  "feb(?:ruary)?",
  "mar(?:ch)?",
  "apr(?:il)?",
  "may",
  "june?",
  "july?",
  "aug(?:ust)?",
  "sept?(?:ember)?",
  "oct(?:ober)?",
  "nov(?:ember)?",
  "dec(?:ember)?",
];
const M = `((?:${MONTHS.map((m) => m[0]!.toUpperCase() + m.slice(1)).join("|")})\\.?)`;
const Y = "(?:(?:,|\\s+of)?\\s+(20\\d\\d))?";
const NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS = ["first", "second", "third", "fourth"];
/** A month without its year is at most this far ahead of the day of publication. */
const MONTHS_AHEAD = 3;

type Rule = readonly [
  RegExp,
  (match: RegExpMatchArray, published: Day) => Omit<PeriodMention, "start" | "end" | "isBase">,
];

const one = (period: string | undefined) => ({ period, isYearToDate: false });

const RULES: readonly Rule[] = [
  [
    /\b(?:the\s+)?same\s+(?:month|period|time|week)\s+(?:of\s+)?(?:last\s+year|a\s+year\s+(?:ago|earlier)|the\s+previous\s+year)/gi,
    () => one(undefined),
  ],
  [
    new RegExp(`\\b${M}\\s+(?:of\\s+)?(last|this)\\s+year\\b`, "g"),
    (m, day) =>
      one(monthNamed(m[1]!, String(Number(day.slice(0, 4)) - (m[2] === "last" ? 1 : 0)), day)),
  ],
  [
    /\b(?:a|one)\s+(?:month|year|week)\s+(?:earlier|ago|before|prior)\b|\blast\s+year\b|\bthe\s+previous\s+(?:year|week)\b/gi,
    () => one(undefined),
  ],
  [
    new RegExp(`\\b(\\d{1,2})\\s+${M}(?!\\w)${Y}`, "g"),
    (m, day) => one(dayOf(m[2]!, m[1]!, m[3], day)),
  ],
  [
    new RegExp(
      `\\b${M}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d,.]*\\d|\\s*(?:%|mt\\b|kt\\b|pp\\b|percent|lots))(?:,?\\s+(20\\d\\d))?`,
      "g",
    ),
    (m, day) => one(dayOf(m[1]!, m[2]!, m[3], day)),
  ],
  [
    new RegExp(
      `\\b(?:[Ff]rom\\s+|[Bb]etween\\s+)?${M}${Y}\\s*(?:-|–|—|to|through|and)\\s*${M}(?!\\w)${Y}`,
      "g",
    ),
    (m, day) => {
      const to = monthNamed(m[3]!, m[4], day);
      const from = monthNamed(
        m[1]!,
        m[2] ?? (m[4] && (numberOf(m[1]!) <= numberOf(m[3]!) ? m[4] : String(Number(m[4]) - 1))),
        day,
      );
      if (from >= to) return one(undefined);
      return from.endsWith("-01") && from.slice(0, 4) === to.slice(0, 4)
        ? { period: to, isYearToDate: true }
        : one(`${from}/${to}`);
    },
  ],
  [
    new RegExp(
      `\\b(?:the\\s+)?first\\s+(\\d{1,2}|${
        NUMBER_WORDS.join("|")
      })\\s+months(?:\\s+of\\s+(?:(20\\d\\d)|the\\s+year|this\\s+year))?`,
      "gi",
    ),
    (m, day) => {
      const count = Number(m[1]) || NUMBER_WORDS.indexOf(m[1]!.toLowerCase()) + 2;
      if (count > 12) return one(undefined);
      const last = monthNamed(MONTH_ABBREVIATIONS[count - 1]!, m[2], day);
      return { period: last, isYearToDate: true };
    },
  ],
  [
    /\b(?:Q([1-4])|(first|second|third|fourth)[\s-]+quarter)(?:(?:\s+of)?\s+(20\d\d))?/gi,
    (m, day) =>
      one(`${m[3] ?? day.slice(0, 4)}-Q${m[1] ?? ORDINALS.indexOf(m[2]!.toLowerCase()) + 1}`),
  ],
  [
    /\b(?:H([12])|(first|second)\s+half)(?:(?:\s+of)?\s+(?:(20\d\d)|the\s+year))?/gi,
    (m, day) =>
      one(`${m[3] ?? day.slice(0, 4)}-H${m[1] ?? ORDINALS.indexOf(m[2]!.toLowerCase()) + 1}`),
  ],
  [new RegExp(`\\b${M}(?!\\w)${Y}`, "g"), (m, day) => one(monthNamed(m[1]!, m[2], day))],
  [
    /\b(?:last|(?:the\s+)?(?:previous|prior))\s+month\b/gi,
    (_, day) => one(addMonths(monthOf(day), -1)),
  ],
  [/\b(?:this|(?:the\s+)?current)\s+month\b/gi, (_, day) => one(monthOf(day))],
  [
    /\b(?:next|(?:the\s+)?(?:coming|following))\s+month\b/gi,
    (_, day) => one(addMonths(monthOf(day), 1)),
  ],
  [/\b(?:this|last|next)\s+week\b|\bthe\s+week\b/gi, () => one(undefined)],
  [
    /\b(?:[Ii]n|[Ff]or|[Tt]hroughout|[Ff]ull[\s-]year|[Ww]hole[\s-]year|[Yy]ear)\s+(20\d\d)\b/g,
    (m) => one(m[1]),
  ],
];

const MONTH_ABBREVIATIONS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Words before a time that make it what a change is measured against; "over" only after a number. */
const BASE =
  /(?:\b(?:from|than(?:\s+in)?|against|versus|vs\.?|compared\s+(?:with|to))|(?:%|\bmt|\bpercent)\s+(?:above|below|over))(?:\s+(?:the|that\s+of|those\s+of))?\s*$/i;

/**
 * Times in a sentence, in order. A month without its year is the one nearest before the day of publication, or up to
 * three months after it.
 */
export function periodsIn(sentence: string, published: Day): PeriodMention[] {
  const mentions: PeriodMention[] = [];
  for (const [regex, read] of RULES) {
    for (const match of sentence.matchAll(regex)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (mentions.some((other) => start < other.end && other.start < end)) continue;
      const isBase = BASE.test(sentence.slice(0, start)) || /^a |^one |same\s/i.test(match[0]);
      mentions.push({ start, end, isBase, ...read(match, published) });
    }
  }
  return mentions.sort((a, b) => a.start - b.start);
}

function numberOf(name: string): number {
  return MONTHS.findIndex((month) => new RegExp(`^${month}\\.?$`, "i").test(name)) + 1;
}

function monthNamed(name: string, year: string | undefined, published: Day): Month {
  const number = String(numberOf(name)).padStart(2, "0");
  if (year !== undefined) return parseMonth(`${year}-${number}`);
  const now = monthOf(published);
  const month = parseMonth(`${now.slice(0, 4)}-${number}`);
  const ahead = monthsBetween(now, month);
  if (ahead > MONTHS_AHEAD) return addMonths(month, -12);
  return ahead <= MONTHS_AHEAD - 12 ? addMonths(month, 12) : month;
}

function dayOf(
  month: string,
  day: string,
  year: string | undefined,
  published: Day,
): string | undefined {
  const text = `${monthNamed(month, year, published)}-${day.padStart(2, "0")}`;
  return isDay(text) ? text : undefined;
}
