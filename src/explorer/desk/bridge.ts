import type { Month } from "@silicon/balance/calendar";
import { project, type Scenario } from "@silicon/balance/scenario";
import type { Setup } from "./setup.ts";

/** One driver's part in the way from one balance to another. */
export interface BridgeStep {
  readonly label: string;
  readonly kt: number;
}

export function bridgeOf(setup: Setup, scenario: Scenario, reference: Scenario, month: Month): BridgeStep[] {
  const a = project(setup.base, reference).months.find((m) => m.month === month)!.flows;
  const b = project(setup.base, scenario).months.find((m) => m.month === month)!.flows;
  return ([["supplyKt", "Supply", 1], ["polysiliconUseKt", "Polysilicon", -1], ["siliconeUseKt", "Silicone", -1], ["alloyUseKt", "Aluminium alloy", -1], ["exportsKt", "Exports", -1]] as const)
    .map(([id, label, sign]) => ({ label, kt: sign * (b[id] - a[id]) })).filter(({ kt }) => Math.abs(kt) > 1e-9);
}
