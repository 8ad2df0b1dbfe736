/**
 * Supply-demand balance of the silicon metal market: the rooms of this module, and what most notebooks need of them.
 *
 * @module
 */
export { parseDay, parseMonth } from "@silicon/balance/calendar";
export type { Day, Month } from "@silicon/balance/calendar";
export { calendarReceipt, closeAccount, daysOfCover, marketState, neutralUse } from "@silicon/balance/balance";
export type { Account, CalendarReceipt, Range } from "@silicon/balance/balance";
export { loadData } from "@silicon/balance/statements";
export type { Statement } from "@silicon/balance/statements";
export { openLedger } from "@silicon/balance/ledger";
export type { Ledger } from "@silicon/balance/ledger";
