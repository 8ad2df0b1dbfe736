import { type Account, type MarketState, marketState } from "../balance/mod.ts";
import {
  addMonths,
  type Day,
  isMonth,
  type Month,
  monthRange,
  parseMonth,
} from "../calendar/mod.ts";
import { type Ledger, openLedger } from "../ledger/mod.ts";
import {
  allowedBy,
  type BalanceClass,
  figureKey,
  isNumber,
  type MarketData,
  type NumberStatement,
  type Statement,
  UNDATED_KNOWN_FROM,
} from "../statements/mod.ts";
import type { NoteReading, Proposal, Trend } from "./read_note.ts";

/** How a claim stands to the model. */
export type ClaimVerdict = "agree" | "disagree" | "cannot say";

/** A claim of a note beside what the model says of the same. */
export interface AuditedClaim {
  readonly claim: Proposal | Trend;
  readonly verdict: ClaimVerdict;
  /** What the model says, or what it lacks, in words with units. */
  readonly model: string;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The states of the model that a publisher's word can mean. */
const STATES: Readonly<Record<BalanceClass, readonly MarketState[]>> = {
  surplus: ["loose"],
  loose: ["loose"],
  balanced: ["tight balance"],
  tight: ["tight balance"],
  slight_destocking: ["slight destocking"],
  deficit: ["slight destocking", "destocking"],
};

/**
 * Holds the claims of a note against the model: everything known and the note's other claims, without the claim itself,
 * so that none is its own witness.
 *
 * A figure agrees when its rounding interval meets the model's, and disagrees when it does not; a model too wide to tell
 * cannot say. A class, or a
 * build, agrees at the account's balance; where it only fits within one standard deviation of it, the model cannot say.
 *
 * @returns one verdict for each figure and class in order, then one for each change of which only the sign is given
 *
 * @example
 * ```ts
 * import { auditNote, readNote } from "./mod.ts";
 * import { loadData } from "@silicon/balance/statements";
 * import { parseDay } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const data = await loadData();
 * const origin = { publisher: "SMM", published: parseDay("2026-02-12"), file: "note", publishers: [], region: "CN", ...data };
 * const note = "Silicon metal output rose 3% MoM in January. The market balance was loose in January.";
 * const claims = await auditNote(readNote(note, origin), data);
 * assert.deepEqual(claims.map(({ verdict }) => verdict), ["disagree", "agree"]);
 * ```
 */
export async function auditNote(
  reading: Pick<NoteReading, "proposals" | "trends">,
  data: MarketData,
): Promise<AuditedClaim[]> {
  const claims = reading.proposals.map(({ statement }) => statement);
  const asOf = [...data.statements, ...claims].reduce<Day>(
    (last, { published = last }) => published > last ? published : last,
    UNDATED_KNOWN_FROM,
  );
  const ledgerOn = (statements: readonly Statement[]) =>
    openLedger({ asOf, data: { ...data, statements } });
  const known = [...data.statements, ...claims];
  const audited: AuditedClaim[] = [];
  for (const claim of reading.proposals) {
    const key = figureKey(claim.statement);
    const { published } = claim.statement;
    const others = known.filter((s) => s.published !== published || figureKey(s) !== key);
    audited.push({ claim, ...verdictOn(claim, await ledgerOn(others)) });
  }
  for (const claim of reading.trends) {
    audited.push({ claim, ...trendVerdict(claim, await ledgerOn(known)) });
  }
  return audited;
}

function trendVerdict(trend: Trend, ledger: Ledger): Omit<AuditedClaim, "claim"> {
  const { series, publisher, direction } = trend;
  const model = modelInterval({ ...trend, region: ledger.plan.market.region }, ledger);
  if (model === undefined) {
    return {
      verdict: "cannot say",
      model: `${publisher}'s ${series} is not known for both months`,
    };
  }
  const [worst, best] = direction < 0 ? [-model.high, -model.low] : [model.low, model.high];
  const verdict = worst > 0 ? "agree" : best < 0 ? "disagree" : "cannot say";
  return { verdict, model: shown(model, "%") };
}

function verdictOn(proposal: Proposal, ledger: Ledger): Omit<AuditedClaim, "claim"> {
  const { statement, alternative } = proposal;
  const { series, period } = statement;
  if (statement.measure === "class") {
    return classVerdict(statement.balanceClass, alternative, period, ledger);
  }
  if (series === "implied_stock_change") return balanceVerdict(statement, ledger);
  const model = modelInterval(statement, ledger) ?? otherPrints(statement, ledger);
  if (model === undefined) {
    return {
      verdict: "cannot say",
      model: `nothing else is known of ${statement.publisher}'s ${series} for ${period}`,
    };
  }
  const verdict = !meets(allowedBy(statement), model)
    ? "disagree"
    : model.high - model.low > tellingWidth(statement)
    ? "cannot say"
    : "agree";
  return { verdict, model: shown(model, statement.unit) };
}

function classVerdict(
  claim: BalanceClass,
  alternative: BalanceClass | undefined,
  period: string,
  ledger: Ledger,
): Omit<AuditedClaim, "claim"> {
  const account = accountOf(period, ledger);
  if (typeof account === "string") return { verdict: "cannot say", model: account };
  const { balanceKt, balanceSdKt, state } = account;
  const fits = [...STATES[claim], ...(alternative === undefined ? [] : STATES[alternative])];
  const band = { low: balanceKt.value - balanceSdKt, high: balanceKt.value + balanceSdKt };
  const model = `${state}: balance ${kt(balanceKt.value)} (${
    shown(band, "kt")
  } at one standard deviation)`;
  if (fits.includes(state)) return { verdict: "agree", model };
  // The band's ends tell which states are within one standard deviation.
  const order: readonly MarketState[] = [
    "destocking",
    "slight destocking",
    "tight balance",
    "loose",
  ];
  const reach = [band.low, band.high].map((value) =>
    order.indexOf(marketState(value, account.useKt.value))
  );
  const within = fits.some((fit) => {
    const at = order.indexOf(fit);
    return at >= reach[0]! && at <= reach[1]!;
  });
  return { verdict: within ? "cannot say" : "disagree", model };
}

function balanceVerdict(statement: NumberStatement, ledger: Ledger): Omit<AuditedClaim, "claim"> {
  const account = accountOf(statement.period, ledger);
  if (typeof account === "string") return { verdict: "cannot say", model: account };
  const { balanceKt: { value }, balanceSdKt } = account;
  const claim = allowedBy(statement);
  const band = { low: value - balanceSdKt, high: value + balanceSdKt };
  const model = `balance ${kt(value)} (${shown(band, "kt")} at one standard deviation)`;
  if (meets(claim, { low: value, high: value })) return { verdict: "agree", model };
  return { verdict: meets(claim, band) ? "cannot say" : "disagree", model };
}

function accountOf(period: string, ledger: Ledger): Account | string {
  if (!isMonth(period)) return `the model closes months, not ${period}`;
  try {
    return ledger.account(period);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A model that allows more than this fits any claim: ten times its rounding, or a tenth of it. */
function tellingWidth({ value, halfWidth }: NumberStatement): number {
  return Math.max(10 * halfWidth, Math.abs(value) / 10);
}

/** The same quantity from the publisher's reconciled series; `undefined` where a month of it is not known. */
function modelInterval(
  { series, publisher, region, measure, period }: Pick<
    Statement,
    "series" | "publisher" | "region" | "measure" | "period"
  >,
  ledger: Ledger,
): Interval | undefined {
  if (!isMonth(period) || region !== ledger.plan.market.region) return undefined;
  const { points } = ledger.series(series, publisher);
  const month = parseMonth(period);
  const sum = (from: Month, to: Month): Interval | undefined => {
    const months = monthRange(from, to).map((at) => points.find((point) => point.month === at));
    if (months.some((point) => point?.value === undefined)) return undefined;
    return {
      low: months.reduce((total, point) => total + point!.low, 0),
      high: months.reduce((total, point) => total + point!.high, 0),
    };
  };
  const yearStart = parseMonth(`${period.slice(0, 4)}-01`);
  const now = sum(month, month);
  const [lastMonth, lastYear] = [addMonths(month, -1), addMonths(month, -12)];
  switch (measure) {
    case "level":
      return now;
    case "mom":
      return percent(now, sum(lastMonth, lastMonth));
    case "yoy":
      return percent(now, sum(lastYear, lastYear));
    case "ytd":
      return sum(yearStart, month);
    case "ytd_yoy":
      return percent(sum(yearStart, month), sum(addMonths(yearStart, -12), lastYear));
    case "change_mom":
    case "change_mom_pp":
      return difference(now, sum(lastMonth, lastMonth));
    case "change_yoy_pp":
      return difference(now, sum(lastYear, lastYear));
    default:
      return undefined;
  }
}

function percent(now: Interval | undefined, base: Interval | undefined): Interval | undefined {
  if (now === undefined || base === undefined || base.low <= 0) return undefined;
  return { low: 100 * (now.low / base.high - 1), high: 100 * (now.high / base.low - 1) };
}

function difference(now: Interval | undefined, base: Interval | undefined): Interval | undefined {
  return now && base && { low: now.low - base.high, high: now.high - base.low };
}

/** What the same publisher printed of the same figure on other days. */
function otherPrints(statement: Statement, ledger: Ledger): Interval | undefined {
  const key = figureKey(statement);
  const prints = ledger.current.filter(isNumber).filter((known) => figureKey(known) === key);
  if (prints.length === 0) return undefined;
  const intervals = prints.map(allowedBy);
  return {
    low: Math.min(...intervals.map(({ low }) => low)),
    high: Math.max(...intervals.map(({ high }) => high)),
  };
}

function meets(a: Interval, b: Interval): boolean {
  return a.low <= b.high && b.low <= a.high;
}

function shown({ low, high }: Interval, unit: string): string {
  const number = (value: number) =>
    Number.isFinite(value) ? value.toFixed(1) : value < 0 ? "any" : "more";
  return `${number(low)} to ${number(high)} ${unit}`;
}

function kt(value: number): string {
  return `${value > 0 ? "+" : ""}${value.toFixed(1)} kt`;
}
