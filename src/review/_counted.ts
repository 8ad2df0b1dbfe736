import type { Ledger } from "../ledger/mod.ts";

/** The quantities that publishers report month by month. */
export function countedQuantities({ plan }: Ledger): string[] {
  return plan.quantities.filter(({ series, kind }) => series !== undefined && kind === "flow")
    .map(({ id }) => id);
}
