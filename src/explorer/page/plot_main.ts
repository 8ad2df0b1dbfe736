import { plotKit } from "../desk/plot_kit.ts";
import { TAG } from "./tag.ts";

// Under the element's name, so that panels of two versions in one document draw with their own.
const page = globalThis as { panelPlots?: Record<string, typeof plotKit> };
(page.panelPlots ??= {})[TAG] = plotKit;
document.dispatchEvent(new Event("panel-view"));
