/** nbformat 4.5 as this project reads and writes it. Text fields are plain strings in memory; `readNotebook` joins lines. */

/** Values that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A MIME bundle: MIME type to its content. Text types are strings; JSON types are JSON. */
export type MimeBundle = { [mime: string]: Json };

/** What a cell printed on one stream. */
export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** A displayed value (`display_data`), or the cell's last value (`execute_result`). */
export interface DisplayOutput {
  output_type: "display_data" | "execute_result";
  data: MimeBundle;
  metadata: { [key: string]: Json };
  /** Only on `execute_result`. */
  execution_count?: number | null;
}

/** An error that stopped the cell. */
export interface ErrorOutput {
  output_type: "error";
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Anything a cell can put under itself. */
export type Output = StreamOutput | DisplayOutput | ErrorOutput;

/** Cell metadata: `tags` are Jupyter's; the rest is free. */
export interface CellMetadata {
  tags?: string[];
  [key: string]: Json | undefined;
}

/** A code cell. */
export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: CellMetadata;
  source: string;
  execution_count: number | null;
  outputs: Output[];
}

/** A cell of prose. */
export interface MarkdownCell {
  cell_type: "markdown" | "raw";
  id: string;
  metadata: CellMetadata;
  source: string;
  attachments?: { [name: string]: MimeBundle };
}

/** Either kind of cell. */
export type Cell = CodeCell | MarkdownCell;

/** A whole notebook. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: { [key: string]: Json };
  cells: Cell[];
}
