import type { Ledger } from "../ledger/mod.ts";
import { type BalanceClass, figureKey, type Statement } from "../statements/mod.ts";

/** An outlook in words beside what the same publisher later said. */
export interface ClassScore {
  readonly publisher: string;
  readonly period: string;
  /** The word used ahead. */
  readonly outlook: BalanceClass;
  /** The word used afterwards. */
  readonly outcome: BalanceClass;
  readonly held: boolean;
  readonly statements: readonly Statement[];
}

/** Outlooks in words: those that the same publisher later spoke of again, and those still open. */
export function scoreClasses(ledger: Ledger): { scored: ClassScore[]; open: Statement[] } {
  const scored = new Map<string, ClassScore>();
  const open: Statement[] = [];
  const classes = ledger.statements.filter((s) => s.measure === "class");
  const reports = classes.filter(({ basis }) => basis !== "forecast");
  for (const outlook of classes) {
    if (outlook.basis !== "forecast") continue;
    const report = reports.filter((s) => figureKey(s) === figureKey(outlook))
      .sort((a, b) => order(a.published ?? "", b.published ?? "")).at(-1);
    if (report === undefined) {
      open.push(outlook);
      continue;
    }
    const { publisher, period, balanceClass } = outlook;
    scored.set([publisher, period, balanceClass].join("|"), {
      publisher,
      period,
      outlook: balanceClass,
      outcome: report.balanceClass,
      held: balanceClass === report.balanceClass,
      statements: [outlook, report],
    });
  }
  return { scored: [...scored.values()], open };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
