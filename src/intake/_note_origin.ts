import { type Day, monthOf } from "../calendar/mod.ts";
import { type Catalogue, readPeriod } from "../statements/mod.ts";

/** Who published a note, when, and what its words may mean. */
export interface Origin {
  readonly publisher: string;
  readonly published: Day;
  readonly catalogue: Catalogue;
  /** What the statements call the country of the market: a figure without a place is of it. */
  readonly region: string;
  /** Names under which figures are known; a sentence that names one speaks of that publisher's figure. */
  readonly publishers: readonly string[];
}

/** A figure that cannot be read, and why. */
export class CannotRead extends Error {}

const OUTLOOK =
  /\b(?:expect\w*|forecast\w*|project\w*|predict\w*|anticipat\w*|likely|outlook|will|would|may|could|set\s+to|seen\s+(?:at|rising|falling)|estimated\s+to)\b/;
const ESTIMATED = /\b(?:estimate[ds]?|preliminary|provisional|theoretical)\b/i;
/** From this day on a publisher can report the month it publishes in. */
const LAST_DAYS = 25;

/** Whether a figure is reported, estimated or looked ahead, by its period and the words around it. */
export function basisOf(
  text: string,
  lead: string,
  period: string,
  series: string,
  published: Day,
): string {
  const { kind, to } = readPeriod(period)!;
  const now = monthOf(published);
  const over = kind === "day" ? period <= published : to < now;
  if (over) {
    return ESTIMATED.test(lead) || series === "implied_stock_change" ||
        series === "balance_statement"
      ? "estimate"
      : "actual";
  }
  if (to > now || OUTLOOK.test(text)) return "forecast";
  return Number(published.slice(8)) >= LAST_DAYS && series !== "implied_stock_change"
    ? "actual"
    : "estimate";
}

/** Who counted: the note's publisher, unless the sentence names another. */
export function publisherIn(text: string, { publisher, publishers }: Origin): string {
  const customs = /\bcustoms\b/i.test(text) ? ["China Customs"] : [];
  const named = new Set([
    ...customs,
    ...publishers.filter((name) =>
      new RegExp(`\\b${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\b`).test(text)
    ),
  ]);
  if (named.size > 1) throw new CannotRead(`whose figure it is: ${[...named].join(" or ")}`);
  return [...named][0] ?? publisher;
}
