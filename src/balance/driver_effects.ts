import type { Month } from "../calendar/mod.ts";
import type { Figures } from "./close_account.ts";
import { DRIVER_LABELS, type DriverName, type Drivers, type Scope } from "./drivers.ts";
import { flowsOf } from "./flows.ts";

/** What one driver's range alone does to the balance, everything else at its value. */
export interface DriverEffect {
  /** The driver. */
  readonly driver: DriverName;
  /** The driver as people read it. */
  readonly label: string;
  /** The driver's low end, in its own unit. */
  readonly low: number;
  /** The driver's high end, in its own unit. */
  readonly high: number;
  /** kt or mt/mt. */
  readonly unit: string;
  /** Balance with the driver at its low end, kt; + is a build. */
  readonly balanceAtLowKt: number;
  /** Balance with the driver at its high end, kt; + is a build. */
  readonly balanceAtHighKt: number;
  /** Distance between the two, kt. */
  readonly spanKt: number;
}

/**
 * One driver at a time: the balance at each end of its range.
 *
 * @param month the month, for the model
 * @param scope which supply is counted
 * @param figures the drivers with their ranges, kt and mt/mt
 * @returns drivers that have a range, the widest effect first
 *
 * @example
 * ```ts
 * import { driverEffects } from "@silicon/balance/balance";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const january = parseMonth("2026-01");
 * const effects = driverEffects(january, "narrow", ledger.figures(january));
 * const unitUse = effects.find(({ driver }) => driver === "polysiliconUnitUse")!;
 * assert.equal(unitUse.spanKt.toFixed(1), "20.3");
 * ```
 */
export function driverEffects(month: Month, scope: Scope, figures: Figures): DriverEffect[] {
  const names = Object.keys(figures) as DriverName[];
  const middle = Object.fromEntries(names.map((name) => [name, figures[name].range.value]));
  const balanceWith = (name: DriverName, value: number): number =>
    flowsOf({ ...middle, month, scope, [name]: value } as unknown as Drivers).balanceKt;
  return names.flatMap((driver): DriverEffect[] => {
    const { low, high } = figures[driver].range;
    if (low === high) return [];
    const balanceAtLowKt = balanceWith(driver, low);
    const balanceAtHighKt = balanceWith(driver, high);
    return [{
      driver,
      label: DRIVER_LABELS[driver],
      low,
      high,
      unit: driver.endsWith("UnitUse") ? "mt/mt" : "kt",
      balanceAtLowKt,
      balanceAtHighKt,
      spanKt: Math.abs(balanceAtHighKt - balanceAtLowKt),
    }];
  }).sort((a, b) => b.spanKt - a.spanKt);
}
