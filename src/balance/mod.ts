/** The account: supply, use, stock change, pools, cover, decompositions, market state. Pure; runs anywhere. */
export type { Account, AccountLine, LineId, PoolLine, Source, Status } from "./account.ts";
export { calendarReceipt } from "./calendar_receipt.ts";
export type { CalendarReceipt } from "./calendar_receipt.ts";
export { closeAccount } from "./close_account.ts";
export type { AccountInput, Figure, Figures, PoolInput } from "./close_account.ts";
export { closingResidual } from "./closing_residual.ts";
export { daysOfCover } from "./days_of_cover.ts";
export type { DriverName, Drivers, Scope } from "./drivers.ts";
export { flowsOf } from "./flows.ts";
export type { Flows } from "./flows.ts";
export { logMeanSplit } from "./log_mean_split.ts";
export { marketState, STATE_BANDS } from "./market_state.ts";
export type { MarketState, StateBands } from "./market_state.ts";
export { neutralUse } from "./neutral_use.ts";
export type { NeutralUse } from "./neutral_use.ts";
export { operatingRate } from "./operating_rate.ts";
export { differenceOf, exactly, productOf, rangeOf, sumOf } from "./range.ts";
export type { Range } from "./range.ts";
