import type { BalanceClass, StatementFields } from "../statements/mod.ts";
import { type BalanceClaim, classesIn } from "./_note_classes.ts";
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
    region: "CN",
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
