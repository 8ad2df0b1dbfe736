import type { Catalogue } from "../statements/mod.ts";

/** Something that a figure can be about. */
export interface Subject {
  readonly start: number;
  readonly end: number;
  /** `undefined` for a quantity that the catalogue does not know, so that its figures are not given to another. */
  readonly series: string | undefined;
  /** -1 where the words mean the negative of the series: a draw of an implied stock change. */
  readonly sign: 1 | -1;
  /** A noun alone, `production`, whose product stands in an earlier sentence. */
  readonly isBare: boolean;
}

/** Nouns of quantities: the catalogue's word, and the ways notes write it. */
const NOUNS: readonly (readonly [string, string])[] = [
  ["production", "(?:production|output)(?:\\s+volumes?)?"],
  ["output", "(?:production|output)(?:\\s+volumes?)?"],
  ["operating rate", "(?:operating|operation|utili[sz]ation|run)\\s+rates?"],
  ["inventory", "(?:inventor(?:y|ies)|stocks?|stockpiles?)(?:\\s+levels?)?"],
  ["exports", "exports?(?:\\s+volumes?)?"],
  ["imports", "imports?(?:\\s+volumes?)?"],
];
const OTHER_NOUNS =
  "prices?|costs?|demand|consumption|capacity|warrants?|profits?|margins?|sales|installations|orders|tenders?|bids?|" +
  "shipments|arrivals|procurement|purchases|quotations?|offers?|premiums?|revenues?|investments?|furnaces?";

const FILLER =
  "(?:(?:monthly|total|domestic|national|nationwide|overall|actual|apparent|Chinese)\\s+)?";
/** Words that may stand before a noun whose product was named earlier. */
const BEFORE_BARE =
  /(?:^|[,;:(]|\b(?:the|its|their|this|that|total|overall|domestic|national|nationwide|monthly|cumulative|chinese|china's|actual|and|but|while|as|with|when|where|although|though|meanwhile|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|month's|year's|\d{4}))\s*$/i;

/** After these words a monthly quantity is not meant; the noun alone then stands in the way. */
const RATE = "\\b(?:daily|weekly|average|hourly)\\s{1,3}(?:\\w{1,12}\\s)?";
/** Words after a name that make it the name of something else. */
const OF_SOMETHING_ELSE =
  "\\s+(?:capacit|costs?\\b|cuts?\\b|plans?\\b|lines?\\b|bases?\\b|days?\\b|enterprises?|plants?\\b|producers?|" +
  "values?\\b|areas?\\b|targets?|quotas?|restarts?|resumptions?|halts?|loss|turnover|pressure|ratio|limits?)";

/** `China exported 70,000 mt of silicon metal`: verbs that stand for a quantity when the whole country does it. */
const VERBS: readonly (readonly [string, string])[] = [
  ["(?:exported|export)", "exports"],
  ["(?:imported|import)", "imports"],
  ["(?:produced?|ma[dk]e|turn(?:ed)?\\s+out)", "production"],
];
const WHOLE_COUNTRY =
  "(?:\\bChina|\\bthe\\s+country|^Producers|\\bChinese\\s+(?:producers|plants)|\\bdomestic\\s+(?:producers|plants))(?:\\s+[a-z]+){0,4}\\s{1,3}";

interface Pattern {
  readonly regex: RegExp;
  readonly series: string;
  readonly sign: 1 | -1;
}

/** Finds what sentences speak of, by the names and aliases of a catalogue. */
export class SubjectFinder {
  readonly #patterns: Pattern[] = [];
  /** Series by `product|noun`, for a noun whose product was named earlier. */
  readonly #byProduct = new Map<string, string>();
  readonly #products: { readonly regex: RegExp; readonly product: string }[] = [];

  constructor(catalogue: Catalogue) {
    const products = new Set<string>();
    for (const { id, kind, aliases } of catalogue.values()) {
      if (kind === "class") continue;
      for (const alias of aliases) {
        const noun = NOUNS.find(([name]) => alias.toLowerCase().endsWith(` ${name}`));
        const product = noun && alias.slice(0, -noun[0].length).trim();
        if (product) {
          const key = `${plain(product)}|${nounKey(noun[0])}`;
          if (!this.#byProduct.has(key)) this.#byProduct.set(key, id);
          products.add(plain(product));
          this.#add(`${words(product)}(?:'s)?(?:[\\s-]+|,\\s+)${FILLER}${noun[1]}`, id);
          this.#add(`${noun[1]}\\s+(?:of|for)\\s+(?:the\\s+)?${FILLER}${words(product)}`, id);
        } else if (alias.includes(" ") || /^#|[A-Z]{2}/.test(alias)) {
          this.#add(words(alias), id);
        }
      }
    }
    for (const product of products) {
      for (const [verb, noun] of VERBS) {
        const series = this.#byProduct.get(`${product}|${noun}`);
        if (series) {
          this.#add(
            `(?<=${WHOLE_COUNTRY})${verb}(?=\\s+(?:[\\w.,%–-]+\\s+){1,6}?of\\s+${
              words(product)
            }\\b)`,
            series,
          );
        }
      }
      this.#products.push({
        regex: new RegExp(`(?<![\\w-])${words(product)}(?![\\w-])`, "gi"),
        product,
      });
    }
    if (catalogue.has("implied_stock_change")) {
      const before =
        "(?:theoretical|implied|market|supply)\\s+(?:inventory\\s+|stock\\s+)?|inventory\\s+|stock\\s+|";
      this.#add(
        `(?:${before})(?:destocking|draw-?downs?|draws?|deficit|shortfall|shortage|supply\\s+gap)(?=\\s+(?:of|at|was|is)\\b)`,
        "implied_stock_change",
        -1,
      );
      this.#add(
        `(?:${before})(?:surplus|build-?ups?|builds?|accumulation)(?=\\s+(?:of|at|was|is)\\b)`,
        "implied_stock_change",
      );
    }
  }

  #add(source: string, series: string, sign: 1 | -1 = 1): void {
    const rate = /weekly|sample|daily/.test(series) ? "" : RATE;
    const regex = new RegExp(
      `(?<![\\w#-]|${rate})(?:${source})(?![\\w-]|${OF_SOMETHING_ELSE})`,
      "gi",
    );
    this.#patterns.push({ regex, series, sign });
  }

  /** Subjects in the order of the sentence; where names overlap the one that starts first, then the longest. */
  find(sentence: string): Subject[] {
    const found: Subject[] = [];
    for (const { regex, series, sign } of this.#patterns) {
      for (const match of sentence.matchAll(regex)) {
        found.push({
          start: match.index,
          end: match.index + match[0].length,
          series,
          sign,
          isBare: false,
        });
      }
    }
    const nouns = new RegExp(
      `\\b(?:${NOUNS.map(([, regex]) => regex).join("|")}|${OTHER_NOUNS})\\b`,
      "gi",
    );
    for (const match of sentence.matchAll(nouns)) {
      const isBare = BEFORE_BARE.test(sentence.slice(0, match.index));
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        series: undefined,
        sign: 1,
        isBare,
      });
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end || (a.series ? -1 : 1));
    const kept: Subject[] = [];
    for (const subject of found) {
      if (kept.length === 0 || subject.start >= kept.at(-1)!.end) kept.push(subject);
    }
    return kept;
  }

  productsIn(sentence: string): string[] {
    const found = this.#products.flatMap(({ regex, product }) =>
      [...sentence.matchAll(regex)].map(({ index, 0: { length } }) => ({ index, length, product }))
    ).sort((a, b) => a.index - b.index || b.length - a.length);
    const kept = found.filter((one, i) =>
      !found.slice(0, i).some((other) =>
        one.index < other.index + other.length && other.length > one.length
      )
    );
    return [...new Set(kept.map(({ product }) => product))];
  }

  /** The series of a noun alone, when the product is known. */
  withProduct(noun: string, product: string): string | undefined {
    const key = NOUNS.find(([, regex]) => new RegExp(`^(?:${regex})$`, "i").test(noun))?.[0];
    return key && this.#byProduct.get(`${product}|${nounKey(key)}`);
  }
}

function nounKey(noun: string): string {
  return noun === "output" ? "production" : noun;
}

function plain(product: string): string {
  return product.toLowerCase().replaceAll("aluminium", "aluminum")
    .replace(/^(industrial silicon|metallic silicon)$/, "silicon metal");
}

/** Words as a pattern: either spelling of aluminium, any of the names of silicon metal, spaces or hyphens. */
function words(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/alumini?um/gi, "alumini?um")
    .replace(
      /silicon metal/gi,
      "(?:silicon\\s+metal|industrial\\s+silicon|metallic\\s+silicon|metal\\s+silicon)",
    )
    .replace(/inventory/gi, "(?:inventor(?:y|ies)|stocks?|stockpiles?)")
    .replace(/ /g, "[\\s-]+");
}
