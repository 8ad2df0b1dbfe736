/** Charts: pure functions of rows that draw themselves, say themselves in words, and give back their rows. */
export { DISPLAY } from "../markup/mod.ts";
export type { DisplayBundle, Displayed } from "../markup/mod.ts";
export type { Figure, FigureOptions } from "./_chart.ts";
export { COLOURS, paletteCss } from "./palette.ts";
export type { Role } from "./palette.ts";
export { socialStock } from "./social_stock.ts";
export type { StockBreak, StockPoint } from "./social_stock.ts";
export { supplyUseBalance } from "./supply_use_balance.ts";
export type { SupplyUseRow } from "./supply_use_balance.ts";
export { supplyUseRows } from "./supply_use_rows.ts";
export { waterfall } from "./waterfall.ts";
export type { WaterfallRows, WaterfallStep } from "./waterfall.ts";
