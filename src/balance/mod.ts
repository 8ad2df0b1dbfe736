/** The market as a plan, and its account: supply, use, stock change, pools, cover, market state. Pure; runs anywhere. */
export type { Account, AccountLine, PoolLine, Source, Status } from "./account.ts";
export { calendarReceipt } from "./calendar_receipt.ts";
export type { CalendarReceipt } from "./calendar_receipt.ts";
export { closeAccount } from "./close_account.ts";
export type { AccountInput, Figure, PoolInput } from "./close_account.ts";
export { closeOnBalance } from "./close_on_balance.ts";
export { daysOfCover } from "./days_of_cover.ts";
export { flowsOf, linesIn } from "./flows.ts";
export type { Flows, MonthValues } from "./flows.ts";
export { logMeanSplit } from "./log_mean_split.ts";
export { marketState, STATE_BANDS } from "./market_state.ts";
export type { MarketState } from "./market_state.ts";
export { neutralUse } from "./neutral_use.ts";
export type { NeutralUse } from "./neutral_use.ts";
export { nearest } from "./nearest.ts";
export { placeOf, valuesOf } from "./place_of.ts";
export { PlanError, planOf } from "./plan_of.ts";
export type {
  Count,
  CountRole,
  CountSpec,
  FollowsSpec,
  Line,
  LineSpec,
  MarketNames,
  PartSpec,
  Plan,
  PlanSpec,
  PoolSpec,
  Quantity,
  QuantitySpec,
  RegionSpec,
  Scope,
} from "./plan.ts";
export { quantityEffects } from "./quantity_effects.ts";
export type { QuantityEffect } from "./quantity_effects.ts";
export { exactly, productOf, rangeOf, sumOf } from "./range.ts";
export type { Range } from "./range.ts";
