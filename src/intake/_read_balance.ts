import type { BalanceClass, StatementFields } from "../statements/mod.ts";
import { basisOf, CannotRead, type Origin, publisherIn } from "./_note_origin.ts";
import type { PeriodMention } from "./_note_periods.ts";

/** A word for the balance, read as a statement. */
export interface BalanceRead {
  readonly claim: BalanceClaim;
  readonly row: StatementFields;
  readonly alternative: BalanceClass | undefined;
  readonly carried: readonly "period"[];
}

const CONDITION = /\b(?:if|unless|assuming|in\s+case)\b/i;

/**
 * Reads what a sentence calls the market's balance.
 *
 * @returns `undefined` when it does not speak of it
 * @throws {CannotRead} when it does, but what it says is not certain
 */
export function readBalance(
  text: string,
  periods: readonly PeriodMention[],
  carried: PeriodMention | undefined,
  origin: Origin,
): BalanceRead | undefined {
  const claim = classesIn(text);
  if (claim === undefined || !origin.catalogue.has("balance_statement")) return undefined;
  if (typeof claim === "string") throw new CannotRead(claim);
  if (CONDITION.test(text)) throw new CannotRead("it hangs on a condition");
  const own = periods.filter(({ isBase, period }) => !isBase && period !== undefined);
  const mention = periodOfClass(claim, own, carried);
  if (mention === undefined) throw new CannotRead("no one period is named beside it");
  const last = mention.period!;
  const first = `${last.slice(0, 4)}-01`;
  const period = mention.isYearToDate && first < last ? `${first}/${last}` : last;
  const row = {
    series: "balance_statement",
    measure: "class",
    region: origin.region,
    period,
    value: claim.balanceClass,
    unit: "class",
    basis: basisOf(text, text, last, "balance_statement", origin.published),
    bound: "",
    publisher: publisherIn(text, origin),
    published: origin.published,
    url: "",
    note: claim.alternative === undefined ? "" : `or ${claim.alternative.replaceAll("_", " ")}`,
  };
  const isCarried = own.length === 0;
  return { claim, row, alternative: claim.alternative, carried: isCarried ? ["period"] : [] };
}

function periodOfClass(
  claim: BalanceClaim,
  own: readonly PeriodMention[],
  carried: PeriodMention | undefined,
): PeriodMention | undefined {
  const distinct = new Set(own.map(({ period }) => period));
  if (distinct.size === 0) return carried;
  if (distinct.size === 1) return own[0];
  return own.filter(({ start }) => start < claim.start).at(-1);
}

/** A word for the market's balance in a sentence. */
export interface BalanceClaim {
  readonly start: number;
  readonly end: number;
  readonly balanceClass: BalanceClass;
  /** `either tight or slight destocking`. */
  readonly alternative: BalanceClass | undefined;
}

const SMALL = "(?:slight(?:ly)?|small|modest|mild|minor)";
const WORDS: readonly (readonly [RegExp, BalanceClass])[] = [
  [
    new RegExp(`\\b${SMALL}\\s+(?:\\w+\\s+)?(?:destock\\w*|draw(?:down|-down)?s?)\\b`, "gi"),
    "slight_destocking",
  ],
  [/\b(?:over-?suppl(?:y|ied)|surplus)\b/gi, "surplus"],
  [/\bloose\w*\b/gi, "loose"],
  [/\btight(?:ly\s+balanced|\s+balance|ness)?\b/gi, "tight"],
  [/\bbalanced\b|\bin\s+balance\b/gi, "balanced"],
  [/\b(?:deficit|shortage|under-?suppl(?:y|ied)|short\s+supply)\b/gi, "deficit"],
];

/** The words must be about the balance of the market as a whole. */
const ABOUT_BALANCE =
  /\b(?:supply[\s-]+(?:and[\s-]+)?demand|market)\s+balance\b|\bbalance\s+(?:of\s+(?:supply|the\s+market)|between\s+supply)|\bsupply\s+and\s+demand\s+(?:were|was|are|is|will\s+be|remain\w*|stay\w*|turn\w*)\b|\b(?:silicon\s+metal|industrial\s+silicon|the)\s+market\s+(?:was|is|were|will|would|may|could|remain\w*|stay\w*|turn\w*|stood|experienced|moved|shift\w*|swung|looks?|should|saw|sees|ended|closed)\b/i;
const OTHER_PRODUCTS =
  /\b(?:polysilicon|silicone|DMC|alumini?um|alloy|wafer|module|cell|stainless|copper|nickel|coal|electrode|futures|spot)s?\b[\s\w-]{0,30}\b(?:balance|market|supply)\b/i;
const NEGATED = /\b(?:not|no\s+longer|neither|without|unlikely|never|instead\s+of)\b/i;

/**
 * What a sentence calls the market's balance.
 *
 * @returns the claim, `undefined` when there is none, or the reason why it cannot be read
 */
function classesIn(sentence: string): BalanceClaim | string | undefined {
  if (!ABOUT_BALANCE.test(sentence) || OTHER_PRODUCTS.test(sentence)) return undefined;
  const found = WORDS.flatMap(([regex, balanceClass]) =>
    [...sentence.matchAll(regex)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      balanceClass,
    }))
  ).filter(({ end }) => !/^\s+of\s+(?:\w+\s+)?[\d~]/.test(sentence.slice(end)))
    .sort((a, b) => a.start - b.start);
  const [first, second] = found;
  if (first === undefined) return undefined;
  const classes = new Set(found.map(({ balanceClass }) => balanceClass));
  if (NEGATED.test(sentence.slice(0, first.start))) return "it is said with a negation";
  if (classes.size === 1) return { ...first, alternative: undefined };
  const between = sentence.slice(first.end, second!.start);
  if (classes.size === 2 && /\bor\b/.test(between) && between.length < 40) {
    return { ...first, alternative: second!.balanceClass };
  }
  return "several words for the balance stand in one sentence";
}
