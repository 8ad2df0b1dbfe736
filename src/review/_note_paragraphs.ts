import {
  daysOfCover,
  type Figure,
  flowsOf,
  linesIn,
  neutralUse,
  placeOf,
  quantityEffects,
} from "../balance/mod.ts";
import { addMonths, dayLabel, type Month, monthLabel, monthOf } from "../calendar/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { numberText, percentText, signedText } from "../markup/mod.ts";
import { sourceOf } from "../statements/mod.ts";
import { comparePublished, type PublishedComparison } from "./compare_published.ts";
import { widenedFigures } from "./_band.ts";
import { accountOf } from "./_note_headline.ts";
import {
  computed,
  computedChange,
  computedShare,
  type LinkedFigure,
  type NoteRun,
  quantity,
  say,
} from "./_note_text.ts";
import { changeWords } from "./note_words.ts";

/** What each use does against the month before. */
export function useRuns(ledger: Ledger, month: Month): NoteRun[] {
  const account = ledger.account(month);
  const before = accountOf(ledger, addMonths(month, -1));
  const now = widenedFigures(ledger, ledger.figures(month));
  const old = before && widenedFigures(ledger, ledger.figures(before.month));
  const change = (label: string, figure: Figure, earlier: Figure | undefined): NoteRun[] => {
    const kt = quantity(figure.range.value, figure.sources);
    const tag = tagOf(figure);
    if (earlier === undefined || !(earlier.range.value > 0)) {
      return say`${label} ${agree(label, "is put at")} ${kt}${tag}`;
    }
    const earlierKt = quantity(earlier.range.value, earlier.sources);
    const words = changeWords(earlier.range, figure.range);
    if (words.certainty === "open") {
      return say`${label} ${
        agree(label, "comes to")
      } ${kt}${tag} after ${earlierKt}, a change that the ranges leave open`;
    }
    const isOver = figure.status === "actual" || figure.status === "derived";
    return say`${label} ${
      isOver ? words.past : agree(label, words.present)
    } to ${kt}${tag} from ${earlierKt}`;
  };
  const good = ledger.plan.market.title.toLowerCase();
  const uses = linesIn(ledger.plan).filter(({ side, amountAt }) =>
    side === "use" && (now[amountAt]!.range.value > 0 || (old?.[amountAt]?.range.value ?? 0) > 0)
  );
  return uses.flatMap(({ id, label, amountAt, unitUseAt }, i) => {
    const name = unitUseAt < 0 ? label : ledger.plan.quantities[amountAt]!.label;
    const { kt, formula } = account.lines.find((line) => line.id === id)!;
    const takes = unitUseAt < 0
      ? []
      : say`, which takes ${computed(`${kt.value.toFixed(1)} kt`, formula)} of ${good}`;
    const end = i === uses.length - 1 ? "." : ". ";
    return [...change(name, now[amountAt]!, old?.[amountAt]), ...takes, end];
  });
}

/** A verb in the number of its subject: `exports come to`, `production comes to`. */
function agree(subject: string, verb: string): string {
  return subject.endsWith("s")
    ? verb.replace(/^is\b/, "are").replace(/^(probably )?(\w+)s\b/, "$1$2")
    : verb;
}

const TAGS: Readonly<Partial<Record<Figure["status"], string>>> = {
  assumed: " (assumed)",
  forecast: " (outlook)",
  residual: " (what the published balance leaves over)",
};

function tagOf({ status }: Figure): string {
  return TAGS[status] ?? "";
}

/** What stock was counted, how long it lasts, and what the counts do not show. */
export function stockRuns(ledger: Ledger, month: Month): NoteRun[] {
  // Stock is counted as of the ledger's day, and says nothing of a month long past.
  const isRecent = month >= addMonths(monthOf(ledger.asOf), -1);
  const stocks = isRecent ? ledger.latestStocks() : [];
  const runs: NoteRun[] = [];
  if (stocks.length > 0) {
    const totalKt = stocks.reduce((sum, { kt }) => sum + kt, 0);
    stocks.forEach(({ label, kt, day, statement }, i) => {
      const name = i === 0 ? label : label[0]!.toLowerCase() + label.slice(1);
      runs.push(
        ...say`${i === 0 ? "" : "; "}${name} ${quantity(kt, [sourceOf(statement)])} (${
          dayLabel(day)
        })`,
      );
    });
    const trailing = accountOf(ledger, addMonths(monthOf(ledger.asOf), -1));
    const sum = stocks.map(({ kt }) => `${kt.toFixed(1)} kt`).join(" + ");
    if (stocks.length > 1) {
      runs.push(...say`; together ${computed(`${numberText(totalKt, 1)} kt`, `stock = ${sum}`)}`);
    }
    if (trailing !== undefined) {
      const { useKt: { value }, days } = trailing;
      const cover = daysOfCover(totalKt, value, days);
      const formula = `${totalKt.toFixed(1)} kt x ${days} / use ${value.toFixed(1)} kt`;
      runs.push(
        ...say`, or ${computed(`${cover.toFixed(1)} days`, formula)} of ${
          monthLabel(trailing.month)
        }'s use`,
      );
    }
    runs.push(". ");
  }
  const counted = [month, addMonths(month, -1)].map((m) => accountOf(ledger, m))
    .find((account) => account?.discrepancyKt !== undefined);
  if (counted?.observedChangeKt !== undefined && counted.discrepancyKt !== undefined) {
    const { observedChangeKt, discrepancyKt, balanceKt: { value }, pools } = counted;
    const sources = pools.filter((pool) => pool.counted).flatMap((pool) => pool.sources);
    const observed = { text: `${signedText(observedChangeKt, 1)} kt`, grounds: sources };
    runs.push(
      ...say`Over ${
        monthLabel(counted.month)
      } counted stock changed by ${observed} where the account has ${
        computedChange(value, "balance = supply - use")
      }: ${
        computedChange(
          discrepancyKt,
          `discrepancy = balance ${value.toFixed(1)} kt - counted change ${
            observedChangeKt.toFixed(1)
          } kt`,
        )
      } is not in the counted pools.`,
    );
  }
  return runs;
}

/** Which figures would turn the view, and by how much they would have to differ. */
export function viewRuns(ledger: Ledger, month: Month): NoteRun[] {
  const account = ledger.account(month);
  const before = accountOf(ledger, addMonths(month, -1));
  const figures = ledger.figures(month);
  const { balanceKt: { value: balanceKt }, supplyKt } = account;
  const runs: NoteRun[] = [];
  const { plan } = ledger;
  const [widest] = quantityEffects(plan, figures, account.scope);
  if (widest !== undefined) {
    const { quantity: id, label, low, high, unit, balanceAtLowKt, balanceAtHighKt } = widest;
    const digits = unit === "kt" ? 1 : 2;
    const end = (value: number): LinkedFigure => ({
      text: `${numberText(value, digits)} ${unit}`,
      grounds: figures[placeOf(plan, id)]!.sources.slice(0, 1),
    });
    const at = (kt: number) =>
      computedChange(kt, `balance with ${label.toLowerCase()} at that end, all else unchanged`);
    runs.push(
      ...say`${label} alone, from ${end(low)} to ${end(high)}, moves the balance from ${
        at(balanceAtLowKt)
      } to ${at(balanceAtHighKt)}. `,
    );
  }
  const { linesKt } = flowsOf(plan, ledger.values(month).values, account.scope);
  const turns = plan.lines.flatMap(({ label, side, amountAt, unitUseAt }, i): NoteRun[][] => {
    const cut = -balanceKt / linesKt[i]!;
    if (side === "supply" || unitUseAt < 0 || !(Math.abs(cut) < 1)) return [];
    const formula = `${Math.abs(balanceKt).toFixed(1)} kt / ${label.toLowerCase()} use ${
      linesKt[i]!.toFixed(1)
    } kt`;
    const name = plan.quantities[amountAt]!.label;
    return [say`${name} ${computedShare(Math.abs(cut), formula)}`];
  });
  if (turns.length > 0) {
    const list = turns.flatMap((run, i) => i === 0 ? run : [", or ", ...run]);
    runs.push(
      ...say`${list} ${
        balanceKt < 0 ? "lower" : "higher"
      } than that, all else unchanged, would leave no build and no draw. `,
    );
  }
  if (before !== undefined) {
    const neutral = neutralUse(supplyKt.value, account.days, before.useKt.value, before.days);
    const name = monthLabel(before.month);
    const formula = `supply ${supplyKt.value.toFixed(1)} kt - ${name}'s use ${
      before.useKt.value.toFixed(1)
    } kt`;
    const share = computed(`${percentText(neutral.changeShare, 1)}`, formula);
    const plain = `supply ${supplyKt.value.toFixed(1)} kt - ${
      before.useKt.value.toFixed(1)
    } kt x ${account.days} / ${before.days} days`;
    runs.push(
      ...say`A balance of zero asks for use to change by ${
        computedChange(neutral.changeKt, formula)
      } (${share}) from ${name}; had use only followed the days, the balance would be ${
        computedChange(neutral.balanceAtDailyUseKt, plain)
      }.`,
    );
  }
  return runs;
}

/** What publishers say of the month's balance, and whether the band allows it. */
export function publisherRuns(ledger: Ledger, month: Month): NoteRun[] {
  const rows = comparePublished(ledger).filter((row) => row.period === month);
  return rows.flatMap((row, i) => [
    ...(i === 0 ? [] : ["; "]),
    ...saidRuns(row),
    ...(i === rows.length - 1 ? ["."] : []),
  ]);
}

function saidRuns(row: PublishedComparison): NoteRun[] {
  const { publisher, statements, balanceClass, basis, verdict, closedOnPrint } = row;
  const grounds = statements.map(sourceOf);
  const outlook = basis === "forecast" ? " (outlook)" : "";
  const onIt = closedOnPrint.length > 0 && balanceClass === undefined;
  const allowed = onIt
    ? "on which this account is closed"
    : `which the band ${verdict === "agree" ? "allows" : "does not allow"}`;
  const words = balanceClass?.replaceAll("_", " ") ??
    `${statements.map(({ value }) => signedText(value, 1)).join(" to ")} kt`;
  const verb = balanceClass === undefined ? "puts the balance at" : "calls the month";
  return say`${publisher} ${verb} ${{ text: words, grounds }}${outlook}, ${allowed}`;
}
