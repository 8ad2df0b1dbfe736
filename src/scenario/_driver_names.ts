import type { DriverName } from "../balance/mod.ts";

// A record, so that a driver added to the account cannot be forgotten here.
const NAMES: Readonly<Record<DriverName, true>> = {
  productionKt: true,
  silicon97Kt: true,
  secondarySiliconKt: true,
  importsKt: true,
  polysiliconOutputKt: true,
  polysiliconUnitUse: true,
  siliconeOutputKt: true,
  siliconeUnitUse: true,
  primaryAlloyUseKt: true,
  secondaryAlloyUseKt: true,
  exportsKt: true,
  otherUseKt: true,
};

/** Every numeric driver of the account. */
export const DRIVER_NAMES = Object.keys(NAMES) as readonly DriverName[];

/** Whether a driver is an amount a day (kt), as against a coefficient. */
export function isFlow(driver: DriverName): boolean {
  return driver !== "polysiliconUnitUse" && driver !== "siliconeUnitUse";
}
