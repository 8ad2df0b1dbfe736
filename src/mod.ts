/**
 * Supply-demand balance of a commodity market: what most notebooks need of every room. Each room has more under its
 * own name, such as `@silicon/balance/scenario`.
 *
 * @module
 */
// time
export { addMonths, dayLabel, monthLabel, parseDay, parseMonth } from "./calendar/mod.ts";
export type { Day, Month } from "./calendar/mod.ts";
// what was printed
export { loadData } from "./statements/mod.ts";
export type { Statement } from "./statements/mod.ts";
export { findings, monthlySeries, publishersSideBySide } from "./reconcile/mod.ts";
export type { Finding, MonthlySeries } from "./reconcile/mod.ts";
// the account
export {
  calendarReceipt,
  closeAccount,
  daysOfCover,
  marketState,
  neutralUse,
  quantityEffects,
} from "./balance/mod.ts";
export type { Account, CalendarReceipt, Range } from "./balance/mod.ts";
export { loadScenarios, openLedger } from "./ledger/mod.ts";
export type { Ledger } from "./ledger/mod.ts";
// what could come
export {
  breakEven,
  bridge,
  project,
  resolveScenario,
  scenarioById,
  simulate,
  tornado,
} from "./scenario/mod.ts";
export type { Base, Scenario } from "./scenario/mod.ts";
// what changed, and how good it was
export {
  comparePublished,
  deskNote,
  headline,
  recordedBase,
  scoreOutlooks,
  whatChanged,
} from "./review/mod.ts";
