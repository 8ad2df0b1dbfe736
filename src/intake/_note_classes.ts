import type { BalanceClass } from "../statements/mod.ts";

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
export function classesIn(sentence: string): BalanceClaim | string | undefined {
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
