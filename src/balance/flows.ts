import type { Drivers } from "./drivers.ts";

/** A month's supply, use and balance in kt. Balance = supply - use = implied stock change; + is a build, - is a draw. */
export interface Flows {
  /** Supply, kt. */
  readonly supplyKt: number;
  /** Silicon used by polysilicon, kt. */
  readonly polysiliconUseKt: number;
  /** Silicon used by silicone, kt. */
  readonly siliconeUseKt: number;
  /** Silicon used by aluminium alloy, primary and secondary, kt. */
  readonly alloyUseKt: number;
  /** Exports, kt. */
  readonly exportsKt: number;
  /** Any other use, kt. */
  readonly otherUseKt: number;
  /** Use, kt. */
  readonly useKt: number;
  /** Supply - use: + is a build, - is a draw. */
  readonly balanceKt: number;
}

/**
 * The account identity, on plain numbers: the one place where supply, use and balance are computed.
 *
 * @param drivers a month's drivers, kt and mt/mt
 * @returns flows in kt; balance + is a build, - is a draw
 *
 * @example
 * ```ts
 * import { flowsOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const flows = flowsOf({
 *   month: parseMonth("2026-01"), scope: "narrow",
 *   productionKt: 375.5, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *   polysiliconOutputKt: 101.25, polysiliconUnitUse: 1.2,
 *   siliconeOutputKt: 200, siliconeUnitUse: 0.5,
 *   primaryAlloyUseKt: 27, secondaryAlloyUseKt: 40,
 *   exportsKt: 58, otherUseKt: 0,
 * });
 * assert.equal(flows.useKt, 346.5);
 * assert.equal(flows.balanceKt, 29);
 * ```
 */
export function flowsOf(drivers: Drivers): Flows {
  const broadKt = drivers.scope === "broad" ? drivers.silicon97Kt + drivers.secondarySiliconKt : 0;
  const supplyKt = drivers.productionKt + broadKt + drivers.importsKt;
  const polysiliconUseKt = drivers.polysiliconOutputKt * drivers.polysiliconUnitUse;
  const siliconeUseKt = drivers.siliconeOutputKt * drivers.siliconeUnitUse;
  const alloyUseKt = drivers.primaryAlloyUseKt + drivers.secondaryAlloyUseKt;
  const useKt = polysiliconUseKt + siliconeUseKt + alloyUseKt + drivers.exportsKt +
    drivers.otherUseKt;
  return {
    supplyKt,
    polysiliconUseKt,
    siliconeUseKt,
    alloyUseKt,
    exportsKt: drivers.exportsKt,
    otherUseKt: drivers.otherUseKt,
    useKt,
    balanceKt: supplyKt - useKt,
  };
}
