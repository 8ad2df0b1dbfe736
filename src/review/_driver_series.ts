import type { DriverName } from "../balance/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import type { SeriesPoint } from "../reconcile/mod.ts";

/** The drivers that publishers report month by month, each with its series; `undefined` is the ledger's own publisher. */
export const DRIVER_SERIES: readonly {
  readonly driver: DriverName;
  readonly series: string;
  readonly publisher?: string;
}[] = [
  { driver: "productionKt", series: "silicon_metal_production" },
  { driver: "polysiliconOutputKt", series: "polysilicon_production" },
  { driver: "siliconeOutputKt", series: "dmc_production" },
  { driver: "exportsKt", series: "silicon_metal_exports", publisher: "China Customs" },
];

/** The months of a driver's series as a ledger knows them. */
export function pointsOf(ledger: Ledger, driver: DriverName): readonly SeriesPoint[] {
  const found = DRIVER_SERIES.find((entry) => entry.driver === driver);
  return found === undefined ? [] : ledger.series(found.series, found.publisher).points;
}
