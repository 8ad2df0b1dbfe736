import { type Month, parseMonth } from "@silicon/balance/calendar";
import { type Observation, type Posterior, type Term } from "@silicon/balance/estimate";
import { rowsOf } from "./_rows.ts";

/** A balance or a use as published, or as read from a publisher's words. */
export interface Publication {
  readonly id: string;
  readonly terms: readonly Term[];
  readonly from: Month;
  readonly to: Month;
  readonly low: number;
  readonly high: number;
  readonly sd: number;
  readonly publisher: string;
  /** Whether it is scored; others close the account or repeat one. */
  readonly counted: boolean;
}

export async function publications(): Promise<Publication[]> {
  const file = new URL("../fixtures/estimate/publications.csv", import.meta.url);
  return rowsOf(await Deno.readTextFile(file)).map((fields) => {
    const { id, what, publisher } = fields;
    const [from, to] = [parseMonth(fields.from!), parseMonth(fields.to!)];
    return {
      ...{ id: id!, publisher: publisher!, from, to, terms: [{ of: what!, from, to }] },
      ...{ low: Number(fields.low), high: Number(fields.high), sd: Number(fields.sd) },
      counted: fields.counted === "yes",
    };
  });
}

/** Prints that say what the publication says: of its span, and words of the same page on its single months. */
export function printsOf(posterior: Posterior, { from, to, publisher }: Publication): Set<string> {
  const sums = posterior.observations.filter(({ kind, terms, under = [], statements }) =>
    kind === "print" && statements?.some((one) => one.publisher === publisher) &&
    [...terms, ...under].some(({ of }) => of === "balance" || of === "use")
  );
  const within = ({ terms: [term] }: Observation) =>
    term!.from! >= from && term!.to! <= to && term!.from === term!.to;
  const isWord = ({ terms }: Observation) => terms.length > 1;
  const same = sums.filter(({ terms }) => terms[0]!.from === from && terms[0]!.to === to);
  const pages = new Set(same.flatMap(({ statements = [] }) => statements.map(({ url }) => url)));
  const others = sums.filter((one) =>
    within(one) && isWord(one) &&
    (same.length === 0 || one.statements!.some(({ url }) => pages.has(url)))
  );
  return new Set([...same, ...others].map(({ id }) => id));
}

export interface Score {
  readonly publication: Publication;
  /** Beyond what was said, kt: 0 within a range. */
  readonly error: number;
  readonly z: number;
  /** Log density of what was said, in sd and kt. */
  readonly logScore: number;
  readonly value: number;
  readonly sd: number;
}

export function scoreOf(publication: Publication, { of }: Posterior): Score {
  const { low, high, sd: own, terms } = publication;
  const { value, sd } = of(terms);
  const error = value > high ? value - high : value < low ? value - low : 0;
  const total = Math.hypot(sd, own), z = error / total;
  return {
    publication,
    value,
    sd,
    error,
    z,
    logScore: -z * z / 2 - Math.log(total * Math.sqrt(2 * Math.PI)),
  };
}

export function summary(scores: readonly Score[]) {
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, s) => sum + of(s), 0) / scores.length;
  return {
    n: scores.length,
    error: mean(({ error }) => Math.abs(error)),
    z: Math.sqrt(mean(({ z }) => z * z)),
    within: mean(({ z }) => Math.abs(z) < 1.645 ? 1 : 0),
    logScore: mean(({ logScore }) => logScore),
  };
}
