/** The account: supply, use, stock change, pools, cover, decompositions, market state. Pure; runs anywhere. */
export type { Account, AccountLine, LineId, PoolLine, Source, Status } from "./account.ts";
export type { DriverName, Drivers, Scope } from "./drivers.ts";
export { flowsOf } from "./flows.ts";
export type { Flows } from "./flows.ts";
export { marketState, STATE_BANDS } from "./market_state.ts";
export type { MarketState, StateBands } from "./market_state.ts";
export { differenceOf, exactly, productOf, rangeOf, sumOf } from "./range.ts";
export type { Range } from "./range.ts";
