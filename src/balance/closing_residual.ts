import type { Drivers } from "./drivers.ts";
import { flowsOf } from "./flows.ts";

/**
 * The aluminium alloy use that closes an account on a stated balance: what is left of supply when every other use
 * and the balance are taken off.
 *
 * @param drivers the month's drivers; its two alloy drivers are not read
 * @param balanceKt the balance to close on, kt; + is a build
 * @returns kt of silicon, at least 0
 * @throws {RangeError} when the other uses leave less than nothing
 *
 * @example
 * ```ts
 * import { closingResidual } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const alloyKt = closingResidual({
 *   month: parseMonth("2026-01"), scope: "narrow",
 *   productionKt: 375.5, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *   polysiliconOutputKt: 80 / 0.79, polysiliconUnitUse: 1.2,
 *   siliconeOutputKt: 186.4, siliconeUnitUse: 0.53,
 *   primaryAlloyUseKt: 0, secondaryAlloyUseKt: 0, exportsKt: 58, otherUseKt: 0,
 * }, 30);
 * assert.equal(alloyKt.toFixed(1), "67.2");
 * ```
 */
export function closingResidual(drivers: Drivers, balanceKt: number): number {
  const open = flowsOf({ ...drivers, primaryAlloyUseKt: 0, secondaryAlloyUseKt: 0 });
  const residualKt = open.balanceKt - balanceKt;
  if (!(residualKt >= 0)) {
    throw new RangeError(
      `Cannot close the account for ${drivers.month} on a balance of ${balanceKt} kt: the other uses leave ` +
        `${residualKt.toFixed(1)} kt for aluminium alloy`,
    );
  }
  return residualKt;
}
