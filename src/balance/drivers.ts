import type { Month } from "@silicon/balance/calendar";

/** Which supply is counted. Narrow: silicon metal of 99% and up. Broad adds 97 silicon and secondary silicon. */
export type Scope = "narrow" | "broad";

/**
 * What a month's balance is computed from. China; kt are thousand metric tons a month, unit consumptions are metric
 * tons of silicon a metric ton of product. Plain numbers, so that a simulation and a browser can use the same model.
 */
export interface Drivers {
  readonly month: Month;
  readonly scope: Scope;
  /** Silicon metal of grade 99% and up, kt. */
  readonly productionKt: number;
  /** 97 silicon, kt; counted in the broad scope alone. */
  readonly silicon97Kt: number;
  /** Secondary (recycled) silicon, kt; counted in the broad scope alone. */
  readonly secondarySiliconKt: number;
  readonly importsKt: number;
  readonly polysiliconOutputKt: number;
  readonly polysiliconUnitUse: number;
  /** Silicone intermediate (DMC) output, kt. */
  readonly siliconeOutputKt: number;
  readonly siliconeUnitUse: number;
  /** Silicon used by primary aluminium alloy, kt. */
  readonly primaryAlloyUseKt: number;
  /** Silicon used by secondary aluminium alloy, kt. */
  readonly secondaryAlloyUseKt: number;
  readonly exportsKt: number;
  readonly otherUseKt: number;
}

/** The names of the drivers that are numbers. */
export type DriverName = Exclude<keyof Drivers, "month" | "scope">;
