/** Panels: drawn in the kernel, live in the page, one model under both. */
export { DISPLAY } from "../markup/mod.ts";
export type { DisplayBundle, DisplayData, Displayed } from "../markup/mod.ts";
export { panel } from "./panel.ts";
export type { Inputs, InputValues, PanelOptions, ViewContext } from "./panel.ts";
export type { InputSpec, RangeSpec, SelectSpec, ToggleSpec } from "./desk/payload.ts";
export type { PanelDrawing, PlotKit, PlotMark, PlotName } from "./desk/plot_kit.ts";
export type { Model, NumberTexts } from "./desk/model.ts";
export type { Row, ViewPart, ViewResult } from "./desk/view_parts.ts";
export {
  demandDeclinePanel,
  inventoryPanel,
  restartPanel,
  scenarioDesk,
  supplyCutPanel,
} from "./desk_panels.ts";
export type { DeskMaker } from "./desk_panels.ts";
export type { Panel } from "./_output.ts";
export type { DeskOptions } from "./_desk_panel.ts";
