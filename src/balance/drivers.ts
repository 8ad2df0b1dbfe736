import type { Month } from "../calendar/mod.ts";

/** Which supply is counted. Narrow: silicon metal of 99% and up. Broad adds 97 silicon and secondary silicon. */
export type Scope = "narrow" | "broad";

/**
 * What a month's balance is computed from. China; kt are thousand metric tons a month, unit consumptions are metric
 * tons of silicon a metric ton of product. Plain numbers, so that a simulation and a browser can use the same model.
 */
export interface Drivers {
  /** The month. */
  readonly month: Month;
  /** Which supply is counted. */
  readonly scope: Scope;
  /** Silicon metal of grade 99% and up, kt. */
  readonly productionKt: number;
  /** 97 silicon, kt; counted in the broad scope alone. */
  readonly silicon97Kt: number;
  /** Secondary (recycled) silicon, kt; counted in the broad scope alone. */
  readonly secondarySiliconKt: number;
  /** Imports, kt. */
  readonly importsKt: number;
  /** Polysilicon output, kt. */
  readonly polysiliconOutputKt: number;
  /** Silicon used a metric ton of polysilicon, mt/mt. */
  readonly polysiliconUnitUse: number;
  /** Silicone intermediate (DMC) output, kt. */
  readonly siliconeOutputKt: number;
  /** Silicon used a metric ton of DMC, mt/mt. */
  readonly siliconeUnitUse: number;
  /** Silicon used by primary aluminium alloy, kt. */
  readonly primaryAlloyUseKt: number;
  /** Silicon used by secondary aluminium alloy, kt. */
  readonly secondaryAlloyUseKt: number;
  /** Exports, kt. */
  readonly exportsKt: number;
  /** Any other use, kt. */
  readonly otherUseKt: number;
}

/** The names of the drivers that are numbers. */
export type DriverName = Exclude<keyof Drivers, "month" | "scope">;

/** The drivers as people read them. */
export const DRIVER_LABELS: Readonly<Record<DriverName, string>> = {
  productionKt: "Production",
  silicon97Kt: "97 silicon",
  secondarySiliconKt: "Secondary silicon",
  importsKt: "Imports",
  polysiliconOutputKt: "Polysilicon output",
  polysiliconUnitUse: "Polysilicon unit consumption",
  siliconeOutputKt: "Silicone (DMC) output",
  siliconeUnitUse: "Silicone unit consumption",
  primaryAlloyUseKt: "Primary alloy use",
  secondaryAlloyUseKt: "Secondary alloy use",
  exportsKt: "Exports",
  otherUseKt: "Other use",
};

/** The drivers and the account's sums as people name them. */
export const LINE_LABELS: Readonly<
  Record<DriverName | "supplyKt" | "useKt" | "balanceKt" | "openingStockKt", string>
> = {
  ...DRIVER_LABELS,
  supplyKt: "Supply",
  useKt: "Use",
  balanceKt: "Balance",
  openingStockKt: "Opening stock",
};
