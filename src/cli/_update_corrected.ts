import { applyCorrections, loadCorrections } from "@silicon/balance/reconcile";
import type { MarketData } from "@silicon/balance/statements";

/** The data as the books read it: known misprints settled. */
export async function corrected(data: MarketData, folder: URL): Promise<MarketData> {
  const statements = applyCorrections(data.statements, await loadCorrections(folder));
  return { ...data, statements };
}
