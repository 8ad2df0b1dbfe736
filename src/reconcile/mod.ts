/** One consistent history out of scattered, rounded, revised and sometimes wrong figures. */
export { monthlySeries } from "./monthly_series.ts";
export type { SeriesQuery } from "./monthly_series.ts";
export type { MonthlySeries, PointStatus, SeriesPoint } from "./series.ts";
