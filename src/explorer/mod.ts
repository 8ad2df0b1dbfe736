/** Panels: drawn in the kernel, live in the page, one model under both. */
export { DISPLAY } from "../markup/mod.ts";
export type { DisplayBundle, Displayed } from "../markup/mod.ts";
export { scenarioDesk } from "./scenario_desk.ts";
export type { Panel } from "./_output.ts";
export type { DeskOptions } from "./_desk_panel.ts";
