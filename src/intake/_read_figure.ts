import { type Bound, type Measure, readPeriod, type StatementFields } from "../statements/mod.ts";
import { type Facts, measureOf, periodOf } from "./_figure_measure.ts";
import { basisOf, CannotRead, publisherIn } from "./_note_origin.ts";
import type { Subject } from "./_note_subjects.ts";
import { REGIONS } from "./_regions.ts";
import { shiftPoint } from "./_units.ts";

/** What a number was read as. */
export interface FigureRead {
  readonly series: string;
  readonly sign: 1 | -1;
  /** One row, two for a range. */
  readonly rows: readonly StatementFields[];
  readonly carried: readonly ("series" | "period")[];
}

type KnownSubject = Subject & { readonly series: string; readonly isCarried: boolean };

function subjectOf({ text, quantity, next, subjects, context }: Facts): KnownSubject {
  const following = subjects.find(({ start }) => start >= quantity.end && start < next);
  const joined = following &&
    /^(?:\s+[\w-]+){0,4}?\s+(?:in|of|for)(?:\s+[\w'’]+){0,2}\s+$/.test(
      text.slice(quantity.end, following.start),
    );
  const before = subjects.filter(({ start }) => start < quantity.start).at(-1);
  const subject = joined ? following : before ?? (subjects.length === 1 ? subjects[0] : undefined);
  if (subject === undefined) {
    const { series, sign } = context;
    if (
      series === undefined ||
      !/^(?:It|This|That|The (?:figure|total|number|level)|Down|Up)\b/.test(text)
    ) {
      throw new CannotRead("no series of the catalogue is named beside it");
    }
    return { start: 0, end: 0, series, sign, isBare: false, isCarried: true };
  }
  const { series } = subject;
  if (series === undefined) {
    const name = text.slice(subject.start, subject.end);
    throw new CannotRead(`which series "${name}" is cannot be told`);
  }
  return { ...subject, series, isCarried: subject.isBare };
}

const CONDITION = /\b(?:if|unless|assuming|were\s+to|in\s+case|hypothetical\w*)\b/i;
const NEGATION =
  /\b(?:not(?!\s+(?:more|less)\s+than)|never|without|instead\s+of|rather\s+than|unlikely|neither)\b/i;
const OVERTAKEN =
  /\b(?:previous(?:ly)?|earlier|original(?:ly)?|initial(?:ly)?|prior)\s+(?:\w+\s+)?(?:expect|forecast|estimat|project|report|announc|outlook|guid)\w*|\bhad\s+been\s+(?:expected|forecast)|\b(?:target|planned|plans?\s+to|guidance|designed|nameplate)\b/i;
const SOME_PLANTS =
  /\b(?:one|an?|two|three|four|five|several|some|certain|large|major|leading|individual)\s+(?:[\w-]+\s+){0,4}?(?:plants?|producers?|enterprises?|compan(?:y|ies)|smelters?|makers?|mills?|bases?|lines?)\b/i;
const TIME_OR_COUNTRY = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Q[1-4]|H[12]|Chin)/;

/**
 * Reads one number of a sentence.
 *
 * @throws {CannotRead} when anything about it is not certain
 */
export function readFigure(facts: Facts): FigureRead {
  const subject = subjectOf(facts);
  const { text, quantity, origin } = facts;
  const info = origin.catalogue.get(subject.series)!;
  const lead = text.slice(0, quantity.start);
  if (CONDITION.test(lead)) throw new CannotRead("it hangs on a condition");
  if (NEGATION.test(text.slice(Math.min(subject.end, quantity.start), quantity.start))) {
    throw new CannotRead("it is said with a negation");
  }
  if (OVERTAKEN.test(lead)) throw new CannotRead("it is an earlier view or a plan");
  if (SOME_PLANTS.test(lead)) throw new CannotRead("it is said of some plants, not of the market");
  const part = partOf(text, subject);
  if (part !== undefined) throw new CannotRead(`it is of a part of the market: ${part}`);
  const mention = periodOf(facts);
  const measure = measureOf(facts, subject.series, mention);
  const period = mention.period!;
  const kind = readPeriod(period)!.kind;
  if (kind === "day" && info.kind === "flow") {
    throw new CannotRead("a day is named for a monthly quantity");
  }
  const region = regionOf(text, subject, quantity.start, info.kind === "price", origin.region);
  if (region === undefined) throw new CannotRead("which region it is of cannot be told");
  const common = {
    series: subject.series,
    region,
    period,
    unit: measure.unit,
    basis: basisOf(text, lead, period, info.id, origin.published),
    publisher: publisherIn(text, origin),
    published: origin.published,
    url: "",
    note: "",
  };
  const sign = measure.signed
    ? quantity.direction
    : subject.series === "implied_stock_change"
    ? subject.sign
    : 1;
  const values = quantity.numbers.map((number) =>
    shiftPoint(`${sign < 0 ? "-" : ""}${number}`, quantity.shift)
  )
    .sort((a, b) => Number(a) - Number(b));
  const isPrice = info.kind === "price" && measure.name === "level";
  const names: readonly (readonly [Measure, Bound])[] = values.length === 1
    ? [[measure.name, boundOf(quantity.bound, sign)]]
    : isPrice
    ? [["low", ""], ["high", ""]]
    : [[measure.name, "range_low"], [measure.name, "range_high"]];
  const rows = values.map((value, i) => ({
    ...common,
    measure: names[i]![0],
    value,
    bound: names[i]![1],
  }));
  const carried = [
    ...(subject.isCarried ? ["series" as const] : []),
    ...(mention === facts.context.period ? ["period" as const] : []),
  ];
  return { series: subject.series, sign: subject.sign, rows, carried };
}

/** `exports to Japan`, `output at Hoshine`: a name after the subject that is no time and no region of the catalogue. */
function partOf(text: string, { end }: KnownSubject): string | undefined {
  const named =
    /^\s*(?:in|to|from|by|at|of|for|across)\s+(?:the\s+)?([A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)/
      .exec(text.slice(end))?.[1];
  if (named === undefined || TIME_OR_COUNTRY.test(named)) return undefined;
  const plain = named.toLowerCase();
  return [...REGIONS.keys()].some((region) => plain.startsWith(region)) ? undefined : named;
}

/** Of a fall, "more than 20%" bounds the change from above. */
function boundOf(bound: Bound, sign: number): Bound {
  if (sign >= 0) return bound;
  return bound === "at_least" ? "at_most" : bound === "at_most" ? "at_least" : bound;
}

const COUNTRY = ["china", "domestic", "nationwide"];
const NAMES = [...REGIONS.keys()].filter((name) => !COUNTRY.includes(name))
  .sort((a, b) => b.length - a.length).map((name) => name.replace(/[ -]/g, "[\\s-]+"));
const NAME = `(?:${NAMES.join("|")})`;

/**
 * The region that a figure is of: the country unless the words beside its subject name another.
 *
 * @returns a code, or `undefined` when a region is named but not as the subject's own
 */
function regionOf(
  sentence: string,
  subject: { readonly start: number; readonly end: number; readonly isBare: boolean },
  figureStart: number,
  isPrice: boolean,
  country: string,
): string | undefined {
  const mentions = [...sentence.matchAll(new RegExp(`\\b${NAME}\\b`, "gi"))];
  if (mentions.length === 0) return country;
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
  return between || earlier || before ? undefined : country;
}

function codeOf(name: string): string {
  return REGIONS.get(name.toLowerCase().replace(/\s+/g, " ")) ??
    REGIONS.get(name.toLowerCase().replace(/[\s-]+/g, " "))!;
}
