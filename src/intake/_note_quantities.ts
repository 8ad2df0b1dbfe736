import { readUnit } from "./_units.ts";
import type { Bound } from "../statements/mod.ts";

/** What a change is measured against, as the words beside it say. */
export type Against = "mom" | "yoy" | "week" | undefined;

/** A number with its unit in a sentence, and what the words beside it say of it. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  /** Digits as printed, without separators and sign; two for a range. */
  readonly numbers: readonly string[];
  /** The catalogue's unit; `undefined` for one it has not. */
  readonly unit: string | undefined;
  /** Powers of ten by which the written unit is larger. */
  readonly shift: number;
  readonly isPoints: boolean;
  readonly bound: Bound;
  /** +1 for a rise, -1 for a fall, 0 when no word says. */
  readonly direction: 1 | -1 | 0;
  /** The quantity is by how much something changed, not what it came to. */
  readonly isChange: boolean;
  readonly against: Against;
  /** Month name or the like that a change is measured against: `from December`. */
  readonly base: string | undefined;
}

const NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
const TON = "(?:metric\\s+)?(?:mt|t|tons?|tonnes?)";
const UNIT =
  `(?:million\\s+${TON}|10,?000\\s+${TON}|thousand\\s+${TON}|kt|${TON})(?:\\s*(?:/|per\\s+|a\\s+)(?:day|week|d|yr|year))?(?![\\w/])` +
  "|%|percent(?:age\\s+points?)?|per\\s+cent|pps?(?!\\w)|ppts?(?!\\w)" +
  "|(?:yuan|CNY|RMB)\\s*(?:/|per\\s+)\\s*(?:mt|kg|metric\\s+ton|tonne|ton|t)(?!\\w)|lots?(?!\\w)";
const QUANTITY = new RegExp(
  `(?<![\\w#.,/]|\\d\\s)([+\\-−–]?)(${NUMBER})\\s*[-(x×]?\\s*(${UNIT})`,
  "gi",
);
/** The lower end of a range, before its upper end. */
const LOWER_END = new RegExp(
  `(?<![\\w#.,/-])(${NUMBER})\\s*(${UNIT})?\\s*(-|–|—|~|to|and)\\s*$`,
  "i",
);

const HEDGES: readonly (readonly [RegExp, Bound])[] = [
  [
    /(?:\b(?:about|approximately|approx\.?|around|roughly|some|nearly|almost|close\s+to|circa|an?\s+estimated)|[~≈])\s*$/i,
    "about",
  ],
  [
    /(?:\b(?:more\s+than|over|above|exceed(?:s|ed|ing)?|at\s+least|upwards\s+of|no\s+less\s+than|not\s+less\s+than|surpass(?:ed|ing)?|topp(?:ed|ing)|in\s+excess\s+of)|[>≥])\s*$/i,
    "at_least",
  ],
  [
    /(?:\b(?:less\s+than|below|under|at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|as\s+much\s+as)|[<≤])\s*$/i,
    "at_most",
  ],
];
const HEDGE_WORDS =
  "(?:(?:about|approximately|approx\\.?|around|roughly|some|nearly|almost|close\\s+to|an?\\s+estimated|more\\s+than|over|above|exceeding|at\\s+least|less\\s+than|below|under|up\\s+to|as\\s+much\\s+as|a\\s+further|another)\\s+)?";

const DOWN =
  "down|f[ae]ll|fell|fallen|falls|falling|decreas\\w*|declin\\w*|drop\\w*|lower\\w*|dip\\w*|slid\\w*|slipp?\\w*|shrank|shrink\\w*|contract(?:ed|ion|ing|s)?|reduc\\w*|shed|plung\\w*|cut|cuts|slump\\w*|retreat\\w*|off|minus";
const UP =
  "up|rose|rise|rises|risen|rising|increas\\w*|grew|grow|grows|growth|growing|gain\\w*|climb\\w*|higher|jump\\w*|surg\\w*|rebound\\w*|expand\\w*|expansion|advanc\\w*|soar\\w*|plus";
const DIRECTION = new RegExp(`\\b(?:(${DOWN})|(${UP}))\\b`, "gi");

const AGAINST: readonly (readonly [string, Exclude<Against, undefined>])[] = [
  [
    "(?:MoM|M-o-M|m/m|month[\\s-](?:on|over)[\\s-]month|on[\\s-](?:the[\\s-])?month|(?:from|than|versus|over|compared\\s+(?:with|to))\\s+(?:a|one|the|last|the\\s+previous|the\\s+prior)\\s*month(?:\\s+(?:earlier|ago|before))?|(?:from|than|versus|over|compared\\s+(?:with|to))\\s+(?:the\\s+)?(?:previous|prior|last)\\s+month)",
    "mom",
  ],
  [
    "(?:YoY|Y-o-Y|y/y|year[\\s-](?:on|over)[\\s-]year|on[\\s-](?:the[\\s-])?year|(?:from|than|versus|over|compared\\s+(?:with|to))\\s+(?:a|one)\\s+year\\s+(?:earlier|ago|before)|(?:(?:from|than|versus|over|compared\\s+(?:with|to))\\s+)?(?:that\\s+of\\s+)?(?:the\\s+)?same\\s+(?:month|period)(?:\\s+of)?(?:\\s+(?:last\\s+year|a\\s+year\\s+(?:ago|earlier)|the\\s+previous\\s+year))?)",
    "yoy",
  ],
  [
    "(?:WoW|W-o-W|w/w|week[\\s-](?:on|over)[\\s-]week|on[\\s-](?:the[\\s-])?week|DoD|day[\\s-]on[\\s-]day|(?:from|than|versus|compared\\s+(?:with|to))\\s+(?:a\\s+week\\s+(?:earlier|ago)|(?:last|the\\s+previous)\\s+week))",
    "week",
  ],
];
const CHANGE_NOUN =
  "(?:decline|decrease|drop|fall|reduction|contraction|growth(?:\\s+rate)?|increase|rise|gain|change|rebound|cut)s?";
const BASE =
  /^\s*,?\s*(?:(?:lower|higher|less|more)\s+)?(?:from|below|above|versus|compared\s+(?:with|to)|than(?:\s+in)?)\s+((?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+20\d\d)?)\b/i;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly sign: string;
  readonly numbers: readonly string[];
  readonly unit: string;
}

/** Numbers with a unit, in the order of the sentence. */
export function quantitiesIn(sentence: string): Quantity[] {
  const places = placesIn(sentence);
  const found: Quantity[] = [];
  places.forEach(({ start, end, sign, numbers, unit: writtenUnit }, i) => {
    const before = sentence.slice(places[i - 1]?.end ?? 0, start);
    const after = sentence.slice(end, places[i + 1]?.start ?? sentence.length);
    const unit = readUnit(writtenUnit.replace(/\s*\/\s*/, "/"));
    const hedge = HEDGES.find(([regex]) => regex.test(before))?.[1];
    found.push({
      start,
      end,
      numbers: numbers.map((number) => number.replaceAll(",", "")),
      unit: unit?.unit,
      shift: unit?.shift ?? 0,
      isPoints: /^p(pt?s?|ercentage)/i.test(writtenUnit),
      bound: hedge ?? (/^\s+or\s+so\b/.test(after) ? "about" : ""),
      direction: directionOf(sign, before, after, found.at(-1)),
      isChange: isChange(sign, before, after),
      against: againstOf(before, after),
      base: BASE.exec(after)?.[1],
    });
  });
  return found;
}

/** Single numbers and ranges. `from 50 to 60 mt` is no range but a change, unless something ranges from the one to the other. */
function placesIn(sentence: string): Found[] {
  const places: Found[] = [];
  for (const match of sentence.matchAll(QUANTITY)) {
    const [whole, written, number, unit] = match as unknown as [string, string, string, string];
    const end = match.index + whole.length;
    const isDash = /[-–−]/.test(written);
    const single = { start: match.index, end, sign: written, numbers: [number], unit };
    // The dash of `5-8%` looks like a sign to the upper end.
    const head = sentence.slice(0, match.index) + (isDash ? "-" : "");
    const lower = LOWER_END.exec(head);
    const range = lower && rangeOf(head, lower, number, unit);
    if (range === undefined || range === null) {
      places.push(single);
      continue;
    }
    if (places.at(-1)?.start === range.start) places.pop();
    places.push({ ...single, ...range, sign: "" });
  }
  return places;
}

function rangeOf(
  head: string,
  lower: RegExpExecArray,
  upper: string,
  unit: string,
): Pick<Found, "start" | "numbers"> | undefined {
  const [, number, itsUnit, join] = lower as unknown as [
    string,
    string,
    string | undefined,
    string,
  ];
  const before = head.slice(0, lower.index);
  if (itsUnit !== undefined && itsUnit.toLowerCase() !== unit.toLowerCase()) return undefined;
  if (Number(number.replaceAll(",", "")) >= Number(upper.replaceAll(",", ""))) return undefined;
  if (/^and$/i.test(join) && !/\bbetween\s+(?:\w+\s+)?$/i.test(before)) return undefined;
  if (
    /^to$/i.test(join) && /\bfrom\s+(?:\w+\s+)?$/i.test(before) &&
    !/\brang\w+\s+from\s+(?:\w+\s+)?$/i.test(before)
  ) {
    return undefined;
  }
  return { start: lower.index, numbers: [number, upper] };
}

function directionOf(
  sign: string,
  before: string,
  after: string,
  last: Quantity | undefined,
): 1 | -1 | 0 {
  if (sign === "+") return 1;
  if (sign !== "") return -1;
  const next = new RegExp(
    `^\\s*(?:(?:MoM|YoY|pps?)\\s+)?(?:(${DOWN}|below|less)|(${UP}|above|more))\\b`,
    "i",
  )
    .exec(after);
  const words = [...before.matchAll(DIRECTION)];
  const near = words.at(-1);
  if (near) return near[1] === undefined ? 1 : -1;
  // `5% lower`; but `5% MoM, up 3%` is the next one's word.
  if (next) return next[1] === undefined ? 1 : -1;
  const carried = /^[^,;]*(?:,)?\s*and\s+(?:by\s+)?(?:\w+\s+)?$/.test(before) && before.length < 40;
  return carried && last !== undefined ? last.direction : 0;
}

function againstOf(before: string, after: string): Against {
  for (const [words, against] of AGAINST) {
    if (
      new RegExp(
        `^\\s*,?\\s*\\(?(?:lower|higher|less|more|below|above|decline|decrease|drop|fall|increase|growth|rise)?\\s*(?:in\\s+\\w+\\s+)?${words}(?!\\w)`,
        "i",
      ).test(after)
    ) return against;
  }
  for (const [words, against] of AGAINST) {
    const tail =
      `(?:\\s+${CHANGE_NOUN}|\\s+(?:${DOWN}|${UP}))?(?:\\s+(?:of|by|at|was|is|to\\s+be))?\\s*[:(]?\\s*${HEDGE_WORDS}$`;
    if (new RegExp(`(?<!\\w)${words}${tail}`, "i").test(before)) return against;
  }
  return undefined;
}

/** Words that say how much was taken away or added, when the number follows them at once. */
const MOVED =
  "lost|lose|losing|loss(?:es)?\\s+of|remov\\w+|add(?:ed|ing|s)?|idl\\w+|halt\\w+|restart\\w+|resum\\w+|affect\\w*|involv\\w+|" +
  "impact\\w*|suspend\\w*|trimm?\\w*|further|another|extra|additional";
/** `fell below 50,000 mt` is a level, `fell about 8,000 mt` a change. */
const AMOUNT_HEDGE = HEDGE_WORDS.replace("|over|above|exceeding", "").replace("|below|under", "");

function isChange(sign: string, before: string, after: string): boolean {
  if (sign === "+") return true;
  const moved =
    `(?:\\bby|\\b(?:${DOWN}|${UP}|${MOVED})|\\b${CHANGE_NOUN}\\s+of)\\s+(?:an?\\s+)?${AMOUNT_HEDGE}$`;
  return new RegExp(moved, "i").test(before) ||
    /^\s*(?:lower|higher|more|less|below|above)\b/i.test(after);
}
