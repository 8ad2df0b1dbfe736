/** Panels: drawn in the kernel, live in the page, one model under both. */
export { DISPLAY } from "../markup/mod.ts";
export type { DisplayBundle, Displayed } from "../markup/mod.ts";
export { panel } from "./panel.ts";
export type { Inputs, InputValues, PanelOptions, ViewContext } from "./panel.ts";
export type { InputSpec } from "./desk/payload.ts";
export type { PanelDrawing, PlotKit, PlotMark } from "./desk/plot_kit.ts";
export type { Model } from "./desk/model.ts";
export type { Row, ViewPart, ViewResult } from "./desk/view_parts.ts";
export { scenarioDesk } from "./scenario_desk.ts";
export type { Panel } from "./_output.ts";
export type { DeskOptions } from "./_desk_panel.ts";
