import type { DisplayBundle, DisplayData } from "./html.ts";

/** Media type under which a shown value says what it states: one fact, or a list of them. */
export const FACT_MIME = "application/vnd.silicon.fact+json";

/** What a shown value states. */
export function statedIn(bundle: DisplayBundle): DisplayData[] {
  const stated = bundle[FACT_MIME];
  if (stated === undefined) return [];
  return Array.isArray(stated) ? stated : [stated];
}
