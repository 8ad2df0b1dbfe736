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
  const reports = ledger.statements.filter((s) =>
    s.balanceClass !== undefined && s.basis !== "forecast"
  );
  for (const outlook of ledger.statements) {
    if (outlook.balanceClass === undefined || outlook.basis !== "forecast") continue;
    const report = reports.filter((s) => figureKey(s) === figureKey(outlook))
      .sort((a, b) => order(a.published ?? "", b.published ?? "")).at(-1);
    if (report === undefined) {
      open.push(outlook);
      continue;
    }
    const { publisher, period, balanceClass } = outlook;
    const outcome = report.balanceClass!;
    scored.set([publisher, period, balanceClass].join("|"), {
      publisher,
      period,
      outlook: balanceClass,
      outcome,
      held: balanceClass === outcome,
      statements: [outlook, report],
    });
  }
  return { scored: [...scored.values()], open };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
