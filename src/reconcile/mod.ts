/** One consistent history out of scattered, rounded, revised and sometimes wrong figures. */
export { printFinding } from "./finding.ts";
export type { Finding, FindingCode, Repair, RepairKind } from "./finding.ts";
export { findings } from "./findings.ts";
export { monthlySeries } from "./monthly_series.ts";
export type { SeriesQuery } from "./monthly_series.ts";
export { monthVintages } from "./month_vintages.ts";
export type { MonthVintage, VintageQuery } from "./month_vintages.ts";
export { publishersSideBySide } from "./publishers_side_by_side.ts";
export type { PublisherFigure, SideBySide, SideBySideQuery } from "./publishers_side_by_side.ts";
export { reconcile } from "./reconcile.ts";
export type { Reconciliation } from "./reconcile.ts";
export { sampleCapacity } from "./sample_capacity.ts";
export type {
  CapacityFingerprint,
  CapacityPair,
  CapacityQuery,
  CapacitySpan,
} from "./sample_capacity.ts";
export type {
  BoundedPoint,
  MissingPoint,
  MonthlySeries,
  PointBounds,
  PointStatus,
  SeriesPoint,
  ValuedPoint,
} from "./series.ts";
export { stockPools } from "./stock_pools.ts";
export type { StockComparison, StockLine, StockLineKind, StockQuery } from "./stock_pools.ts";
