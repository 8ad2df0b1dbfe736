import {
  readStatements,
  type Statement,
  type StatementFields,
  statementsText,
} from "../statements/mod.ts";
import type { Context } from "./_figure_measure.ts";
import { CannotRead, type Origin } from "./_note_origin.ts";
import { type PeriodMention, periodsIn } from "./_note_periods.ts";
import { quantitiesIn, type Quantity } from "./_note_quantities.ts";
import { trendsIn } from "./_note_trends.ts";
import { type Subject, SubjectFinder } from "./_note_subjects.ts";
import { placeIn, type Sentence, sentencesOf } from "./_note_text.ts";
import { readBalance } from "./_read_balance.ts";
import { type FigureRead, readFigure } from "./_read_figure.ts";

/** Where a note comes from: its months and its source follow from it. */
export interface NoteOrigin extends Origin {
  readonly file: string;
}

/** A sentence of a note, and where in the note something in it stands: 1-based line and character. */
export interface PlaceInNote {
  readonly words: string;
  readonly line: number;
  readonly column: number;
}

/** A figure that a note seems to state. */
export interface Proposal extends PlaceInNote {
  readonly row: StatementFields;
  readonly statement: Statement;
  /** A second class that the same words allow: `tight or slight destocking`. */
  readonly alternative: Statement["balanceClass"];
  /** What was taken from an earlier sentence; empty when the sentence says all itself. */
  readonly carried: readonly ("series" | "period")[];
}

/** A figure that stands in a note and could not be read. */
export interface Unread extends PlaceInNote {
  readonly figure: string;
  readonly why: string;
}

/** A change of which the note gives the sign alone. No statement can hold it, but the model can be asked. */
export interface Trend extends PlaceInNote {
  readonly series: string;
  readonly period: string;
  /** Against the month before, or against the same month of the year before. */
  readonly measure: "mom" | "yoy";
  /** -1 for a fall. */
  readonly direction: 1 | -1;
  readonly publisher: string;
}

/** What a note says, as far as it could be read. */
export interface NoteReading {
  readonly proposals: readonly Proposal[];
  readonly trends: readonly Trend[];
  readonly unread: readonly Unread[];
}

/**
 * Reads a market note in English and proposes statements: levels, changes on the month and the year, year to date,
 * ranges, and words for the balance. Months are taken relative to the day of publication. What is not certain is not
 * proposed but listed, with the reason.
 *
 * @param origin who published it, when, and what the words may mean
 * @returns proposals in the order of the text, for somebody to review, and figures that could not be read
 *
 * @example
 * ```ts
 * import { readNote } from "./mod.ts";
 * import { loadData } from "@silicon/balance/statements";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const { catalogue } = await loadData();
 * const { proposals } = readNote("Silicon metal output came to 278,000 mt in February, down about 26% MoM.", {
 *   publisher: "Made-up Metals", published: parseDay("2026-03-05"), file: "note", catalogue, region: "CN", publishers: [],
 * });
 * assert.deepEqual(
 *   proposals.map(({ row }) => `${row.measure} ${row.period} ${row.bound} ${row.value} ${row.unit}`),
 *   ["level 2026-02  278000 mt", "mom 2026-02 about -26 %"],
 * );
 * ```
 */
export function readNote(note: string, origin: NoteOrigin): NoteReading {
  const finder = new SubjectFinder(origin.catalogue);
  const [proposals, trends, unread]: [Proposal[], Trend[], Unread[]] = [[], [], []];
  let context = NOTHING_SAID;
  let paragraph = 0;
  for (const sentence of sentencesOf(note)) {
    if (sentence.paragraph !== paragraph) context = NOTHING_SAID;
    ({ paragraph } = sentence);
    context = readSentence(sentence, {
      note,
      origin,
      finder,
      context,
      proposals,
      trends,
      unread,
    });
  }
  return { proposals, trends, unread };
}

const NOTHING_SAID: Context = { series: undefined, sign: 1, product: undefined, period: undefined };

interface Reading {
  readonly note: string;
  readonly origin: NoteOrigin;
  readonly finder: SubjectFinder;
  readonly context: Context;
  readonly proposals: Proposal[];
  readonly trends: Trend[];
  readonly unread: Unread[];
}

function readSentence(sentence: Sentence, reading: Reading): Context {
  const { origin, finder, context } = reading;
  const { text } = sentence;
  const periods = periodsIn(text, origin.published);
  const quantities = quantitiesIn(text);
  const products = finder.productsIn(text);
  const subjects = finder.find(text).map((subject) => resolved(subject, text, products, reading));
  const spoken: FigureRead[] = [];
  quantities.forEach((quantity, i) => {
    const next = quantities[i + 1]?.start ?? text.length;
    attempt(text.slice(quantity.start, quantity.end), quantity, sentence, reading, () => {
      const facts = { text, quantity, next, subjects, periods, context, origin };
      const figure = readFigure(facts);
      for (const row of figure.rows) {
        propose(row, quantity, figure.carried, undefined, sentence, reading);
      }
      spoken.push(figure);
    });
  });
  attempt("balance in words", { start: 0 }, sentence, reading, () => {
    const balance = readBalance(text, periods, context.period, origin);
    if (balance === undefined) return;
    const { row, claim, carried, alternative } = balance;
    propose(row, claim, carried, alternative, sentence, reading);
  });
  for (const { start, ...trend } of trendsIn({ text, subjects, periods })) {
    const place = placeIn(reading.note, sentence.start + start);
    reading.trends.push({ ...trend, publisher: origin.publisher, words: text, ...place });
  }
  reading.unread.push(...bareNumbers(sentence, quantities, periods, reading.note));
  const own = periods.filter(({ isBase, period }) => !isBase && period !== undefined);
  const distinct = new Set(own.map(({ period }) => period));
  const last = spoken.at(-1);
  return {
    series: last?.series ?? (subjects.length > 0 ? undefined : context.series),
    sign: last?.sign ?? 1,
    product: products.length === 0
      ? context.product
      : products.length === 1
      ? products[0]
      : undefined,
    period: distinct.size === 0 ? context.period : distinct.size === 1 ? own[0] : undefined,
  };
}

/** Lists a figure with the reason where it cannot be read. */
function attempt(
  figure: string,
  at: { readonly start: number },
  { text, start }: Sentence,
  { note, unread }: Reading,
  read: () => void,
): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    unread.push({ figure, words: text, why: error.message, ...placeIn(note, start + at.start) });
  }
}

/** A noun alone takes the one product that its sentence or its paragraph speaks of. */
function resolved(
  subject: Subject,
  text: string,
  products: readonly string[],
  { finder, context }: Reading,
): Subject {
  if (!subject.isBare) return subject;
  const product = products.length === 0
    ? context.product
    : products.length === 1
    ? products[0]
    : undefined;
  const noun = text.slice(subject.start, subject.end);
  return { ...subject, series: product && finder.withProduct(noun, product) };
}

/** A proposal is checked as a statement is: what cannot be one is listed instead. */
function propose(
  row: StatementFields,
  at: { readonly start: number; readonly end: number },
  carried: Proposal["carried"],
  alternative: Statement["balanceClass"],
  sentence: Sentence,
  { note, origin, proposals, unread }: Reading,
): void {
  const place = placeIn(note, sentence.start + at.start);
  const { statements, problems } = readStatements(
    statementsText([row]),
    origin.file,
    origin.catalogue,
  );
  const [problem] = problems;
  if (problem !== undefined) {
    const why = `${problem.field} ${problem.found}: expected ${problem.expected}`;
    unread.push({
      figure: sentence.text.slice(at.start, at.end),
      words: sentence.text,
      why,
      ...place,
    });
    return;
  }
  const twice = proposals.some((known) => statementsText([known.row]) === statementsText([row]));
  if (twice) return;
  const statement = { ...statements[0]!, line: place.line };
  proposals.push({ row, statement, words: sentence.text, alternative, carried, ...place });
}

/** Numbers that are no date, grade, contract or count of days, and have no unit. */
function bareNumbers(
  { text, start }: Sentence,
  quantities: readonly Quantity[],
  periods: readonly PeriodMention[],
  note: string,
): Unread[] {
  const taken = [...quantities, ...periods];
  return [
    ...text.matchAll(
      /(?<![\w#.,/-])\d[\d,]*(?:\.\d+)?(?![\w/-]|[.,]\d|\s*(?:days?|months?|years?|weeks?)\b)/g,
    ),
  ]
    .filter(({ index, 0: { length } }) =>
      !taken.some((one) => index < one.end && one.start < index + length)
    )
    .filter(({ 0: number }) => !/^(?:19|20)\d\d$/.test(number))
    .map(({ index, 0: figure }) => ({
      figure,
      words: text,
      why: "it has no unit that is known",
      ...placeIn(note, start + index),
    }));
}
