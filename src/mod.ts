/**
 * Supply-demand balance of the silicon metal market: what most notebooks need of every room. Each room has more under its
 * own name, such as `@silicon/balance/scenario`.
 *
 * @module
 */
// time
export { addMonths, dayLabel, monthLabel, parseDay, parseMonth } from "@silicon/balance/calendar";
export type { Day, Month } from "@silicon/balance/calendar";
// what was printed
export { loadData } from "@silicon/balance/statements";
export type { Statement } from "@silicon/balance/statements";
export { findings, monthlySeries, publishersSideBySide } from "@silicon/balance/reconcile";
export type { Finding, MonthlySeries } from "@silicon/balance/reconcile";
// the account
export {
  calendarReceipt,
  closeAccount,
  daysOfCover,
  driverEffects,
  marketState,
  neutralUse,
} from "@silicon/balance/balance";
export type { Account, CalendarReceipt, Range } from "@silicon/balance/balance";
export { loadScenarios, openLedger } from "@silicon/balance/ledger";
export type { Ledger } from "@silicon/balance/ledger";
// what could come
export {
  breakEven,
  bridge,
  project,
  resolveScenario,
  scenarioById,
  simulate,
  tornado,
} from "@silicon/balance/scenario";
export type { Base, Scenario } from "@silicon/balance/scenario";
// what changed, and how good it was
export {
  comparePublished,
  deskNote,
  headline,
  recordedBase,
  scoreOutlooks,
  whatChanged,
} from "@silicon/balance/review";
