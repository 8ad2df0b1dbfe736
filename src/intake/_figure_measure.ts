import { addMonths, type Day, isMonth, parseMonth } from "../calendar/mod.ts";
import type { Measure } from "../statements/mod.ts";
import { CannotRead, type Origin } from "./_note_origin.ts";
import { type PeriodMention, periodsIn } from "./_note_periods.ts";
import type { Quantity } from "./_note_quantities.ts";
import type { Subject } from "./_note_subjects.ts";

/** What earlier sentences of a paragraph said, for those that leave it out. */
export interface Context {
  readonly series: string | undefined;
  readonly sign: 1 | -1;
  readonly product: string | undefined;
  readonly period: PeriodMention | undefined;
}

/** One number of a sentence, with everything around it. */
export interface Facts {
  readonly text: string;
  readonly quantity: Quantity;
  /** Where the next number of the sentence starts. */
  readonly next: number;
  readonly subjects: readonly Subject[];
  readonly periods: readonly PeriodMention[];
  readonly context: Context;
  readonly origin: Origin;
}

const BASE_FIGURE =
  /(?:\b(?:from|against|versus|compared\s+(?:with|to))|(?<!\b(?:more|less)\s+)\bthan)\s+(?:(?:about|around|nearly|some|the)\s+)*$/i;

/** The time a number is of: the one tied to it, else the last before it, else the only one of the sentence or paragraph. */
export function periodOf(
  { text, quantity, next, periods, context }: Facts,
): PeriodMention {
  const own = periods.filter(({ isBase }) => !isBase);
  const attached = own.find(({ start }) =>
    start >= quantity.end && start < next &&
    /^\s*(?:\(?(?:MoM|YoY|[\w-]+[\s-]on[\s-][\w-]+)\)?)?\s*,?\s*(?:in|for|during|by|as\s+of|at|of|on)?\s*(?:the\s+)?(?:end(?:\s+of|-)?)?\s*$/i
      .test(text.slice(quantity.end, start))
  );
  const isBase = BASE_FIGURE.test(text.slice(0, quantity.start)) && quantity.numbers.length === 1;
  if (isBase && attached === undefined) {
    throw new CannotRead("it is what something else is compared with");
  }
  const distinct = new Set(own.map(({ period }) => period));
  const mention = attached ?? own.filter(({ start }) => start < quantity.start).at(-1) ??
    (distinct.size === 1 ? own[0] : own.length === 0 ? context.period : undefined);
  if (mention === undefined) throw new CannotRead("no period is named beside it");
  if (mention.period === undefined) {
    throw new CannotRead(
      `"${text.slice(mention.start, mention.end)}" is no period that a statement can have`,
    );
  }
  return mention;
}

/** What a number measures of its series. */
export interface MeasureRead {
  readonly name: Measure;
  readonly unit: string;
  /** The number's sign is that of the change. */
  readonly signed: boolean;
}

/** What is measured: by the unit, by what a change is against, and by the words for a total. */
export function measureOf(
  { text, quantity, origin }: Facts,
  series: string,
  mention: PeriodMention,
): MeasureRead {
  const info = origin.catalogue.get(series)!;
  const { unit, isPoints, isChange, direction } = quantity;
  const against = quantity.against ?? againstMonth(quantity.base, mention, origin.published);
  const isTotal = mention.isYearToDate ||
    /\b(?:cumulative|year[\s-]to[\s-]date|so\s+far\s+this\s+year)\b/i.test(text);
  if (unit === undefined) throw new CannotRead("the catalogue has no such unit");
  const signed = (name: Measure): MeasureRead => {
    if (direction === 0) throw new CannotRead("whether it is a rise or a fall cannot be told");
    return { name, unit, signed: true };
  };
  if (against === "week") {
    throw new CannotRead("a change on the week or the day is no measure of a statement");
  }
  if (isPoints) {
    if (against === undefined) throw new CannotRead("what the change is against is not said");
    return signed(against === "mom" ? "change_mom_pp" : "change_yoy_pp");
  }
  if (unit === "%" && against !== undefined) {
    if (against === "mom" && isTotal) {
      throw new CannotRead("a change on the month of a year to date");
    }
    return signed(against === "mom" ? "mom" : isTotal ? "ytd_yoy" : "yoy");
  }
  if (unit === "%" && info.unit !== "%") {
    if (
      /\baccount\w*\s+for\s+(?:[\w-]+\s+){0,2}$/i.test(text.slice(0, quantity.start)) &&
      info.kind === "flow"
    ) {
      throw new CannotRead("shares are entered by hand: of what, and of which region");
    }
    throw new CannotRead("percent of what, or against what, is not said");
  }
  if (unit !== info.unit) {
    throw new CannotRead(`${unit} does not fit ${info.id}, which is in ${info.unit}`);
  }
  if (isChange) {
    if (against === undefined || unit === "%") {
      throw new CannotRead("what the change is against is not said");
    }
    return signed(against === "mom" ? "change_mom" : "yoy");
  }
  return { name: isTotal && info.kind === "flow" ? "ytd" : "level", unit, signed: false };
}

/** `down 5% from December`: the month before, or the same month of last year. */
function againstMonth(
  base: string | undefined,
  { period }: PeriodMention,
  published: Day,
): "mom" | "yoy" | undefined {
  const named = base === undefined ? undefined : periodsIn(base, published)[0]?.period;
  if (named === undefined || !isMonth(period!)) return undefined;
  if (named === addMonths(parseMonth(period!), -1)) return "mom";
  return named === addMonths(parseMonth(period!), -12) ? "yoy" : undefined;
}
