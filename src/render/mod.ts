/** Executed notebooks as self-contained pages, and the index of a site of them. */
export { renderPage } from "./render_page.ts";
export type { Page, PageFailure, PageLink, PageOptions, PageSection } from "./render_page.ts";
export { renderIndex } from "./render_index.ts";
export type { IndexEntry, IndexOptions } from "./render_index.ts";
export type { Provenance, ProvenanceFile } from "./provenance.ts";
export { comparableSvg } from "./comparable_svg.ts";
export { pageFacts } from "./page_facts.ts";
export type { OutputFinding, PageFact } from "./page_facts.ts";
export { pageFigures } from "./page_figures.ts";
export type { PageFigure } from "./page_figures.ts";
export { isAsSealed } from "./seal.ts";
