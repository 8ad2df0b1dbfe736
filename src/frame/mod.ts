/** Tables: danfo frames of statements, series and accounts, which show themselves in a notebook. */
import { installDisplay } from "./_show.ts";

export {
  DISPLAY,
  escapeHtml,
  fact,
  Html,
  html,
  numberText,
  show,
  signedText as signed,
} from "../markup/mod.ts";
export type {
  DisplayBundle,
  DisplayData,
  Displayed,
  Fact,
  FactOptions,
  HtmlValue,
} from "../markup/mod.ts";
export { DataFrame, Series } from "./_danfo.ts";
export type { RowLabel, Slice, TableOptions } from "./_danfo.ts";
export { accountFrame } from "./account_frame.ts";
export { accountSources } from "./account_sources.ts";
export { coverFrame } from "./cover_frame.ts";
export type { CountedStock } from "./cover_frame.ts";
export { effectsFrame } from "./effects_frame.ts";
export { frameOf } from "./frame_of.ts";
export type { ColumnSpec, FrameOptions } from "./frame_of.ts";
export { receiptFrame } from "./receipt_frame.ts";
export type { NamedReceipt } from "./receipt_frame.ts";
export { seriesFrame } from "./series_frame.ts";
export { sourcesTable } from "./sources_table.ts";
export type { SourcedNumber } from "./sources_table.ts";
export { statementsFrame } from "./statements_frame.ts";
export { toCsv } from "./to_csv.ts";

installDisplay();
