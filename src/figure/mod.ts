/** Charts: pure functions of rows that draw themselves, say themselves in words, and give back their rows. */
export { DISPLAY } from "../markup/mod.ts";
export type { DisplayBundle, Displayed } from "../markup/mod.ts";
export type { Figure, FigureOptions } from "./_shell.ts";
export { COLOURS, paletteCss } from "./palette.ts";
export type { Role } from "./palette.ts";
export { socialStockChart } from "./social_stock_chart.ts";
export type { StockBreak, StockPoint } from "./social_stock_chart.ts";
export { supplyUseBalanceChart } from "./supply_use_balance_chart.ts";
export type { SupplyUseRow } from "./supply_use_balance_chart.ts";
export { supplyUseRows } from "./supply_use_rows.ts";
export { waterfallChart } from "./waterfall_chart.ts";
export type { WaterfallRows, WaterfallStep } from "./waterfall_chart.ts";
