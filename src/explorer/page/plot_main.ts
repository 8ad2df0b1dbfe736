import { plotKit } from "../desk/plot_kit.ts";
import { TAG } from "./tag.ts";

// Under the element's name, so that panels of two versions in one document draw with their own.
const page = globalThis as { siliconPlots?: Record<string, typeof plotKit> };
(page.siliconPlots ??= {})[TAG] = plotKit;
document.dispatchEvent(new Event("silicon-view"));
