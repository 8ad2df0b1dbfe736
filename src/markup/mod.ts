/** Text for people: escaped markup, numbers, comma-separated files. Imports nothing; runs anywhere. */
export { csvField, csvText, plainCell } from "./csv_text.ts";
export { fact, factValueText } from "./fact.ts";
export type { Fact, FactOptions } from "./fact.ts";
export { DISPLAY, escapeHtml, FACT_MIME, Html, html } from "./html.ts";
export type { DisplayBundle, DisplayData, Displayed, HtmlValue } from "./html.ts";
export { decimalsOf, MISSING, numberText, percentText, signedText } from "./number_text.ts";
export { show } from "./show.ts";
