import {
  type Account,
  type CalendarReceipt,
  calendarReceipt,
  type Figure,
  placeOf,
  type Range,
} from "../balance/mod.ts";
import { addMonths, daysInMonth, type Month, monthLabel } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { signedText } from "../markup/mod.ts";
import { sourceOf } from "../statements/mod.ts";
import { bandOf, widenedFigures } from "./_band.ts";
import {
  computed,
  computedChange,
  computedShare,
  type NoteRun,
  quantity,
  say,
} from "./_note_text.ts";
import { balanceWords, changeWords, stateWords } from "./note_words.ts";

/** A month's account, or nothing where it cannot be closed. */
export function accountOf(ledger: Ledger, month: Month): Account | undefined {
  return ledger.accounts(month, month)[0];
}

/** The month's figure of the lead quantity. */
function leadOf(
  ledger: Ledger,
  month: Month,
  as: (ledger: Ledger, figures: readonly Figure[]) => readonly Figure[] = (_, figures) => figures,
): Figure {
  return as(ledger, ledger.figures(month))[placeOf(ledger.plan, ledger.plan.market.lead)]!;
}

/** The answer: how the month before closed, what production does and why, and what that leaves, with its band. */
export function headlineRuns(ledger: Ledger, month: Month): NoteRun[] {
  const account = ledger.account(month);
  const before = accountOf(ledger, addMonths(month, -1));
  const use = computed(`${account.useKt.value.toFixed(1)} kt`, useFormula(account));
  const against = before === undefined
    ? []
    : say` against ${computed(`${before.useKt.value.toFixed(1)} kt`, useFormula(before))}`;
  const { low, high, grounds } = bandOf(ledger, account);
  const band = { text: `${signedText(low, 1)} to ${signedText(high, 1)} kt`, grounds };
  return [
    ...(before === undefined ? [] : closingRuns(ledger, before)),
    ...productionRuns(ledger, account, before),
    ...say` Use comes to ${use}${against}, which leaves ${
      movement(ledger, account)
    }. The 90% band of the balance is ${band}.`,
  ];
}

function closingRuns(ledger: Ledger, account: Account): NoteRun[] {
  const verb = leadOf(ledger, account.month).status === "forecast" ? "is put at" : "closed with";
  return say`${monthLabel(account.month)} ${verb} ${movement(ledger, account)}. `;
}

/** `a build of 30.0 kt (8.7% of use, loose)`, as far as the band bears it out. */
function movement(ledger: Ledger, account: Account): NoteRun[] {
  const { balanceKt: { value }, useKt, supplyKt, balanceShareOfUse, month } = account;
  const { low, high, sdKt } = bandOf(ledger, account);
  const { certainty, text } = balanceWords(value, sdKt);
  const formula = `balance = supply ${supplyKt.value.toFixed(1)} kt - use ${
    useKt.value.toFixed(1)
  } kt`;
  const size = certainty === "open" ? computedChange(value, formula) : computed(
    `${Math.abs(value).toFixed(1)} kt`,
    formula,
  );
  const join = certainty === "clear" ? " of " : certainty === "likely" ? ", of " : ", at ";
  const share = computedShare(
    Math.abs(balanceShareOfUse),
    `balance ${value.toFixed(1)} kt / use ${useKt.value.toFixed(1)} kt`,
  );
  const state = stateWords(low, high, useKt.value);
  const published = ledger.publishedBalance(month);
  const own = published !== undefined && account.lines.some(({ status }) => status === "residual")
    ? say`; ${{ text: `${ledger.publisher}'s own figure`, grounds: [sourceOf(published)] }}`
    : [];
  return say`${text}${join}${size} (${share} of use, ${state}${own})`;
}

function productionRuns(ledger: Ledger, account: Account, before: Account | undefined): NoteRun[] {
  const { month } = account;
  const { quantities, market } = ledger.plan;
  const { label } = quantities[placeOf(ledger.plan, market.lead)]!;
  const now = leadOf(ledger, month);
  const nowKt = quantity(now.range.value, now.sources);
  if (before === undefined) {
    return say`${label} in ${monthLabel(month)} is put at ${nowKt}.`;
  }
  const old = leadOf(ledger, before.month);
  const receipt = calendarReceipt({ month: before.month, kt: old.range.value }, {
    month,
    kt: now.range.value,
  });
  const oldRange = leadOf(ledger, before.month, widenedFigures).range;
  const nowRange = leadOf(ledger, month, widenedFigures).range;
  const { certainty } = changeWords(oldRange, nowRange);
  const total = `${now.range.value.toFixed(1)} kt - ${old.range.value.toFixed(1)} kt`;
  const parts = partsRuns(receipt, now, oldRange, nowRange);
  if (certainty === "open") {
    return say`In ${monthLabel(month)} ${label.toLowerCase()} is put at ${nowKt}, ${
      computedChange(receipt.totalKt, total)
    } on the month, which its range leaves open: ${parts}.`;
  }
  const verb = verbOf(now, receipt.totalKt < 0, certainty === "likely");
  return say`In ${monthLabel(month)} ${label.toLowerCase()} ${verb} by ${
    computed(`${Math.abs(receipt.totalKt).toFixed(1)} kt`, total)
  } to ${nowKt}: ${parts}.`;
}

function verbOf({ status }: Figure, isFall: boolean, isLikely: boolean): string {
  if (status === "forecast") {
    return `${isLikely ? "will probably" : "is expected to"} ${isFall ? "fall" : "rise"}`;
  }
  return `${isLikely ? "probably " : ""}${isFall ? "fell" : "rose"}`;
}

/** What the calendar did and what the daily rate did. */
function partsRuns(
  receipt: CalendarReceipt,
  { status }: Figure,
  oldRange: Range,
  nowRange: Range,
): NoteRun[] {
  const { daysKt, rateKt, rateShare, fromRateKtPerDay, toRateKtPerDay } = receipt;
  const [oldDays, nowDays] = [daysInMonth(receipt.from), daysInMonth(receipt.to)];
  const split = `logarithmic mean split of days ${oldDays} to ${nowDays} and daily rate ${
    fromRateKtPerDay.toFixed(3)
  } to ${toRateKtPerDay.toFixed(3)} kt`;
  const { certainty } = changeWords(
    daily(oldRange, oldDays),
    daily(nowRange, nowDays),
  );
  const size = computedShare(
    Math.abs(rateShare),
    `daily rate ${toRateKtPerDay.toFixed(3)} / ${fromRateKtPerDay.toFixed(3)} kt - 1`,
  );
  const isOutlook = status === "forecast";
  const [fall, rise] = isOutlook ? ["falls", "rises"] : ["fell", "rose"];
  const direction = rateShare < 0 ? fall : rise;
  const rate = certainty === "open"
    ? say`whose direction the ranges leave open`
    : say`which ${certainty === "likely" ? "probably " : ""}${direction} ${size}`;
  const byRate = say`${computedChange(rateKt, split)} from the daily rate, ${rate}`;
  if (daysKt === 0) return say`all ${byRate}`;
  return say`${computedChange(daysKt, split)} from ${
    daysKt < 0 ? "fewer" : "more"
  } days and ${byRate}`;
}

function daily({ value, low, high }: Range, days: number): Range {
  return { value: value / days, low: low / days, high: high / days };
}

function useFormula({ lines }: Account): string {
  const parts = lines.filter(({ side, kt }) => side === "use" && kt.value !== 0)
    .map(({ label, kt }) => `${label.toLowerCase()} ${kt.value.toFixed(1)} kt`);
  return `use = ${parts.join(" + ")}`;
}
