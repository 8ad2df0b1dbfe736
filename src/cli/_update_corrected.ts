import { applyCorrections, loadCorrections } from "../reconcile/mod.ts";
import type { MarketData } from "../statements/mod.ts";

/** The data as the books read it: known misprints settled. */
export async function corrected(data: MarketData, folder: URL): Promise<MarketData> {
  const statements = applyCorrections(data.statements, await loadCorrections(folder));
  return { ...data, statements };
}
